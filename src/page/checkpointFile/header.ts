/** What a checkpoint's file says before its arrays: which run it is of, and in which version. */
import * as v from 'valibot';

/** The first entry of the archive, JSON as bytes of UTF-8: files are known by its name. */
export const headerEntry = 'saddlescope_checkpoint';

export interface Header {
  /** `numbersVersion` of the page that wrote it. */
  numbers: number;
  /** Milliseconds since 1970. */
  savedAt: number;
  /** The page's address, without the question mark: everything that the run stands on. */
  state: string;
  /** Units of every layer, by which weights [P] fall into matrices, l = 1, ..., L, row-major. */
  widths: number[];
  /** The checkpoint, with placeholders for its arrays. */
  checkpoint: unknown;
}

export const versionSchema = v.object({ numbers: v.number() });

export const headerSchema = v.object({
  numbers: v.number(),
  savedAt: v.number(),
  state: v.string(),
  widths: v.array(v.number()),
  checkpoint: v.unknown(),
});
