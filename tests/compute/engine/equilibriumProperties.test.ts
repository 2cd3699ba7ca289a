/** What holds of every equilibrium, on 300 random networks of every kind; `NETWORKS=10000` examines more of them. */
import { env } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { takes as referenceTakes } from '../../../src/compute/engine/reference/referenceTakes.ts';
import { openSimd } from '../../../src/compute/engine/simd/simdBackend.ts';
import { takes as simdTakes } from '../../../src/compute/engine/simd/simdTakes.ts';
import { oneSetting } from '../../../src/compute/engine/work/weightSettings.ts';
import { expectClose } from '../closeness.ts';
import { differences } from './differences.ts';
import { claimNames, type Examination, examine, type Path } from './equilibriumProperties.ts';
import { randomNetwork } from './randomNetworks.ts';
import { watch } from './referenceCases.ts';

const count = Number(env.NETWORKS ?? 300);
const first = Number(env.FIRST ?? 1);

const reference = new ReferenceBackend();

const paths: Record<string, Path> = {
  'the reference path': { open: async () => reference, takes: referenceTakes, tolerance: 1e-9 },
  'the simd path': { open: async () => openSimd(() => {})!, takes: simdTakes, tolerance: 1e-4 },
};

describe.each(Object.keys(paths))('%s', (name) => {
  let seen: Examination;
  beforeAll(
    async () => {
      seen = await examine(
        paths[name],
        Array.from({ length: count }, (_, k) => first + k),
      );
      if (count > 300) console.log(name, seen.examined, 'examined,', seen.sure, 'sure', seen.unsettled);
    },
    20_000 + 2_000 * count,
  );

  test.each(claimNames)('%s: %s', (claim) => {
    const found = seen.findings[claim];
    expect(found.slice(0, 8), `${found.length} of ${seen.examined} networks`).toEqual([]);
  });

  test('the path brings nearly all of them to rest, and says so of the others', () => {
    expect(seen.restless.length, seen.restless.slice(0, 8).join('\n')).toBeLessThanOrEqual(0.02 * seen.examined);
  });

  test('the flow of nearly all of them comes to rest, and its end is sure', () => {
    expect(seen.unsettled.length).toBeLessThanOrEqual(0.01 * seen.examined);
    expect(seen.sure).toBeGreaterThan(0.8 * seen.examined);
  });
});

/** Without kinks, with clamped inputs (a free one may rest at 1e4, where differences are coarse), and small enough for two equilibria a weight. */
const smooth = Array.from({ length: 200 }, (_, k) => randomNetwork(1 + k)).filter(
  ({ network, layout, scale }) =>
    !network.activation.endsWith('relu') && network.inputs !== 'free' && layout.parameterCount <= 40 && scale > 0.2 && scale < 3,
);

test.each(smooth.slice(0, 20))('the weight gradient is that of F*: $name', async ({ layout, samples, weights }) => {
  const at = (theta: Float64Array) =>
    reference.gradient(
      { layout, samples, settings: oneSetting(theta), learner: 'pc-equilibrium', dt: 0.1, steps: 0, stopping: 'fixed' },
      watch,
    );
  const { gradient } = await at(weights);
  expectClose(gradient, await differences(weights, async (theta) => (await at(theta)).energy[0]), 1e-5);
});
