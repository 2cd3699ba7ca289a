/** What every panel behind a tab is given. */
import type { ExportChoice } from '../export/dialog/exportChoice.ts';

export interface TabPanelProps {
  onExport(choice: ExportChoice): void;
}
