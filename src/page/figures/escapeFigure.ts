/** Escape time against initial scale on log-log axes: one colour a learner, one symbol a network, the predicted laws dashed through the fits. */
import type { Annotation, Layout, ScatterData } from 'plotly.js';
import type { EscapeCurve, EscapeFrame, EscapeNetwork, PowerLaw } from '../../model/frames.ts';
import type { Figure, Theme } from './figure.ts';
import { flatAxis } from './flatAxis.ts';
import { flatLayout } from './flatLayout.ts';
import { keyLine } from './keyLine.ts';
import { logarithmicTicks } from './logarithmicTicks.ts';
import { niceAbove, niceBelow } from './niceTicks.ts';
import { colourOfLearner, ink, learnerName } from './palette.ts';

export interface DrawnEscape {
  sweep: Pick<EscapeFrame, 'scales' | 'networks' | 'mostSteps'>;
  theme: Theme;
}

type Curve = 'bp' | 'pc';

/** By network, in plotly's words and as the key writes them. */
const symbols = ['circle', 'square', 'diamond'] as const;
const symbolText = ['●', '■', '◆'];
/** Points along a predicted curve. */
const predictedPoints = 40;

export function escapeFigure(drawn: DrawnEscape): Figure {
  const { networks } = drawn.sweep;
  const data = networks.flatMap((network, n) =>
    (['bp', 'pc'] as const).flatMap((learner) => [
      fitTrace(drawn, network, learner),
      predictedTrace(drawn, network, learner),
      spreadTrace(drawn, network, learner),
      medianTrace(drawn, network, n, learner),
      censoredTrace(drawn, network, learner),
    ]),
  );
  return { data, layout: layout(drawn) };
}

const nameOf = (network: EscapeNetwork, learner: Curve) => `${learnerName[learner]} ${network.widths.join('-')}`;

/** The fit's range: a light band under the points. */
function fitTrace({ theme }: DrawnEscape, network: EscapeNetwork, learner: Curve): Partial<ScatterData> {
  const { fit } = network[learner];
  return {
    type: 'scatter',
    name: `${nameOf(network, learner)} fit`,
    mode: 'lines',
    x: fit ? [fit.from, fit.to] : [],
    y: fit ? [fit.from, fit.to].map((scale) => fitted(fit, scale)) : [],
    line: { color: `${colourOfLearner(learner, theme)}40`, width: 11 },
    hoverinfo: 'skip',
    showlegend: false,
  };
}

const fitted = ({ slope, intercept }: PowerLaw, scale: number): number => Math.exp(intercept + slope * Math.log(scale));

/** `scale^slope` for BP and `log(1/scale)` for PC, through the middle of the fit, over all scales of the sweep that it reaches. */
function predictedTrace({ sweep, theme }: DrawnEscape, network: EscapeNetwork, learner: Curve): Partial<ScatterData> {
  const points = predictedCurve(sweep, network, learner);
  return {
    type: 'scatter',
    name: `${nameOf(network, learner)} predicted`,
    mode: 'lines',
    x: points.map(([scale]) => scale),
    y: points.map(([, steps]) => steps),
    line: { color: ink[theme].theory, width: 1.25, dash: 'dash' },
    hoverinfo: 'skip',
    showlegend: false,
  };
}

function predictedCurve({ scales, mostSteps }: DrawnEscape['sweep'], network: EscapeNetwork, learner: Curve): [number, number][] {
  const { fit } = network[learner];
  const slope = network.predictedSlope[learner];
  if (!fit || slope === null || (learner === 'bp' && slope === 0)) return [];
  const middle = Math.sqrt(fit.from * fit.to);
  const law =
    learner === 'bp' ? (scale: number) => (scale / middle) ** slope : (scale: number) => Math.log(scale) / Math.log(middle);
  const end = learner === 'bp' ? fit.to : scales[scales.length - 1];
  return Array.from({ length: predictedPoints }, (_, i): [number, number] => {
    const scale = scales[0] * (end / scales[0]) ** (i / (predictedPoints - 1));
    return [scale, fitted(fit, middle) * law(scale)];
  }).filter(([, steps]) => steps >= 1 && steps <= mostSteps);
}

/** Upright lines from the earliest run to the latest, as one broken line. */
function spreadTrace({ sweep, theme }: DrawnEscape, network: EscapeNetwork, learner: Curve): Partial<ScatterData> {
  const { median, earliest, latest } = network[learner];
  const known = indices(median).filter((i) => Number.isFinite(median[i]));
  return {
    type: 'scatter',
    name: `${nameOf(network, learner)} spread`,
    mode: 'lines',
    x: known.flatMap((i) => [sweep.scales[i], sweep.scales[i], Number.NaN]),
    y: known.flatMap((i) => [earliest[i], Number.isFinite(latest[i]) ? latest[i] : median[i], Number.NaN]),
    line: { color: colourOfLearner(learner, theme), width: 1 },
    hoverinfo: 'skip',
    showlegend: false,
  };
}

function medianTrace(drawn: DrawnEscape, network: EscapeNetwork, n: number, learner: Curve): Partial<ScatterData> {
  const { scales } = drawn.sweep;
  const { median } = network[learner];
  const colour = colourOfLearner(learner, drawn.theme);
  const known = indices(median).filter((i) => Number.isFinite(median[i]));
  return {
    type: 'scatter',
    name: nameOf(network, learner),
    mode: 'lines+markers',
    x: known.map((i) => scales[i]),
    y: known.map((i) => median[i]),
    line: { color: colour, width: 1 },
    marker: { color: colour, symbol: symbols[n % symbols.length], size: 7, line: { color: ink[drawn.theme].paper, width: 1 } },
    hovertemplate: `${nameOf(network, learner)}<br>σ = %{x:.3g}: %{y:,.0f} steps<extra></extra>`,
    showlegend: false,
  };
}

/** Where fewer than half of the runs escaped by the most steps. */
function censoredTrace(drawn: DrawnEscape, network: EscapeNetwork, learner: Curve): Partial<ScatterData> {
  const { scales, mostSteps } = drawn.sweep;
  const censored = censoredScales(network[learner]);
  return {
    type: 'scatter',
    name: `${nameOf(network, learner)} not escaped`,
    mode: 'markers',
    x: censored.map((i) => scales[i]),
    y: censored.map(() => mostSteps),
    marker: { color: colourOfLearner(learner, drawn.theme), symbol: 'triangle-up-open', size: 9 },
    hovertemplate: `${nameOf(network, learner)}<br>σ = %{x:.3g}: not by %{y:,.0f} steps<extra></extra>`,
    showlegend: false,
  };
}

/** Scales whose runs are over without a median, since too many took the most steps. */
export const censoredScales = ({ median, running, censored }: EscapeCurve): number[] =>
  indices(median).filter((i) => Number.isNaN(median[i]) && running[i] === 0 && censored[i] > 0);

const indices = (values: ArrayLike<number>): number[] => Array.from(values, (_, i) => i);

function layout(drawn: DrawnEscape): Partial<Layout> {
  const { scales } = drawn.sweep;
  const { theme } = drawn;
  const [left, right] = [scales[0] / 1.15, scales[scales.length - 1] * 1.15];
  const [low, high] = stepRange(drawn.sweep);
  return {
    margin: { l: 58, r: 12, t: 40, b: 40 },
    ...flatLayout(theme),
    annotations: [key(drawn)],
    xaxis: {
      ...flatAxis('initial scale σ', theme),
      type: 'log',
      range: [Math.log10(left), Math.log10(right)],
      tickmode: 'array',
      ...logarithmicTicks(left, right),
    },
    yaxis: {
      ...flatAxis('steps to escape', theme),
      type: 'log',
      range: [Math.log10(low), Math.log10(high)],
      tickmode: 'array',
      ...logarithmicTicks(low, high),
    },
  };
}

/** From the earliest run to the latest or, where a median is censored, the most steps. */
function stepRange({ networks, mostSteps }: DrawnEscape['sweep']): [number, number] {
  const curves = networks.flatMap(({ bp, pc }) => [bp, pc]);
  const times = curves.flatMap(({ earliest, latest, median }) => [...earliest, ...latest, ...median]).filter((time) => time > 0);
  if (curves.some((curve) => censoredScales(curve).length > 0)) times.push(mostSteps);
  return times.length === 0 ? [1, mostSteps] : [niceBelow(Math.min(...times) / 1.2), niceAbove(Math.max(...times) * 1.3)];
}

/** What colours, symbols, dashes and bands mean, in two lines. */
function key({ sweep, theme }: DrawnEscape): Partial<Annotation> {
  const learners = (['bp', 'pc'] as const).map(
    (learner) => `<span style="color:${colourOfLearner(learner, theme)}"><b>${learnerName[learner]}</b></span>`,
  );
  const networks = sweep.networks.map(({ widths }, n) => `${symbolText[n % symbolText.length]} ${widths.join('-')}`);
  const text = `${learners.join('  ')}   ┅ predicted   ▬ fitted   △ not escaped<br>${networks.join('   ')}`;
  return { ...keyLine(text, theme), align: 'right' };
}
