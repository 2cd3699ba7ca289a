/** The laboratories, one line each: a laboratory exists when it has a folder with its row, and a line here. */
import type { Controls } from '../../model/controls.ts';
import type { Laboratory } from '../panels/laboratory.ts';
import { useStore } from '../store/store.ts';
import { comparison } from './comparison/laboratory.ts';
import { landscapes } from './landscapes/laboratory.tsx';
import { moons } from './moons/laboratory.ts';
import { unsupervised } from './unsupervised/laboratory.ts';

/** Names are those of the field `laboratory`. */
export const laboratories: Readonly<Record<Controls['laboratory'], Laboratory>> = { landscapes, comparison, moons, unsupervised };

/** The laboratory of the open experiment. */
export function useLaboratory(): Laboratory & { name: Controls['laboratory'] } {
  const name = useStore((state) => state.controls.laboratory);
  return { name, ...laboratories[name] };
}
