/** Hessian spectra of the loss and the energy at one weight setting and inference step, with Theorems 2 and 3 beside them. */

import type { SpectrumRequest } from '../../../model/landscapes/experiments.ts';
import type { Spectrum, SpectrumFrame } from '../../../model/landscapes/frames.ts';
import { type Curvature, type CurvedFunction, openCurvature } from '../../engine/curvature/curvature.ts';
import { denseSpectrum, methodFor, spectrumEnds, withDensity } from '../../engine/curvature/spectra.ts';
import { isIdentityNearZero } from '../../engine/kernels/activation.ts';
import { Breather } from '../../engine/work/breather.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { symmetricEigenvalues } from '../../math/eigenpairs.ts';
import { inOneStep } from '../../math/krylovSpace.ts';
import { outputMoments, type SecondMoments, secondMoments } from '../../math/secondMoments.ts';
import { type ZeroRankHessian, zeroRankHessian } from '../../theory/zeroRankHessian.ts';
import { saddleInWords } from '../planes/saddleWeights.ts';
import { requireFullyConnected } from '../requireFullyConnected.ts';
import { setUp } from '../setup.ts';

/** Parameters up to which all eigenvalues are computed under the method `auto`. */
const quickDense = 600;
/** Parameters up to which the whole spectrum is the first frame, without a frame of its ends before. */
const promptDense = 200;
/** Parameters up to which a matrix can be drawn entry by entry. */
const drawnWhole = 300;
/** Errors of the ends, as parts of the largest eigenvalue: in the first frame, and in the last. */
const endTolerance = { first: 1e-3, last: 1e-6 };

type Measured = Pick<SpectrumFrame, 'loss' | 'energy' | 'lossMatrix' | 'energyMatrix' | 'theory'>;

/** Frames: the spectra's ends first where the rest takes long. Throws `TooLarge`, `Diverged`, and the signal's reason when cancelled. */
export async function* spectrum(request: SpectrumRequest, signal: AbortSignal): AsyncGenerator<SpectrumFrame> {
  const began = performance.now();
  const setup = await setUp(request.problem, signal);
  const { layout, samples } = setup;
  requireFullyConnected(layout, 'Hessians');
  const weights = request.weights ?? setup.saddleWeights;
  const { parameterCount } = layout;
  const method = methodFor(parameterCount, request.method, quickDense);
  const breather = new Breather(signal);
  const moments = secondMoments(samples.x, samples.y, samples.count);
  const curvatures: Curvatures = {
    loss: await openCurvature(layout, samples, weights, { of: 'loss' }, breather),
    energy: await openCurvature(layout, samples, weights, curvedEnergy(request), breather),
    theory: theoryAt(layout, weights, moments),
    isAtRest: request.time === 'equilibrium',
  };
  const frame = (measured: Measured, progress: number): SpectrumFrame => ({
    kind: 'spectrum',
    backend: 'reference',
    milliseconds: performance.now() - began,
    progress,
    at: request.weights ? 'the chosen weights' : saddleInWords(request.problem.saddle),
    time: request.time,
    parameterCount,
    blocks: [...layout.weightOffset],
    method,
    ...measured,
    curvatureBound: -Math.max(...symmetricEigenvalues(outputMoments(moments), moments.outputs)),
  });

  if (method === 'dense') {
    if (parameterCount > promptDense) yield frame(await endsOf(curvatures, endTolerance.first, breather), 0.2);
    yield frame(await allOf(curvatures, signal), 1);
    return;
  }
  yield frame(await endsOf(curvatures, endTolerance.first, breather), 0.2);
  const ends = await endsOf(curvatures, endTolerance.last, breather);
  yield frame(ends, 0.5);
  const widest = Math.max(ends.loss.max - ends.loss.min, ends.energy.max - ends.energy.min);
  const loss = await withDensity(ends.loss, curvatures.loss, widest, breather);
  yield frame({ ...ends, loss: structuredClone(loss) }, 0.75); // a frame's arrays move to the page
  yield frame({ ...ends, loss, energy: await withDensity(ends.energy, curvatures.energy, widest, breather) }, 1);
}

interface Curvatures {
  loss: Curvature;
  energy: Curvature;
  theory: { name: string; loss: Curvature; energy: Curvature } | null;
  /** Whether the energy is F*, which the theorems are about. */
  isAtRest: boolean;
}

function curvedEnergy({ time, inference }: SpectrumRequest): CurvedFunction {
  if (time === 'equilibrium') return { of: 'equilibrium' };
  return time === 0 ? { of: 'loss' } : { of: 'energy', step: time, dt: inference.dt };
}

/** The closed forms as curvatures; they hold for linear nets, and at the origin for activations such as tanh that are the identity there. */
function theoryAt(layout: NetworkLayout, weights: Float64Array, moments: SecondMoments): Curvatures['theory'] {
  const isLinearThere =
    layout.isLinear || (isIdentityNearZero(layout.network.activation) && weights.every((weight) => weight === 0));
  const closed = isLinearThere ? zeroRankHessian(weights, layout.widths, moments) : null;
  const asCurvature = (product: ZeroRankHessian['loss']): Curvature => ({
    parameterCount: layout.parameterCount,
    product: async (direction) => product(direction),
    multiply: inOneStep(product),
    precision: 1e-14,
  });
  return closed && { name: closed.name, loss: asCurvature(closed.loss), energy: asCurvature(closed.equilibratedEnergy) };
}

async function allOf({ loss, energy, theory, isAtRest }: Curvatures, signal: AbortSignal): Promise<Measured> {
  const measured = { loss: await denseSpectrum(loss, signal), energy: await denseSpectrum(energy, signal) };
  const closed = theory && {
    name: theory.name,
    loss: (await denseSpectrum(theory.loss, signal)).spectrum,
    energy: (await denseSpectrum(theory.energy, signal)).spectrum,
  };
  const drawn = (matrix: Float64Array) => (loss.parameterCount <= drawnWhole ? matrix : null);
  return {
    loss: measured.loss.spectrum,
    energy: measured.energy.spectrum,
    lossMatrix: drawn(measured.loss.matrix),
    energyMatrix: drawn(measured.energy.matrix),
    theory: closed && withDifferences(closed, measured.loss.spectrum, measured.energy.spectrum, isAtRest),
  };
}

async function endsOf({ loss, energy, theory, isAtRest }: Curvatures, tolerance: number, breather: Breather): Promise<Measured> {
  const ends = (curvature: Curvature) => spectrumEnds(curvature, tolerance, breather);
  const measured = { loss: await ends(loss), energy: await ends(energy) };
  const closed = theory && { name: theory.name, loss: await ends(theory.loss), energy: await ends(theory.energy) };
  return {
    ...measured,
    lossMatrix: null,
    energyMatrix: null,
    theory: closed && withDifferences(closed, measured.loss, measured.energy, isAtRest),
  };
}

function withDifferences(
  closed: { name: string; loss: Spectrum; energy: Spectrum },
  loss: Spectrum,
  energy: Spectrum,
  isAtRest: boolean,
): NonNullable<SpectrumFrame['theory']> {
  return {
    ...closed,
    lossDifference: differenceOf(loss, closed.loss),
    energyDifference: isAtRest ? differenceOf(energy, closed.energy) : null,
  };
}

/** Largest difference between eigenvalues of equal rank, as a part of the largest eigenvalue; between the ends where only the ends are known. */
function differenceOf(measured: Spectrum, theory: Spectrum): number {
  const listed = ({ eigenvalues, min, max }: Spectrum) => eigenvalues ?? Float64Array.of(min, max);
  const [found, expected] = [listed(measured), listed(theory)];
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return found.reduce((worst, value, k) => Math.max(worst, Math.abs(value - expected[k])), 0) / (largest || 1);
}
