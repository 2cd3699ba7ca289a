/** Only finite numbers leave for a script: where a number overflows, the request is refused with the number's place in the answer. */
import { computeError } from '../../../model/computeError.ts';
import type { BackendName, Matrix } from '../../../model/problem/problem.ts';

/** Everything numeric in a request, by the fields that a person would make smaller. */
export type Sizes = Readonly<Record<string, readonly Matrix[]>>;

/** Bounds on products of the request's numbers above which their squares overflow in float64, and in float32. */
const mayOverflow = 1e150;
const largest = { reference: 'float64 ends at 1.8e308', others: 'float32 ends at 3.4e38; backend: reference has float64' };

/**
 * The answer of `compute`. Rejects with `TooLarge` where the answer holds a number that is not finite, or where `compute` broke off because of one; the fields
 * `apart` hold NaN by their own rule.
 */
export async function finiteAnswer<Answer extends { readonly backend: BackendName }>(
  sizes: Sizes,
  compute: () => Promise<Answer>,
  apart: readonly string[] = [],
): Promise<Answer> {
  const answer = await compute().catch((error: Error) => {
    const isOwn = !(error instanceof RangeError || error instanceof TypeError);
    throw isOwn || productOf(sizes) < mayOverflow ? error : tooLarge(error.message, 'reference', sizes);
  });
  for (const [field, value] of Object.entries(answer)) {
    const place = apart.includes(field) ? null : placeNotFinite(value, field);
    if (place) throw tooLarge(place, answer.backend, sizes);
  }
  return answer;
}

/** `lossGradient[0].data[3] is -Infinity`; null where every number is finite. */
function placeNotFinite(value: unknown, path: string): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${path} is ${value}`;
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const list = value as ArrayLike<unknown>;
    for (let i = 0; i < list.length; i++) {
      const place = placeNotFinite(list[i], `${path}[${i}]`);
      if (place) return place;
    }
    return null;
  }
  for (const [key, part] of Object.entries(value)) {
    const place = placeNotFinite(part, `${path}.${key}`);
    if (place) return place;
  }
  return null;
}

function tooLarge(what: string, backend: BackendName, sizes: Sizes): Error {
  const sized = Object.entries(sizes).map(([field, matrices]) => `${field} up to ${shown(largestOf(matrices))}`);
  const limit = backend === 'reference' ? largest.reference : largest.others;
  return computeError('TooLarge', `numbers too large: ${what} (expected smaller ones than ${sized.join(', ')}: ${limit})`);
}

const shown = (size: number): string => String(Number(size.toPrecision(3)));

const largestOf = (matrices: readonly Matrix[]): number =>
  matrices.reduce((most, { data }) => Array.prototype.reduce.call(data, larger, most) as number, 0);
const larger = (most: unknown, entry: unknown): number => Math.max(most as number, Math.abs(entry as number));

/** An upper bound on what the matrices multiplied with each other can grow to: the product of their largest entries times their columns, each at least 1. */
function productOf(sizes: Sizes): number {
  const bounds = Object.values(sizes).flatMap((matrices) =>
    matrices.map((matrix) => Math.max(1, largestOf([matrix]) * matrix.shape[1])),
  );
  return bounds.reduce((product, bound) => product * bound, 1);
}
