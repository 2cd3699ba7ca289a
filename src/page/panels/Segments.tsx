/** A few exclusive choices side by side: radio buttons in one quiet strip. */
import { useId } from 'react';

interface Props<Option extends string> {
  name: string;
  value: Option;
  options: Readonly<Partial<Record<Option, string>>>;
  title?: string;
  onChange(option: NoInfer<Option>): void;
}

export function Segments<Option extends string>({ name, value, options, title, onChange }: Props<Option>) {
  const group = useId();
  return (
    <fieldset className="segments" title={title}>
      <legend className="visually-hidden">{name}</legend>
      {(Object.entries(options) as [Option, string][]).map(([option, text]) => (
        <label key={option}>
          <input type="radio" name={group} value={option} checked={option === value} onChange={() => onChange(option)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
