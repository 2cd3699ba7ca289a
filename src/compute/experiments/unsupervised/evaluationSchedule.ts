/** When a run evaluates test images, and how many: few at first, so that the first pictures come soon; evaluations take at most about a quarter of the run's time. */

/** Images of a full evaluation. */
export const mostImages = 1000;
const fewestImages = 50;
/** Training images for each test image that is evaluated. */
const learntPerEvaluated = 4;
/** Images that reconstructing the digits adds to an evaluation. */
const digitImages = 10;

export interface EvaluationPlan {
  batchSize: number;
  /** Weight steps of the whole run. */
  iterations: number;
  /** Number of test images in the data set. */
  available: number;
}

/**
 * Images to evaluate after this many weight steps; 0 where no evaluation is due. Evaluations are due after 1, 2, 4, ... steps, then at
 * equal intervals, and after the last step.
 */
export function imagesAt(iteration: number, { batchSize, iterations, available }: EvaluationPlan): number {
  const interval = Math.ceil((learntPerEvaluated * mostImages) / batchSize);
  const isFull = iteration % interval === 0 || iteration === iterations;
  const isEarly = iteration < interval && Number.isInteger(Math.log2(iteration));
  if (iteration === 0 || !(isFull || isEarly)) return 0;
  const affordable = Math.floor((iteration * batchSize) / learntPerEvaluated);
  return Math.min(available, isFull ? mostImages : Math.max(fewestImages, affordable), mostImages);
}

/** Images inferred by an evaluation of this many test images. */
export const inferredBy = (images: number): number => (images === 0 ? 0 : images + digitImages);

/** Images inferred up to the end of the evaluation after this many weight steps, in training and in evaluations: the unit of a run's progress. */
export function imagesUntil(iteration: number, plan: EvaluationPlan): number {
  let images = iteration * plan.batchSize;
  for (let at = 1; at <= iteration; at++) images += inferredBy(imagesAt(at, plan));
  return images;
}
