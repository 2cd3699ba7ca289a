/** Norms of the gradient or of the weights, layer by layer, of both learners against the iteration: Figure 11, and where the gradient goes. */
import type { Annotation, ScatterData } from 'plotly.js';
import { mostLayerNorms } from '../../../../model/problem/cost.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';
import { keyLine } from '../../../figures/axes.ts';
import { type CurveAxes, curveLayout, curveRange, longest, seedStatistics, thinned } from '../../../figures/curves.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { ink, layerColour, learnerName } from '../../../figures/palette.ts';

export type LayerMetric = 'layerGradients' | 'layerWeights';

export interface DrawnLayerNorms extends Pick<CurveAxes, 'logarithmic' | 'logarithmicIterations' | 'playhead' | 'theme'> {
  /** [seed]; the mean over the seeds is drawn. */
  bp: LearnerCurves[];
  pc: LearnerCurves[];
  metric: LayerMetric;
  /** The axis reaches at least this far. */
  iterations: number;
}

const titles: Record<LayerMetric, string> = { layerGradients: 'gradient norm', layerWeights: 'weight norm' };

const learners = ['bp', 'pc'] as const;

export const isByLayer = (metric: string): metric is LayerMetric => metric in titles;

/** One line a layer and learner: the learner has the hue, the layer its lightness. A sentence where the run has no norms by layer. */
export function layerNormFigure(drawn: DrawnLayerNorms): Figure {
  const { metric, logarithmic, logarithmicIterations, playhead, theme } = drawn;
  const lines = learners.map((learner) => meansByLayer(drawn[learner], metric, logarithmicIterations));
  const layers = Math.max(...lines.map((each) => each.length));
  const reach = Math.max(
    drawn.iterations,
    1,
    ...learners.flatMap((learner) => drawn[learner].map(({ loss }) => loss.length - 1)),
  );
  const range = curveRange(
    lines.flat().map(({ y }) => y),
    logarithmic,
  );
  return {
    data: learners.flatMap((learner, k) => lines[k].map((line, l) => layerTrace(line, learner, l, layers, theme))),
    layout: {
      ...curveLayout({ title: titles[metric], range, logarithmic, logarithmicIterations, reach, playhead, theme }),
      margin: { l: 60, r: 16, t: 22, b: 40 }, // the key stands above
      hovermode: 'closest', // two lines a layer would not fit in one label
      annotations: [
        layers > 0
          ? keyLine(learners.map((learner) => keyOf(learner, layers, theme)).join('&nbsp;&nbsp;&nbsp;'), theme)
          : absence(drawn.bp[0].loss.length > 0, theme),
      ],
    },
  };
}

/** The sentence on an empty figure: why no norms are drawn. */
const absence = (hasSteps: boolean, theme: Theme): Partial<Annotation> => ({
  text: hasSteps
    ? `This run is too long to keep norms by layer:<br>layers × iterations × seeds come to more than ${mostLayerNorms.toLocaleString('en')}.`
    : 'Norms by layer appear here with the first step: press Run.',
  xref: 'paper',
  yref: 'paper',
  x: 0.5,
  y: 0.5,
  showarrow: false,
  font: { size: 13, color: ink[theme].quiet },
});

interface Line {
  x: number[];
  y: number[];
}

function meansByLayer(seeds: LearnerCurves[], metric: LayerMetric, logarithmicIterations = false): Line[] {
  const norms = seeds.map(({ layerNorms }) => layerNorms?.[metric === 'layerGradients' ? 'gradient' : 'parameter'] ?? []);
  return Array.from({ length: Math.max(...norms.map((layers) => layers.length)) }, (_, l) => {
    const runs = norms.filter((layers) => l < layers.length).map((layers) => layers[l]);
    const x = thinned(longest(runs), logarithmicIterations);
    return { x, y: Array.from(seedStatistics(runs, x).mean) };
  });
}

function layerTrace({ x, y }: Line, learner: 'bp' | 'pc', l: number, layers: number, theme: Theme): Partial<ScatterData> {
  const name = `${learnerName[learner]} W${l + 1}`;
  return {
    type: 'scatter',
    name,
    mode: 'lines',
    x,
    y,
    line: { color: layerColour(learner, l, layers, theme), width: 1.5 },
    hovertemplate: `iteration %{x}<br>${name} %{y:.4g}<extra></extra>`,
    showlegend: false,
  };
}

/** `BP W1 W2 ... WL`, each in its line's colour. */
function keyOf(learner: 'bp' | 'pc', layers: number, theme: Theme): string {
  const names = Array.from(
    { length: layers },
    (_, l) => `<span style="color:${layerColour(learner, l, layers, theme)}">W<sub>${l + 1}</sub></span>`,
  );
  return `<b>${learnerName[learner]}</b> ${names.join(' ')}`;
}
