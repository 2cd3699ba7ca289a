/** Where a value stands on its slider, and which values the keyboard can reach from it: linear or logarithmic. */

export interface SliderRange {
  min: number;
  max: number;
  integer: boolean;
  spacing: 'linear' | 'logarithmic';
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** 0 at `min`, 1 at `max`; a logarithmic position is log(value / min) / log(max / min). */
export function positionOf(value: number, { min, max, spacing }: SliderRange): number {
  if (max <= min) return 0;
  const held = clamp(value, min, max);
  return spacing === 'linear' ? (held - min) / (max - min) : Math.log(held / min) / Math.log(max / min);
}

/** The value at a position, rounded as a person would write it: whole, two significant digits, or a hundredth of the range. */
export function valueAt(position: number, range: SliderRange): number {
  const { min, max, spacing } = range;
  const along = clamp(position, 0, 1);
  const exact = spacing === 'linear' ? min + along * (max - min) : min * (max / min) ** along;
  return clamp(rounded(exact, range), min, max);
}

function rounded(value: number, { min, max, integer, spacing }: SliderRange): number {
  if (integer) return Math.round(value);
  if (spacing === 'logarithmic') return Number(value.toPrecision(2));
  const grain = 10 ** Math.floor(Math.log10((max - min) / 50));
  return Number((Math.round(value / grain) * grain).toPrecision(12));
}

/** The value `count` key presses away: one unit for a linear count, one hundredth of the range, or a twentieth of a decade; never none. */
export function stepped(value: number, count: number, range: SliderRange): number {
  const { min, max, integer, spacing } = range;
  if (integer && spacing === 'linear') return clamp(Math.round(value) + count, min, max);
  const pace = spacing === 'linear' ? 0.01 : Math.log(10) / 20 / Math.log(max / min);
  const next = valueAt(positionOf(value, range) + count * pace, range);
  return next === value ? clamp(nudged(value, Math.sign(count), range), min, max) : next;
}

/** The neighbouring value where rounding swallowed the step. */
function nudged(value: number, direction: number, { integer }: SliderRange): number {
  if (integer) return value + direction;
  const grain = 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 1);
  return Number((value + direction * grain).toPrecision(2));
}
