/** Ticks of a logarithmic axis: whole decades, thinned until they can be read. */

export interface Ticks {
  tickvals: number[];
  ticktext: string[];
}

/** `low`, `high`: positive ends of the axis. At most `most` labelled powers of ten; inside two decades also their 2 and 5 folds. */
export function logarithmicTicks(low: number, high: number, most = 6): Ticks {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const stride = Math.max(1, Math.ceil((last - first + 1) / most));
  const folds = last - first <= 2 ? [1, 2, 5] : [1];
  const powers = Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => first + i * stride);
  const tickvals = powers
    .flatMap((power) => folds.map((fold) => Number(`${fold}e${power}`)))
    .filter((value) => value >= low * 0.999 && value <= high * 1.001);
  return { tickvals, ticktext: tickvals.map(tickText) };
}

function tickText(value: number): string {
  const power = Math.floor(Math.log10(value) + 1e-9);
  if (power >= -2 && power <= 3) return String(Number(value.toPrecision(3)));
  const fold = Math.round(value / 10 ** power);
  return `${fold === 1 ? '' : `${fold}·`}10<sup>${power < 0 ? '−' : ''}${Math.abs(power)}</sup>`;
}
