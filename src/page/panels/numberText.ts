/** How the page writes a number: few digits, a true minus sign, and powers of ten where zeros would have to be counted. */

const superscripts: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

const minus = (text: string): string => text.replace('-', '−');

/** 0.2741, −1.634, 3·10⁻⁷: `digits` significant digits; ∞ and "not a number" in words that can be read. */
export function numberText(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return minus(fixed(value, digits));
  return powerText(value, Math.min(digits, 3));
}

/** A number with `digits` significant digits, and at most `digits` decimals, or as many as show two digits. */
function fixed(value: number, digits: number): string {
  const power = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.max(0, digits - 1 - power);
  return value.toFixed(Math.min(decimals, Math.max(digits, 1 - power)));
}

/** 3·10⁻⁷, 1.25·10⁶. */
function powerText(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const power = String(Number(exponent)).replace(/./g, (character) => superscripts[character]);
  return minus(`${Number(mantissa)}·10${power}`);
}

/** How far a measured number is from theory's: one or two digits, since only its size says something. */
export function differenceText(measured: number, theory: number): string {
  const difference = Math.abs(measured - theory);
  const rounded = Number(difference.toPrecision(difference >= 1 ? 2 : 1));
  return difference >= 1e-3 && difference < 1e5 ? String(rounded) : numberText(difference, 1);
}

/** The number as a person would type it: 0.05, 0.0001, 12. */
export const editableText = (value: number): string => String(Number(value.toPrecision(6)));

/** The number typed, or NaN: a true minus sign and a decimal comma are understood. */
export function typedNumber(text: string): number {
  const typed = text.trim().replace('−', '-').replace(',', '.');
  return typed === '' ? Number.NaN : Number(typed);
}

/** Milliseconds as 0.4 ms, 12 ms or 3.1 s. */
export function durationText(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds < 1 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}

/** A duration for estimates: 1 s, 45 s, 3 min, 2 h, rounded up. */
export function durationInWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds <= 90) return `${seconds} s`;
  return seconds <= 5400 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}
