/** What a laboratory gives to the page: what fills its places, its guide, and what it offers to export. */
import type { ComponentType } from 'react';
import type { Exportable } from '../export/exportable.ts';
import type { DrawnState } from './drawnState.ts';

export interface PanelProps {
  /** Opens the export dialog with this figure chosen. */
  onExport(row: { name: string }): void;
}

export interface Laboratory {
  Board: ComponentType<PanelProps>;
  /** Above the claim. */
  RightColumn: ComponentType<PanelProps>;
  Controls: ComponentType;
  /** What the laboratory shows, what to try, where it comes from, and what was found; null where there is none. */
  Guide: ComponentType | null;
  /** Whether its sources scale the two learners' gradients in more than one way. */
  hasConventions: boolean;
  /** Comes with the first export. */
  exportable(): Promise<Exportable<DrawnState>>;
}
