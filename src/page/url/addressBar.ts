/** Keeps the address equal to the view: a change that rests becomes a step of the browser's history, which is undo. */
import type { StoreApi } from 'zustand/vanilla';
import type { PageActions, PageState } from '../store/pageState.ts';
import { writeGlance, writeQuery, writeSettled } from './writeQuery.ts';

/** How long a change must rest before it is written. */
const REST_MS = 500;

const settledFields = ['parameters', 'time', 'start', 'rateChanges'] as const;

type Page = Pick<Window, 'location' | 'history' | 'addEventListener'>;

/** `settle` writes at once what has not rested yet. */
export function keepAddress(store: StoreApi<PageState & PageActions>, page: Page): { settle(): void } {
  let written = store.getState() as PageState;
  let push: ReturnType<typeof setTimeout> | null = null;
  let replace: ReturnType<typeof setTimeout> | null = null;

  function write(how: 'pushState' | 'replaceState'): void {
    written = store.getState();
    page.history[how](null, '', `?${writeQuery(written)}`);
  }

  function settle(): void {
    if (push !== null) clearTimeout(push);
    push = null;
    if (writeSettled(store.getState()) !== writeSettled(written)) write('pushState');
  }

  function glance(): void {
    replace = null;
    const state = store.getState();
    if (!state.playing && push === null && writeGlance(state) !== writeGlance(written)) write('replaceState');
  }

  store.subscribe((state, before) => {
    if (settledFields.some((field) => state[field] !== before[field]) || state.dragging !== before.dragging) {
      if (push !== null) clearTimeout(push);
      push = state.dragging ? null : setTimeout(settle, REST_MS);
    }
    if (state.camera !== before.camera || state.playhead !== before.playhead || state.playing !== before.playing) {
      if (replace !== null) clearTimeout(replace);
      replace = setTimeout(glance, REST_MS);
    }
  });

  page.addEventListener('popstate', () => {
    store.getState().restore(page.location.search);
    written = store.getState(); // the restored view is what the address says: nothing is pushed, nothing waits
    settle();
  });

  write('replaceState');
  return { settle };
}
