/**
 * The equilibria of the latest landscape, reused by the next landscape of equal plane and data: F* does not depend on dt, T and the recorded steps, so a new step
 * size computes inference only.
 */
import type { BackendChoice } from '../../../model/problem/problem.ts';
import type { LandscapeValues } from '../../engine/work/backend.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { Samples } from '../../engine/work/samples.ts';
import type { PlaneGeometry } from '../planes/geometry.ts';

/** The inputs that decide F* on a grid. */
export interface WeightGrid {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly plane: PlaneGeometry;
  readonly axis: Float64Array;
  readonly choice: BackendChoice;
}

/** F* on a grid of n x n points and how near to rest each was found (see `LandscapeValues`); NaN where neither is known yet. */
export type Equilibria = Pick<LandscapeValues, 'equilibratedEnergy' | 'residual'>;

export class KnownEquilibria {
  private latest: { grid: WeightGrid; equilibria: Equilibria } | null = null;

  /** The known equilibria of this grid, which the caller completes; all NaN where the grid differs from the latest. */
  on(grid: WeightGrid): Equilibria {
    if (!this.latest || !isSame(this.latest.grid, grid)) {
      const unknown = () => new Float64Array(grid.axis.length ** 2).fill(Number.NaN);
      this.latest = { grid, equilibria: { equilibratedEnergy: unknown(), residual: unknown() } };
    }
    return this.latest.equilibria;
  }
}

function isSame(a: WeightGrid, b: WeightGrid): boolean {
  return (
    a.choice === b.choice &&
    JSON.stringify(a.layout.network) === JSON.stringify(b.layout.network) &&
    areEqual(arraysOf(a), arraysOf(b))
  );
}

function arraysOf({ samples: { x, y, mask }, plane: { origin, directions }, axis }: WeightGrid): Float64Array[] {
  return [axis, x, y, mask ?? new Float64Array(), origin, ...directions];
}

function areEqual(a: readonly Float64Array[], b: readonly Float64Array[]): boolean {
  return (
    a.length === b.length && a.every((numbers, k) => numbers.length === b[k].length && numbers.every((v, i) => v === b[k][i]))
  );
}
