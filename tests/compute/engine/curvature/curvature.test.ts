/** Second derivatives against the reference files, against differences of gradients, and against each other. */
import { describe, expect, it } from 'vitest';
import { type CurvedFunction, hessianMatrix, openCurvature } from '../../../../src/compute/engine/curvature/curvature.ts';
import { differencedCurvature } from '../../../../src/compute/engine/curvature/differencedCurvature.ts';
import { ReferenceBackend } from '../../../../src/compute/engine/reference/referenceBackend.ts';
import { Breather } from '../../../../src/compute/engine/work/breather.ts';
import { layoutOf, type NetworkLayout } from '../../../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../../../src/compute/engine/work/samples.ts';
import { symmetricEigenvalues } from '../../../../src/compute/math/eigenpairs.ts';
import { dot, norm, normalised } from '../../../../src/compute/math/innerProduct.ts';
import { normalStream } from '../../../../src/compute/math/random.ts';
import { outputMoments, secondMoments } from '../../../../src/compute/math/secondMoments.ts';
import { toTheEnd } from '../../../../src/compute/math/stepwise.ts';
import type { Activation, Network } from '../../../../src/model/problem/problem.ts';
import hessians from '../../../reference/hessians.json';
import { expectClose } from '../../closeness.ts';
import { convolutionalWork } from '../convolutionalWork.ts';
import { flat, watch } from '../referenceCases.ts';

const breather = () => new Breather(watch.signal);

async function hessianOf(
  layout: NetworkLayout,
  samples: Samples,
  weights: Float64Array,
  curved: CurvedFunction,
): Promise<Float64Array> {
  return hessianMatrix(await openCurvature(layout, samples, weights, curved, breather()));
}

describe.each(hessians)('the reference Hessian: $name', ({ network, weights, x, y, expected }) => {
  const layout = layoutOf(network as Network);
  const samples = batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
  const theta = flat(weights);
  it.each([
    ['loss', 'loss'],
    ['energy', 'equilibrium'],
  ] as const)('of the %s', async (name, of) => {
    const matrix = await hessianOf(layout, samples, theta, { of });
    expectClose(symmetricEigenvalues(matrix, layout.parameterCount), expected[`${name}HessianEigenvalues`], 1e-8);
    const whole = (expected as unknown as Record<string, { data: number[] } | undefined>)[`${name}Hessian`];
    if (whole) expectClose(matrix, whole.data, 1e-8);
  });
});

/** One convolution, whose max-pool sees data alone: activities of further ones can rest where two of them are equally large, on a kink. */
const oneBlock = () => convolutionalWork('tanh', { convolution: { image: [6, 7, 2], channels: [3] } });

/** A net with weights and data of its own. */
function drawn(activation: Activation, widths = [3, 4, 5, 2], count = 7, scale = 0.7) {
  const normals = normalStream(11);
  const layout = layoutOf({ widths, activation });
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, scale);
  const x = normals.fill(new Float64Array(count * widths[0]), 0, 1);
  const y = normals.fill(new Float64Array(count * widths[widths.length - 1]), 0, 1);
  return { layout, weights, samples: batchOf(x, y, count), v: normals.fill(new Float64Array(layout.parameterCount), 0, 1) };
}

/** `(g(theta + h v) - g(theta - h v)) / 2h` with the engine's gradients, which know nothing of second derivatives. */
async function differenced({ layout, weights, samples, v }: ReturnType<typeof drawn>, learner: 'bp' | 'pc-equilibrium') {
  const h = 1e-4;
  const both = Float64Array.from([...weights.map((w, p) => w + h * v[p]), ...weights.map((w, p) => w - h * v[p])]);
  const settings = { kind: 'list', count: 2, weights: both } as const;
  const work = { layout, samples, settings, learner, dt: 0.1, steps: 1, stopping: 'fixed' } as const;
  const { gradient } = await new ReferenceBackend().gradient(work, watch);
  const count = layout.parameterCount;
  return Float64Array.from({ length: count }, (_, p) => (gradient[p] - gradient[count + p]) / (2 * h));
}

describe.each<Activation>(['linear', 'tanh', 'relu', 'leaky_relu'])('a %s net', (activation) => {
  it.each([
    ['bp', 'loss'],
    ['pc-equilibrium', 'equilibrium'],
  ] as const)('has the curvature that differences of %s gradients show', async (learner, of) => {
    const net = drawn(activation);
    const { product } = await openCurvature(net.layout, net.samples, net.weights, { of }, breather());
    expectClose(await product(net.v), await differenced(net, learner), 1e-5);
  });

  it('has the loss’s Hessian at step 0', async () => {
    const { layout, samples, weights } = drawn(activation);
    const start = await hessianOf(layout, samples, weights, { of: 'energy', step: 0, dt: 0.1 });
    expectClose(start, await hessianOf(layout, samples, weights, { of: 'loss' }), 1e-7);
  });
});

// Smooth activations alone: relu's inference can come to rest on a kink, where there is no Hessian to tend to.
it.each<Activation>(['linear', 'tanh'])('a %s net’s Hessian tends to that of F* as inference goes on', async (activation) => {
  const { layout, samples, weights } = drawn(activation, [2, 3, 3, 2], 3, 0.5);
  const late = await hessianOf(layout, samples, weights, { of: 'energy', step: 400, dt: 0.1 });
  expectClose(late, await hessianOf(layout, samples, weights, { of: 'equilibrium' }), 1e-6);
});

it('the energy at a step has the curvature of its own values', async () => {
  const { layout, samples, weights, v } = drawn('tanh', [2, 3, 3, 2], 3);
  const [step, dt, h] = [7, 0.2, 1e-3];
  const along = (side: number) => weights.map((w, p) => w + side * h * v[p]);
  const settings = {
    kind: 'list',
    count: 3,
    weights: Float64Array.from([-1, 0, 1].flatMap((side) => [...along(side)])),
  } as const;
  const work = { layout, samples, settings, dt, stopping: 'fixed', record: [step] } as const;
  const { energyAtStep } = await new ReferenceBackend().landscape(work, watch);
  const [behind, here, ahead] = energyAtStep[0];
  const { product } = await openCurvature(layout, samples, weights, { of: 'energy', step, dt }, breather());
  const curvature = (await product(v)).reduce((sum, value, p) => sum + value * v[p], 0);
  expectClose(curvature, (ahead - 2 * here + behind) / h ** 2, 1e-4);
});

it('where inference diverges there is no Hessian, and the error says so', async () => {
  const { layout, samples, weights } = drawn('linear', [2, 3, 2], 3, 3);
  const { product } = await openCurvature(layout, samples, weights, { of: 'energy', step: 2000, dt: 2 }, breather());
  await expect(product(new Float64Array(layout.parameterCount).fill(1))).rejects.toThrow(
    'no Hessian here: inference diverged within 2000 steps of dt = 2 (try a smaller step size)',
  );
});

describe.each<CurvedFunction['of']>(['loss', 'equilibrium'])('by differences of gradients, the Hessian of the %s', (of) => {
  const known = of as 'loss' | 'equilibrium';

  it.each<Activation>(['linear', 'tanh'])('of a %s net is the exact one', async (activation) => {
    const { layout, samples, weights } = drawn(activation);
    const multiply = toTheEnd(differencedCurvature(layout, samples, weights, known));
    const count = layout.parameterCount;
    const columns = Array.from({ length: count }, (_, p) =>
      toTheEnd(multiply(Float64Array.from({ length: count }, (_, k) => (k === p ? 1 : 0)))),
    );
    const matrix = Float64Array.from(columns.flatMap((column) => [...column]));
    expectClose(matrix, await hessianOf(layout, samples, weights, { of: known }), 1e-6);
  });

  it('of a convolutional net is symmetric', async () => {
    const { layout, samples, weights } = convolutionalWork('tanh');
    const { product } = await openCurvature(layout, samples, weights, { of: known }, breather());
    const normals = normalStream(5);
    const [u, v] = [0, 1].map(() => normals.fill(new Float64Array(layout.parameterCount), 0, 1));
    const [uHv, vHu] = [dot(u, await product(v)), dot(v, await product(u))];
    expect(Math.abs(uHv)).toBeGreaterThan(0.01);
    expect(Math.abs(uHv - vHu)).toBeLessThan(1e-5 * norm(u) * norm(v));
  });

  it('of a convolutional net is the curvature of its own values', async () => {
    const { layout, samples, weights } = oneBlock();
    const v = normalised(normalStream(6).fill(new Float64Array(layout.parameterCount), 0, 1));
    const h = 1e-3;
    const along = Float64Array.from([-h, 0, h].flatMap((step) => [...weights.map((w, p) => w + step * v[p])]));
    const settings = { kind: 'list', count: 3, weights: along } as const;
    const learner = of === 'loss' ? 'bp' : 'pc-equilibrium';
    const work = { layout, samples, settings, learner, dt: 0.1, steps: 1, stopping: 'fixed' } as const;
    const [behind, here, ahead] = (await new ReferenceBackend().gradient(work, watch)).energy;
    const { product } = await openCurvature(layout, samples, weights, { of: known }, breather());
    expect(dot(v, await product(v))).toBeCloseTo((ahead - 2 * here + behind) / h ** 2, 4);
  });
});

it('F* of a convolutional net curves at the origin as Theorem 2 says: by -Sigma_yy in the last layer, and nowhere else', async () => {
  const { layout, samples } = convolutionalWork('tanh');
  const { product } = await openCurvature(
    layout,
    samples,
    new Float64Array(layout.parameterCount),
    { of: 'equilibrium' },
    breather(),
  );
  const v = normalStream(7).fill(new Float64Array(layout.parameterCount), 0, 1);
  const last = layout.weightOffset[layout.layers - 1];
  const sigma = outputMoments(secondMoments(samples.x, samples.y, samples.count));
  const [inner, outer] = [layout.widths[layout.layers - 1], layout.widths[layout.layers]];
  const expected = v.map((_, p) => {
    if (p < last) return 0;
    const [j, k] = [Math.floor((p - last) / inner), (p - last) % inner];
    return -Array.from({ length: outer }, (_, i) => sigma[j * outer + i] * v[last + i * inner + k]).reduce((a, b) => a + b, 0);
  });
  expectClose(await product(v), expected, 1e-6);
});

it('a convolutional net has no Hessian of the energy at a step, and the error says so', async () => {
  const { layout, samples, weights } = convolutionalWork('tanh');
  await expect(openCurvature(layout, samples, weights, { of: 'energy', step: 3, dt: 0.1 }, breather())).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'Hessians of the energy at a step are computed for fully connected networks without biases alone',
  });
});

it('a network of more parameters than Lanczos can keep vectors of has none, and the error says how many fit', async () => {
  const { layout, weights, samples } = drawn('linear');
  const huge = { ...layout, parameterCount: 2 ** 23 + 1 };
  await expect(openCurvature(huge, samples, weights, { of: 'loss' }, breather())).rejects.toMatchObject({
    name: 'TooLarge',
    message: 'network too large for second derivatives: 8388609 parameters (largest that fits: 8388608)',
  });
});
