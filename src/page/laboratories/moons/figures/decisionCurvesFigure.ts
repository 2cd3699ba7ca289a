/** Test accuracy of both learners at every weight step, and under it the loss of each batch, dotted. */
import type { ScatterData } from 'plotly.js';
import type { DecisionCurves } from '../../../../model/moons/moonsFrames.ts';
import { curveLayout, curveRange } from '../../../figures/curves.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { colourOfLearner, learnerName } from '../../../figures/palette.ts';

export interface DrawnDecisionCurves {
  bp: Pick<DecisionCurves, 'loss' | 'accuracy'>;
  pc: Pick<DecisionCurves, 'loss' | 'accuracy'>;
  /** Iteration shown by the vertical line. */
  playhead: number;
  iterations: number;
  theme: Theme;
}

const learners = ['bp', 'pc'] as const;

/** The largest loss that the axis shows: the figure is about the accuracies, and larger losses leave it. */
const highest = 2;

export function decisionCurvesFigure(drawn: DrawnDecisionCurves): Figure {
  const { playhead, iterations, theme } = drawn;
  const values = learners.flatMap((learner) => [drawn[learner].accuracy, drawn[learner].loss]);
  const [low, high] = curveRange(values, false);
  return {
    data: learners.flatMap((learner) => [
      curveTrace(drawn, learner, 'loss', { width: 1, dash: 'dot' }),
      curveTrace(drawn, learner, 'accuracy', { width: 2 }),
    ]),
    layout: {
      ...curveLayout({
        title: 'accuracy, loss',
        range: [low, Math.min(high, highest)],
        logarithmic: false,
        reach: iterations,
        playhead,
        theme,
      }),
      hovermode: 'x unified',
    },
  };
}

function curveTrace(
  drawn: DrawnDecisionCurves,
  learner: 'bp' | 'pc',
  metric: 'loss' | 'accuracy',
  line: Partial<ScatterData['line']>,
): Partial<ScatterData> {
  const name = `${learnerName[learner]} ${metric === 'loss' ? 'training loss' : 'test accuracy'}`;
  const values = Array.from(drawn[learner][metric]);
  return {
    type: 'scatter',
    name,
    mode: 'lines',
    x: values.map((_, iteration) => iteration),
    y: values,
    line: { color: colourOfLearner(learner, drawn.theme), ...line },
    hovertemplate: `${name} %{y:.3f}<extra></extra>`,
    showlegend: false,
  };
}
