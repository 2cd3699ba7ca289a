/** The kept runs of this page: components subscribe to them here and change them here. */
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

/** The kept runs whose curves are drawn; the list's identity changes only with its runs. */
export const useShownRuns = (): KeptRun[] => useKeptRuns(useShallow(shownRuns));

export const getShownRuns = (): KeptRun[] => shownRuns(store.getState());

export function keepCurrentRun(): void {
  const run = currentRun(useStore.getState());
  if (run) void store.getState().keep(run);
}

/** Sets the page to every setting that made the run, and leaves camera, tab, curves' metric and scale, and colours as they are. */
export function restoreRun({ query }: KeptRun): void {
  const { controls, camera, show, notify } = useStore.getState();
  const { view, replaced } = readQuery(query);
  notify('warning', replaced);
  const { panel, metric, curveScale, iterationScale, ramp } = controls;
  show({ ...view, camera, controls: { ...view.controls, panel, metric, curveScale, iterationScale, ramp } });
}
