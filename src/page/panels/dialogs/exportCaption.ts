/** The caption line under an exported picture: everything a reader needs to know what was computed, and the address's own words for it. */
import { parameters as rows } from '../../../model/parameters.ts';
import { keptStyle } from '../../figures/keptStyle.ts';
import type { PageState } from '../../store/pageState.ts';
import type { KeptRun } from '../../store/runs/keptRun.ts';
import { energyCaption, energySubtitle } from '../landscapes/captions.ts';
import { sharedRange } from '../landscapes/drawnLandscapes.ts';
import { editableText } from '../numberText.ts';

/** `kept`: the runs that are drawn behind the current one, where the picture has them. */
export function exportCaption(state: PageState, kept: Pick<KeptRun, 'name' | 'style'>[] = []): string {
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

export const boardTitle = ({ parameters: { experiment }, time }: PageState): string =>
  `${rows.experiment.options[experiment]}: what BP descends, and ${energySubtitle(time)}`;
