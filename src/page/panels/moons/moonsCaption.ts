/** The caption line under an exported picture of two moons. */
import { type Parameters, parameters as rows } from '../../../model/parameters.ts';
import type { PageState } from '../../store/pageState.ts';
import { editableText } from '../numberText.ts';

export function moonsCaption({
  parameters: chosen,
  playhead,
  decision,
}: Pick<PageState, 'parameters' | 'playhead' | 'decision'>) {
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

const seedsText = ({ moonsView, seed, seeds }: Parameters): string =>
  moonsView === 'network' || seeds === 1 ? `seed ${seed}` : `mean ± sd over seeds ${seed} to ${seed + seeds - 1}`;
