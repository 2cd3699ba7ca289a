/** The caption line under an exported picture: everything a reader needs to know what was computed, and the address's own words for it. */
import { parameters as rows } from '../../../model/parameters.ts';
import { keptStyle } from '../../figures/keptStyle.ts';
import type { PageState } from '../../store/pageState.ts';
import type { KeptRun } from '../../store/runs/keptRun.ts';
import { surfacesCaption } from '../comparison/comparisonWords.ts';
import { energyCaption, energySubtitle } from '../landscapes/captions.ts';
import { sharedRange } from '../landscapes/drawnLandscapes.ts';
import { moonsCaption } from '../moons/moonsCaption.ts';
import { editableText } from '../numberText.ts';
import { learntText } from '../unsupervised/unsupervisedWords.ts';

/** `kept`: the runs that are drawn behind the current one, where the picture has them. */
export function exportCaption(state: PageState, kept: Pick<KeptRun, 'name' | 'style'>[] = []): string {
  if (state.parameters.laboratory === 'moons') return moonsCaption(state);
  if (state.parameters.laboratory === 'unsupervised') return unsupervisedCaption(state);
  if (state.parameters.laboratory === 'comparison') return comparisonCaption(state);
  const { landscape, playhead, time, parameters: chosen } = state;
  const network = [
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    `σ = ${editableText(chosen.scale)}`,
  ];
  const learning = [
    rows.optimiser.options[chosen.optimiser],
    `learning rate ${editableText(chosen.learningRate)}${chosen.pcRate === 1 ? '' : `, PC’s ${editableText(chosen.pcRate)} times that`}`,
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}, shown at t = ${time === 'equilibrium' ? '∞' : time}`,
    rows.convention.options[chosen.convention],
    `seed ${chosen.seed}`,
    `iteration ${playhead}`,
  ];
  const computed = landscape ? [landscape.planeDescription, energyCaption(landscape, sharedRange(landscape).note)] : [];
  const behind = kept.map(({ name, style }) => `${keptStyle(style).glyph} ${name}`);
  const key = kept.length > 0 ? [`thin lines: ${behind.join(', ')}`] : [];
  return [...network, ...learning, ...computed, ...key].join(' · ');
}

function comparisonCaption({ comparison, surfaces, parameters: chosen }: PageState): string {
  const taken = comparison?.runs.reduce((most, { curves }) => Math.max(most, curves.loss.length), 0) ?? 0;
  return [
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    rows.data.options[chosen.data],
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}, k = ${chosen.updateEvery}`,
    `${rows.optimiser.options[chosen.optimiser]}, learning rate ${editableText(chosen.learningRate)}, rc23’s ${editableText(chosen.relaxedRate)}, batches of ${chosen.batchSize}`,
    `seed ${chosen.seed}`,
    `after ${taken} iterations`,
    ...(surfaces ? [surfacesCaption(surfaces, chosen.surfaceColours)] : []),
  ].join(' · ');
}

function unsupervisedCaption({ unsupervised, parameters: chosen }: PageState): string {
  return [
    `${chosen.latent} ${rows.latent.label.toLowerCase()}`,
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    rows.data.options[chosen.data],
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}${chosen.sparsity > 0 ? `, κ = ${editableText(chosen.sparsity)}` : ''}`,
    `Adam, learning rate ${editableText(chosen.learningRate)}, batches of ${chosen.batchSize}`,
    `seed ${chosen.seed}`,
    ...(unsupervised ? [learntText(unsupervised, chosen.batchSize)] : []),
  ].join(' · ');
}

export function boardTitle({ parameters: { experiment, laboratory }, time }: PageState): string {
  const name = rows.experiment.options[experiment];
  return laboratory === 'landscapes' ? `${name}: what BP descends, and ${energySubtitle(time)}` : name;
}
