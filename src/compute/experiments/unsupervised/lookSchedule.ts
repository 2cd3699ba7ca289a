/** When test images are looked at, and how many: few at first, so that something is seen soon, and never for more than about a quarter of the time. */

/** Images of a full look. */
export const mostImages = 1000;
const fewestImages = 50;
/** Images learnt from for each one that is looked at. */
const learntPerLook = 4;
/** What reconstructing the digits adds to a look, in images. */
const digitImages = 10;

export interface LookPlan {
  batchSize: number;
  /** Weight steps of the whole run. */
  iterations: number;
  /** Test images that there are. */
  available: number;
}

/** Images to look at after this many weight steps; 0 where no look is due. Due after 1, 2, 4, ..., then every so many, and at the end. */
export function imagesAt(iteration: number, { batchSize, iterations, available }: LookPlan): number {
  const interval = Math.ceil((learntPerLook * mostImages) / batchSize);
  const isFull = iteration % interval === 0 || iteration === iterations;
  const isEarly = iteration < interval && Number.isInteger(Math.log2(iteration));
  if (iteration === 0 || !(isFull || isEarly)) return 0;
  const affordable = Math.floor((iteration * batchSize) / learntPerLook);
  return Math.min(available, isFull ? mostImages : Math.max(fewestImages, affordable), mostImages);
}

/** Images that a look at this many infers. */
export const inferredBy = (images: number): number => (images === 0 ? 0 : images + digitImages);

/** Images inferred, learnt from and looked at, until the look after this many weight steps is over: what a run's progress is measured in. */
export function imagesUntil(iteration: number, plan: LookPlan): number {
  let images = iteration * plan.batchSize;
  for (let at = 1; at <= iteration; at++) images += inferredBy(imagesAt(at, plan));
  return images;
}
