/** Keeps the address equal to the view: a change that rests becomes a step of the browser's history, which is undo. */
import type { StoreApi } from 'zustand/vanilla';
import { replacedFields, undoableFields, writeQuery, writeReplaced, writeUndoable } from '../view/writeQuery.ts';
import type { PageActions, PageState } from './state/pageState.ts';

/** How long a change must rest before it is written. */
const REST_MS = 500;

/** Where an entry of the browser's history stands among those that this page made; kept in the entry itself. */
interface Place {
  step: number;
  /** The newest entry's step. */
  last: number;
}

const placeOf = (state: Partial<Place> | null): Place => ({ step: state?.step ?? 0, last: state?.last ?? state?.step ?? 0 });

type Page = Pick<Window, 'location' | 'history' | 'addEventListener'>;

/** `settle` writes at once what has not rested yet. */
export function keepAddress(store: StoreApi<PageState & PageActions>, page: Page): { settle(): void } {
  let written = store.getState() as PageState;
  let place: Place = placeOf(page.history.state);
  let push: ReturnType<typeof setTimeout> | null = null;
  let replace: ReturnType<typeof setTimeout> | null = null;

  function write(how: 'pushState' | 'replaceState', view: PageState = store.getState()): void {
    written = view;
    if (how === 'pushState') place = { step: place.step + 1, last: place.step + 1 };
    page.history[how](place, '', `?${writeQuery(view)}`);
    tellPlace();
  }

  /** A change that has not rested yet can be undone too, and leaves nothing to redo. */
  function tellPlace(): void {
    const changed = writeUndoable(store.getState()) !== writeUndoable(written);
    const [canUndo, canRedo] = [changed || place.step > 0, !changed && place.step < place.last];
    const known = store.getState();
    if (canUndo !== known.canUndo || canRedo !== known.canRedo) store.setState({ canUndo, canRedo });
  }

  function settle(): void {
    if (push !== null) clearTimeout(push);
    push = null;
    if (writeUndoable(store.getState()) !== writeUndoable(written)) write('pushState');
  }

  /** A playhead that plays stays in the address where it last rested: a reload goes on with the run. */
  const atRest = (state: PageState): PageState => (state.playing ? { ...state, playhead: written.playhead } : state);

  function replaceAddress(): void {
    replace = null;
    const view = atRest(store.getState());
    const rests = writeUndoable(view) === writeUndoable(written); // else a step is still to be written, which brings these fields along
    if (rests && writeReplaced(view) !== writeReplaced(written)) write('replaceState', view);
  }

  store.subscribe((state, before) => {
    if (undoableFields.some((field) => state[field] !== before[field]) || state.dragging !== before.dragging) {
      if (push !== null) clearTimeout(push);
      push = state.dragging ? null : setTimeout(settle, REST_MS);
      tellPlace();
    }
    const looked = replacedFields.some((field) => state[field] !== before[field] && !(field === 'playhead' && state.playing));
    if (looked || state.playing !== before.playing) {
      if (replace !== null) clearTimeout(replace);
      replace = setTimeout(replaceAddress, REST_MS);
    }
  });

  page.addEventListener('popstate', () => {
    store.getState().restore(page.location.search);
    written = store.getState(); // the restored view is what the address says: nothing is pushed, nothing waits
    settle();
    place = { ...placeOf(page.history.state), last: place.last };
    page.history.replaceState(place, '', page.location.search); // so that a reload knows what can be redone from here
    tellPlace();
  });

  write('replaceState');
  return { settle };
}
