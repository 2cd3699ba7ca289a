/** The tabs of the right column, one row a tab: the panel behind it and its figures, loaded when they are first used. */
import type { ComponentType } from 'react';
import { type Controls, controls } from '../../../../model/controls.ts';
import type { FigureRow } from '../../../figures/figureRow.ts';
import { firstScenesDrawn } from '../../../loading/firstScenes.ts';
import { loadedLater } from '../../../loading/loadedLater.tsx';
import type { DrawnState } from '../../../panels/drawnState.ts';
import type { PanelProps } from '../../../panels/laboratory.ts';

export type Tab = Controls['panel'];

interface TabRow {
  Panel: ComponentType<PanelProps>;
  /** Loads the figures that the tab offers to export. */
  figures?(): Promise<{ default: FigureRow<DrawnState>[] }>;
}

/** Names and labels are those of the field `panel`. */
export const tabs: Readonly<Record<Tab, TabRow>> = {
  inference: {
    Panel: loadedLater(() => firstScenesDrawn().then(() => import('./inference/InferencePanel.tsx'))),
    figures: () => import('./inference/inferenceFigures.ts'),
  },
  spectrum: {
    Panel: loadedLater(() => import('./spectrum/SpectrumPanel.tsx')),
    figures: () => import('./spectrum/spectrumRows.ts'),
  },
  theory: { Panel: loadedLater(() => import('./theory/TheoryPanel.tsx')) },
  directions: {
    Panel: loadedLater(() => import('./directions/DirectionsPanel.tsx')),
    figures: () => import('./directions/directionsFigure.ts'),
  },
  saddles: {
    Panel: loadedLater(() => import('./saddles/SaddlesPanel.tsx')),
    figures: () => import('./saddles/saddleScatter.ts'),
  },
  escape: { Panel: loadedLater(() => import('./escape/EscapePanel.tsx')), figures: () => import('./escape/escapeFigure.ts') },
  data: { Panel: loadedLater(() => import('./data/DataPanel.tsx')), figures: () => import('./data/samplesFigure.ts') },
  runs: { Panel: loadedLater(() => import('./runs/RunsPanel.tsx')) },
};

/** In the order of the field's options. */
export const tabNames = Object.keys(controls.panel.options) as Tab[];

/** The figures that all tabs offer to export, in the tabs' order. */
export async function tabFigures(): Promise<FigureRow<DrawnState>[]> {
  const ofTabs = await Promise.all(Object.values(tabs).map(async ({ figures }) => (await figures?.())?.default ?? []));
  return ofTabs.flat();
}
