/** How a URL spells values: from text to what a schema judges. Text that cannot be read stays text, which no schema takes. */

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export const readNumber = (text: string): unknown => (DECIMAL.test(text) ? Number(text) : text);

export const readTime = (text: string): unknown => (text === 'equilibrium' ? text : readNumber(text));

/** `1,2` as an object with these keys. */
export const readTuple =
  (...keys: string[]) =>
  (text: string): unknown => {
    const parts = text.split(',');
    return parts.length === keys.length ? Object.fromEntries(keys.map((key, i) => [key, readNumber(parts[i])])) : text;
  };

/** `0:0.4,8:0.1` */
export const readRates = (text: string): unknown => text.split(',').map(readRate);

function readRate(pair: string): unknown {
  const [from, rate, ...more] = pair.split(':');
  return rate === undefined || more.length > 0 ? pair : { from: readNumber(from), rate: readNumber(rate) };
}
