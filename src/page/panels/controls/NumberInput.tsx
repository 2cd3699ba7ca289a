/** A number that can be typed: it takes effect on Enter or when the field is left; a text that is no number in range is reported and put back. */
import { useState } from 'react';
import { shortened } from '../../../model/computeError.ts';
import { editableText, typedNumber } from '../numberText.ts';

interface Props {
  name: string;
  value: number | null;
  min: number;
  max: number;
  integer?: boolean;
  /** How the value reads while it is not edited. */
  text?: string;
  title?: string;
  disabled?: boolean;
  onCommit(value: number): void;
  /** Called with a message that names the field, the offending text and the range expected. */
  onInvalid(message: string): void;
}

export function NumberInput({ name, value, min, max, integer = false, text, title, disabled, onCommit, onInvalid }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = value === null ? '' : (text ?? editableText(value));

  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    if (value !== null && draft === editableText(value)) return;
    const typed = typedNumber(draft);
    if (typed >= min && typed <= max) onCommit(integer ? Math.round(typed) : typed);
    else
      onInvalid(
        `invalid ${name.toLowerCase()}: ${shortened(draft) || 'nothing'} (expected ${editableText(min)} to ${editableText(max)})`,
      );
  };

  return (
    <input
      className="number"
      type="text"
      inputMode="decimal"
      autoComplete="off"
      aria-label={name}
      title={title}
      placeholder="…"
      disabled={disabled}
      value={draft ?? shown}
      onFocus={(event) => {
        if (value !== null) setDraft(editableText(value));
        const field = event.currentTarget;
        requestAnimationFrame(() => field.select());
      }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(value === null ? '' : editableText(value));
      }}
    />
  );
}
