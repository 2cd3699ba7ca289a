/** A random order, every one as likely as any other. */

/** Fisher and Yates's shuffle of `values`, in place, with `uniform` in [0, 1); returns `values`. */
export function shuffle<Values extends Uint8Array | Uint32Array>(values: Values, uniform: () => number): Values {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}
