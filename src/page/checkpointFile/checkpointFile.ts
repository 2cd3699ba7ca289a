/** A checkpoint as a file that numpy.load reads, too: a header in JSON, then every array under its name. A file that is read must be whole, of this version of the numbers, and of the network of its state; the worker checks the checkpoint inside. */
import * as v from 'valibot';
import type { TrainingCheckpoint } from '../../model/landscapes/trainingFrames.ts';
import { numbersVersion } from '../../model/numbersVersion.ts';
import { npz } from '../export/npz.ts';
import type { FigureArray } from '../figures/figureRow.ts';
import { widthsOf } from '../view/networkOf.ts';
import { readQuery } from '../view/readQuery.ts';
import type { View } from '../view/view.ts';
import { filledIn, outlined } from './arrayTree.ts';
import { type Header, headerEntry, headerSchema, startsWithHeader, versionSchema } from './checkpointHeader.ts';

/** `run`: the header's fields that do not come from the checkpoint. */
export function writeCheckpoint(checkpoint: TrainingCheckpoint, run: Pick<Header, 'state' | 'widths' | 'savedAt'>): Blob {
  const { outline, arrays } = outlined(checkpoint);
  const header: Header = { numbers: numbersVersion, ...run, checkpoint: outline };
  const entries = Object.entries(arrays).map(([name, data]) => [name, vector(data)]);
  return npz({ [headerEntry]: vector(new TextEncoder().encode(JSON.stringify(header))), ...Object.fromEntries(entries) });
}

const vector = (data: FigureArray['data']): FigureArray => ({ shape: [data.length], data });

export interface OpenedCheckpoint {
  view: View;
  /** Unchecked: only the worker knows which arrays a run of this view has. */
  checkpoint: unknown;
  savedAt: number;
}

type Arrays = Readonly<Record<string, ArrayBufferView>>;

/** The refusal of a file that no page saved as a checkpoint. */
export class NotACheckpoint extends Error {
  override readonly name = 'NotACheckpoint';
}

/** `readArchive`: the arrays of an npz, by name. Throws an Error in words for a person: a `NotACheckpoint` where the file is something else. */
export async function readCheckpoint(file: File, readArchive: (file: File) => Promise<Arrays>): Promise<OpenedCheckpoint> {
  if (!(await startsWithHeader(file)))
    throw new NotACheckpoint(`${file.name}: this is no checkpoint (expected an .npz file from “Save checkpoint”)`);
  const arrays = await readArchive(file);
  try {
    const header = headerOf(arrays);
    return { view: viewOf(header), checkpoint: filledIn(header.checkpoint, arrays), savedAt: header.savedAt };
  } catch (error) {
    throw new Error(`${file.name}: ${(error as Error).message}`, { cause: error });
  }
}

/** The version is checked first: the header of another version may have other fields. */
function headerOf(arrays: Arrays): Header {
  const json = jsonIn(arrays[headerEntry]);
  const { numbers } = parsed(versionSchema, json);
  if (numbers !== numbersVersion)
    throw new Error(
      `it is of version ${numbers} of the numbers (expected ${numbersVersion}): this page’s steps from there would not be that run’s`,
    );
  return parsed(headerSchema, json);
}

function jsonIn(bytes: ArrayBufferView | undefined): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`its header begins with “${text.slice(0, 20)}” (expected JSON)`);
  }
}

function viewOf({ state, widths }: Header): View {
  const { view, replaced } = readQuery(state);
  if (replaced.length > 0) throw new Error(`its state cannot be taken up here (${replaced[0]})`);
  const expected = widthsOf(view.controls);
  if (String(widths) !== String(expected))
    throw new Error(
      `it is of another network: its layers have ${spelled(widths)} units (expected ${spelled(expected)}, as its state says)`,
    );
  return view;
}

const spelled = (widths: number[]): string => widths.join('-');

/** The value as the schema returns it. Throws where a value is wrong: `its savedAt is 1e+300, which is no date`. */
function parsed<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `its ${v.getDotPath(issue) ?? 'header'} ${/^(is|has) /.test(issue.message) ? issue.message : `is wrong: ${issue.message}`}`,
  );
}
