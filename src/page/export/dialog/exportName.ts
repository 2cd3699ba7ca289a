/** What an exported file is called: experiment, figure, seed and iteration of the state that it was made of. */
import type { PageState } from '../../store/state/pageState.ts';
import type { ExportChoice } from './exportChoice.ts';
import type { ExportFormat } from './exportFormat.ts';
import { shownIteration } from './shownIteration.ts';

export function exportName(choice: ExportChoice, format: ExportFormat, state: PageState): string {
  const { experiment, seed } = state.controls;
  return `saddlescope-${experiment}-${choice}-seed-${seed}-iteration-${shownIteration(state)}.${format}`;
}
