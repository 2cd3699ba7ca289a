/**
 * Changes a drawn plot without plotly's full redraw, which works out every default, axis and label again and takes
 * tens of milliseconds. It does the common changes of this page: new numbers in a trace, upright lines that move, and
 * the light settings of a layout.
 */
import type { Layout } from 'plotly.js';
import type { Figure } from '../figure.ts';
import { changedSettings, changeSettings, drawsTraces, heavySettings } from './changeSettings.ts';
import { withPoints } from './figureForSize.ts';
import type { CalculatedTrace, DrawnTrace, GraphDiv, TraceModule } from './graphDiv.ts';
import { sameFigure } from './sameFigure.ts';

type Trace = Figure['data'][number];
type Numbers = Record<string, unknown>;

/** The numbers that a trace shows; everything else is appearance. */
const shownKeys = new Set(['x', 'y', 'z', 'text', 'customdata']);

/** Takes the plot from what is drawn to what is next; false, and nothing done, where only plotly can. */
export function changeInPlace(plot: GraphDiv, drawn: Figure, next: Figure): boolean {
  if (!sameFigure(heavySettings(drawn.layout), heavySettings(next.layout))) return false;
  const settings = changedSettings(drawn.layout, next.layout);
  const changed = changedTraces(drawn.data, next.data);
  const lines = movedLines(plot, drawn.layout, next.layout);
  if (!changed || !lines) return false;
  if (!changed.every((change) => hasPoints(plot, change))) return false;
  if (!changeFlat(plot, changed, !drawsTraces(settings))) return false;
  if (settings) changeSettings(plot, settings);
  else plot.emit('plotly_afterplot');
  for (const line of lines) moveLine(plot, line);
  return true;
}

interface Change {
  index: number;
  shown: Numbers;
}

/** The traces with new numbers; null where a trace looks different, too. */
function changedTraces(drawn: Trace[], next: Trace[]): Change[] | null {
  if (drawn.length !== next.length) return null;
  const changes: Change[] = [];
  for (const [index, trace] of next.entries()) {
    if (sameFigure(trace, drawn[index])) continue;
    if (!sameFigure(looks(trace), looks(drawn[index]))) return null;
    changes.push({ index, shown: Object.fromEntries(Object.entries(withPoints(trace)).filter(([key]) => shownKeys.has(key))) });
  }
  return changes;
}

const looks = (trace: Trace): Numbers => Object.fromEntries(Object.entries(trace).filter(([key]) => !shownKeys.has(key)));

/** Gives the numbers to plotly's own record of a trace, and to the data that the plot was made from. */
function takeNumbers(plot: GraphDiv, { index, shown }: Change): DrawnTrace {
  const trace = plot._fullData![index];
  Object.assign(plot.data[index], shown);
  Object.assign(trace, shown);
  if (!isGrid(trace)) trace._length = (shown.x as ArrayLike<number>).length;
  return trace;
}

const isGrid = ({ type }: DrawnTrace): boolean => type === 'contour' || type === 'heatmap';

/** Plotly draws nothing for a trace without points: it has to begin and end them itself. */
const hasPoints = (plot: GraphDiv, { index, shown }: Change): boolean =>
  plot._fullData![index].visible === true &&
  plot._fullData![index]._length !== 0 &&
  ((shown.x ?? shown.z) as ArrayLike<number>).length > 0;

/** As plotly draws the traces of one frame of an animation, if they are to be drawn. Ranges that follow the data need more than that. */
function changeFlat(plot: GraphDiv, changes: Change[], draws: boolean): boolean {
  const { xaxis, yaxis, _plots } = plot._fullLayout!;
  const traces = plot._fullData!;
  if (changes.length > 0 && (xaxis?.autorange || yaxis?.autorange)) return false;
  for (const change of changes) {
    const trace = takeNumbers(plot, change);
    const [first, ...rest] = trace._module.calc(plot, trace);
    plot.calcdata![change.index] = [{ ...first, t: first.t ?? {}, trace }, ...rest];
  }
  if (!draws) return true;
  for (const [module, axes] of layersOf(changes.map(({ index }) => traces[index]))) {
    const drawn = plot.calcdata!.filter(
      ([{ trace }]) => trace._module === module && axesOf(trace) === axes && trace.visible === true,
    );
    const subplot = _plots![axes];
    // selectAll, since select would hand the parent's data down
    const layer = subplot.plot.selectAll(`g.${module.layerName ?? `${module.name}layer`}`);
    const isNew = ([{ trace }]: CalculatedTrace) => changes.some(({ index }) => traces[index] === trace);
    if (module.name === 'scatter' && !drawn.some(fillsToAnother))
      module.plot(plot, subplot, fromFirstToLast(drawn, isNew), layer, part);
    else module.plot(plot, subplot, drawn, layer);
    module.style(plot);
  }
  return true;
}

/** Has plotly leave the traces that it is not given as they are. */
const part = { duration: 0 };

/** Without a gap, since plotly puts the traces that it is given next to each other. */
const fromFirstToLast = <Item>(items: Item[], isMeant: (item: Item) => boolean): Item[] =>
  items.slice(items.findIndex(isMeant), items.findLastIndex(isMeant) + 1);

/** Such a trace is drawn from what another one shows. */
const fillsToAnother = ([{ trace }]: CalculatedTrace): boolean => trace.fill?.startsWith('tonext') ?? false;

/** The subplot that a trace is drawn in: `xy`, `x2y2`. */
const axesOf = ({ xaxis = 'x', yaxis = 'y' }: DrawnTrace): string => xaxis + yaxis;

/** Kinds of traces, each with the subplots in which some of these traces are. */
function layersOf(traces: DrawnTrace[]): [TraceModule, string][] {
  const layers = new Map(traces.map((trace) => [`${trace.type} ${axesOf(trace)}`, trace]));
  return [...layers.values()].map((trace) => [trace._module, axesOf(trace)]);
}

interface MovedLine {
  index: number;
  at: number;
}

/** Lines that stand elsewhere now; null where one of them is not drawn yet. */
function movedLines(plot: GraphDiv, drawn: Partial<Layout>, next: Partial<Layout>): MovedLine[] | null {
  const lines = (next.shapes ?? [])
    .map(({ x0 }, index) => ({ index, at: x0 as number }))
    .filter(({ index, at }) => at !== drawn.shapes?.[index]?.x0);
  return lines.every(({ index }) => lineElement(plot, index)) ? lines : null;
}

const lineElement = (plot: GraphDiv, index: number) =>
  plot.querySelector<SVGPathElement>(`.shapelayer path[data-index="${index}"]`);

function moveLine(plot: GraphDiv, { index, at }: MovedLine): void {
  const path = lineElement(plot, index)!;
  const axis = plot._fullLayout!.xaxis!;
  const left = axis._offset + axis.d2p(at);
  path.setAttribute('d', path.getAttribute('d')!.replace(/([ML])[^,]+,/g, `$1${left},`));
  for (const { shapes } of [plot.layout, plot._fullLayout!]) Object.assign(shapes![index], { x0: at, x1: at });
}
