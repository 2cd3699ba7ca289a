/** The state that figures are drawn of: the page's state, the kept runs behind the current one, and what the browser can draw. One hook draws any figure's row. */
import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { FigureRow } from '../figures/figureRow.ts';
import { drawsScenes, knownSceneDrawing, watchSceneDrawing } from '../figures/sceneDrawing.ts';
import type { AnyFigure } from '../figures/sceneFigure.ts';
import type { KeptRun } from '../store/runs/keptRun.ts';
import { getShownRuns, useShownRuns } from '../store/runs/keptRuns.ts';
import type { PageState } from '../store/state/pageState.ts';
import { useStore } from '../store/store.ts';
import { useTheme } from './appearance.ts';

export interface DrawnState extends PageState {
  /** The kept runs that are drawn behind the current one. */
  keptRuns: readonly KeptRun[];
  /** Whether the browser draws scenes in three dimensions. Read it late: the browser is asked at the first reading, which takes a moment. */
  readonly drawsScenes: boolean;
}

let latest: DrawnState | null = null;
let latestOf: PageState | null = null;

/** All figures on screen ask for the same state in turn: one copy is made for them. */
function drawnState(state: PageState, keptRuns: readonly KeptRun[]): DrawnState {
  if (!latest || latestOf !== state || latest.keptRuns !== keptRuns) latest = drawnOf(state, keptRuns);
  latestOf = state;
  return latest;
}

const drawnOf = (state: PageState, keptRuns: readonly KeptRun[]): DrawnState => ({
  ...state,
  keptRuns,
  get drawsScenes() {
    return drawsScenes();
  },
});

export const getDrawnState = (): DrawnState => drawnOf(useStore.getState(), getShownRuns());

/** Draws anew what depends on it when the browser takes WebGL away, or gives it back. */
export const useSceneDrawing = () => useSyncExternalStore(watchSceneDrawing, knownSceneDrawing);

/** Whether the row's figure is to be a scene in three dimensions, if the browser draws any. */
export function useIsToBeScene(row: FigureRow<DrawnState>): boolean {
  const keptRuns = useShownRuns();
  return useStore((state) => row.isToBeScene?.(drawnState(state, keptRuns)) ?? false);
}

/** The row's figure as the page shows it now, drawn anew only when its slice of the state or the theme has changed. */
export function useFigure<Slice>(row: FigureRow<DrawnState, Slice>): AnyFigure | null {
  const keptRuns = useShownRuns();
  useSceneDrawing();
  const previous = useRef<{ slice: Slice } | null>(null);
  const slice = useStore((state) => {
    const next = row.slice(drawnState(state, keptRuns));
    if (!previous.current || !isAlike(previous.current.slice, next)) previous.current = { slice: next };
    return previous.current.slice;
  });
  const theme = useTheme();
  return useMemo(() => row.of(slice, theme, 'page'), [row, slice, theme]);
}

/** Whether two slices have the same parts; lists in them the same items. */
function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [parts, others] = [Object.entries(one), other as Record<string, unknown>];
  return parts.length === Object.keys(others).length && parts.every(([name, part]) => isSamePart(part, others[name]));
}

function isSamePart(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!Array.isArray(one) || !Array.isArray(other)) return false;
  return one.length === other.length && one.every((item, i) => Object.is(item, other[i]));
}
