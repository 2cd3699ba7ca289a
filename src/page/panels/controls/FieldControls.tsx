/** One control a row of model/controls.ts, bound to the store: a slider with a typed value, a typed value alone, or a choice. */
import type { NumberRow } from '../../../model/controlRows.ts';
import { type ChoiceField, type Controls, controls, type NumberField } from '../../../model/controls.ts';
import { useStore } from '../../store/store.ts';
import { editableText, numberText } from '../numberText.ts';
import { Segments, Select } from './Choices.tsx';
import { NumberInput } from './NumberInput.tsx';
import type { SliderRange } from './sliderSpacing.ts';
import { ValueSlider } from './ValueSlider.tsx';

interface SliderProps {
  field: NumberField;
  /** A symbol after the label, as the papers write it. */
  symbol?: string;
  /** Text after the label: a limit, a unit. */
  note?: string;
  warning?: string | null;
  /** Narrower than the row where only part of it means something now. */
  range?: { min: number; max: number };
  /** The largest value that can be typed where it is less than the row's. */
  typedTo?: number;
  format?: (value: number) => string;
  /** The value that stands in for the field's own until the slider is moved. */
  shown?: number;
}

/** One control a row of model/controls.ts, bound to the store: a slider with a typed value, a typed value alone, or a choice. */
export function FieldSlider({ field, symbol, note, warning, range, typedTo, format = editableText, shown }: SliderProps) {
  const row: NumberRow = controls[field];
  const own = useStore((state) => state.controls[field]);
  const value = shown ?? own;
  const { set, setDragging, notify } = useStore.getState();
  const span: SliderRange = { ...row, min: Math.min(range?.min ?? row.min, value), max: Math.max(range?.max ?? row.max, value) };
  return (
    <div className="row with-slider">
      <span className="label" title={row.hint}>
        {row.label} {symbol && <span className="quiet">{symbol}</span>} {note && <span className="quiet note">{note}</span>}
      </span>
      <NumberInput
        name={`${row.label}, typed`}
        value={value}
        min={row.min}
        max={typedTo ?? row.max}
        integer={row.integer}
        text={format(value)}
        onCommit={(typed) => set(field, typed)}
        onInvalid={(message) => notify('warning', message)}
      />
      <ValueSlider
        name={row.label}
        value={value}
        valueText={format(value)}
        title={row.hint}
        {...span}
        onChange={(next) => set(field, next)}
        onHold={setDragging}
      />
      {warning && <p className="warning">{warning}</p>}
    </div>
  );
}

/** A number that is typed, without a slider. */
export function FieldNumber({ field, label }: { field: NumberField; label?: string }) {
  const row: NumberRow = controls[field];
  const value = useStore((state) => state.controls[field]);
  const { set, notify } = useStore.getState();
  return (
    <div className="row">
      <span className="label" title={row.hint}>
        {label ?? row.label}
      </span>
      <ParameterField field={field} value={value} set={set} notify={notify} />
    </div>
  );
}

/** The typed value by itself, for rows that hold two fields. */
export function BareNumber({ field }: { field: NumberField }) {
  const value = useStore((state) => state.controls[field]);
  const { set, notify } = useStore.getState();
  return <ParameterField field={field} value={value} set={set} notify={notify} />;
}

interface FieldProps {
  field: NumberField;
  value: number;
  set: (field: NumberField, value: number) => void;
  notify: (kind: 'warning', text: string) => void;
}

function ParameterField({ field, value, set, notify }: FieldProps) {
  const row: NumberRow = controls[field];
  return (
    <NumberInput
      name={row.label}
      value={value}
      min={row.min}
      max={row.max}
      integer={row.integer}
      title={row.hint}
      text={row.integer ? String(value) : numberText(value, 3)}
      onCommit={(typed) => set(field, typed)}
      onInvalid={(message) => notify('warning', message)}
    />
  );
}

interface SelectProps<F extends ChoiceField> {
  field: F;
  /** Options that mean nothing now. */
  disabled?: readonly Controls[F][];
}

export function FieldSelect<F extends ChoiceField>({ field, disabled }: SelectProps<F>) {
  return (
    <div className="row">
      <span className="label" title={controls[field].hint}>
        {controls[field].label}
      </span>
      <BareSelect field={field} disabled={disabled} />
    </div>
  );
}

/** The choice by itself, for headers and rows that hold two fields. */
export function BareSelect<F extends ChoiceField>({ field, disabled }: SelectProps<F>) {
  const value = useStore((state) => state.controls[field]);
  const { set } = useStore.getState();
  const row = controls[field];
  return (
    <Select<Controls[F]>
      name={row.label}
      title={row.hint}
      value={value}
      options={row.options as Readonly<Record<Controls[F], string>>}
      disabled={disabled}
      onChange={(option) => set(field, option)}
    />
  );
}

/** The choice with all of its options in sight. */
export function BareSegments<F extends ChoiceField>({ field }: { field: F }) {
  const value = useStore((state) => state.controls[field]);
  const { set } = useStore.getState();
  const { label, hint, options } = controls[field];
  return (
    <Segments<Controls[F]>
      name={label}
      title={hint}
      value={value}
      options={options as Readonly<Record<Controls[F], string>>}
      onChange={(option) => set(field, option)}
    />
  );
}

/** The batches: how many samples each has, and whether every weight step draws new ones. */
export function BatchRow() {
  return (
    <div className="row">
      <span className="label" title={controls.batches.hint}>
        Batch
      </span>
      <span className="pair">
        <BareNumber field="batchSize" />
        <BareSelect field="batches" />
      </span>
    </div>
  );
}

/** `severalRuns`: whether what is shown has more than one run. */
export function SeedSection({ severalRuns = true }: { severalRuns?: boolean }) {
  const { set } = useStore.getState();
  const renew = () => set('seed', crypto.getRandomValues(new Uint16Array(1))[0]);
  return (
    <section aria-labelledby="controls-seed">
      <h2 id="controls-seed">Seed</h2>
      <div className="row">
        <span className="label" title={controls.seed.hint}>
          Seed
        </span>
        <span className="pair">
          <button type="button" className="button bare" onClick={renew} title="Draw new initial weights and batches">
            ↻ new seed
          </button>
          <BareNumber field="seed" />
        </span>
      </div>
      {severalRuns && <FieldNumber field="seeds" label="Runs, mean ± sd" />}
    </section>
  );
}
