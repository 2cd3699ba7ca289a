/** The anchors of a plane: network, data, and the weights that a plane can be centred at. */
import type { Centre, Problem } from '../../../model/problem/problem.ts';
import type { DrawnProblem } from '../../datasets/drawProblem.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { Samples } from '../../engine/work/samples.ts';
import { saddleInWords } from './saddleWeights.ts';

export interface Anchors {
  readonly layout: NetworkLayout;
  readonly drawn: DrawnProblem;
  /** The landscape's samples: the first batch, whole. */
  readonly samples: Samples;
  /** The landscape's samples under the batch's mask, as the loss and BP's gradient see them; identical to `samples` where nothing is hidden. */
  readonly observed: Samples;
  /** The saddle that the problem is built around. [P] */
  readonly saddleWeights: Float64Array;
  /** The seed's initial weights: the saddle's weights plus the drawn deviation. [P] */
  readonly initialWeights: Float64Array;
}

export function centreInWords(centre: Centre, { saddle }: Problem): string {
  if (centre === 'start') return 'the initial weights';
  return centre === 'origin' ? 'the origin' : saddleInWords(saddle);
}

/** Whether the plane's middle is the origin, by that name or as the saddle that the problem is built around. */
export const isAtTheOrigin = (centre: Centre, { saddle }: Problem): boolean =>
  centre === 'origin' || (centre === 'saddle' && saddle.kind === 'origin');

/** A copy of the weights at a plane's middle. [P] */
export function centreWeights(centre: Centre, { layout, saddleWeights, initialWeights }: Anchors): Float64Array {
  if (centre === 'origin') return new Float64Array(layout.parameterCount);
  return (centre === 'saddle' ? saddleWeights : initialWeights).slice();
}
