/** The end of one sample's gradient flow, where it is known by hand or by least squares: dead, pinned and saturated units, free inputs. */
import { describe, expect, test } from 'vitest';
import { RestFinder } from '../../../../src/compute/engine/rest/restFinder.ts';
import { sides } from '../../../../src/compute/engine/rest/sampleEnergy.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';
import type { Network } from '../../../../src/model/problem/problem.ts';
import { randomNetwork } from '../randomNetworks.ts';

function found(network: Network, weights: number[], x: number[], y: number[]) {
  const layout = layoutOf(network);
  const finder = new RestFinder(layout);
  finder.sample.load(Float64Array.from(weights), 0);
  finder.sample.z.set(x);
  finder.sample.z.set(y, layout.unitOffset[layout.layers]);
  const residual = finder.find();
  return { energy: finder.sample.energy, residual, z: Array.from(finder.sample.z) };
}

const chain = (activation: Network['activation'], widths = [1, 1, 1, 1]): Network => ({ widths, activation });

describe('a unit that is dead hides the curvature above it', () => {
  // z_1 = a_2 = 0 stays, so that the output alone moves: F* = y^2 / 2 / (1 + w_3^2).
  test.each([
    [2, 0.4],
    [3, 0.2],
  ])('relu, w_3 = %d', (last, energy) => {
    const { residual, ...rest } = found(chain('relu'), [-1, 1, last], [1], [-2]);
    expect(rest.energy).toBeCloseTo(energy, 12);
    expect(residual).toBeLessThan(1e-12);
  });
});

test('a unit held at its kink is at rest there: its force lies between those of both sides', () => {
  // z_1 is drawn to 1 by its prediction and below 0 by the relu unit above, whose target is negative: a_2 = z_1 rests at 0.
  const { energy, residual, z } = found(chain('relu'), [0.1, 1, 1], [1], [-2]);
  expect(z[1]).toBeCloseTo(0, 12);
  expect(z[2]).toBeCloseTo(-1, 12);
  expect(energy).toBeCloseTo(0.5 * 0.1 ** 2 + 0.5 + 0.5, 12);
  expect(residual).toBeLessThan(1e-12);
});

// Networks in which a unit meets its kink late, so that one step of Newton's leads from there to the end.
test.each([305, 389, 973, 1111])('a preactivation that is held at its kink is 0 there: network %d', (seed) => {
  const { layout, samples, weights } = randomNetwork(seed);
  const [inputs, outputs] = [layout.widths[0], layout.widths[layout.layers]];
  const finder = new RestFinder(layout);
  const { sample } = finder;
  let held = 0;
  sample.load(weights, 0);
  for (let i = 0; i < samples.count; i++) {
    sample.z.set(samples.x.subarray(i * inputs, (i + 1) * inputs));
    sample.z.set(samples.y.subarray(i * outputs, (i + 1) * outputs), layout.unitOffset[layout.layers]);
    expect(finder.find()).toBeLessThan(1e-9);
    for (const [unit, side] of sample.side.entries()) {
      if (side !== sides.pinned) continue;
      held++;
      expect(Math.abs(sample.preactivations[unit])).toBeLessThan(1e-12);
    }
  }
  expect(held).toBeGreaterThan(0);
});

test('a saturated tanh chain rests far below its loss', () => {
  const { energy, residual } = found(chain('tanh'), [5, 9, 2], [1], [-0.43]);
  const loss = 0.5 * (-0.43 - 2 * Math.tanh(9 * Math.tanh(5))) ** 2;
  expect(loss).toBeCloseTo(2.95, 2);
  expect(energy).toBeCloseTo(0.59, 2);
  expect(residual).toBeLessThan(1e-12);
});

test('free inputs go as far as a slow mode takes them', () => {
  const { energy, z } = found({ widths: [1, 1, 1], activation: 'linear', inputs: 'free' }, [0.01, 1], [1], [2]);
  expect(energy).toBeLessThan(1e-20);
  expect(z[0]).toBeCloseTo(200, 6);
});

test('numbers beyond float64 have no rest', () => {
  expect(found(chain('tanh'), [1, 1, 1e200], [1], [2])).toMatchObject({ residual: Number.NaN });
});

test('where nothing pulls, the feedforward pass is the rest', () => {
  expect(found(chain('tanh'), [0, 0, 0], [1], [2])).toMatchObject({ energy: 2, residual: 0 });
});

test('kinks at one place are met at once: beyond 0 of a free input one unit turns off and the other on', () => {
  const { energy, z } = found({ widths: [1, 2, 1], activation: 'relu', inputs: 'free' }, [1, -1, -1, 1], [1], [2]);
  expect(energy).toBeLessThan(1e-20);
  expect(z[0]).toBeCloseTo(-2, 9);
});
