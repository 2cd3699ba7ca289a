/** The weight step that the open experiment's figures stand at. */
import type { PageState } from '../../store/state/pageState.ts';

type Shown = Pick<PageState, 'controls' | 'playhead' | 'comparison' | 'decision' | 'unsupervised'>;

export function shownIteration({ controls, playhead, comparison, decision, unsupervised }: Shown): number {
  switch (controls.laboratory) {
    case 'landscapes':
      return playhead;
    case 'comparison':
      return comparison?.runs.reduce((most, { curves }) => Math.max(most, curves.loss.length), 0) ?? 0;
    case 'moons':
      return controls.moonsView === 'network' ? Math.min(playhead, decision?.iteration ?? 0) : controls.iterations;
    case 'unsupervised':
      return unsupervised?.iteration ?? 0;
  }
}
