import type { ExportChoice } from './exportChoice.ts';
export default function ExportDialog(_: { initial: ExportChoice; onClose(): void }) {
  return null;
}
