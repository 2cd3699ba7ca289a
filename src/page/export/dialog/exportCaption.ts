/** The caption line under an exported picture: everything a reader needs to know what was computed, and the address's own words for it. */
import { controls as rows } from '../../../model/controls.ts';
import { surfacesCaption } from '../../laboratories/comparison/comparisonWords.ts';
import {
  energyCaption,
  energySubtitle,
  farthestFromPlane,
  planeCaption,
  volumeCaption,
} from '../../laboratories/landscapes/board/captions.ts';
import { sharedRange } from '../../laboratories/landscapes/board/drawnLandscapes.ts';
import { keptStyle } from '../../laboratories/landscapes/figures/keptStyle.ts';
import { escapesInWords, scaleInWords } from '../../laboratories/landscapes/timeline/scaleInWords.ts';
import { moonsCaption } from '../../laboratories/moons/moonsCaption.ts';
import { learntText } from '../../laboratories/unsupervised/unsupervisedWords.ts';
import { editableText } from '../../panels/numberText.ts';
import type { KeptRun } from '../../store/runs/keptRun.ts';
import type { PageState } from '../../store/state/pageState.ts';
import { learningRates } from '../../view/changes.ts';
import type { ExportChoice } from './exportChoice.ts';
import { shownIteration } from './shownIteration.ts';

/** `kept`: the runs that are drawn behind the current one, where the picture has them. */
export function exportCaption(state: PageState, choice: ExportChoice, kept: Pick<KeptRun, 'name' | 'style'>[] = []): string {
  if (state.controls.laboratory === 'moons') return moonsCaption(state);
  if (state.controls.laboratory === 'unsupervised') return unsupervisedCaption(state);
  if (state.controls.laboratory === 'comparison') return comparisonCaption(state);
  const { time, controls: chosen } = state;
  const network = [
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    `σ = ${editableText(chosen.scale)}`,
  ];
  const learning = [
    rows.optimiser.options[chosen.optimiser],
    `${ratesText(state)}${chosen.pcRate === 1 ? '' : `, PC’s ${editableText(chosen.pcRate)} times that`}`,
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}, shown at t = ${time === 'equilibrium' ? '∞' : time}`,
    rows.convention.options[chosen.convention],
    `seed ${chosen.seed}`,
    `iteration ${shownIteration(state)}`,
  ];
  const behind = kept.map(({ name, style }) => `${keptStyle(style).glyph} ${name}`);
  const key = kept.length > 0 ? [`thin lines: ${behind.join(', ')}`] : [];
  return [...network, ...learning, ...underFigures(state, choice), ...key].join(' · ');
}

/** A rate that was set where no step has been taken yet has drawn nothing. */
function ratesText(state: PageState): string {
  const taken = state.training?.iteration ?? Number.POSITIVE_INFINITY;
  const [first, ...later] = learningRates(state).filter(({ from }) => from === 0 || from < taken);
  const changes = later.map(({ from, rate }) => `from iteration ${from}: ${editableText(rate)}`);
  return [`learning rate ${editableText(first.rate)}`, ...changes].join(', ');
}

/** What the page says under the figures of the picture. */
function underFigures(state: PageState, choice: ExportChoice): string[] {
  const hasLandscapes = choice === 'board' || choice === 'loss' || choice === 'energy';
  const hasCurves = choice === 'board' || choice === 'training';
  return [...(hasLandscapes ? underLandscapes(state) : []), ...(hasCurves ? underCurves(state) : [])];
}

function underLandscapes({ landscape, volume, training, controls: { view } }: PageState): string[] {
  if (view === 'volume') return volume ? [volumeCaption(volume)] : [];
  if (!landscape) return [];
  return [planeCaption(landscape, farthestFromPlane(training)), energyCaption(landscape, sharedRange(landscape).note)];
}

function underCurves({ training, controls: { convention } }: PageState): string[] {
  if (!training || training.iteration === 0) return [];
  return [`${scaleInWords(training.publishedRatio, convention)} ${escapesInWords(training)}`.trimEnd()];
}

function comparisonCaption(state: PageState): string {
  const { surfaces, controls: chosen } = state;
  return [
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    rows.data.options[chosen.data],
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}, k = ${chosen.updateEvery}`,
    `${rows.optimiser.options[chosen.optimiser]}, learning rate ${editableText(chosen.learningRate)}, rc23’s ${editableText(chosen.relaxedRate)}, batches of ${chosen.batchSize}`,
    `seed ${chosen.seed}`,
    `after ${shownIteration(state)} iterations`,
    ...(surfaces ? [surfacesCaption(surfaces, chosen.surfaceColours)] : []),
  ].join(' · ');
}

function unsupervisedCaption({ unsupervised, controls: chosen }: PageState): string {
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

export function boardTitle({ controls: { experiment, laboratory }, time }: PageState): string {
  const name = rows.experiment.options[experiment];
  return laboratory === 'landscapes' ? `${name}: what BP descends, and ${energySubtitle(time)}` : name;
}
