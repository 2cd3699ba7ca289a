/** A choice among a few options: side by side, or behind the browser's own select. */
import { useId } from 'react';

interface SegmentsProps<Option extends string> {
  name: string;
  value: Option;
  options: Readonly<Partial<Record<Option, string>>>;
  title?: string;
  onChange(option: NoInfer<Option>): void;
}

/** Exclusive options side by side: radio buttons in one quiet strip. */
export function Segments<Option extends string>({ name, value, options, title, onChange }: SegmentsProps<Option>) {
  const group = useId();
  return (
    <fieldset className="segments" title={title}>
      <legend className="visually-hidden">{name}</legend>
      {(Object.entries(options) as [Option, string][]).map(([option, text]) => (
        <label key={option} className={option === value ? 'chosen' : undefined}>
          <input type="radio" name={group} value={option} checked={option === value} onChange={() => onChange(option)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

interface SelectProps<Option extends string> {
  name: string;
  value: Option;
  options: Readonly<Record<Option, string>>;
  title?: string;
  disabled?: readonly Option[];
  onChange(option: NoInfer<Option>): void;
}

/** A native select (role combobox) in the page's clothes: free, keyboard-complete, and at home on a phone. */
export function Select<Option extends string>({ name, value, options, title, disabled = [], onChange }: SelectProps<Option>) {
  return (
    <span className="select">
      <select aria-label={name} title={title} value={value} onChange={(event) => onChange(event.currentTarget.value as Option)}>
        {(Object.entries(options) as [Option, string][]).map(([option, text]) => (
          <option key={option} value={option} disabled={disabled.includes(option)}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}
