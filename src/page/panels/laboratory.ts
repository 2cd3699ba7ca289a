/** A laboratory's row: the components that fill the page's places, the guide, and the figures to export. */
import type { ComponentType } from 'react';
import type { Exportable } from '../export/exportable.ts';
import type { DrawnState } from './drawnState.ts';

export interface PanelProps {
  /** Opens the export dialog with this figure chosen. */
  onExport(row: { name: string }): void;
}

export interface Laboratory {
  Board: ComponentType<PanelProps>;
  /** Fills the right column, above the claim. */
  RightColumn: ComponentType<PanelProps>;
  Controls: ComponentType;
  /** The guide: the experiment, what to try, the source, and the outcomes; null where the laboratory has none. */
  Guide: ComponentType | null;
  /** Whether the laboratory's sources scale the two learners' gradients in more than one way. */
  hasConventions: boolean;
  /** Loads the figures to export, with the first export. */
  exportable(): Promise<Exportable<DrawnState>>;
}
