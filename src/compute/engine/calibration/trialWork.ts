/** The landscapes by which ways of computing are compared: one of each kind, of any size. */
import type { WorkKind } from '../../../model/calibration.ts';
import type { Activation } from '../../../model/problem/problem.ts';
import { normalStream } from '../../math/random.ts';
import type { LandscapeWork } from '../work/backend.ts';
import { layoutOf, type NetworkLayout } from '../work/networkLayout.ts';
import { batchOf } from '../work/samples.ts';
import type { WeightPlane } from '../work/weightSettings.ts';

interface Trial {
  readonly widths: readonly number[];
  readonly activation: Activation;
  /** Grid points in size 1. */
  readonly settings: number;
  readonly samples: number;
  readonly steps: number;
}

/** Size 1 takes a few ms on a software adapter. Linear networks have few samples, as if shrunk. */
const trials: Readonly<Record<WorkKind, Trial>> = {
  'linear-chain': { widths: new Array(11).fill(1), activation: 'linear', settings: 64, samples: 2, steps: 100 },
  'curved-chain': { widths: new Array(6).fill(1), activation: 'tanh', settings: 2, samples: 32, steps: 20 },
  'linear-net': { widths: [3, 16, 16, 16, 3], activation: 'linear', settings: 4, samples: 6, steps: 20 },
  'curved-net': { widths: [2, 8, 8, 8, 1], activation: 'tanh', settings: 1, samples: 64, steps: 20 },
};

export function kindOf({ layout: { isChain, isLinear } }: LandscapeWork): WorkKind {
  if (isChain) return isLinear ? 'linear-chain' : 'curved-chain';
  return isLinear ? 'linear-net' : 'curved-net';
}

/** A kind's trial work, with `size` times the grid points of size 1. */
export function trialWork(kind: WorkKind, size: number): LandscapeWork {
  const { widths, activation, settings, samples, steps } = trials[kind];
  const layout = layoutOf({ widths: [...widths], activation });
  const normals = normalStream(1);
  const draw = (length: number) => normals.fill(new Float64Array(length), 0, 1);
  return {
    layout,
    samples: batchOf(draw(samples * widths[0]), draw(samples * widths[layout.layers]), samples),
    settings: planeAround(layout, settings * size, draw),
    dt: 0.1,
    stopping: 'fixed',
    record: [0, steps],
  };
}

/** Points of a plane at random, around weights under which inference soon comes to rest. */
function planeAround(layout: NetworkLayout, count: number, draw: (length: number) => Float64Array): WeightPlane {
  const weights = (scale: number) => {
    const theta = draw(layout.parameterCount);
    layout.widths.slice(0, -1).forEach((fanIn, l) => {
      for (let p = layout.weightOffset[l]; p < layout.weightOffset[l + 1]; p++) theta[p] *= scale / Math.sqrt(fanIn);
    });
    return theta;
  };
  return { kind: 'plane', count, origin: weights(0.5), directions: [weights(0.1), weights(0.1)], coordinates: draw(2 * count) };
}
