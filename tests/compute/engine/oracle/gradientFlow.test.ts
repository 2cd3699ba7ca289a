/** The oracle of equilibria itself: its derivatives against differences, its ends against equilibria.json, values by hand, and plain small steps. */
import { describe, expect, test } from 'vitest';
import { expectClose } from '../../closeness.ts';
import { fileCases, tableCases } from '../equilibriumAgreement.ts';
import { randomNetwork } from '../randomNetworks.ts';
import { equilibriumByFlow, sampleEnergies } from './equilibriumByFlow.ts';
import type { SampleEnergy } from './sampleEnergy.ts';

/** How far the file's own values are known: most to 1e-9 of the loss, some relu nets to less. */
test.each(fileCases)('equilibria.json: $name', ({ energy, uncertainty, ...question }) => {
  const end = equilibriumByFlow(question);
  expect(end.isAtRest).toBe(true);
  expect(Math.abs(end.energy - energy) / end.loss).toBeLessThanOrEqual(uncertainty);
});

test.each(tableCases)('by hand: $name', ({ energy, ...question }) => {
  const end = equilibriumByFlow(question);
  expect(end.isAtRest).toBe(true);
  expect(Math.abs(end.energy - energy) / end.loss).toBeLessThanOrEqual(1e-9);
});

const seeds = Array.from({ length: 40 }, (_, k) => 1 + k);

const flat = seeds.map(randomNetwork).filter(({ network }) => (network.convolution?.channels.length ?? 0) < 2);

describe.each(flat)('$name', (drawn) => {
  const [energy] = sampleEnergies(drawn);
  const z = energy.start().map((value, k) => value + 0.3 * Math.sin(3 + 5 * k));
  const slopes = energy.slopesOn(energy.sidesAt(z));

  test('the gradient and the second derivatives are those of the energy', () => {
    const gradient = energy.gradient(z, slopes);
    const size = Math.max(...gradient.map(Math.abs));
    const h = 1e-5;
    for (let k = 0; k < z.length; k++) {
      const [above, below] = [h, -h].map((change) => z.map((value, j) => (j === k ? value + change : value)));
      const rise = (energy.energy(above, slopes) - energy.energy(below, slopes)) / (2 * h);
      expect(Math.abs(gradient[k] - rise)).toBeLessThan(1e-6 * Math.max(1, size, energy.energy(z, slopes)));
      const [up, down] = [above, below].map((at) => energy.gradient(at, slopes));
      const column = up.map((value, j) => (value - down[j]) / (2 * h));
      expectClose(energy.hessian(z, slopes).subarray(k * z.length, (k + 1) * z.length), column, 1e-6);
    }
  });

  test('plain steps of 1/400 of what is stable end there too', () => {
    const start = energy.start();
    const end = equilibriumByFlow({ ...drawn, samples: firstOf(drawn) });
    if (!end.isAtRest) return;
    const found = afterPlainSteps(energy, start, 20_000);
    expect(found).toBeGreaterThanOrEqual(end.energy - 1e-9 * end.loss);
  });
});

function firstOf({ samples: { x, y, count } }: (typeof flat)[number]) {
  return { count: 1, x: x.slice(0, x.length / count), y: y.slice(0, y.length / count), weight: 1 };
}

/** The lowest energy that explicit steps come by. */
function afterPlainSteps(energy: SampleEnergy, start: Float64Array, steps: number): number {
  let z = start;
  let lowest = Infinity;
  const slopes = (at: Float64Array) => energy.slopesOn(energy.sidesAt(at));
  const trace = energy
    .hessian(z, slopes(z))
    .reduce((sum, value, k) => (k % (z.length + 1) === 0 ? sum + Math.abs(value) : sum), 1);
  for (let t = 0; t < steps; t++) {
    const pieces = slopes(z);
    lowest = Math.min(lowest, energy.energy(z, pieces));
    const gradient = energy.gradient(z, pieces);
    z = z.map((value, k) => value - gradient[k] / (20 * trace));
  }
  return lowest;
}
