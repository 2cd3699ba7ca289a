/** How the generative network learns: energy of every batch and, at each evaluation, of each layer; or how often probe and k-NN find the digit. */
import type { Annotation, ScatterData } from 'plotly.js';
import type { UnsupervisedCurves } from '../../../../model/unsupervised/unsupervisedFrames.ts';
import { keyLine } from '../../../figures/axes.ts';
import { curveLayout, curveRange, thinned } from '../../../figures/curves.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { categoryColours, ink, layerColour } from '../../../figures/palette.ts';

export interface DrawnLatentCurve {
  curves: UnsupervisedCurves;
  what: 'energy' | 'accuracy';
  /** Weight steps taken, where the upright line stands. */
  iteration: number;
  /** The axis reaches at least this far. */
  iterations: number;
  theme: Theme;
}

export function latentCurveFigure(drawn: DrawnLatentCurve): Figure {
  return drawn.what === 'energy' ? energyFigure(drawn) : accuracyFigure(drawn);
}

function energyFigure(drawn: DrawnLatentCurve): Figure {
  const { curves, theme } = drawn;
  const { energy, evaluations } = curves;
  const range = curveRange([energy, ...evaluations.layerEnergies], true);
  const batches = thinned(energy.length);
  const layers = evaluations.layerEnergies.length;
  const colours = evaluations.layerEnergies.map((_, l) => layerColour('pc', l, layers, theme));
  return {
    data: [
      line(
        'batches',
        batches,
        batches.map((i) => energy[i]),
        { color: ink[theme].quiet, width: 1 },
      ),
      ...evaluations.layerEnergies.map((energies, l) =>
        atEvaluations(
          line(`layer ${l + 1}`, Array.from(evaluations.iteration), Array.from(energies), { color: colours[l], width: 2 }),
        ),
      ),
    ],
    layout: layout(drawn, 'energy after inference', range, true, [
      `<span style="color:${ink[theme].quiet}">all layers, each batch</span>`,
      ...colours.map((colour, l) => `<span style="color:${colour}"><b>layer ${l + 1}</b></span>`),
    ]),
  };
}

function accuracyFigure(drawn: DrawnLatentCurve): Figure {
  const { curves, theme } = drawn;
  const { iteration, probe, neighbours } = curves.evaluations;
  const [ofProbe, ofNeighbours] = categoryColours[theme];
  const at = Array.from(iteration);
  return {
    data: [
      atEvaluations(line('linear probe', at, Array.from(probe), { color: ofProbe, width: 2 })),
      atEvaluations(line('k-NN', at, Array.from(neighbours), { color: ofNeighbours, width: 2, dash: 'dash' })),
    ],
    layout: layout(drawn, 'test digits found', [0, 1], false, [
      `<span style="color:${ofProbe}"><b>━ linear probe</b></span>`,
      `<span style="color:${ofNeighbours}"><b>╍ k-NN</b></span>`,
    ]),
  };
}

/** Gaps where a value is no number. */
function line(name: string, x: number[], y: number[], style: ScatterData['line']): Partial<ScatterData> {
  return {
    type: 'scatter',
    name,
    mode: 'lines',
    x,
    y: y.map((value) => (Number.isFinite(value) ? value : null)),
    line: style,
    hovertemplate: `${name} %{y:.4g}<extra></extra>`,
    showlegend: false,
  };
}

/** A point an evaluation: the first ones have no line yet. */
const atEvaluations = (trace: Partial<ScatterData>): Partial<ScatterData> => ({
  ...trace,
  mode: 'lines+markers',
  marker: { color: trace.line?.color, size: 5 },
});

function layout(
  { curves, iteration, iterations, theme }: DrawnLatentCurve,
  title: string,
  range: [number, number],
  logarithmic: boolean,
  key: string[],
): Figure['layout'] {
  const reach = Math.max(iterations, curves.energy.length, 1);
  return {
    ...curveLayout({ title, range, logarithmic, reach, playhead: iteration, theme }),
    margin: { l: 60, r: 16, t: 22, b: 40 }, // the key stands above
    hovermode: 'x unified',
    annotations: [keyLine(key.join('&nbsp;&nbsp;&nbsp;'), theme), ...changes(curves, theme)],
  };
}

/** Where other settings began to hold. */
function changes({ settings }: UnsupervisedCurves, theme: Theme): Partial<Annotation>[] {
  return settings.slice(1).map(({ from, steps, dt }) => ({
    x: from,
    xref: 'x',
    y: 1,
    yref: 'paper',
    yanchor: 'top',
    text: `T = ${steps}, dt = ${dt}`,
    showarrow: false,
    textangle: 90,
    font: { size: 10, color: ink[theme].quiet },
  }));
}
