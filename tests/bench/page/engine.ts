/** The engine without the page: what the bench asks it, timed in the browser around the engine's own call. */

import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { SimdPool } from '../../../src/compute/engine/simd/pool.ts';
import { openWorker, SimdBackend } from '../../../src/compute/engine/simd/simdBackend.ts';
import { openGpu } from '../../../src/compute/engine/webgpu/gpuDevice.ts';
import { WebGpuBackend } from '../../../src/compute/engine/webgpu/webgpuBackend.ts';
import type { Backend, LandscapeWork } from '../../../src/compute/engine/work/backend.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf, shrinkSamples } from '../../../src/compute/engine/work/samples.ts';
import type { WeightPlane } from '../../../src/compute/engine/work/weightSettings.ts';
import type { Matrix } from '../../../src/model/problem/problem.ts';
import type { Workload } from '../workload.ts';
import { energiesByOperations } from './tfjsOperations.ts';

export type Path = 'float64, every sample' | 'float64' | 'SIMD, one worker' | 'SIMD' | 'WebGPU' | 'tfjs operations';

export interface Timing {
  /** Median of the repeats, in ms. */
  milliseconds: number;
  /** The energy asked for at every grid point, a the fastest. */
  values: number[];
}

declare global {
  interface Window {
    /** Repeats, each of as many runs as take a while, after half a second that warms up: what is quick is compiled in haste at first. */
    time(path: Path, workload: Workload, repeats: number): Promise<Timing>;
  }
}

const warmUp = 500; // ms
/** What is timed as one: clocks here tell tenths of a ms. */
const leastTime = 20; // ms

const simdOn = (workers: number): Backend => new SimdBackend(new SimdPool(openWorker, workers, () => {}));

const openBackend: Record<Exclude<Path, 'tfjs operations'>, () => Backend | Promise<Backend>> = {
  'float64, every sample': () => new ReferenceBackend(),
  float64: () => new ReferenceBackend(),
  'SIMD, one worker': () => simdOn(1),
  SIMD: () => simdOn(navigator.hardwareConcurrency),
  WebGPU: async () => new WebGpuBackend(await openGpu(() => {}), 'thread'),
};
const opened = new Map<Path, Promise<Backend>>();

window.time = async (path, workload, repeats) => {
  const run = path === 'tfjs operations' ? () => energiesByOperations(workload) : await runOn(path, workload);
  const values = await run();
  let warmRuns = 0;
  for (const until = performance.now() + warmUp; performance.now() < until; warmRuns++) await run();
  const together = Math.max(1, Math.ceil((warmRuns * leastTime) / warmUp));
  const times: number[] = [];
  while (times.length < repeats) {
    const began = performance.now();
    for (let k = 0; k < together; k++) await run();
    times.push((performance.now() - began) / together);
  }
  return { milliseconds: times.sort((a, b) => a - b)[Math.floor(times.length / 2)], values: Array.from(values) };
};

async function runOn(path: Exclude<Path, 'tfjs operations'>, workload: Workload): Promise<() => Promise<ArrayLike<number>>> {
  if (!opened.has(path)) opened.set(path, Promise.resolve(openBackend[path]()));
  const backend = await opened.get(path)!;
  const work = workOf(workload, path !== 'float64, every sample');
  const { signal } = new AbortController();
  return async () => {
    const { energyAtStep, equilibratedEnergy } = await backend.landscape(work, { signal });
    return workload.wanted === 'equilibrium' ? equilibratedEnergy : energyAtStep[work.record.length - 1];
  };
}

function workOf({ network, axis, center, u, v, x, y, dt, steps, wanted }: Workload, shrinks: boolean): LandscapeWork {
  const layout = layoutOf(network);
  const samples = batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
  const settings: WeightPlane = {
    kind: 'plane',
    count: axis.length ** 2,
    origin: flat(center),
    directions: [flat(u), flat(v)],
    coordinates: Float64Array.from(axis.flatMap((b) => axis.flatMap((a) => [a, b]))),
  };
  return {
    layout,
    samples: shrinks ? shrinkSamples(layout, samples) : samples,
    settings,
    dt,
    stopping: 'fixed',
    record: steps === 0 ? [0] : [0, steps],
    withEquilibrium: wanted !== 'energy at the last step',
  };
}

const flat = (matrices: Matrix[]): Float64Array => Float64Array.from(matrices.flatMap(({ data }) => Array.from(data)));
