/** The default state's landscapes and paths, in float64 on the reference path. */
import { Engine } from '../src/compute/engine/engine.ts';
import { landscape } from '../src/compute/experiments/landscapes/landscape.ts';
import { training } from '../src/compute/experiments/landscapes/training.ts';
import type { LearnerPath } from '../src/model/landscapes/trainingFrames.ts';
import { heightRange } from '../src/page/figures/heightRange.ts';
import type { FirstPictureData, PosterPath } from '../src/page/laboratories/landscapes/board/paintPoster.ts';
import { differencesOf } from '../src/page/laboratories/landscapes/board/posterHeights.ts';
import { landscapeRequest, trainingRequest } from '../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { defaultView } from '../src/page/view/defaultView.ts';

const resolution = 31;

export async function computeFirstPicture(): Promise<FirstPictureData> {
  const engine = new Engine();
  const { signal } = new AbortController();
  const here = { backend: 'reference' as const, record: [0] };
  const surface = await lastOf(landscape({ ...landscapeRequest(defaultView, false), ...here, resolution }, engine, signal));
  const run = await lastOf(training({ ...trainingRequest(defaultView), ...here }, engine, signal));
  const { range } = heightRange([surface.loss, surface.equilibratedEnergy]);
  const step = stepWithin(range);
  return {
    axis: short(surface.axis),
    step,
    loss: differencesOf(surface.loss, resolution, step),
    energy: differencesOf(surface.equilibratedEnergy, resolution, step),
    range,
    bp: posterPath(run.bpPath),
    pc: posterPath(run.pcPath),
  };
}

/** The last frame is the complete one. */
async function lastOf<Frame>(frames: AsyncGenerator<Frame>): Promise<Frame> {
  let last: Frame | null = null;
  for await (const frame of frames) last = frame;
  if (!last) throw new Error('the experiment of the default state gave no frame (expected at least one)');
  return last;
}

const posterPath = ({ a, b, loss, equilibratedEnergy }: LearnerPath): PosterPath => ({
  a: short(a),
  b: short(b),
  loss: short(loss),
  energy: short(equilibratedEnergy),
});

/** The largest power of ten that keeps a height within a pixel. */
const stepWithin = ([low, high]: [number, number]): number => Number(`1e${Math.floor(Math.log10((high - low) / tallest))}`);

/** Pixels of a picture's height, about. */
const tallest = 300;

/** Four significant digits: a hundredth of a pixel. */
const short = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toPrecision(4)));
