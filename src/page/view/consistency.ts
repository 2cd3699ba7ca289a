/** The rules between fields of a view, one table: which field gives way to others, to which value, and what a complaint calls right. */

import { controls as rows } from '../../model/controls.ts';
import { dataSets } from '../../model/problem/dataSets.ts';
import { layerShapes, MOST_PARAMETERS } from '../../model/problem/layerShapes.ts';
import { indexOfPlace, readPlace } from '../../model/problem/weightPlace.ts';
import { absentSaddles, hasVolume, mostConvolutions, networkOf, weightCount, widestThatFits, widthsOf } from './networkOf.ts';
import { codecOf, type FlatKey, type FlatView, type View, valueAt, withValue } from './view.ts';

interface Rule<Value> {
  /** The field's own value where the other fields allow it, else the nearest value that they allow. */
  nearest(view: View): Value;
  /** Which values the other fields allow, in words; said of a view in which the rule has not been applied yet. */
  expected(view: View): string;
}

/** In the order in which the rules apply: each sees what those above it have made of the view. */
export const rules: { readonly [Key in FlatKey]?: Rule<FlatView[Key]> } = {
  dimension: {
    nearest: ({ controls }) => Math.max(controls.dimension, leastDimension(controls)),
    expected: ({ controls }) =>
      `a whole number from ${leastDimension(controls)} to ${rows.dimension.max}: y₂ is special in these data`,
  },
  batchSize: {
    nearest: ({ controls }) => dataSets[controls.data].samples ?? controls.batchSize,
    expected: ({ controls }) => `${dataSets[controls.data].samples}, all the samples that there are of these data`,
  },
  convolutions: {
    nearest: ({ controls }) => Math.min(controls.convolutions, mostConvolutions(controls)),
    expected: ({ controls }) =>
      `a whole number from 0 to ${mostConvolutions(controls)}: as many hidden layers as there are, and as images allow`,
  },
  width: {
    nearest: ({ controls }) =>
      weightCount(controls) <= MOST_PARAMETERS ? controls.width : Math.min(controls.width, widestThatFits(controls)),
    expected: ({ controls }) =>
      `a whole number from 1 to ${widestThatFits(controls)}: wider, this network would have more than ${MOST_PARAMETERS.toLocaleString('en')} weights`,
  },
  point: {
    nearest: ({ point, controls }) => (point?.length === weightCount(controls) ? point : null),
    expected: ({ controls }) => `${weightCount(controls)} weights, as this network has`,
  },
  saddle: {
    nearest: (view) => (absentFrom(view).includes(view.controls.saddle) ? 'origin' : view.controls.saddle),
    expected: (view) => `another saddle than ${absentFrom(view).join(', ')}, which this network does not have`,
  },
  rank: {
    nearest: ({ controls }) => (controls.saddle === 'rank' ? Math.min(controls.rank, ...widthsOf(controls)) : controls.rank),
    expected: ({ controls }) => `a whole number from 0 to ${Math.min(...widthsOf(controls))}, the narrowest layer`,
  },
  axisB: {
    nearest: ({ axisB, controls }) => (isOfNetwork(controls, axisB) ? axisB : lastLayersFirst(controls)),
    expected: ({ axisB, controls }) => expectedWeight(controls, axisB),
  },
  axisA: {
    nearest: ({ axisA, axisB, controls }) => {
      if (isOfNetwork(controls, axisA) && axisA !== axisB) return axisA;
      return axisB === FIRST ? lastLayersFirst(controls) : FIRST;
    },
    expected: ({ axisA, axisB, controls }) =>
      axisA === axisB ? 'another weight than the second axis' : expectedWeight(controls, axisA),
  },
  sample: {
    nearest: ({ controls }) => Math.min(controls.sample, controls.batchSize - 1),
    expected: ({ controls: { batchSize } }) => `a whole number from 0 to ${batchSize - 1}: a batch has ${batchSize} samples`,
  },
  updateEvery: {
    nearest: ({ controls: { laboratory, updateEvery, steps } }) =>
      laboratory === 'comparison' ? Math.min(updateEvery, steps) : updateEvery,
    expected: ({ controls: { steps } }) => `a whole number from 1 to ${steps}, the inference steps T`,
  },
  view: {
    nearest: ({ controls }) => (controls.view === 'volume' && !hasVolume(controls) ? 'surface' : controls.view),
    expected: () => 'surface or contour: a volume needs a chain of two hidden units',
  },
  sweepFrom: {
    nearest: ({ controls: { sweepFrom, sweepTo } }) => Math.min(sweepFrom, sweepTo / 2),
    expected: ({ controls: { sweepTo } }) => `a number up to half of the largest scale ${sweepTo}`,
  },
  digitTo: {
    nearest: ({ controls: { digitFrom, digitTo } }) => distinctFrom(digitFrom, digitTo),
    expected: () => 'another digit than the one that the interpolation starts from',
  },
  time: {
    nearest: ({ time, controls: { steps } }) => (time === 'equilibrium' ? time : Math.min(time, steps)),
    expected: ({ controls }) => codecOf('time').expected(controls),
  },
  at: {
    nearest: ({ playhead, controls: { iterations } }) => Math.min(playhead, iterations),
    expected: ({ controls }) => codecOf('at').expected(controls),
  },
  rates: {
    nearest: ({ rateChanges, controls: { learningRate } }) =>
      rateChanges.length === 0 || rateChanges.at(-1)!.rate === learningRate ? rateChanges : [],
    expected: ({ controls }) => codecOf('rates').expected(controls),
  },
};

const leastDimension = ({ data }: View['controls']): number => dataSets[data].least?.dimension ?? 1;

const absentFrom = ({ controls, point }: View) => absentSaddles(controls, point !== null);

/** The first weight of the first layer, and that of the last. */
const FIRST = '1.1.1';
const lastLayersFirst = ({ hidden }: View['controls']): string => `${hidden + 1}.1.1`;

/** Whether the place is a weight of the network; a weight that is kept for a network of another depth need not be. */
const isOfNetwork = (controls: View['controls'], place: string): boolean =>
  place.includes('/') || indexOfPlace(networkOf(controls), place) !== null;

function expectedWeight(controls: View['controls'], place: string): string {
  const shapes = layerShapes(networkOf(controls));
  const { layer } = readPlace(place)!;
  const shape = shapes[layer - 1];
  if (!shape) return `a weight of this network, whose layers are 1 to ${shapes.length}`;
  return `a weight of this network, whose layer ${layer} has ${shape.rows} × ${shape.columns} weights`;
}

/** A way between digits needs two different digits. */
function distinctFrom(taken: number, wanted: number): number {
  if (wanted !== taken) return wanted;
  return taken === 0 ? 1 : taken - 1;
}

/** A field whose value the others do not allow, and which values they do, in words. */
interface Contradiction {
  key: FlatKey;
  expected: string;
}

const ruledKeys = Object.keys(rules) as FlatKey[];

/** Views that came out of the rules: views never change, so that the rules need not be applied to them again. */
const knownConsistent = new WeakSet<View>();

/** The nearest view in which no field contradicts another, the given one if none does; and every field that gave way. */
export function reconciled(given: View): { view: View; contradictions: Contradiction[] } {
  const contradictions: Contradiction[] = [];
  if (knownConsistent.has(given)) return { view: given, contradictions };
  let view = given;
  for (const key of ruledKeys) {
    const { nearest, expected } = rules[key] as Rule<FlatView[FlatKey]>;
    const allowed = nearest(view);
    if (allowed === valueAt(view, key)) continue;
    contradictions.push({ key, expected: expected(view) });
    view = withValue(view, key, allowed);
  }
  knownConsistent.add(view);
  return { view, contradictions };
}

/** The nearest view in which no field contradicts another; the given one if none does. */
export const consistent = (view: View): View => reconciled(view).view;
