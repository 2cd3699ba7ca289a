/**
 * Changes what plotly can change in a drawn layout at little cost: ranges and ticks of axes, and the words of an annotation.
 * An axis' range is quick where nothing else is asked for with it; everything else has plotly work out every default again, so it
 * comes in a task of its own.
 */
import type { Layout, Shape } from 'plotly.js';
import { inOwnTask } from '../drawQueue.ts';
import type { GraphDiv } from './graphDiv.ts';
import Plotly from './plotlyBundle.ts';
import { sameFigure } from './sameFigure.ts';

/** New values by the paths that plotly takes: `yaxis.range`, `xaxis.tickvals`. */
export type Settings = Record<string, unknown>;

const lightKeys = ['range', 'tickvals', 'ticktext'];

/** The light settings that are new; null where none is. */
export function changedSettings(drawn: Partial<Layout>, next: Partial<Layout>): Settings | null {
  const before = lightSettings(drawn);
  const changed = Object.entries(lightSettings(next)).filter(([path, value]) => !sameFigure(value, before[path]));
  return orNull(Object.fromEntries(changed));
}

/** All others, but for the places of upright lines. */
export const heavySettings = (layout: Partial<Layout>) => ({
  ...layout,
  ...heavyAxes(layout),
  annotations: layout.annotations?.map((each) => without(['text'], each)),
  shapes: layout.shapes?.map((shape) => (isUpright(shape) ? without(['x0', 'x1'], shape) : shape)),
});

const heavyAxes = (layout: object): Settings =>
  Object.fromEntries(axesIn(layout).map(([name, axis]) => [name, without(lightKeys, axis)]));

export const isUpright = (shape: Partial<Shape>): boolean => shape.type === 'line' && shape.x0 === shape.x1;

/** Whether plotly draws all traces again for these: it does where a range changes. */
export const drawsTraces = (settings: Settings | null): boolean => Object.keys(settings ?? {}).some(isRange);

const orNull = (settings: Settings): Settings | null => (Object.keys(settings).length > 0 ? settings : null);

export function changeSettings(plot: GraphDiv, settings: Settings): void {
  if (drawsTraces(settings)) changeRanges(plot, settings);
  else ask(plot, settings);
}

function changeRanges(plot: GraphDiv, settings: Settings): void {
  const [ranges, others] = parted(settings, isRange);
  const axes = Object.keys(ranges).map((path) => path.split('.')[0]);
  const [ticks, words] = parted(others, (path) => axes.includes(path.split('.')[0]));
  for (const [path, value] of Object.entries(ticks)) writeTicks(plot, path, value);
  const before = axes.map((axis) => widestLabel(plot, axis));
  ask(plot, ranges);
  const moved = axes.filter((axis, i) => axis.startsWith('y') && widestLabel(plot, axis) !== before[i]);
  later(plot, { ...words, ...Object.fromEntries(moved.map((axis) => titlePlace(plot, axis))) });
}

function later(plot: GraphDiv, settings: Settings): void {
  if (Object.keys(settings).length > 0) inOwnTask(() => plot._fullLayout && ask(plot, settings)); // a purged plot has none
}

function ask(plot: GraphDiv, settings: Settings): void {
  const asked = Object.entries(settings).map(([path, value]) => askedFor(plot, path, value));
  void Plotly.relayout(plot, Object.fromEntries(asked) as Partial<Layout>);
}

/** An annotation's words would take a full redraw, its opacity only draws it again: plotly is given the words beforehand. */
function askedFor({ layout }: GraphDiv, path: string, value: unknown): [string, unknown] {
  const annotation = path.match(/^annotations\[(\d+)\]\.text$/)?.[1];
  if (!annotation) return [path, value];
  layout.annotations![Number(annotation)].text = value as string;
  return [`annotations[${annotation}].opacity`, 1];
}

/** For the axis' next drawing, which its range brings. */
function writeTicks(plot: GraphDiv, path: string, value: unknown): void {
  const [axis, key] = path.split('.');
  for (const layout of [plot.layout, plot._fullLayout!]) (layout as Record<string, Settings>)[axis][key] = value;
}

/** Letters of an axis' longest label. */
function widestLabel({ _fullLayout }: GraphDiv, axis: string): number {
  const { _vals = [] } = (_fullLayout as Record<string, { _vals?: { text: string }[] }>)[axis];
  return Math.max(0, ..._vals.map(({ text }) => text.length));
}

/** A title beside labels that are wider now moves where one of its own settings is asked for. */
function titlePlace({ layout }: GraphDiv, axis: string): [string, unknown] {
  const { title } = (layout as Record<string, { title?: { standoff?: number } }>)[axis];
  return [`${axis}.title.standoff`, title?.standoff];
}

function lightSettings(layout: Partial<Layout>): Settings {
  const axes = axesIn(layout).flatMap(([name, axis]) =>
    lightKeys.filter((key) => key in axis).map((key): [string, unknown] => [`${name}.${key}`, axis[key]]),
  );
  const texts = (layout.annotations ?? []).map(({ text }, i): [string, unknown] => [`annotations[${i}].text`, text]);
  return Object.fromEntries([...axes, ...texts]);
}

/** The axes of a layout. */
const axesIn = (layout: object) =>
  Object.entries(layout as Record<string, Settings>).filter(([name]) => /^[xyz]axis\d*$/.test(name));

const isRange = (path: string): boolean => path.endsWith('.range');

function parted(settings: Settings, belongs: (path: string) => boolean): [Settings, Settings] {
  const entries = Object.entries(settings);
  return [
    Object.fromEntries(entries.filter(([path]) => belongs(path))),
    Object.fromEntries(entries.filter(([path]) => !belongs(path))),
  ];
}

const without = (keys: string[], settings: object): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)));
