/** The rows of the controls' table: what a row says of a control, and the three ways to write one. */
interface Row {
  /** The name a person reads, and a screen reader says. */
  readonly label: string;
  /** One sentence for the tooltip. */
  readonly hint: string;
}

export interface NumberRow extends Row {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly integer: boolean;
  /** How the slider is spaced; values are stored unspaced. */
  readonly spacing: 'linear' | 'logarithmic';
}

export interface ChoiceRow<Option extends string = string> extends Row {
  readonly kind: 'choice';
  /** Stored value, and the name that a person reads. */
  readonly options: Readonly<Record<Option, string>>;
  readonly default: Option;
}

/** A row of whole numbers. */
export const count = (
  label: string,
  min: number,
  max: number,
  initial: number,
  hint: string,
  spacing: NumberRow['spacing'] = 'linear',
): NumberRow => ({ kind: 'number', label, min, max, default: initial, integer: true, spacing, hint });

/** A row of real numbers. */
export const real = (
  label: string,
  min: number,
  max: number,
  initial: number,
  hint: string,
  spacing: NumberRow['spacing'] = 'linear',
): NumberRow => ({ kind: 'number', label, min, max, default: initial, integer: false, spacing, hint });

/** A row of named options. */
export const choice = <const Option extends string>(
  label: string,
  options: Record<Option, string>,
  initial: NoInfer<Option>,
  hint: string,
): ChoiceRow<Option> => ({ kind: 'choice', label, options, default: initial, hint });
