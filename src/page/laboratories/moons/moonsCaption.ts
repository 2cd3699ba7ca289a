/** The caption line under an exported picture of two moons. */
import { type Controls, controls as rows } from '../../../model/controls.ts';
import { editableText } from '../../panels/numberText.ts';
import type { PageState } from '../../store/state/pageState.ts';

export function moonsCaption({ controls: chosen, playhead, decision }: Pick<PageState, 'controls' | 'playhead' | 'decision'>) {
  const { moonsView, steps, optimiser, learningRate, batchSize, iterations, noise } = chosen;
  const width = moonsView === 'network' ? chosen.width : 'h';
  return [
    `2-${width}-${width}-${width}-2, biases, leaky relu, cross-entropy`,
    `T = ${steps}${moonsView === 'rates' ? '' : `, dt = ${editableText(chosen.dt)}`}`,
    `${rows.optimiser.options[optimiser]}, learning rate ${editableText(learningRate)}`,
    `${iterations} weight steps on batches of ${batchSize}`,
    `noise ${editableText(noise)}`,
    seedsText(chosen),
    ...(decision && moonsView === 'network' ? [`iteration ${Math.min(playhead, decision.iteration)}`] : []),
  ].join(' · ');
}

const seedsText = ({ moonsView, seed, seeds }: Controls): string =>
  moonsView === 'network' || seeds === 1 ? `seed ${seed}` : `mean ± sd over seeds ${seed} to ${seed + seeds - 1}`;
