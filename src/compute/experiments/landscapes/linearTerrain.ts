/** The loss and F* of a linear network on one batch, as terrains: always float64, on the reference path. */
import type { Descended } from '../../../model/problem/problem.ts';
import { hessianMatrix, openCurvature } from '../../engine/curvature/curvature.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Breather } from '../../engine/work/breather.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { Samples } from '../../engine/work/samples.ts';
import { oneSetting, type WeightSettings } from '../../engine/work/weightSettings.ts';
import { eigenpairsAside } from '../../math/eigenpairsAside.ts';
import type { Terrain } from '../../math/stationaryPoint.ts';

/** h: balances the derivatives' curvature against rounding. */
const difference = 1e-5;

/** Hands the thread back now and then, and ends with the signal's reason when cancelled. */
export function linearTerrain(
  of: Descended,
  layout: NetworkLayout,
  samples: Samples,
  engine: Engine,
  breather: Breather,
  signal: AbortSignal,
): Terrain {
  const learner = of === 'loss' ? 'bp' : 'pc-equilibrium';
  const atOnce = { learner, dt: 0, steps: 0, stopping: 'fixed' } as const;
  return {
    async slopeAt(point) {
      if (breather.isDue) await breather.pause();
      const settings = oneSetting(point);
      const { energy, gradient } = await engine.gradient({ layout, samples, settings, ...atOnce }, 'reference', { signal });
      return { value: energy[0], gradient };
    },
    async eigenpairsAt(point, accuracy) {
      const matrix = await (accuracy === 'exact' ? exactHessian(point) : roughHessian(point));
      if (breather.isDue) await breather.pause();
      return eigenpairsAside(matrix, layout.parameterCount, signal);
    },
  };

  async function exactHessian(point: Float64Array): Promise<Float64Array> {
    const curved = { of: of === 'loss' ? of : 'equilibrium' } as const;
    return hessianMatrix(await openCurvature(layout, samples, point, curved, breather));
  }

  /** `(grad(theta + h e_p) - grad(theta - h e_p)) / 2h` for all p at once, made symmetric: several times faster. */
  async function roughHessian(point: Float64Array): Promise<Float64Array> {
    const n = point.length;
    const settings: WeightSettings = { kind: 'list', count: 2 * n, weights: pairsAround(point) };
    const { gradient } = await engine.gradient({ layout, samples, settings, ...atOnce }, 'reference', { signal });
    const matrix = new Float64Array(n * n);
    for (let p = 0; p < n; p++) {
      for (let q = 0; q < n; q++) {
        const entry = (gradient[2 * p * n + q] - gradient[(2 * p + 1) * n + q]) / (4 * difference);
        matrix[p * n + q] += entry;
        matrix[q * n + p] += entry;
      }
    }
    return matrix;
  }
}

/** theta + h e_p and theta - h e_p for p = 0, ..., one after another [2 P * P]. */
function pairsAround(point: Float64Array): Float64Array {
  const n = point.length;
  const list = new Float64Array(2 * n * n);
  for (let setting = 0; setting < 2 * n; setting++) {
    list.set(point, setting * n);
    list[setting * n + Math.floor(setting / 2)] += setting % 2 === 0 ? difference : -difference;
  }
  return list;
}
