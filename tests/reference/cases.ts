/** The reference files with their types: float64 values made independently of this project (see README.md beside this file). */
import type { InferenceSettings, Matrix, Network, Vector } from '../../src/model/problem/problem.ts';
import type { SurfaceRequest } from '../../src/model/scripts.ts';
import chainsJson from './figure2-chain-sgd.json';
import equilibriaJson from './equilibria.json';
import gridsJson from './grids.json';
import pointsJson from './points.json';
import sgdJson from './sgd.json';
import variancesJson from './variances.json';

interface PointCase {
  name: string;
  network: Network;
  weights: Matrix[];
  x: Matrix;
  y: Matrix;
  expected: {
    loss: number;
    lossGradient: Matrix[];
    inference: { dt: number; steps: number; layerEnergies: number[][]; activities: Matrix[]; weightGradient: Matrix[] };
    /** Linear nets only. */
    equilibrated?: {
      energy: number;
      rescaling: Matrix;
      activities: Matrix[];
      weightGradient: Matrix[];
      activityHessianEigenvalues: { min: number; max: number };
    };
  };
}

interface EquilibriumCase {
  name: string;
  network: Network;
  weights: Matrix[];
  x: Matrix;
  y: Matrix;
  expected: {
    equilibrated: {
      energy: number;
      /** Of every layer that moves, the free input first; left out where they are not unique, or not known. */
      activities?: Matrix[];
    };
    /** Part of the loss by which the energy may be off. */
    tolerance: number;
  };
}

interface GridCase {
  name: string;
  network: Network;
  x: Matrix;
  y: Matrix;
  plane: Extract<SurfaceRequest['plane'], { otherWeights: number[] }>;
  expected: { loss: number[][]; equilibratedEnergy: number[][]; energyAtStep: { dt: number; steps: Record<string, number[][]> } };
}

export interface LearnerRecord {
  losses: number[];
  gradientNorms: number[];
  finalWeights: Matrix[];
}

interface VariancesCase {
  name: string;
  network: Network;
  weights: Matrix[];
  x: Matrix;
  y: Matrix;
  logVariances: Vector[];
  expected: {
    inference: { dt: number; steps: number; energies: number[] };
    logVarianceGradient: Vector[];
    weightGradient: Matrix[];
  };
}

interface TrainingCase {
  name: string;
  network: Network;
  weights: Matrix[];
  learningRate: number;
  batches: { x: Matrix; y: Matrix }[];
  inference: InferenceSettings;
  expected: { bp: LearnerRecord; pc: LearnerRecord; 'pc-equilibrium'?: LearnerRecord };
}

interface PublishedRun {
  /** x of every batch; y = -x. */
  batches: number[][];
  /** After each step, the initial ones first. */
  weights: number[][];
  trainLosses: number[];
}

interface ChainCase {
  seed: number;
  hidden: number;
  initialWeights: number[];
  learningRate: number;
  inference: InferenceSettings;
  bp: PublishedRun;
  pc: PublishedRun;
}

export const points = pointsJson as unknown as PointCase[];
export const equilibria = equilibriaJson as unknown as EquilibriumCase[];
export const grids = gridsJson as unknown as GridCase[];
export const sgd = sgdJson as unknown as TrainingCase[];
export const variances = variancesJson as unknown as VariancesCase[];
export const chains = chainsJson as unknown as ChainCase[];

/** A published run's batches as matrices, and its network. */
export function chainRun({ hidden, initialWeights }: ChainCase, { batches }: PublishedRun) {
  const column = (data: number[]): Matrix => ({ shape: [data.length, 1], data });
  return {
    network: { widths: Array<number>(hidden + 2).fill(1), activation: 'linear' } satisfies Network,
    weights: initialWeights.map((weight): Matrix => ({ shape: [1, 1], data: [weight] })),
    batches: batches.map((x) => ({ x: column(x), y: column(x.map((value) => -value)) })),
  };
}
