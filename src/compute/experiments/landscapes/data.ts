/** A problem's data: the first batch, the facts, and the number of samples in each class. */

import type { DataRequest } from '../../../model/landscapes/experiments.ts';
import type { DataFrame } from '../../../model/landscapes/frames.ts';
import type { SampleSet } from '../../datasets/batches/batch.ts';
import { labelsOf } from '../../datasets/batches/classSamples.ts';
import { dataSetOf, factsOf } from '../../datasets/dataSources.ts';
import { drawnFrom } from '../setup.ts';

/** One frame. Throws `DataUnavailable`, InvalidRequest where network and data do not fit, and the signal's reason when cancelled. */
export async function* data({ problem }: DataRequest, signal: AbortSignal): AsyncGenerator<DataFrame> {
  const began = performance.now();
  const set = await dataSetOf(problem, signal);
  const drawn = drawnFrom(problem, set);
  const facts = await factsOf(problem);
  const { widths } = problem.network;
  const [inputs, outputs] = [widths[0], widths[widths.length - 1]];
  const { x, y, count, mask } = drawn.batches('fixed').batch(0);
  const test = drawn.testSamples();
  yield {
    kind: 'data',
    backend: 'reference',
    milliseconds: performance.now() - began,
    progress: 1,
    facts,
    x: x.slice(), // a copy: the frame's arrays move to the page
    y: y.slice(),
    mask: mask?.slice() ?? null,
    count,
    inputs,
    outputs,
    labels: facts.classNames && labelsOf({ y, count, outputs }),
    balance: facts.classNames && set && { train: classCounts(set.train), test: classCounts(test) },
    trainingCount: drawn.trainingCount,
    testCount: test.count,
  };
}

function classCounts(part: SampleSet): Int32Array {
  const counts = new Int32Array(part.outputs);
  for (const label of labelsOf(part)) counts[label]++;
  return counts;
}
