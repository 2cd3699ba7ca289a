/** A checkpoint as a file: the run goes on from it to the last bit, and files that are none, damaged or of another run are refused, by the page or by the worker's check. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/compute/datasets/files/readFiles.ts';
import { Engine } from '../../../src/compute/engine/engine.ts';
import { checkFits } from '../../../src/compute/experiments/landscapes/checkpointFits.ts';
import { parseCheckpoint } from '../../../src/compute/experiments/landscapes/checkpointSchema.ts';
import { training } from '../../../src/compute/experiments/landscapes/training.ts';
import type { TrainingRequest } from '../../../src/model/landscapes/experiments.ts';
import type { TrainingCheckpoint, TrainingFrame } from '../../../src/model/landscapes/trainingFrames.ts';
import { numbersVersion } from '../../../src/model/numbersVersion.ts';
import { outlined } from '../../../src/page/checkpointFile/arrayTree.ts';
import { readCheckpoint, writeCheckpoint } from '../../../src/page/checkpointFile/checkpointFile.ts';
import { npz } from '../../../src/page/export/npz.ts';
import { trainingRequest } from '../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { widthsOf } from '../../../src/page/view/networkOf.ts';
import { readQuery } from '../../../src/page/view/readQuery.ts';
import { writeQuery } from '../../../src/page/view/writeQuery.ts';

const { view } = readQuery(
  'data=matrix-completion&dimension=10&hidden=1&width=4&iterations=40&batchSize=10&restarts=plateaus&optimiser=adam&steps=3&seeds=2',
);
const request = trainingRequest(view);
const run = { state: writeQuery(view), widths: widthsOf(view.controls), savedAt: 1.7e12 };

async function lastFrame(of: TrainingRequest): Promise<TrainingFrame> {
  let last: TrainingFrame | null = null;
  for await (const frame of training(of, new Engine(), new AbortController().signal)) last = frame;
  return last!;
}

const named = (parts: BlobPart[], name = 'a.npz') => new File(parts, name);

/** Reads the file, and checks the checkpoint in it as the worker does. */
async function open(file: File) {
  const opened = await readCheckpoint(file, readArchive);
  const checkpoint = parseCheckpoint(opened.checkpoint);
  checkFits(checkpoint, trainingRequest(opened.view));
  return { ...opened, checkpoint };
}

let half: TrainingCheckpoint;
let whole: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  half = (await lastFrame({ ...request, iterations: 23 })).checkpoint!;
  whole = new Uint8Array(await writeCheckpoint(half, run).arrayBuffer());
});

it('comes back to the last bit, with its state, and the run goes on from it as an unbroken one', async () => {
  const opened = await open(named([whole]));
  expect(opened).toEqual({ view, checkpoint: half, savedAt: run.savedAt });
  expect(half.restarts?.plateau.least).toBe(Number.POSITIVE_INFINITY); // which JSON does not know
  const [resumed, unbroken] = [await lastFrame({ ...request, resume: opened.checkpoint }), await lastFrame(request)];
  expect([resumed.bp, resumed.pc]).toEqual([unbroken.bp, unbroken.pc]);
});

describe('is refused, with what is wrong and what would be right, where it', () => {
  const changed = (change: (checkpoint: TrainingCheckpoint) => TrainingCheckpoint, of = run) =>
    named([writeCheckpoint(change(half), of)]);

  it('is something else', async () => {
    const other = npz({ weights: { shape: [2], data: Float64Array.of(1, 2) } });
    await expect(open(named([other]))).rejects.toThrow(
      'a.npz: this is no checkpoint (expected an .npz file from “Save checkpoint”)',
    );
    await expect(open(named(['1,2\n3,4'], 'a.csv'))).rejects.toThrow('a.csv: this is no checkpoint');
    await expect(open(named([]))).rejects.toThrow('this is no checkpoint');
  });

  it('is something else, by a name that no damaged checkpoint has', async () => {
    await expect(open(named(['1,2\n3,4']))).rejects.toMatchObject({ name: 'NotACheckpoint' });
    await expect(open(named([whole.slice(0, 99)]))).rejects.not.toMatchObject({ name: 'NotACheckpoint' });
  });

  it('is cut off', async () => {
    const length = Math.floor(whole.length / 2);
    await expect(open(named([whole.slice(0, length)]))).rejects.toThrow(
      `a.npz: the zip is damaged: it ends at byte ${length} without its directory`,
    );
  });

  it('has a bit that is not what it was', async () => {
    const flipped = whole.slice();
    flipped[Math.floor(whole.length / 2)] ^= 4;
    await expect(open(named([flipped]))).rejects.toThrow(
      /^a\.npz: the zip is damaged: .*\.npy has not the checksum that it was packed with$/,
    );
  });

  it('is of another version', async () => {
    const header = new TextEncoder().encode(JSON.stringify({ numbers: numbersVersion + 1 }));
    const other = npz({ saddlescope_checkpoint: { shape: [header.length], data: header } });
    await expect(open(named([other]))).rejects.toThrow(
      `it is of version ${numbersVersion + 1} of the numbers (expected ${numbersVersion})`,
    );
  });

  it('is of another network than its state', async () => {
    await expect(open(changed((same) => same, { ...run, widths: [10, 7, 10] }))).rejects.toThrow(
      'it is of another network: its layers have 10-7-10 units (expected 10-4-10, as its state says)',
    );
    const larger = (checkpoint: TrainingCheckpoint) => ({
      ...checkpoint,
      weights: checkpoint.weights.map((seeds) => seeds.map(() => new Float64Array(140))),
    });
    await expect(open(changed(larger))).rejects.toThrow(
      'weights.0.0 has 140 numbers (expected 80, as the network of 10-4-10 units has weights)',
    );
  });

  it('names a state that there is not', async () => {
    await expect(open(changed((same) => same, { ...run, state: run.state.replace('hidden=1', 'hidden=900') }))).rejects.toThrow(
      'its state cannot be taken up here (hidden: "900" is not a whole number from 1 to 64',
    );
  });

  it('lacks an array, or has one that is none', async () => {
    const { outline, arrays } = outlined(half);
    const header = new TextEncoder().encode(JSON.stringify({ numbers: numbersVersion, ...run, checkpoint: outline }));
    const entries = Object.entries(arrays).filter(([name]) => name !== 'frame.pc.1.loss');
    const vector = (data: Float64Array | Int32Array | Uint8Array) => ({ shape: [data.length], data });
    const without = Object.fromEntries(
      [['saddlescope_checkpoint', header] as const, ...entries].map(([name, data]) => [name, vector(data)]),
    );
    await expect(open(named([npz(without)]))).rejects.toThrow('its array “frame.pc.1.loss” is missing');
    const integers = { ...without, 'frame.pc.1.loss': vector(new Int32Array(23)) };
    await expect(open(named([npz(integers)]))).rejects.toThrow('frame.pc.1.loss is not an array of float64');
    const short = { ...without, 'frame.pc.1.loss': vector(new Float64Array(22)) };
    await expect(open(named([npz(short)]))).rejects.toThrow('its array “frame.pc.1.loss” has 22 numbers (expected 23)');
  });

  it('has fewer seeds than its state, or lies beyond its run', async () => {
    await expect(open(changed((same) => same, { ...run, state: run.state.replace('seeds=2', 'seeds=3') }))).rejects.toThrow(
      'frame.bp has 2 seeds (expected 3, as the run has seeds)',
    );
    await expect(open(changed((same) => ({ ...same, iteration: 41 })))).rejects.toThrow(
      'iteration is 41 (expected at most 40, where the run ends)',
    );
  });

  it('was saved at no time', async () => {
    await expect(open(changed((same) => same, { ...run, savedAt: 1e300 }))).rejects.toThrow(
      'a.npz: its savedAt is 1e+300, which is no date (expected milliseconds since 1970)',
    );
    await expect(open(changed((same) => same, { ...run, savedAt: Number.NaN }))).rejects.toThrow('its savedAt is wrong');
  });

  it('has a header that is no JSON', async () => {
    const header = new TextEncoder().encode('{"numbers": 5');
    const cut = npz({ saddlescope_checkpoint: { shape: [header.length], data: header } });
    await expect(open(named([cut]))).rejects.toThrow('a.npz: its header begins with “{"numbers": 5” (expected JSON)');
  });
});
