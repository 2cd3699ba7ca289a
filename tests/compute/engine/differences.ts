/** What the tests' gradients are compared with. */

/** Central differences of a function at a point, one an entry. */
export async function differences(at: Float64Array, value: (at: Float64Array) => Promise<number>): Promise<Float64Array> {
  const h = 1e-6;
  const slopes = new Float64Array(at.length);
  for (let p = 0; p < at.length; p++) {
    const moved = at.slice();
    moved[p] += h;
    const above = await value(moved);
    moved[p] -= 2 * h;
    slopes[p] = (above - (await value(moved))) / (2 * h);
  }
  return slopes;
}
