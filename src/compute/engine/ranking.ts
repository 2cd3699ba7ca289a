/** The paths in the order of their speed, as far as a piece of work is large enough to be moved there. Whether a path can do the work is not asked here. */
import { isLargeStep } from '../../model/problem/cost.ts';
import type { BackendChoice } from '../../model/problem/problem.ts';
import { inferenceSteps } from './work/stepControl.ts';
import type { AnyWork } from './work/takes.ts';

/** `webgpu`: the fused WGSL kernels. `tfjs-webgpu` and `tfjs-wasm`: tensors on one of tfjs's backends. */
export type PathName = 'webgpu' | 'tfjs-webgpu' | 'simd' | 'tfjs-wasm' | 'reference';

/** From the fastest path for large work to the one that takes everything. A choice by name leaves the paths that are in its spirit. */
const paths: Readonly<Record<BackendChoice, readonly PathName[]>> = {
  auto: ['webgpu', 'tfjs-webgpu', 'simd', 'tfjs-wasm', 'reference'],
  webgpu: ['webgpu', 'tfjs-webgpu', 'reference'],
  simd: ['simd', 'tfjs-wasm', 'reference'],
  wasm: ['tfjs-wasm', 'reference'],
  reference: ['reference'],
};

/** Multiply-adds below which work is done in float64 before another path has begun. Gradients are part of a run, which stays in float64 for longer. */
const worthMoving = { landscape: { webgpu: 2e7, simd: 1e6 }, gradient: { webgpu: 2e7, simd: 2e7 } };

/** Multiply-adds below which losses alone are there before tfjs is loaded. */
const worthTfjs = 3e8;

/** The paths worth asking for this work, in the order of preference. */
export const ranked = (work: AnyWork, choice: BackendChoice): PathName[] =>
  paths[choice].filter((path) => path === 'reference' || isWorthMoving(work, path, choice));

function isWorthMoving(work: AnyWork, path: Exclude<PathName, 'reference'>, choice: BackendChoice): boolean {
  switch (work.kind) {
    case 'landscape':
      return isTensors(path) || choice !== 'auto' || costOf(work, inferenceSteps(work)) >= worthMoving.landscape[path];
    case 'gradient':
    case 'point':
      return isTensors(path) || choice !== 'auto' || costOf(work, work.steps) >= worthMoving.gradient[path];
    case 'losses':
      return hasConvolutions(work) || costOf(work, 0) >= worthTfjs;
    case 'steps':
      if (choice === 'simd' && path === 'tfjs-wasm') return hasConvolutions(work); // other steps come soon enough in float64
      return choice === 'wasm' || isLargeStep(work.layout.network, work.samples.count, work.steps);
    case 'variances':
      return choice === 'wasm' || choice === 'webgpu';
  }
}

const isTensors = (path: PathName): path is 'tfjs-webgpu' | 'tfjs-wasm' => path === 'tfjs-webgpu' || path === 'tfjs-wasm';

const hasConvolutions = ({ layout }: AnyWork): boolean => !layout.isFullyConnected;

/** Multiply-adds of all weight settings, samples and steps of inference. */
function costOf(work: AnyWork, steps: number): number {
  const settings = 'settings' in work ? work.settings.count : 1;
  return 2 * work.layout.passCost * work.samples.count * settings * (steps + 1);
}
