/** The equilibrium of a linear chain of whole weights in exact arithmetic: rounding has no part in the values that large weights are tested with. */

/**
 * `e_L = r / S`, `e_l = w e_{l+1}`, `z_l = w z_{l-1} + e_l` with all weights w, H hidden units, `S = 1 + w^2 + ... + w^2H`, `r = y - w^(H+1) x`. Every value
 * is a whole number divided by S. Arguments are whole numbers. `activities`: z_1, ..., z_H.
 */
export function exactChain(w: number, hidden: number, x: number, y: number): { energy: number; activities: Float64Array } {
  const weight = BigInt(w);
  const power = (exponent: number) => weight ** BigInt(exponent);
  let rescaling = 0n;
  for (let l = 0; l <= hidden; l++) rescaling += power(2 * l);
  const residual = BigInt(y) - power(hidden + 1) * BigInt(x);
  const activities = new Float64Array(hidden);
  let z = BigInt(x) * rescaling; // times S, as all that follow
  for (let l = 1; l <= hidden; l++) {
    z = weight * z + power(hidden + 1 - l) * residual;
    activities[l - 1] = ratio(z, rescaling);
  }
  return { energy: ratio(residual * residual, 2n * rescaling), activities };
}

/** a / b to the last digit of a double, for b > 0. */
function ratio(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  const size = a < 0n ? -a : a;
  const shift = Math.max(0, 70 - (size.toString(2).length - b.toString(2).length));
  return (a < 0n ? -1 : 1) * (Number((size << BigInt(shift)) / b) / 2 ** shift);
}
