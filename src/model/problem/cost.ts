/** The cost of a weight step. The page decides by the cost which requests to send on its own, and the worker where to compute. */
import { passCost } from './layerShapes.ts';
import type { Network } from './problem.ts';

/** Multiply-adds of one weight step of PC: T passes forward and back through all weights, and the gradient. */
export function stepCost(network: Network, batchSize: number, steps: number): number {
  return 2 * passCost(network) * batchSize * (steps + 1);
}

/** Widest moving layer whose block of an energy's Hessian is factored: its cost grows like the cube of the width. */
export const widestFactored = 200;

/** Euler steps, at most, to the rest of networks with wider layers. */
export const mostFlowSteps = 5000;

/** Steps to rest, about, with one factored Hessian each. */
const factoredSteps = 20;

/** Multiply-adds of an equilibrium and of the rates at which inference comes there, about: layers' Hessian blocks are factored, once where predictions are linear. */
export function equilibriumCost(network: Network, samples: number): number {
  const moving = network.inputs === 'free' ? network.widths.slice(0, -1) : network.widths.slice(1, -1);
  const cubes = moving.reduce((sum, width) => sum + width ** 3, 0);
  if (network.activation === 'linear') return 2 * cubes;
  if (Math.max(...moving) <= widestFactored) return factoredSteps * cubes * samples;
  return 2 * passCost(network) * samples * mostFlowSteps;
}

/** A step of this cost takes about 0.3 s in float64. */
const largeStep = 3e8;

/**
 * Whether a network counts as large, as those with convolutions always do: its learners step in float32 (on tfjs, or in the simd path's kernels) where the choice is left open, its paths
 * keep no heights, and nothing else about it is computed before someone asks.
 */
export function isLargeStep(network: Network, batchSize: number, steps: number): boolean {
  return network.convolution !== undefined || stepCost(network, batchSize, steps) >= largeStep;
}

/** What a step costs beside its multiply-adds, in multiply-adds. */
const costOfAStep = 3e4;
/** A run of this cost takes about half a second. */
const quickRun = 1.5e8;

/** Whether both learners' whole run is over in a moment, so that a picture may wait for it. */
export function isQuickRun(network: Network, batchSize: number, steps: number, iterations: number): boolean {
  return !network.convolution && iterations * (stepCost(network, batchSize, steps) + costOfAStep) <= quickRun;
}

/**
 * Most norms by layer (layers x iterations x seeds) that runs of small networks record: for longer runs the norms would be
 * most of every frame. Large networks take few steps, and keep them always.
 */
export const mostLayerNorms = 100_000;
