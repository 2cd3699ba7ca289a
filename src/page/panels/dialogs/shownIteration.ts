/** The weight step that the open experiment's figures stand at. */
import type { PageState } from '../../store/pageState.ts';

type Shown = Pick<PageState, 'parameters' | 'playhead' | 'comparison' | 'decision' | 'unsupervised'>;

export function shownIteration({ parameters, playhead, comparison, decision, unsupervised }: Shown): number {
  switch (parameters.laboratory) {
    case 'landscapes':
      return playhead;
    case 'comparison':
      return comparison?.runs.reduce((most, { curves }) => Math.max(most, curves.loss.length), 0) ?? 0;
    case 'moons':
      return parameters.moonsView === 'network' ? Math.min(playhead, decision?.iteration ?? 0) : parameters.iterations;
    case 'unsupervised':
      return unsupervised?.iteration ?? 0;
  }
}
