/** All kinds of experiments, in the order in which they are asked for: those largest on the page first. */
import type { Controls } from '../../../model/controls.ts';
import type { Experiments, Kind } from '../../../model/experiments.ts';
import { comparisonKinds } from '../../laboratories/comparison/requests/kinds.ts';
import { landscapesKinds } from '../../laboratories/landscapes/requests/kinds.ts';
import { moonsKinds } from '../../laboratories/moons/requests/kinds.ts';
import { unsupervisedKinds } from '../../laboratories/unsupervised/requests/kinds.ts';
import type { KindRow, KindRows } from '../state/kindRow.ts';

const kinds: KindRows<Experiments> = { ...landscapesKinds, ...comparisonKinds, ...moonsKinds, ...unsupervisedKinds };

export const allKinds = Object.keys(kinds) as Kind[];

export const kindRow = <K extends Kind>(kind: K): KindRow<K> => kinds[kind];

/** Whether an experiment's answer is on screen now. */
export const isShown = (kind: Kind, { controls }: { controls: Controls }): boolean => kindRow(kind).shown(controls);

/** The kind that the playhead moves along; null where no run is on screen. */
export const playedKind = (view: { controls: Controls }): Kind | null =>
  allKinds.find((kind) => kindRow(kind).reached && isShown(kind, view)) ?? null;
