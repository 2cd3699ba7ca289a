/** The eigenvalues of two Hessians as histograms, theory outlined over them; as curves of density where only the density is known. */
import type { Annotation, Layout, ScatterData } from 'plotly.js';
import type { Spectrum } from '../../../../../model/landscapes/frames.ts';
import { flatAxis, flatLayout, keyLine } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { colourOfLearner, ink } from '../../../../figures/palette.ts';
import { logarithmicTicks } from '../../../../figures/ticks.ts';

export interface DrawnSpectra {
  loss: Spectrum;
  energy: Spectrum;
  /** Theory's spectrum of the energy at equilibrium; null where theory has no closed form. */
  theory: Spectrum | null;
  /** `F*`, or the energy at the step shown. */
  energyName: string;
  theme: Theme;
}

/** A curve of density by its corners. */
interface Curve {
  x: Float64Array;
  y: Float64Array;
  /** Whether it steps from one bin to the next. */
  stepped: boolean;
}

/** Decades of a continuous density that are worth drawing. */
const decades = 6;

/** The eigenvalues of two Hessians as histograms on a logarithmic axis, theory as an outline over them; as lines where only the density is known. */
export function spectrumFigure(drawn: DrawnSpectra): Figure {
  const { loss, energy, theory, theme } = drawn;
  const bins = binsFor([loss, energy, theory ?? loss].map(({ eigenvalues, min, max }) => eigenvalues ?? [min, max]));
  const curves = { loss: curveOf(loss, bins), energy: curveOf(energy, bins), theory: theory && curveOf(theory, bins) };
  const range = loss.eigenvalues ? stepRange(loss.eigenvalues.length, bins) : densityRange([curves.loss, curves.energy]);
  return {
    data: [
      filled('loss', curves.loss, range, colourOfLearner('bp', theme)),
      filled('energy', curves.energy, range, colourOfLearner('pc', theme)),
      theory && !curves.theory ? theoryEnds(theory, range, theme) : outline(curves.theory, range, theme),
    ],
    layout: layout(drawn, bins, range),
  };
}

/** A histogram where all eigenvalues are known, else the density; nothing where only the ends are. */
function curveOf({ eigenvalues, density }: Spectrum, bins: Bins): Curve | null {
  if (eigenvalues) return steps(eigenvalues, bins);
  return density && { ...density, stepped: false };
}

/** A histogram's curve: one corner an edge, from the left edge of the first bin, and zero after the last bin. */
function steps(eigenvalues: Float64Array, bins: Bins): Curve {
  const { width, first, last } = bins;
  return {
    x: Float64Array.from({ length: last - first + 2 }, (_, i) => (first + i - 0.5) * width),
    y: Float64Array.of(...histogramDensity(eigenvalues, bins), 0),
    stepped: true,
  };
}

/** The range of densities, from below one eigenvalue in a bin to above all eigenvalues in one bin: the range rests while inference is scrubbed. */
const stepRange = (count: number, { width }: Bins): [number, number] => [0.5 / (count * width), 2 / width];

/** A few decades below the top of all the curves. */
function densityRange(curves: (Curve | null)[]): [number, number] {
  const high = Math.max(0, ...curves.map((curve) => curve?.y.reduce((most, density) => Math.max(most, density), 0) ?? 0));
  return high > 0 ? [(high * 10 ** -decades) / 2, high * 2] : [0.1, 10];
}

const drawnCurve = (curve: Curve | null, [floor]: [number, number]): Partial<ScatterData> => ({
  type: 'scatter',
  mode: 'lines',
  x: curve ? Array.from(curve.x) : [],
  y: curve ? Array.from(curve.y, (density) => Math.max(density, floor / 10)) : [], // a logarithmic axis has no zero
  showlegend: false,
});

const filled = (name: string, curve: Curve | null, range: [number, number], colour: string): Partial<ScatterData> => ({
  ...drawnCurve(curve, range),
  name,
  line: { color: colour, width: 1, shape: curve?.stepped ? 'hv' : 'linear' },
  fill: 'tozeroy',
  fillcolor: `${colour}66`,
  hovertemplate: `${name}: density %{y:.3g} at %{x:.3g}<extra></extra>`,
});

const outline = (curve: Curve | null, range: [number, number], theme: Theme): Partial<ScatterData> => ({
  ...drawnCurve(curve, range),
  name: 'theory',
  line: { color: ink[theme].theory, width: 1.5, shape: 'hv' },
  hoverinfo: 'skip',
});

/** The ends of theory's spectrum as two dashed lines, where its eigenvalues are too many to list. */
const theoryEnds = ({ min, max }: Spectrum, [low, high]: [number, number], theme: Theme): Partial<ScatterData> => ({
  type: 'scatter',
  mode: 'lines',
  name: 'theory',
  x: [min, min, Number.NaN, max, max],
  y: [low / 10, high, Number.NaN, low / 10, high],
  line: { color: ink[theme].theory, width: 1.5, dash: 'dash' },
  hoverinfo: 'skip',
  showlegend: false,
});

function layout(
  { energyName, theory, theme }: DrawnSpectra,
  { width, first, last }: Bins,
  range: [number, number],
): Partial<Layout> {
  return {
    margin: { l: 58, r: 12, t: 24, b: 40 },
    ...flatLayout(theme),
    annotations: [key(energyName, theory, theme)],
    xaxis: {
      ...flatAxis('eigenvalue λ', theme),
      range: [(first - 0.5) * width, (last + 0.5) * width],
      zeroline: true,
      zerolinecolor: ink[theme].line,
    },
    yaxis: {
      ...flatAxis('density', theme),
      type: 'log',
      range: range.map(Math.log10) as [number, number],
      tickmode: 'array',
      ...logarithmicTicks(...range, 5),
    },
  };
}

/** The key of the colours, in one line. */
function key(energyName: string, theory: Spectrum | null, theme: Theme): Partial<Annotation> {
  const swatch = (learner: 'bp' | 'pc') => `<span style="color:${colourOfLearner(learner, theme)}">■</span>`;
  const outlined = theory ? `  ${theory.eigenvalues ? '□' : '┅'} F*, theory` : '';
  return keyLine(`${swatch('bp')} loss  ${swatch('pc')} ${energyName}${outlined}`, theme);
}

export interface Bins {
  width: number;
  /** Number of the first bin and of the last: bin k reaches from (k - 1/2) width to (k + 1/2) width. */
  first: number;
  last: number;
}

/** Bins for all the values together; the one farthest from zero lies in the middle of its bin, the `across`-th from zero. */
export function binsFor(values: ArrayLike<number>[], across = 20): Bins {
  let [low, high] = [0, 0];
  for (const list of values) {
    for (let i = 0; i < list.length; i++) {
      low = Math.min(low, list[i]);
      high = Math.max(high, list[i]);
    }
  }
  const width = Math.max(high, -low) / across || 1 / across;
  return { width, first: Math.round(low / width) - 1, last: Math.round(high / width) + 1 };
}

/** Density in each bin: its share of the values over its width, so that they integrate to 1. */
export function histogramDensity(values: ArrayLike<number>, { width, first, last }: Bins): Float64Array {
  const density = new Float64Array(last - first + 1);
  for (let i = 0; i < values.length; i++) density[Math.round(values[i] / width) - first] += 1 / (values.length * width);
  return density;
}
