/** The tabs of the right column, one row a tab, in the order shown: the panel behind it, loaded when it is first opened. */
import { type ComponentType, lazy } from 'react';
import type { Parameters } from '../../../model/parameters.ts';
import { useStore } from '../../store/store.ts';
import type { ExportChoice } from '../dialogs/exportChoice.ts';
import { InferencePanel } from '../inference/InferencePanel.tsx';

export type Tab = keyof typeof tabs;

/** What every panel behind a tab is given. */
export interface TabPanelProps {
  onExport(choice: ExportChoice): void;
}

/** Names are those of the field `panel`, and so are the labels. A tab exists when it has a row here. */
export const tabs = {
  inference: InferencePanel, // what the page opens with does not wait
  escape: lazy(() => import('../escape/EscapePanel.tsx').then(({ EscapePanel }) => ({ default: EscapePanel }))),
} satisfies Partial<Record<Parameters['panel'], ComponentType<TabPanelProps>>>;

export const tabNames = Object.keys(tabs) as Tab[];

/** The tab that the view asks for; the first where there is none of that name. */
export const useShownTab = (): Tab => {
  const panel = useStore((state) => state.parameters.panel);
  return tabNames.find((name) => name === panel) ?? tabNames[0];
};
