/** The plane of steepest ups and downs: eigenvectors of the Hessian's largest and smallest eigenvalue at the centre. */
import { computeError } from '../../../model/computeError.ts';
import { MOST_DENSE } from '../../../model/problem/layerShapes.ts';
import type { PlaneRecipe } from '../../../model/problem/problem.ts';
import { type Curvature, hessianMatrix, openCurvature } from '../../engine/curvature/curvature.ts';
import { Breather } from '../../engine/work/breather.ts';
import { type Eigenpairs, withSign } from '../../math/eigenpairs.ts';
import { eigenpairsAside } from '../../math/eigenpairsAside.ts';
import { extremeEigenpairs } from '../../math/extremeEigenpairs.ts';
import { dot, normalised } from '../../math/innerProduct.ts';
import type { Anchors } from './anchors.ts';
import type { PlaneGeometry } from './geometry.ts';

/** Eigenvalues closer than this part of the largest count as one repeated eigenvalue. */
const SAME = 1e-9;
/** Relative accuracy of an eigenvector that a figure is drawn along. */
const tolerance = 1e-8;

type HessianRecipe = Extract<PlaneRecipe, { kind: 'hessian' }>;

interface End {
  value: number;
  vector: Float64Array;
  /** Multiplicity of the eigenvalue; null where only the ends are known. */
  times: number | null;
}

/**
 * u, v with H u = lambda_max u, H v = lambda_min v, H the Hessian of the loss or of F* on the landscape's samples at `origin`. Signs are
 * fixed (largest entry positive), and of a repeated eigenvalue's directions the one closest to a single weight is taken, so that the same
 * problem gives the same figure. Throws Diverged where the Hessian is not finite.
 */
export async function hessianPlane(
  { layout, samples }: Anchors,
  { of, because }: Pick<HessianRecipe, 'of' | 'because'>,
  origin: Float64Array,
  around: string,
  signal: AbortSignal,
): Promise<PlaneGeometry> {
  const breather = new Breather(signal);
  const curved = of === 'loss' ? ({ of: 'loss' } as const) : ({ of: 'equilibrium' } as const);
  const curvature = await openCurvature(layout, samples, origin, curved, breather);
  const name = of === 'loss' ? 'the loss' : 'F*';
  const all = async () =>
    eigenpairsAside(await finiteHessian(curvature, `${name} around ${around}`), layout.parameterCount, signal);
  const { max, min } =
    layout.parameterCount <= MOST_DENSE // all eigenpairs, so that repeated eigenvalues are detected
      ? endsOf(await all(), Math.max(SAME, curvature.precision))
      : await extremes(curvature, `${name} around ${around}`, breather);
  const held = layout.isFullyConnected ? '' : ' (max-pools held)';
  return {
    origin,
    directions: [max.vector, min.vector],
    names: ['u', 'v'],
    description: because
      ? `${because}: Hessian of ${name}${held} at ${around}, u: λmax = ${valueText(max)}; v: λmin = ${valueText(min)}` // two lines have no room for more
      : `Hessian of ${name}${held} at ${around}, u: λmax = ${inWords(max)}; v: λmin = ${inWords(min)}`,
  };
}

async function finiteHessian(curvature: Curvature, where: string): Promise<Float64Array> {
  const matrix = await hessianMatrix(curvature);
  if (!matrix.every(Number.isFinite)) throw notFinite(where);
  return matrix;
}

async function extremes(curvature: Curvature, where: string, breather: Breather): Promise<{ min: End; max: End }> {
  const { multiply, parameterCount, precision } = curvature;
  const enough = Math.max(tolerance, precision);
  const { min, max } = await breather.run(extremeEigenpairs(multiply, parameterCount, { tolerance: enough }));
  if (!(Number.isFinite(min.value) && Number.isFinite(max.value))) throw notFinite(where);
  return { min: { ...min, times: null }, max: { ...max, times: null } };
}

const notFinite = (where: string): Error =>
  computeError('Diverged', `the Hessian of ${where} is not finite (expected weights at which inference and loss do not diverge)`);

/** Both ends of a spectrum, `same`: the part of the largest within which eigenvalues are one; where all are, two directions out of all. */
function endsOf({ values, vectors }: Eigenpairs, same: number): { min: End; max: End } {
  const last = values.length - 1;
  const apart = same * Math.max(Math.abs(values[0]), Math.abs(values[last]));
  const spaceOf = (value: number) => vectors.filter((_, k) => Math.abs(values[k] - value) <= apart);
  const [lowest, highest] = [spaceOf(values[0]), spaceOf(values[last])];
  const max = { value: settled(values[last], apart), vector: simplestOf(highest, null), times: highest.length };
  const isOne = highest.length === values.length;
  const min = { value: settled(values[0], apart), vector: simplestOf(lowest, isOne ? max.vector : null), times: lowest.length };
  return { min, max };
}

/** Zero for values within rounding error of zero. */
const settled = (value: number, apart: number): number => (Math.abs(value) <= apart ? 0 : value);

/**
 * The direction of a space (orthonormal `basis`) that is closest to a single weight's axis: the axis of the largest projection onto the
 * space, the first of several. Orthogonal to `taken` where one is given.
 */
function simplestOf(basis: Float64Array[], taken: Float64Array | null): Float64Array {
  const space = taken ? basis.map((vector) => withoutPart(vector, taken)) : basis;
  const projected = basis[0].map((_, p) => space.reduce((sum, vector) => sum + vector[p] ** 2, 0));
  const largest = projected.reduce((most, length) => Math.max(most, length), 0);
  const axis = projected.findIndex((length) => length >= largest * (1 - 1e-6));
  const direction = new Float64Array(basis[0].length);
  for (const vector of space) for (let p = 0; p < direction.length; p++) direction[p] += vector[axis] * vector[p];
  return withSign(normalised(direction));
}

function withoutPart(vector: Float64Array, taken: Float64Array): Float64Array {
  const along = dot(vector, taken);
  return vector.map((value, p) => value - along * taken[p]);
}

const valueText = ({ value }: End): string => Number(value.toPrecision(3)).toString().replace('-', '−');

function inWords(end: End): string {
  return end.times !== null && end.times > 1 ? `${valueText(end)}, ${end.times}-fold` : valueText(end);
}
