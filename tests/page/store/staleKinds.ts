/** Which experiments' requests change with the view, on a page that has answers to build requests from. */
import type { Kind } from '../../../src/model/experiments.ts';
import { createRunMemory } from '../../../src/page/store/checkpoints/runMemory.ts';
import { allKinds, kindRow } from '../../../src/page/store/conversation/kinds.ts';
import { sameValue } from '../../../src/page/store/conversation/sameValue.ts';
import { initialState } from '../../../src/page/store/initialState.ts';
import type { View } from '../../../src/page/view/view.ts';
import { comparisonFrame, trainingFrame } from './scriptedWorker.ts';

const noMemory = createRunMemory(null, async (_, checkpoint) => checkpoint as never, {
  continued() {},
  trouble() {},
  removed() {},
});
const training = trainingFrame(5);
const learnt = { bp: { weights: Float64Array.of(1, 2) } } as unknown as NonNullable<
  ReturnType<typeof comparisonFrame>['checkpoint']
>;
const comparison = comparisonFrame({ checkpoint: learnt });

/** Kinds whose answer for `before` no longer holds for `after`; requests that wait are left out. */
export function staleKinds(before: View, after: View): ReadonlySet<Kind> {
  return new Set(allKinds.filter((kind) => isStale(kind, before, after)));
}

function isStale<K extends Kind>(kind: K, before: View, after: View): boolean {
  const { request: requestOf, decisive = (whole: unknown) => whole } = kindRow(kind);
  const [old, now] = [before, after].map((view) =>
    requestOf({ ...initialState, ...view, training, comparison, memory: noMemory, isAnswered: () => true }),
  );
  return old !== null && now !== null && !sameValue(decisive(old), decisive(now));
}
