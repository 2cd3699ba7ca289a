/** What differs on screen from the experiment's preset, for every component that says so. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { controls as rows } from '../../model/controls.ts';
import { useStore } from '../store/store.ts';
import { type Change, presetChanges } from '../view/presetChange.ts';
import { type View, viewOf } from '../view/view.ts';

/** The fields that the experiment's texts speak of and that differ from the preset's; none where the texts hold. The playhead and the camera move without another comparison. */
export function usePresetChanges(): Change[] {
  const spokenOf = useStore(useShallow(({ controls, start, point, rateChanges }) => ({ controls, start, point, rateChanges })));
  return useMemo(() => presetChanges({ ...viewOf(useStore.getState()), ...spokenOf } satisfies View), [spokenOf]);
}

/** `Figure 2, left`. */
export const usePresetName = (): string => useStore((state) => rows.experiment.options[state.controls.experiment]);
