/** A checkpoint as a file that brings its run back, and that numpy.load reads: a header in JSON, then every array under its name. */

import type { TrainingCheckpoint } from '../../model/landscapes/trainingFrames.ts';
import { numbersVersion } from '../../model/numbersVersion.ts';
import type { NpyArray } from '../export/npy.ts';
import { npz } from '../export/npz.ts';
import { type Header, headerEntry } from './header.ts';
import { outlined } from './outline.ts';

/** `run`: what the file says of it besides. */
export function writeCheckpoint(checkpoint: TrainingCheckpoint, run: Pick<Header, 'state' | 'widths' | 'savedAt'>): Blob {
  const { outline, arrays } = outlined(checkpoint);
  const header: Header = { numbers: numbersVersion, ...run, checkpoint: outline };
  const entries = Object.entries(arrays).map(([name, data]) => [name, vector(data)]);
  return npz({ [headerEntry]: vector(new TextEncoder().encode(JSON.stringify(header))), ...Object.fromEntries(entries) });
}

const vector = (data: NpyArray['data']): NpyArray => ({ shape: [data.length], data });
