/** How wide a square of a plane must be for the relief of F* to be seen on it. */
import type { BackendChoice } from '../../../model/problem/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Anchors } from './anchors.ts';
import { type PlaneGeometry, settingsOnPlane } from './geometry.ts';
import { WIDEST } from './pathsPlane.ts';

/** F* must vary by this part of its level. */
const VISIBLE = 2e-3;
const GROWTH = 1.5;

/** The centre, and eight points of the unit square's edge. */
const PROBES = Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1, -1, 1, -1, 0, -1, -1, 0, -1, 1, -1);

/**
 * The half-width `least`, or as much more as F* needs to vary visibly between the centre and the square's edge; `least` where F* does not on any square up to
 * a half-width of 10. Throws the signal's reason when cancelled.
 */
export async function visibleReach(
  plane: PlaneGeometry,
  least: number,
  { layout, observed: samples }: Anchors,
  { engine, backend }: { engine: Engine; backend: BackendChoice },
  signal: AbortSignal,
): Promise<number> {
  for (let reach = least; reach <= WIDEST; reach *= GROWTH) {
    const settings = settingsOnPlane(
      plane,
      PROBES.map((place) => reach * place),
    );
    const work = { layout, samples, settings, dt: 0.1, stopping: 'fixed', record: [0] } as const;
    const { equilibratedEnergy } = await engine.landscape(work, backend, { signal });
    const [lowest, highest] = [Math.min(...equilibratedEnergy), Math.max(...equilibratedEnergy)];
    if (highest - lowest > VISIBLE * highest) return reach;
  }
  return least;
}
