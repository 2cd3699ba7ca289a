/** The actions that change what is on screen: fields, inference time, camera, start, and whole views. */
import { centredOn, withField } from '../view/changes.ts';
import { asPreset } from '../view/presetChange.ts';
import { readQuery } from '../view/readQuery.ts';
import { viewOf } from '../view/view.ts';
import { MOST_POINT_WEIGHTS } from '../view/viewFields.ts';
import type { PageActions } from './state/pageState.ts';
import type { StoreParts } from './storeParts.ts';

type ViewActions = Pick<
  PageActions,
  'set' | 'backToPreset' | 'setDragging' | 'setTime' | 'setCamera' | 'placeStart' | 'centreOn' | 'restore' | 'show'
>;

export function viewActions({ read, write, take, refresh, board, player }: StoreParts): ViewActions {
  let heldFrom: number | null = null; // playhead when a slider was taken: a held learning rate makes one change, not many

  return {
    set(field, value) {
      const next = withField(viewOf(read()), field, value, heldFrom ?? read().playhead);
      if (field === 'experiment') player.race(next);
      else take(next);
    },
    backToPreset: () => player.race(asPreset(viewOf(read()))),
    setDragging(dragging) {
      if (dragging === read().dragging) return;
      heldFrom = dragging ? read().playhead : null;
      write({ dragging });
      if (!dragging) refresh(); // in full
    },
    setTime: (time) => take({ ...viewOf(read()), time }),
    setCamera: (camera) => write({ camera }),
    placeStart: (start) => player.race({ ...viewOf(read()), start }),
    centreOn(weights) {
      if (weights.length <= MOST_POINT_WEIGHTS) player.race(centredOn(viewOf(read()), Array.from(weights)));
      else
        board.notify(
          'error',
          `This point has ${weights.length} weights: at most ${MOST_POINT_WEIGHTS} fit into the address, so it cannot be looked at`,
        );
    },
    restore(query) {
      const { view, replaced, hasPlayhead } = readQuery(query);
      board.notify('warning', replaced);
      if (!hasPlayhead) player.race(view);
      else take(view, { playing: false });
    },
    show: (view) => take(view),
  };
}
