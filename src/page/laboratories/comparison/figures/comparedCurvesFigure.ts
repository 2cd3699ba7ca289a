/** Loss or test accuracy of the compared models against the iteration, one line a model. */
import type { ScatterData } from 'plotly.js';
import { comparedModels } from '../../../../model/comparison/comparedModels.ts';
import type { ComparedRunFrame } from '../../../../model/comparison/comparisonFrames.ts';
import type { Controls } from '../../../../model/controls.ts';
import { curveLayout, curveRange, thinned } from '../../../figures/curves.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { comparedKey, comparedStyle } from './comparedStyle.ts';

export interface DrawnComparedCurves {
  runs: Pick<ComparedRunFrame, 'model' | 'curves'>[];
  curve: Controls['comparedCurve'];
  logarithmic: boolean;
  /** The axis reaches at least this far, so that curves grow into it instead of rescaling. */
  iterations: number;
  /** Iteration shown by the vertical line, at which the histograms show the weights. */
  shown: number;
  theme: Theme;
}

/** Batches that a point of the training loss is the mean of: single ones would hide each other's curves. */
export const smoothedOver = 20;

const titles: Readonly<Record<Controls['comparedCurve'], string>> = {
  loss: 'training loss',
  testLoss: 'test loss',
  accuracy: 'test accuracy',
};

interface Line {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

export function comparedCurvesFigure(drawn: DrawnComparedCurves): Figure {
  const { runs, curve, logarithmic, iterations, shown, theme } = drawn;
  const lines = runs.map((run) => lineOf(run, curve));
  const range = curveRange(
    lines.map(({ y }) => y),
    logarithmic,
  );
  const reach = Math.max(iterations, 1);
  const axes = curveLayout({ title: titles[curve], range, logarithmic, reach, playhead: Math.min(shown, reach), theme });
  const key = comparedKey(
    runs.map(({ model }) => model),
    theme,
  );
  return {
    data: runs.map((run, k) => trace(run, lines[k], drawn)),
    layout: { ...axes, margin: { ...axes.margin, t: 24 }, annotations: [key], hovermode: 'closest' },
  };
}

function lineOf({ curves: { loss, tests } }: DrawnComparedCurves['runs'][number], curve: DrawnComparedCurves['curve']): Line {
  if (curve === 'loss') {
    const indices = thinned(loss.length);
    const means = movingMean(loss, smoothedOver);
    return { x: indices, y: indices.map((index) => means[index]) };
  }
  return { x: tests?.iteration ?? [], y: (curve === 'accuracy' ? tests?.accuracy : tests?.loss) ?? [] };
}

function trace(
  { model }: DrawnComparedCurves['runs'][number],
  { x, y }: Line,
  { curve, theme }: DrawnComparedCurves,
): Partial<ScatterData> {
  const { colour, dash } = comparedStyle(model, theme);
  const { label } = comparedModels[model];
  return {
    type: 'scatter',
    name: label,
    mode: curve === 'loss' ? 'lines' : 'lines+markers',
    x: Array.from(x),
    y: Array.from(y),
    line: { color: colour, width: 2, dash },
    marker: { color: colour, size: 4 },
    hovertemplate: `${label}, iteration %{x}: %{y:.4g}<extra></extra>`,
    showlegend: false,
  };
}

/** A noisy curve made readable: `mean(values[max(0, i - over + 1) .. i])` at every i: no value ahead of its time. */
export function movingMean(values: ArrayLike<number>, over: number): Float64Array {
  const means = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] - (i >= over ? values[i - over] : 0);
    means[i] = sum / Math.min(i + 1, over);
  }
  return means;
}
