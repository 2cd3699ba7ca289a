/** What a weight step costs: by it the page decides what it asks for by itself, and the worker where it computes. */

/** Multiply-adds of one weight step of PC: T passes forward and back through all weights, and the gradient. */
export function stepCost(widths: readonly number[], batchSize: number, steps: number): number {
  const parameters = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
  return 2 * parameters * batchSize * (steps + 1);
}

/**
 * From this cost on a network counts as large: a step takes longer than 0.3 s in float64. Its learners step on tfjs where the choice is
 * left open, its paths keep no heights, and nothing else about it is computed before someone asks.
 */
export const largeStep = 3e8;
