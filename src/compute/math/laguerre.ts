/**
 * A linear flow `z' = -(g + H (z - z_0))` along its way: `z(t) - z_0 = sum_j c_j(mu t) d_j` for `d_0 = -(H + mu)^-1 g`, `d_{j+1} = d_j - mu (H + mu)^-1 d_j`
 * and `c_j = L_j - L_{j+1}`, from the generating function of Laguerre's polynomials L_j (Norsett, 1974). One factored system serves every order and every time.
 */

/** Terms of the sum. */
export const terms = 5;
/** `x = mu t` at the end of a step: a zero of L_5, so that modes that are fast against mu have come to rest by then. */
export const end = 3.5964257710407;

/** Places along a step at which values are looked at before a root is sought between two of them. */
const looks = Float64Array.from({ length: 8 }, (_, k) => (end * (k + 1)) / 8);
const coefficients = Array.from(looks, (x) => coefficientsAt(x, new Float64Array(terms)));
/** The coefficients at the end of a step. */
export const atEnd = coefficients[coefficients.length - 1];
/** The largest size of each coefficient along a step. */
export const largest = Float64Array.from({ length: terms }, (_, j) => Math.max(...coefficients.map((c) => Math.abs(c[j]))));
/** Part of the change of a value that is rounding. */
const rounding = 1e-13;

/** c_0(x), ..., c_4(x), into `into`. */
export function coefficientsAt(x: number, into: Float64Array): Float64Array {
  let [before, here] = [1, 1 - x]; // L_0 and L_1
  for (let j = 0; j < terms; j++) {
    into[j] = before - here;
    [before, here] = [here, ((2 * j + 3 - x) * here - (j + 1) * before) / (j + 2)];
  }
  return into;
}

/**
 * The first x <= `latest` of a step at which `start + sum_j c_j(x) moves_j` falls below 0; Infinity where there is none. With `rises` the value grows at first, from a
 * `start` of 0: a fall before it has been seen above 0 is then an error of the terms that are left out, and counts from the next look on.
 */
export function firstBelow(start: number, moves: Float64Array, rises: boolean, latest: number): number {
  let reach = 0;
  for (let j = 0; j < terms; j++) reach += largest[j] * Math.abs(moves[j]);
  if (start >= reach) return Number.POSITIVE_INFINITY;
  let wasAbove = !rises;
  for (let k = 0; k < looks.length; k++) {
    const early = k > 0 ? looks[k - 1] : 0;
    if (early > latest) break;
    if (valueAt(coefficients[k], start, moves) >= -rounding * reach) wasAbove = true;
    else return wasAbove ? rootOf(start, moves, early, looks[k]) : looks[k];
  }
  return Number.POSITIVE_INFINITY;
}

function valueAt(c: Float64Array, start: number, moves: Float64Array): number {
  let sum = start;
  for (let j = 0; j < terms; j++) sum += c[j] * moves[j];
  return sum;
}

const scratch = new Float64Array(terms);

/** The root between two places, by false position and bisection. */
function rootOf(start: number, moves: Float64Array, early: number, late: number): number {
  const at = (x: number) => valueAt(coefficientsAt(x, scratch), start, moves);
  let [from, to] = [early, late];
  let [a, b] = [at(from), at(to)];
  if (a <= 0) return from;
  for (let k = 0; k < 60 && to - from > 1e-14 * to && b < 0; k++) {
    let x = k % 3 === 2 ? (from + to) / 2 : from + ((to - from) * a) / (a - b);
    if (!(x > from && x < to)) x = (from + to) / 2;
    const value = at(x);
    if (value > 0) [from, a] = [x, value];
    else [to, b] = [x, value];
  }
  return to;
}
