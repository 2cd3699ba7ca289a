/** Where inference ends, on the paths that run in Node: against equilibria.json, values by hand, and the surfaces of relu nets. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../src/compute/engine/engine.ts';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { takes as referenceTakes } from '../../../src/compute/engine/reference/referenceTakes.ts';
import { openSimd } from '../../../src/compute/engine/simd/simdBackend.ts';
import { takes as simdTakes } from '../../../src/compute/engine/simd/simdTakes.ts';
import { fileCases, knowsSurfacesOfKinks, knowsTheEquilibria, tableCases } from './equilibriumAgreement.ts';
import { equilibriumByFlow } from './oracle/equilibriumByFlow.ts';
import { rankOneData } from './rankOneData.ts';
import { watch } from './referenceCases.ts';

const paths = {
  reference: { open: async () => new ReferenceBackend(), takes: referenceTakes, tolerance: 1e-9 },
  simd: { open: async () => openSimd(() => {})!, takes: simdTakes, tolerance: 1e-4 },
};

describe.each(['reference', 'simd'] as const)('the %s path', (name) => {
  knowsTheEquilibria('equilibria.json', fileCases, paths[name]);
  knowsTheEquilibria('by hand', tableCases, paths[name]);
  knowsSurfacesOfKinks(paths[name], 5);
});

test.each(['reference', 'simd'] as const)('3-2-1-1-1-4 linear on data of rank 1 has its F*, asked for %s', async (choice) => {
  const { work, question } = rankOneData();
  const { equilibratedEnergy } = await new Engine().landscape(work, choice, watch);
  const { energy } = equilibriumByFlow(question);
  expect(Math.abs(equilibratedEnergy[0] - energy) / energy).toBeLessThan(choice === 'reference' ? 1e-9 : 1e-4);
});
