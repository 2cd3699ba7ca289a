/** The script's `hessian`: the Hessians of the loss and of F* at the script's weights and data. */
import type { Spectrum } from '../../../model/landscapes/frames.ts';
import type { Matrix } from '../../../model/problem/problem.ts';
import type { HessianAnswer, HessianRequest } from '../../../model/scripts.ts';
import { openCurvature } from '../../engine/curvature/curvature.ts';
import { denseSpectrum, methodFor, spectrumEnds } from '../../engine/curvature/spectra.ts';
import { Breather } from '../../engine/work/breather.ts';
import { layoutOf } from '../../engine/work/networkLayout.ts';
import { symmetricEigenvalues } from '../../math/eigenpairs.ts';
import { outputMoments, secondMoments } from '../../math/secondMoments.ts';
import { finiteAnswer } from './finiteAnswer.ts';
import { flattenWeights, samplesOf } from './matrices.ts';

/** Parameters up to which the answer holds the matrices. */
const givenWhole = 256;
/** Error of Lanczos, as a part of the largest eigenvalue. */
const endTolerance = 1e-8;

/**
 * Computes in float64. Throws TooLarge where a full Hessian is requested and does not fit, and where a number overflows, `Diverged` where inference has no
 * equilibrium.
 */
export function hessian(request: HessianRequest, signal: AbortSignal): Promise<HessianAnswer> {
  const { weights, x, y } = request;
  return finiteAnswer({ weights, x: [x], y: [y] }, () => hessians(request, signal));
}

async function hessians(request: HessianRequest, signal: AbortSignal): Promise<HessianAnswer> {
  const layout = layoutOf(request.network);
  const weights = flattenWeights(layout, request.weights);
  const samples = samplesOf(request.x, request.y);
  const { parameterCount: n } = layout;
  const method = methodFor(n, request.method ?? 'auto');
  const breather = new Breather(signal);
  const measure = async (of: 'loss' | 'equilibrium'): Promise<{ spectrum: Spectrum; matrix?: Float64Array }> => {
    const curvature = await openCurvature(layout, samples, weights, { of }, breather);
    if (method === 'dense') return denseSpectrum(curvature, signal, of === 'loss' ? 'the loss’s Hessian' : 'F*’s Hessian');
    return { spectrum: await spectrumEnds(curvature, endTolerance, breather) };
  };
  const loss = await measure('loss');
  const energy = await measure('equilibrium');
  const outputs = layout.widths[layout.layers];
  return {
    backend: 'reference',
    method,
    parameters: n,
    lossHessianEigenvalues: eigenvaluesIn(loss.spectrum),
    energyHessianEigenvalues: eigenvaluesIn(energy.spectrum),
    ...(loss.matrix && n <= givenWhole && { lossHessian: square(loss.matrix, n) }),
    ...(energy.matrix && n <= givenWhole && { energyHessian: square(energy.matrix, n) }),
    outputCovarianceEigenvalues: Array.from(
      symmetricEigenvalues(outputMoments(secondMoments(samples.x, samples.y, samples.count)), outputs),
    ),
  };
}

const square = (matrix: Float64Array, n: number): Matrix => ({ shape: [n, n], data: Array.from(matrix) });

const eigenvaluesIn = ({ eigenvalues, min, max }: Spectrum) => (eigenvalues ? Array.from(eigenvalues) : [min, max]);
