/**
 * A slider whose value, minimum and maximum are the real ones even where it is spaced logarithmically.
 *
 * A native range input is always linear, so it carries the value (for the keyboard, screen readers and tests) while the thumb is drawn,
 * and the pointer read, at the value's spaced position.
 */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { positionOf, type SliderRange, stepped, valueAt } from './sliderSpacing.ts';

interface Props extends SliderRange {
  name: string;
  value: number;
  /** The value as a screen reader says it. */
  valueText: string;
  title?: string;
  /** A filled thumb, for what is scrubbed rather than set. */
  solid?: boolean;
  onChange(value: number): void;
  /** True while a pointer or a key holds the thumb. */
  onHold?(held: boolean): void;
}

const thumbRadius = 7;

const keySteps: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export function ValueSlider({ name, value, valueText, title, solid = false, onChange, onHold, ...range }: Props) {
  const held = useRef(false);

  const hold = (now: boolean) => {
    if (held.current === now) return;
    held.current = now;
    onHold?.(now);
  };
  const change = (next: number) => {
    if (next !== value) onChange(next);
  };
  const follow = (event: PointerEvent<HTMLInputElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    change(valueAt((event.clientX - box.left - thumbRadius) / (box.width - 2 * thumbRadius), range));
  };
  const press = (event: PointerEvent<HTMLInputElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    hold(true);
    follow(event);
  };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    const next = reached(event.key, value, range);
    if (next === null) return;
    event.preventDefault();
    hold(true);
    change(next);
  };

  return (
    <span className={solid ? 'slider solid' : 'slider'} style={{ '--position': positionOf(value, range) } as CSSProperties}>
      <input
        type="range"
        aria-label={name}
        aria-valuetext={valueText}
        title={title}
        min={range.min}
        max={range.max}
        step={range.integer ? 1 : 'any'}
        value={value}
        // While a pointer holds the thumb, its spaced position is the value; the native, linear one is not.
        onChange={(event) => !held.current && change(event.currentTarget.valueAsNumber)}
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={press}
        onPointerMove={(event) => held.current && event.buttons > 0 && follow(event)}
        onPointerUp={() => hold(false)}
        onPointerCancel={() => hold(false)}
        onKeyDown={key}
        onKeyUp={() => hold(false)}
        onBlur={() => hold(false)}
      />
    </span>
  );
}

/** The value that a key leads to, or null where the key is not the slider's. */
function reached(key: string, value: number, range: SliderRange): number | null {
  if (key === 'Home') return range.min;
  if (key === 'End') return range.max;
  return key in keySteps ? stepped(value, keySteps[key], range) : null;
}
