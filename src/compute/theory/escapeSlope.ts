/** How the time that a learner needs to leave the origin grows as its initial weights shrink: the slopes that the sweep is held against. */

/**
 * d ln t / d ln sigma = -(L - 2) for gradient descent on the loss of L weight layers: near the origin the gradient is a product of L - 1
 * layers, so `du/dt ~ u^(L-1)` and `t ~ sigma^-(L-2)` (THEORY.md, "Linear networks"). It holds as sigma goes to 0, for any activation with
 * phi(c a) = c phi(a) at small a > 0. With L = 2 the slope 0 stands for `t ~ log(1/sigma)`. Throws a RangeError for fewer than 2 layers.
 */
export function lossEscapeSlope(layers: number): number {
  if (!(Number.isInteger(layers) && layers >= 2)) {
    throw new RangeError(`invalid layers: ${layers} (expected 2 weight layers or more)`);
  }
  return 2 - layers;
}

/**
 * `ln(ln(1/b) / ln(1/a)) / ln(b/a)`: the mean slope of `t ~ log(1/sigma)` on log-log axes between the scales 0 < a < b < 1. That is how the
 * last layer leaves the origin of F*, whose curvature there is strictly negative: W_L grows by a constant factor a step.
 * Null where a scale is not in (0, 1), or a = b.
 */
export function logarithmicSlope(a: number, b: number): number | null {
  if (!(a > 0 && a < b && b < 1)) return null;
  return Math.log(Math.log(b) / Math.log(a)) / Math.log(b / a);
}
