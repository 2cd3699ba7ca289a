/** The type of a row in the table of data sets: where samples come from, and the facts that a reader is told. Types only. */
import type { DataFacts } from '../../../model/problem/dataSets.ts';
import type { Problem } from '../../../model/problem/problem.ts';
import type { BatchStream, DataSet } from './batch.ts';
import type { ToyData } from './toyBatches.ts';

/** Facts beside label and shape, which stand in the model's table; facts that are left out are null. */
export type SourceFacts = Pick<DataFacts, 'made'> & Partial<Omit<DataFacts, 'label' | 'shape'>>;

/** A fixed set of samples with a test part, generated or loaded when it is first asked for. */
export interface FiniteSource {
  readonly kind: 'finite';
  /** A function where the facts depend on the files that a person opened. */
  readonly facts: SourceFacts | ((problem: Pick<Problem, 'own'>) => Promise<DataFacts>);
  /** Throws `DataUnavailable` where the set cannot be loaded, and the signal's reason when cancelled. */
  load(problem: Pick<Problem, 'own' | 'noise'>, signal: AbortSignal): Promise<DataSet>;
}

/** Samples without end, drawn from the problem's seed batch by batch. */
export interface DrawnSource {
  readonly kind: 'drawn';
  readonly facts: SourceFacts;
  toy(problem: Problem): ToyData;
}

/** One batch, made from the problem's seed, that holds every sample there is. */
export interface SingleBatchSource {
  readonly kind: 'single-batch';
  readonly facts: SourceFacts;
  batches(seed: number): BatchStream;
}

export type DataSource = FiniteSource | DrawnSource | SingleBatchSource;
