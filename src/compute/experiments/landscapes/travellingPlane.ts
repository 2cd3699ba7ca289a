/** A plane that travels with the learners: where it has gone, in words and numbers, and the loss around BP's weights. */
import type { LandscapeRequest } from '../../../model/landscapes/experiments.ts';
import type { LandscapeFrame, Travelled } from '../../../model/landscapes/frames.ts';
import type { PlaneRecipe } from '../../../model/problem/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { LandscapeWork } from '../../engine/work/backend.ts';
import { dot } from '../../math/innerProduct.ts';
import { onCoarseGrid, scatter } from '../grid.ts';
import { type PlaneGeometry, projectOnto, settingsOnPlane } from '../planes/geometry.ts';

type Around = NonNullable<LandscapeRequest['around']>;

/** The plane through other weights. */
export const movedTo = (plane: PlaneGeometry, weights: Float64Array): PlaneGeometry => ({ ...plane, origin: weights });

/** The part of a frame that says where the plane lies; `around`: the learners' weights where it travels with them. */
export function whereabouts(
  plane: PlaneGeometry,
  recipe: PlaneRecipe,
  around: Around | undefined,
): Pick<LandscapeFrame, 'axisNames' | 'planeDescription' | 'captured' | 'travelled'> {
  const [first, second] = plane.names;
  return {
    axisNames: [first, second],
    planeDescription: around ? describeTravelling(plane, recipe) : plane.description,
    captured: plane.captured ?? null,
    travelled: around ? travelledTo(plane, around) : null,
  };
}

function describeTravelling({ names, description }: PlaneGeometry, { kind }: PlaneRecipe): string {
  return kind === 'coordinates'
    ? `plane ${names.join(', ')} through each learner’s weights, all others as they are there`
    : `${description}; moved to each learner’s weights`;
}

function travelledTo(plane: PlaneGeometry, { bp, pc }: Around): Travelled {
  const [u, v] = plane.directions;
  const placeOf = (weights: Float64Array) => {
    const { a, b } = projectOnto(plane, weights);
    return { a, b, weights: weights.slice() };
  };
  return { bp: placeOf(bp), pc: placeOf(pc), metric: [dot(u, u), dot(u, v), dot(v, v)] };
}

/** The loss on a grid of the plane around BP's weights, computed point by point as the grid is refined. */
export class LossAround {
  private readonly plane: PlaneGeometry;
  private readonly loss: Float64Array;

  /** `n`: grid points along each axis. */
  constructor(
    plane: PlaneGeometry,
    { bp }: Around,
    private readonly n: number,
  ) {
    this.plane = movedTo(plane, bp);
    this.loss = new Float64Array(n * n);
  }

  /** Computes the loss at these points of the grid, whose coordinates are [points * 2]. */
  async add(
    points: Int32Array,
    coordinates: Float64Array,
    work: Omit<LandscapeWork, 'settings'>,
    { engine, request, signal }: { engine: Engine; request: LandscapeRequest; signal: AbortSignal },
  ): Promise<void> {
    const settings = settingsOnPlane(this.plane, coordinates);
    const lossAlone = { ...work, settings, record: [0], withEquilibrium: false };
    scatter((await engine.landscape(lossAlone, request.backend, { signal })).loss, points, this.loss);
  }

  /** A copy of every `stride`-th point along each axis. */
  onGrid(stride: number): Float64Array {
    return onCoarseGrid(this.loss, this.n, stride);
  }
}
