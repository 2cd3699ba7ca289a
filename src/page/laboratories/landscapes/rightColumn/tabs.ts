/** The tabs of the right column, one row a tab, in the order shown: the panel behind it, loaded when it is first opened. */
import { type ComponentType, lazy } from 'react';
import type { Controls } from '../../../../model/controls.ts';
import type { TabPanelProps } from '../../../panels/tabPanel.ts';
import { useStore } from '../../../store/store.ts';
import { InferencePanel } from '../inference/InferencePanel.tsx';

export type Tab = keyof typeof tabs;

/** Names are those of the field `panel`, and so are the labels. A tab exists when it has a row here. */
export const tabs = {
  inference: InferencePanel, // what the page opens with does not wait
  spectrum: lazy(() => import('../spectrum/SpectrumPanel.tsx')),
  theory: lazy(() => import('../theory/TheoryPanel.tsx')),
  directions: lazy(() => import('../directions/DirectionsPanel.tsx')),
  saddles: lazy(() => import('../saddles/SaddlesPanel.tsx')),
  escape: lazy(() => import('../escape/EscapePanel.tsx')),
  data: lazy(() => import('../data/DataPanel.tsx')),
  runs: lazy(() => import('../runs/RunsPanel.tsx')),
} satisfies Partial<Record<Controls['panel'], ComponentType<TabPanelProps>>>;

export const tabNames = Object.keys(tabs) as Tab[];

/** The tab that the view asks for; the first where there is none of that name. */
export const useShownTab = (): Tab => {
  const panel = useStore((state) => state.controls.panel);
  return tabNames.find((name) => name === panel) ?? tabNames[0];
};
