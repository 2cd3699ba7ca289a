/** The angle between BP's gradient and PC's, along inference and along training, and how well one Newton step explains this angle. */

import type { Layout, ScatterData, Shape } from 'plotly.js';
import type { Alignment, TrainingDirections, TrustRegion } from '../../../../../model/landscapes/frames.ts';
import { flatAxis, flatLayout, keyLine } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { figureRow } from '../../../../figures/figureRow.ts';
import { colourOfLearner, ink, learnerName } from '../../../../figures/palette.ts';
import { logarithmicTicks, niceAbove, niceBelow } from '../../../../figures/ticks.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import { isFullyConnected } from '../../../../view/networkOf.ts';

/** The figures of PC as a second-order method: along inference at one point, and along both learners' paths. */
export const inferenceDirectionsRow = figureRow({
  name: 'inferenceDirections',
  title: 'Directions along inference',
  heightPerWidth: 0.5,
  slice: ({ directions, time }: Pick<DrawnState, 'directions' | 'time' | 'controls'>) => ({
    inference: directions?.inference,
    here: directions?.here,
    time: time === 'equilibrium' ? null : time,
  }),
  of: ({ inference, here, time }, theme) =>
    inference && here ? inferenceDirectionsFigure({ inference, here, time, theme }) : null,
  offered: ({ controls }) => isFullyConnected(controls),
});

export const trainingDirectionsRow = figureRow({
  name: 'trainingDirections',
  title: 'Directions along training',
  heightPerWidth: 0.5,
  slice: ({ directions, playhead, controls }: Pick<DrawnState, 'directions' | 'playhead' | 'controls'>) => ({
    training: directions?.training,
    playhead,
    shown: controls.directionsOf,
    iterations: controls.iterations,
  }),
  of: ({ training, ...shown }, theme) => (training ? trainingDirectionsFigure({ training, ...shown, theme }) : null),
  offered: ({ controls }) => isFullyConnected(controls),
});

export default [inferenceDirectionsRow, trainingDirectionsRow];

export interface DrawnInferenceDirections {
  inference: Alignment;
  here: TrustRegion;
  /** Inference step of the vertical line; null for equilibrium, which lies beyond the axis. */
  time: number | null;
  theme: Theme;
}

/** Angle against inference step; dotted at the equilibrium, dashed after one Newton step. */
export function inferenceDirectionsFigure({ inference, here, time, theme }: DrawnInferenceDirections): Figure {
  const last = Math.max(inference.at[inference.at.length - 1] ?? 1, 1);
  const level = (name: string, angle: number, dash: 'dot' | 'dash', colour: string): Partial<ScatterData> => ({
    type: 'scatter',
    name,
    mode: 'lines',
    x: Number.isFinite(angle) ? [0, last] : [],
    y: Number.isFinite(angle) ? [angle, angle] : [],
    line: { color: colour, width: 1.5, dash },
    hovertemplate: `${name}: %{y:.4g}°<extra></extra>`,
    showlegend: false,
  });
  const blue = colourOfLearner('pc', theme);
  return {
    data: [
      curve('PC after t steps', inference.at, inference.angle, blue, '°'),
      level('at equilibrium', here.angleAtEquilibrium[0], 'dot', blue),
      level('one Newton step', here.angleApproximated[0], 'dash', ink[theme].theory),
    ],
    layout: {
      ...common(theme),
      annotations: [keyLine(`<span style="color:${blue}">━ PC after t steps  ┈ at equilibrium</span>  ┅ one Newton step`, theme)],
      xaxis: { ...flatAxis('inference step t', theme), range: [0, last] },
      yaxis: angleAxis([inference.angle, here.angleAtEquilibrium, here.angleApproximated], theme),
      shapes: time === null ? [] : [marker(time, theme)],
    },
  };
}

export interface DrawnTrainingDirections {
  /** BP's path and PC's. */
  training: TrainingDirections[];
  /** Angle between the gradients, or error of the Newton step. */
  shown: 'angle' | 'error';
  /** Iteration of the vertical line. */
  playhead: number;
  iterations: number;
  theme: Theme;
}

/** Both learners' paths: the angle after T steps with the Newton step's dashed, or the Newton step's error on a logarithmic axis. */
export function trainingDirectionsFigure(drawn: DrawnTrainingDirections): Figure {
  const { training, shown, playhead, iterations, theme } = drawn;
  const names = training.map(
    ({ learner }) => `<span style="color:${colourOfLearner(learner, theme)}">━ ${learnerName[learner]}’s path</span>`,
  );
  return {
    data: training.flatMap((path) => (shown === 'angle' ? angleTraces(path, theme) : [errorTrace(path, theme)])),
    layout: {
      ...common(theme),
      annotations: [keyLine([...names, ...(shown === 'angle' ? ['┅ one Newton step'] : [])].join('  '), theme)],
      xaxis: { ...flatAxis('iteration', theme), range: [0, Math.max(iterations, 1)], hoverformat: ',d' },
      yaxis: shown === 'angle' ? angleAxis(anglesOf(training), theme) : errorAxis(training, theme),
      shapes: [marker(playhead, theme)],
    },
  };
}

function angleTraces({ learner, alignment, trustRegion }: TrainingDirections, theme: Theme): Partial<ScatterData>[] {
  const name = learnerName[learner];
  return [
    curve(`${name}’s path`, alignment.at, alignment.angle, colourOfLearner(learner, theme), '°'),
    {
      ...curve(`${name}’s path, one Newton step`, trustRegion.at, trustRegion.angleApproximated, ink[theme].theory, '°'),
      line: { color: ink[theme].theory, width: 1.25, dash: 'dash' },
    },
  ];
}

const errorTrace = ({ learner, trustRegion }: TrainingDirections, theme: Theme): Partial<ScatterData> =>
  curve(`${learnerName[learner]}’s path`, trustRegion.at, trustRegion.shiftError, colourOfLearner(learner, theme), '');

const anglesOf = (training: TrainingDirections[]): ArrayLike<number>[] =>
  training.flatMap(({ alignment, trustRegion }) => [alignment.angle, trustRegion.angleApproximated]);

/** From no angle to a round one above all of these. */
function angleAxis(angles: ArrayLike<number>[], theme: Theme) {
  const largest = Math.max(0, ...angles.flatMap((each) => Array.from(each)).filter(Number.isFinite));
  const range: [number, number] = [0, largest > 0 ? niceAbove(1.02 * largest) : 1];
  return { ...flatAxis('angle to BP (°)', theme), range, nticks: 5 };
}

function errorAxis(training: TrainingDirections[], theme: Theme) {
  const errors = training.flatMap(({ trustRegion }) => [...trustRegion.shiftError]).filter((error) => error > 0);
  const [low, high] =
    errors.length > 0 ? [niceBelow(Math.min(...errors) / 1.5), niceAbove(Math.max(...errors) * 1.5)] : [1e-3, 1];
  return {
    ...flatAxis('relative error', theme),
    type: 'log' as const,
    range: [Math.log10(low), Math.log10(high)] as [number, number],
    tickmode: 'array' as const,
    ...logarithmicTicks(low, high, 5),
  };
}

const curve = (
  name: string,
  at: ArrayLike<number>,
  values: ArrayLike<number>,
  colour: string,
  unit: string,
): Partial<ScatterData> => ({
  type: 'scatter',
  name,
  mode: 'lines',
  x: Array.from(at),
  y: Array.from(values, (value) => (Number.isFinite(value) ? value : null)),
  line: { color: colour, width: 2 },
  hovertemplate: `${name}: %{y:.4g}${unit}<extra></extra>`,
  showlegend: false,
});

const marker = (at: number, theme: Theme): Partial<Shape> => ({
  type: 'line',
  xref: 'x',
  yref: 'paper',
  x0: at,
  x1: at,
  y0: 0,
  y1: 1,
  line: { color: ink[theme].text, width: 1 },
});

const common = (theme: Theme): Partial<Layout> => ({
  margin: { l: 62, r: 12, t: 24, b: 40 },
  ...flatLayout(theme),
  hovermode: 'x unified',
});
