/** What every panel behind a tab is given. */
import type { ExportChoice } from '../dialogs/exportChoice.ts';

export interface TabPanelProps {
  onExport(choice: ExportChoice): void;
}
