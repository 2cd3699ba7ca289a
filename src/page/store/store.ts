/** The store of this page and its worker: components subscribe to the store, scripts act through the store. */
import { useStore as useZustandStore } from 'zustand';
import { type ComputeClient, createComputeClient } from '../computeClient/computeClient.ts';
import { keepAddress } from './addressBar.ts';
import { browserCheckpointStorage } from './checkpoints/checkpointStorage.ts';
import { createPageStore } from './createPageStore.ts';
import type { PageActions, PageState } from './state/pageState.ts';
import { browserCalibrationStorage } from './storage/calibrationStorage.ts';

type Page = PageState & PageActions;

const client = createComputeClient();
let settleAddress = () => {}; // writes a change that has not rested yet

const store = createPageStore(
  client,
  {
    reducedMotion: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    back() {
      settleAddress();
      history.back();
    },
    forward: () => history.forward(),
  },
  browserCheckpointStorage(),
  browserCalibrationStorage(),
);

/** The calls that scripts may make to the worker directly. */
export const scripts: Pick<ComputeClient, 'status' | 'evaluate' | 'surface' | 'train' | 'hessian'> = client;

/** In a component: `useStore((state) => state.playing)`; elsewhere `useStore.getState()` and `useStore.subscribe`. */
export const useStore = Object.assign(<Slice>(select: (state: Page) => Slice): Slice => useZustandStore(store, select), store);

/** Takes the view from the address, keeps the address up to date, and starts computing after the first picture. */
export function startPage(): void {
  store.getState().restore(location.search);
  settleAddress = keepAddress(store, window).settle;
  addEventListener('pagehide', store.getState().storeCheckpoint);
  requestAnimationFrame(() => setTimeout(() => store.getState().begin()));
}
