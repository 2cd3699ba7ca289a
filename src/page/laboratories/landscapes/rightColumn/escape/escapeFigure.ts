/** Escape time against initial scale on log-log axes: one colour a learner, one symbol a network, the predicted laws dashed through the fits. */
import type { Annotation, Layout, ScatterData } from 'plotly.js';
import type { EscapeCurve, EscapeFrame, EscapeNetwork, PowerLaw } from '../../../../../model/landscapes/escapeFrames.ts';
import { flatAxis, flatLayout, keyLine } from '../../../../figures/axes.ts';
import { brokenLine, type Polyline } from '../../../../figures/curves.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { figureRow } from '../../../../figures/figureRow.ts';
import { colourOfLearner, ink, learnerName } from '../../../../figures/palette.ts';
import { logarithmicTicks } from '../../../../figures/ticks.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import { isFullyConnected } from '../../../../view/networkOf.ts';

export const escapeRow = figureRow({
  name: 'escape',
  title: 'Escape time',
  heightPerWidth: 0.75,
  slice: (state: Pick<DrawnState, 'escape' | 'controls'>) => ({ sweep: state.escape }),
  of: ({ sweep }, theme) => sweep && escapeFigure({ sweep, theme }),
  offered: ({ controls }) => isFullyConnected(controls),
});

export default [escapeRow];

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
  const data = [
    ...learners.map((learner) => fitTrace(drawn, learner)),
    predictedTrace(drawn),
    ...learners.map((learner) => spreadTrace(drawn, learner)),
    ...drawn.sweep.networks.flatMap((network, n) => learners.map((learner) => medianTrace(drawn, network, n, learner))),
    ...learners.map((learner) => censoredTrace(drawn, learner)),
  ];
  return { data, layout: layout(drawn) };
}

const learners: Curve[] = ['bp', 'pc'];

const nameOf = (network: EscapeNetwork, learner: Curve) => `${learnerName[learner]} ${network.widths.join('-')}`;

/** The fits' ranges: light bands under the points. */
function fitTrace({ sweep, theme }: DrawnEscape, learner: Curve): Partial<ScatterData> {
  const fits = sweep.networks.flatMap((network) => network[learner].fit ?? []);
  return {
    ...lines(`${learnerName[learner]} fits`, fits.map(fittedLine)),
    line: { color: `${colourOfLearner(learner, theme)}40`, width: 11 },
  };
}

const fittedLine = (fit: PowerLaw): Polyline => [fit.from, fit.to].map((scale) => [scale, fitted(fit, scale)] as const);

const fitted = ({ slope, intercept }: PowerLaw, scale: number): number => Math.exp(intercept + slope * Math.log(scale));

/** `scale^slope` for BP and `log(1/scale)` for PC, through the middle of each fit, over all scales of the sweep that it reaches. */
function predictedTrace({ sweep, theme }: DrawnEscape): Partial<ScatterData> {
  const curves = sweep.networks.flatMap((network) => learners.map((learner) => predictedCurve(sweep, network, learner)));
  return { ...lines('predicted', curves), line: { color: ink[theme].theory, width: 1.25, dash: 'dash' } };
}

function predictedCurve({ scales, mostSteps }: DrawnEscape['sweep'], network: EscapeNetwork, learner: Curve): Polyline {
  const { fit } = network[learner];
  const slope = network.predictedSlope[learner];
  if (!fit || slope === null || (learner === 'bp' && slope === 0)) return [];
  const middle = Math.sqrt(fit.from * fit.to);
  const law =
    learner === 'bp' ? (scale: number) => (scale / middle) ** slope : (scale: number) => Math.log(scale) / Math.log(middle);
  const end = learner === 'bp' ? fit.to : scales[scales.length - 1];
  return Array.from({ length: predictedPoints }, (_, i) => {
    const scale = scales[0] * (end / scales[0]) ** (i / (predictedPoints - 1));
    return [scale, fitted(fit, middle) * law(scale)] as const;
  }).filter(([, steps]) => steps >= 1 && steps <= mostSteps);
}

/** Upright lines from the earliest run to the latest. */
function spreadTrace({ sweep, theme }: DrawnEscape, learner: Curve): Partial<ScatterData> {
  const whiskers = sweep.networks.flatMap((network) => whiskersOf(network[learner], sweep.scales));
  return { ...lines(`${learnerName[learner]} spread`, whiskers), line: { color: colourOfLearner(learner, theme), width: 1 } };
}

const whiskersOf = (curve: EscapeCurve, scales: Float64Array): Polyline[] =>
  knownScales(curve).map((i) => [
    [scales[i], curve.earliest[i]],
    [scales[i], Number.isFinite(curve.latest[i]) ? curve.latest[i] : curve.median[i]],
  ]);

const knownScales = ({ median }: EscapeCurve): number[] => indices(median).filter((i) => Number.isFinite(median[i]));

const lines = (name: string, polylines: Polyline[]): Partial<ScatterData> => ({
  type: 'scatter',
  name,
  mode: 'lines',
  ...brokenLine(polylines),
  hoverinfo: 'skip',
  showlegend: false,
});

function medianTrace(drawn: DrawnEscape, network: EscapeNetwork, n: number, learner: Curve): Partial<ScatterData> {
  const { scales } = drawn.sweep;
  const colour = colourOfLearner(learner, drawn.theme);
  const known = knownScales(network[learner]);
  return {
    type: 'scatter',
    name: nameOf(network, learner),
    mode: 'lines+markers',
    x: known.map((i) => scales[i]),
    y: known.map((i) => network[learner].median[i]),
    line: { color: colour, width: 1 },
    marker: { color: colour, symbol: symbols[n % symbols.length], size: 7, line: { color: ink[drawn.theme].paper, width: 1 } },
    hovertemplate: `${nameOf(network, learner)}<br>σ = %{x:.3g}: %{y:,.0f} steps<extra></extra>`,
    showlegend: false,
  };
}

/** Where fewer than half of the runs escaped by the most steps. */
function censoredTrace({ sweep, theme }: DrawnEscape, learner: Curve): Partial<ScatterData> {
  const { networks, scales, mostSteps } = sweep;
  const censored = networks.flatMap((network) => censoredScales(network[learner]).map((i) => ({ network, scale: scales[i] })));
  return {
    type: 'scatter',
    name: `${learnerName[learner]} not escaped`,
    mode: 'markers',
    x: censored.map(({ scale }) => scale),
    y: censored.map(() => mostSteps),
    text: censored.map(({ network }) => nameOf(network, learner)),
    marker: { color: colourOfLearner(learner, theme), symbol: 'triangle-up-open', size: 9 },
    hovertemplate: '%{text}<br>σ = %{x:.3g}: not by %{y:,.0f} steps<extra></extra>',
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
      ...logarithmicTicks(1, drawn.sweep.mostSteps, 9), // all that any range may show: ranges change at less cost than ticks
    },
  };
}

/** Whole decades, which rest while runs end: from the earliest run to the latest or, where a median is censored, the most steps. */
function stepRange({ networks, mostSteps }: DrawnEscape['sweep']): [number, number] {
  const curves = networks.flatMap(({ bp, pc }) => [bp, pc]);
  const times = curves.flatMap(({ earliest, latest, median }) => [...earliest, ...latest, ...median]).filter((time) => time > 0);
  if (curves.some((curve) => censoredScales(curve).length > 0)) times.push(mostSteps);
  if (times.length === 0) return [1, mostSteps];
  return [10 ** Math.floor(Math.log10(Math.min(...times))), 10 ** Math.ceil(Math.log10(1.2 * Math.max(...times)))];
}

/** The key of colours, symbols, dashes and bands, in two lines. */
function key({ sweep, theme }: DrawnEscape): Partial<Annotation> {
  const learners = (['bp', 'pc'] as const).map(
    (learner) => `<span style="color:${colourOfLearner(learner, theme)}"><b>${learnerName[learner]}</b></span>`,
  );
  const networks = sweep.networks.map(({ widths }, n) => `${symbolText[n % symbolText.length]} ${widths.join('-')}`);
  const text = `${learners.join('  ')}   ┅ predicted   ▬ fitted   △ not escaped<br>${networks.join('   ')}`;
  return { ...keyLine(text, theme), align: 'right' };
}
