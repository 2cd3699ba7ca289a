/** A native select (role combobox) in the page's clothes: free, keyboard-complete, and at home on a phone. */

interface Props<Option extends string> {
  name: string;
  value: Option;
  options: Readonly<Record<Option, string>>;
  title?: string;
  disabled?: readonly Option[];
  onChange(option: NoInfer<Option>): void;
}

export function Select<Option extends string>({ name, value, options, title, disabled = [], onChange }: Props<Option>) {
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
