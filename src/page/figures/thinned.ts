/** Which iterations of a long run are drawn: more points than pixels cost time and show nothing. */

/** Points of a curve that are drawn, at most. */
const most = 1500;

/** All of 0 .. length - 1 while they are few; else every k-th and the last. */
export function thinned(length: number): number[] {
  const stride = Math.max(1, Math.ceil(length / most));
  const indices = Array.from({ length: Math.ceil(length / stride) }, (_, i) => i * stride);
  if (length > 0 && indices[indices.length - 1] !== length - 1) indices.push(length - 1);
  return indices;
}
