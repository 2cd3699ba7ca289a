/** The theory's statements about the page's network: the formula, its numbers from the live frames, and the measurement beside it. */
import type { Controls } from '../../../../../model/controls.ts';
import type { InferenceFrame, SpectrumFrame } from '../../../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../../model/landscapes/trainingFrames.ts';
import { numberText } from '../../../../panels/numberText.ts';
import type { InferenceTime } from '../../../../view/view.ts';
import { escapeTime } from '../../presets/escapeTime.ts';
import type { FormulaName } from './formulaTemplates.ts';

export interface Statement {
  /** The statement's heading. */
  about: string;
  formula: FormulaName;
  numbers: Record<string, string>;
  /** Measured beside theory and how far they differ; or in words why there is nothing to compare. */
  comparison: Comparison | string;
}

export interface Comparison {
  what: string;
  measured: number;
  theory: number;
}

export interface Known {
  inference: InferenceFrame;
  spectrum: SpectrumFrame | null;
  training: TrainingFrame | null;
  controls: Controls;
  time: InferenceTime;
}

export function statements(known: Known): Statement[] {
  const { activation } = known.controls;
  const { theoryEnergy } = known.inference;
  const linear = activation === 'linear' && theoryEnergy !== null;
  return [
    ...(linear ? linearStatements(known, theoryEnergy) : [anyLoss(known.inference)]),
    contraction(known),
    stability(known),
    ...curvature(known),
    ...escapes(known),
  ];
}

const anyLoss = ({ loss, equilibratedEnergy }: InferenceFrame): Statement => ({
  about: 'Loss',
  formula: 'lossOfAny',
  numbers: { loss: numberText(loss) },
  comparison: `F* = ${numberText(equilibratedEnergy)} where the gradient flow of the energy ends; Theorem 1 holds for linear networks.`,
});

function linearStatements({ inference }: Known, theoryEnergy: number): Statement[] {
  const { loss, layerEnergies, equilibratedEnergy, rescaling } = inference;
  const statements: Statement[] = [
    {
      about: 'Loss, where inference starts',
      formula: 'loss',
      numbers: { loss: numberText(loss) },
      comparison: { what: 'measured, t = 0', measured: total(layerEnergies[0]), theory: loss },
    },
    {
      about: 'Equilibrated energy (Theorem 1)',
      formula: 'energy',
      numbers: { energy: numberText(theoryEnergy) },
      comparison: { what: 'measured', measured: equilibratedEnergy, theory: theoryEnergy },
    },
  ];
  if (!rescaling) return statements;
  const eigenvalues = Array.from(rescaling.eigenvalues, (value) => numberText(value, 3));
  return [
    ...statements,
    { about: 'Rescaling', formula: 'rescaling', numbers: {}, comparison: `Eigenvalues of S here: ${eigenvalues.join(', ')}.` },
    {
      about: 'What inference gains at this point',
      formula: 'ratio',
      numbers: {
        smallest: numberText(rescaling.min),
        ratio: equilibratedEnergy > 0 ? numberText(loss / equilibratedEnergy) : '0/0',
        largest: numberText(rescaling.max),
      },
      comparison: 'F* is the loss divided by S, between its smallest and its largest eigenvalue.',
    },
  ];
}

/** How fast inference settles: the whole energy's curve for a chain with one hidden unit, the slowest mode's rate otherwise. */
function contraction({ inference, controls, time }: Known): Statement {
  const { rate, rescaling, layerEnergies, loss, theoryEnergy } = inference;
  const hasOneUnit = controls.hidden === 1 && controls.width === 1 && controls.dimension === 1;
  if (hasOneUnit && rescaling && theoryEnergy !== null && controls.stopping === 'fixed') {
    const rho = 1 - controls.dt * rescaling.max; // S = 1 + w_2^2
    const step = time === 'equilibrium' ? layerEnergies.length - 1 : Math.min(time, layerEnergies.length - 1);
    const energy = theoryEnergy + (loss - theoryEnergy) * rho ** (2 * step);
    return {
      about: `Energy along inference, ρ = 1 − dt (1 + w₂²) = ${numberText(rho)}`,
      formula: 'chainEnergy',
      numbers: { energy: numberText(energy) },
      comparison: { what: `measured, t = ${step}`, measured: total(layerEnergies[step]), theory: energy },
    };
  }
  return {
    about: 'A step of inference shrinks the slowest mode by',
    formula: 'rate',
    numbers: { rate: numberText(rate.predicted) },
    comparison:
      rate.measured === null
        ? 'Not measured: the energies no longer move.'
        : { what: 'measured', measured: rate.measured, theory: rate.predicted },
  };
}

function stability({ inference: { stableDt, divergedAt }, controls: { dt } }: Known): Statement {
  const outcome = divergedAt >= 0 ? `diverged at step ${divergedAt}` : 'converges';
  return {
    about: 'Inference is stable for',
    formula: 'stable',
    numbers: { stable: numberText(stableDt, 3) },
    comparison: `dt = ${numberText(dt, 3)}, ${dt < stableDt ? 'below this limit' : 'above this limit'}: inference ${outcome}.`,
  };
}

/** Theorem 2's bound at the origin; Theorem 3's block at another zero-rank saddle. */
function curvature({ spectrum }: Known): Statement[] {
  if (!spectrum?.theory) return [];
  const { theory, energy, time, curvatureBound } = spectrum;
  const isOrigin = !theory.name.includes('3');
  return [
    {
      about: `Strict: ${theory.name}`,
      formula: isOrigin ? 'bound' : 'zeroRank',
      numbers: { bound: numberText(curvatureBound) },
      comparison: {
        what: time === 'equilibrium' ? 'measured λmin' : `λmin at t = ${time}`,
        measured: energy.min,
        theory: theory.energy.min,
      },
    },
  ];
}

/** Leading-order escape times beside this run's; they hold for matched gradients, plain SGD and a start near the origin. */
function escapes({ inference, training, controls }: Known): Statement[] {
  const { convention, optimiser, activation, saddle, initial, hidden, scale, learningRate, pcRate } = controls;
  const isNearTheOrigin = saddle === 'origin' && initial === 'normal';
  const isDescent = activation === 'linear' && optimiser === 'sgd' && convention === 'matched';
  if (inference.originCurvature === null || !isNearTheOrigin || !isDescent) return [];
  const origin = {
    layers: hidden + 1,
    scale,
    learningRate,
    inputOutput: inference.moments.inputOutput,
    curvature: inference.originCurvature,
  };
  const [bp, pc] = [predictedBpEscape(origin), predictedPcEscape({ ...origin, learningRate: pcRate * learningRate })];
  return [
    {
      about: 'BP leaves the origin, to leading order',
      formula: hidden === 1 ? 'escapeBpShallow' : 'escapeBp',
      numbers: { steps: numberText(bp, 3) },
      comparison: measuredEscape(training?.bp[0]?.loss, bp),
    },
    {
      about: 'PC leaves the origin, to leading order',
      formula: 'escapePc',
      numbers: { steps: numberText(pc, 3) },
      comparison: measuredEscape(training?.pc[0]?.loss, pc),
    },
  ];
}

function measuredEscape(loss: Float64Array | undefined, theory: number): Comparison | string {
  const measured = loss ? escapeTime(loss) : null;
  if (measured === null) return `Not escaped within ${loss?.length ?? 0} iterations of this run.`;
  return { what: 'measured', measured, theory };
}

const total = (energies: Float64Array): number => energies.reduce((sum, energy) => sum + energy, 0);

export interface Origin {
  /** L, weight layers. */
  layers: number;
  /** sigma, the initial scale. */
  scale: number;
  learningRate: number;
  /** s: largest singular value of Sigma_xy. */
  inputOutput: number;
  /** lambda_min of the Hessian of F* at the origin. */
  curvature: number;
}

/**
 * BP, steps: each layer grows as dw/dt = s w^(L-1), so from sigma it takes (sigma^-(L-2) - 1) / ((L - 2) eta s) until w is of order 1;
 * for L = 2 the growth is exponential, ln(1/sigma) / (eta s). (Saxe et al., 2014, for the balanced linear chain.)
 */
export function predictedBpEscape({ layers, scale, learningRate, inputOutput }: Origin): number {
  const power = layers - 2;
  const time = power === 0 ? Math.log(1 / scale) : (scale ** -power - 1) / power;
  return time / (learningRate * inputOutput);
}

/** PC, steps: along the energy's negative curvature (Theorem 2) growth is exponential at every depth, ln(1/sigma) / (eta |lambda_min|). */
export function predictedPcEscape({ scale, learningRate, curvature }: Origin): number {
  return Math.log(1 / scale) / (learningRate * Math.abs(curvature));
}
