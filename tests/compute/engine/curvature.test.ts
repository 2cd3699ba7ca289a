/** Second derivatives against the reference files, against differences of gradients, and against each other. */
import { describe, expect, it } from 'vitest';
import { Breather } from '../../../src/compute/engine/breather.ts';
import { type CurvedFunction, hessianMatrix, openCurvature } from '../../../src/compute/engine/curvature.ts';
import { layoutOf, type NetworkLayout } from '../../../src/compute/engine/network.ts';
import { ReferenceBackend } from '../../../src/compute/engine/referenceBackend.ts';
import { batchOf, type Samples } from '../../../src/compute/engine/samples.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import { symmetricEigenvalues } from '../../../src/compute/math/symmetricEigenvalues.ts';
import type { Activation, Network } from '../../../src/model/problem.ts';
import hessians from '../../reference/hessians.json';
import { expectClose } from '../closeness.ts';
import { flat, watch } from './referenceCases.ts';

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
