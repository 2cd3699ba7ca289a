/** The header of a checkpoint's file: which run the checkpoint belongs to and which version of the numbers. A file is known to be a checkpoint by its header's name. */
import * as v from 'valibot';

/** Name of the archive's first entry: the header, JSON as bytes of UTF-8. */
export const headerEntry = 'saddlescope_checkpoint';

export interface Header {
  /** `numbersVersion` of the page that wrote the file. */
  numbers: number;
  /** Milliseconds since 1970. */
  savedAt: number;
  /** The page's address, without the question mark: every setting of the run. */
  state: string;
  /** Units of every layer, by which weights [P] fall into matrices, l = 1, ..., L, row-major. */
  widths: number[];
  /** The checkpoint, with placeholders for its arrays. */
  checkpoint: unknown;
}

export const versionSchema = v.object({ numbers: v.number() });

export const headerSchema = v.object({
  numbers: v.number(),
  savedAt: v.pipe(
    v.number(),
    v.check(
      (time) => !Number.isNaN(new Date(time).getTime()),
      ({ input }) => `is ${input}, which is no date (expected milliseconds since 1970)`,
    ),
  ),
  state: v.string(),
  widths: v.array(v.number()),
  checkpoint: v.unknown(),
});

/** Where every zip has the name of its first entry. */
const NAME_AT = 30;

export async function startsWithHeader(file: Blob): Promise<boolean> {
  const entry = `${headerEntry}.npy`;
  return (await file.slice(NAME_AT, NAME_AT + entry.length).text()) === entry;
}
