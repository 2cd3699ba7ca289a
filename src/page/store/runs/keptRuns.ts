/** The kept runs of this page: what components subscribe to and act through. */
import { useStore as useZustandStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { readQuery } from '../../view/readQuery.ts';
import { useStore } from '../store.ts';
import { createKeptRuns, type KeptRuns } from './createKeptRuns.ts';
import { currentRun, type KeptRun } from './keptRun.ts';
import { browserRunStorage } from './runStorage.ts';

const store = createKeptRuns(browserRunStorage(), useStore.getState().notify);

export const useKeptRuns = Object.assign(
  <Slice>(select: (state: KeptRuns) => Slice): Slice => useZustandStore(store, select),
  store,
);

const shownRuns = ({ runs }: KeptRuns): KeptRun[] => runs.filter(({ shown }) => shown);

/** Those that are drawn; the same list while they are the same runs. */
export const useShownRuns = (): KeptRun[] => useKeptRuns(useShallow(shownRuns));

export const getShownRuns = (): KeptRun[] => shownRuns(store.getState());

export function keepCurrentRun(): void {
  const run = currentRun(useStore.getState());
  if (run) void store.getState().keep(run);
}

/** Sets the page to what made the run, but not how the reader looks at it. */
export function restoreRun({ query }: KeptRun): void {
  const { controls, camera, show, notify } = useStore.getState();
  const { view, replaced } = readQuery(query);
  for (const sentence of replaced) notify('warning', sentence);
  const { panel, metric, curveScale, ramp } = controls;
  show({ ...view, camera, controls: { ...view.controls, panel, metric, curveScale, ramp } });
}
