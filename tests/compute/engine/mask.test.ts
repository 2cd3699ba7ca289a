/** Masked targets: against differences of the loss, and against the same work without a mask. */
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/compute/engine/engine.ts';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../../src/compute/engine/work/weightSettings.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import type { Activation, Learner } from '../../../src/model/problem/problem.ts';
import { expectClose } from '../closeness.ts';
import { watch } from './referenceCases.ts';

const reference = new ReferenceBackend();
const COUNT = 6; // four items together, then one by one

function drawn(activation: Activation) {
  const normals = normalStream(5);
  const layout = layoutOf({ widths: [3, 4, 2], activation });
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, 0.8);
  const x = normals.fill(new Float64Array(COUNT * 3), 0, 1);
  const y = normals.fill(new Float64Array(COUNT * 2), 0, 1);
  const mask = Float64Array.from(y, (_, entry) => (entry % 3 === 1 ? 0 : 1));
  const task = (learner: Learner, at = weights) =>
    ({ layout, settings: oneSetting(at), learner, dt: 0.1, steps: 20, stopping: 'fixed' }) as const;
  return { layout, weights, task, whole: batchOf(x, y, COUNT), masked: batchOf(x, y, COUNT, mask) };
}

describe.each(['linear', 'tanh'] as const)('a masked %s net', (activation) => {
  const { layout, weights, task, whole, masked } = drawn(activation);

  it('has BP’s gradient of the loss of what is left', async () => {
    const { gradient, loss } = await reference.gradient({ ...task('bp'), samples: masked }, watch);
    const h = 1e-5;
    const lossAt = async (p: number, step: number) => {
      const moved = weights.slice();
      moved[p] += step;
      return (await reference.gradient({ ...task('bp', moved), samples: masked }, watch)).loss[0];
    };
    const differences = new Float64Array(layout.parameterCount);
    for (let p = 0; p < differences.length; p++) differences[p] = ((await lossAt(p, h)) - (await lossAt(p, -h))) / (2 * h);
    expectClose(gradient, differences, 1e-8);
    expect(loss[0]).toBeLessThan((await reference.gradient({ ...task('bp'), samples: whole }, watch)).loss[0]);
  });

  it('hides nothing from predictive coding but the loss that is shown', async () => {
    const [seen, all] = [masked, whole].map((samples) => reference.gradient({ ...task('pc'), samples }, watch));
    expect((await seen).gradient).toEqual((await all).gradient);
    expect((await seen).energy).toEqual((await all).energy);
    expect((await seen).loss).toEqual((await reference.gradient({ ...task('bp'), samples: masked }, watch)).loss);
  });

  it('has a landscape of the masked loss under the energies of the whole target', async () => {
    const work = { layout, settings: oneSetting(weights), dt: 0.1, stopping: 'fixed', record: [0, 5] } as const;
    const seen = await reference.landscape({ ...work, samples: masked }, watch);
    const all = await reference.landscape({ ...work, samples: whole }, watch);
    expect(seen.energyAtStep).toEqual(all.energyAtStep);
    expect(seen.equilibratedEnergy).toEqual(all.equilibratedEnergy);
    expect(seen.loss).toEqual((await reference.gradient({ ...task('bp'), samples: masked }, watch)).loss);
  });

  it('is computed on the reference path, whichever was asked for', async () => {
    expect((await new Engine().gradient({ ...task('bp'), samples: masked }, 'webgpu', watch)).backend).toBe('reference');
  });
});

it.each(['bp', 'pc'] as const)('samples taken four together have the %s gradients of each alone', async (learner) => {
  const { layout, task, whole } = drawn('tanh');
  const { gradient } = await reference.gradient({ ...task(learner), samples: whole }, watch);
  const sum = new Float64Array(layout.parameterCount);
  for (let i = 0; i < COUNT; i++) {
    const alone = batchOf(whole.x.slice(3 * i, 3 * i + 3), whole.y.slice(2 * i, 2 * i + 2), 1);
    const one = await reference.gradient({ ...task(learner), samples: alone }, watch);
    for (let p = 0; p < sum.length; p++) sum[p] += one.gradient[p] / COUNT;
  }
  expectClose(gradient, sum, 1e-14);
});
