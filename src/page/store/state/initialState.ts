/** The page before anything was asked: the default view, and nothing known yet. */
import { defaultView } from '../../view/defaultView.ts';
import { allKinds, type Kind } from './dependencies.ts';
import type { PageState } from './pageState.ts';

const ofEachKind = <Value>(value: Value) => Object.fromEntries(allKinds.map((kind) => [kind, value])) as Record<Kind, Value>;

export const initialState: PageState = {
  ...defaultView,
  playing: false,
  speed: 1,
  dragging: false,
  landscape: null,
  volume: null,
  training: null,
  inference: null,
  directions: null,
  escape: null,
  spectrum: null,
  saddles: null,
  unsupervised: null,
  data: null,
  comparison: null,
  surfaces: null,
  activityRates: null,
  decision: null,
  computing: ofEachKind(false),
  pace: ofEachKind(null),
  failure: ofEachKind(null),
  status: null,
  canUndo: false,
  canRedo: false,
  notices: [],
};
