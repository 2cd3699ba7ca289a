/** The theory's statements about the page's network: the formula, its numbers from the live frames, and the measurement beside it. */
import type { Controls } from '../../../../../model/controls.ts';
import type { InferenceFrame, SpectrumFrame } from '../../../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../../model/landscapes/trainingFrames.ts';
import { numberText } from '../../../../panels/numberText.ts';
import type { InferenceTime } from '../../../../view/view.ts';
import { escapeTime } from '../../presets/escapeTime.ts';
import { isRounding, roundingReason } from '../inference/rounding.ts';
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
      comparison: comparedEnergy({ what: 'measured, t = 0', measured: total(layerEnergies[0]), theory: loss }, inference),
    },
    {
      about: 'Equilibrated energy (Theorem 1)',
      formula: 'energy',
      numbers: { energy: numberText(theoryEnergy) },
      comparison: comparedEnergy({ what: 'measured', measured: equilibratedEnergy, theory: theoryEnergy }, inference),
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
      comparison:
        rescaling.eigenvalues.length === 1
          ? 'S is a number here: F* is the loss divided by S.'
          : 'F* weighs the residuals by S⁻¹ where the loss weighs them by 1. So L / F* lies between the smallest and the largest eigenvalue of S, and depends on the directions of the residuals.',
    },
  ];
}

const comparedEnergy = (compared: Comparison, inference: InferenceFrame): Comparison | string =>
  isRounding(compared.theory, inference) ? `${roundingReason(inference)}.` : compared;

/** How fast inference settles: the whole energy's curve for a chain with one hidden unit, the rate of the slowest excited mode otherwise. */
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
    about:
      'The rate of inference tends to that of the slowest mode that the output’s error excites; no mode at all is slower than the bound',
    formula: 'rate',
    numbers: { slowest: rate.slowest === null ? '0' : numberText(rate.slowest), bound: numberText(rate.bound) },
    comparison: comparedRate(rate),
  };
}

/** At the last step that can be measured, where faster modes still have a part. */
function comparedRate({ measured, predicted }: InferenceFrame['rate']): Comparison | string {
  if (measured === null) return 'Not measured: the energies no longer move.';
  if (predicted === null)
    return `Measured at the last step: ${numberText(measured)}. All modes are known in linear networks with one dt.`;
  return { what: 'at the last step', measured, theory: predicted };
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
function escapes({ inference: { escape: times }, training, controls }: Known): Statement[] {
  const { convention, optimiser, activation, hidden, learner, learningRate, pcRate } = controls;
  if (activation !== 'linear' || optimiser !== 'sgd' || convention !== 'matched') return [];
  const pc = learner === 'pc' ? times.pc : times.equilibrium;
  return [
    ...(times.bp === null ? [] : [bpEscape(times.bp / learningRate, training?.bp[0]?.loss)]),
    ...(pc === null ? [] : [pcEscape(pc / (pcRate * learningRate), hidden, training?.pc[0]?.energy)]),
  ];
}

const bpEscape = (steps: number, loss: Float64Array | undefined): Statement => ({
  about: 'BP’s loss leaves the origin, to leading order in the initial weights',
  formula: 'escapeBp',
  numbers: { steps: numberText(steps, 3) },
  comparison: measuredEscape(loss, steps),
});

const pcEscape = (steps: number, hidden: number, energy: Float64Array | undefined): Statement => ({
  about:
    hidden === 1
      ? 'PC’s energy leaves the origin, from the component c of the initial weights along the steepest way down, of curvature −μ'
      : 'PC’s energy leaves the origin, from the components c_j of the initial W_L along the eigenvectors of Σyy; the loss falls later',
  formula: hidden === 1 ? 'escapePcShallow' : 'escapePc',
  numbers: { steps: numberText(steps, 3) },
  comparison: measuredEscape(energy, steps),
});

/** The first iteration whose value is below half of the first. */
function measuredEscape(curve: Float64Array | undefined, theory: number): Comparison | string {
  const measured = curve ? escapeTime(curve) : null;
  if (measured === null) return `Not escaped within ${curve?.length ?? 0} iterations of this run.`;
  return { what: 'measured', measured, theory };
}

const total = (energies: Float64Array): number => energies.reduce((sum, energy) => sum + energy, 0);
