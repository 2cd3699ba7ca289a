/** The page before anything was asked: the default view, and nothing known yet. */
import type { Frames, Kind } from '../../model/experiments.ts';
import { defaultView } from '../view/defaultView.ts';
import { allKinds } from './conversation/kinds.ts';
import type { PageState } from './state/pageState.ts';

const forEachKind = <Value>(value: Value) => Object.fromEntries(allKinds.map((kind) => [kind, value])) as Record<Kind, Value>;

export const initialState: PageState = {
  ...defaultView,
  ...(forEachKind(null) as Frames),
  playing: false,
  speed: 1,
  dragging: false,
  computing: forEachKind(false),
  pace: forEachKind(null),
  failure: forEachKind(null),
  status: null,
  canUndo: false,
  canRedo: false,
  notices: [],
};
