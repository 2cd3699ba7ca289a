import { describe, expect, it } from 'vitest';
import type { DrawnLandscape, Figure } from '../../../../../src/page/figures/figure.ts';
import { startOf } from '../../../../../src/page/figures/planePointer.ts';
import { contourFigure, descentField } from '../../../../../src/page/laboratories/landscapes/board/contourFigure.ts';
import { landscapeFigure } from '../../../../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import {
  type DrawnVolume,
  shellRange,
  volumeFigure,
} from '../../../../../src/page/laboratories/landscapes/board/volumeFigure.ts';

const landscape: DrawnLandscape = {
  axis: Float64Array.of(-1, 0, 1),
  axisNames: ['w1', 'w12'],
  height: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
  heightName: 'loss',
  range: [1, 9],
  logarithmic: false,
  logarithmicHeights: false,
  divergedAt: null,
  holdsWhereDiverged: false,
  paths: [{ learner: 'pc', a: [0, 0.5], b: [0, 1], height: [5, 7.5], residual: [0, 0.25], iteration: [0, 1] }],
  start: { a: 0, b: 0, height: 5 },
  ramp: 'viridis',
  camera: { x: 1, y: -1, z: 1 },
  theme: 'light',
};

// biome-ignore lint/suspicious/noExplicitAny: a test looks into plotly’s loosely typed traces
const surface = (figure: Figure): any => figure.data[0];

describe('landscapeFigure', () => {
  it('has the heights as they were computed, and the axis along both directions', () => {
    const { surface } = landscapeFigure(landscape);
    expect(surface!.height).toBe(landscape.height);
    expect(surface!.axis).toBe(landscape.axis);
  });

  it('has a hole and hatching where inference diverged', () => {
    const divergedAt = Int32Array.of(-1, -1, -1, -1, 4, -1, -1, -1, 7);
    const { surface, hatching } = landscapeFigure({ ...landscape, divergedAt });
    expect(surface!.holes).toBe(divergedAt);
    expect(hatching.x).toEqual([0, 1, Number.NaN]);
  });

  it('is hatched but whole where the heights hold although inference diverged', () => {
    const divergedAt = Int32Array.of(-1, -1, -1, -1, 4, -1, -1, -1, 7);
    const { surface, hatching } = landscapeFigure({ ...landscape, divergedAt, holdsWhereDiverged: true });
    expect(surface!.holes).toBeNull();
    expect(hatching.x).toEqual([0, 1, Number.NaN]);
  });

  it('draws the path at its true heights and knows its distance off the plane', () => {
    const [bp, pc] = landscapeFigure(landscape).paths;
    expect(bp.x).toHaveLength(0);
    expect([pc.name, pc.colour, pc.z, pc.residual]).toEqual(['PC', '#0072B2', [5, 7.5], [0, 0.25]]);
  });

  it('keeps heights true where colours are logarithmic, and shows them down to 0', () => {
    const height = Float64Array.of(0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e6);
    const { surface, axes } = landscapeFigure({ ...landscape, height, range: [1, 1e6], logarithmic: true });
    expect(surface).toMatchObject({ height, colours: { range: [1, 1e6], logarithmic: true } });
    expect(axes[2].range[0]).toBeLessThan(0);
    expect(axes[2].range[1]).toBeGreaterThan(1e6);
  });

  it('names its axes in Unicode', () => {
    expect(landscapeFigure(landscape).axes.map(({ title }) => title)).toEqual(['w₁', 'w₁₂', 'loss']);
  });
});

describe('contourFigure', () => {
  it('shows where the start is, as the surface does', () => {
    expect(startOf(contourFigure(landscape))).toEqual([0, 0, 0]);
    expect(landscapeFigure(landscape).start).toEqual([0, 0, 5]);
  });

  it('has contours at round heights', () => {
    expect(surface(contourFigure(landscape)).contours).toMatchObject({ start: 1, end: 9, size: 1 });
  });
});

describe('descentField', () => {
  it('points against the gradient: on h = 3 a - b, along (-3, 1), everywhere as long', () => {
    const axis = Array.from({ length: 31 }, (_, i) => i / 10);
    const height = axis.flatMap((b) => axis.map((a) => 3 * a - b));
    const arrows = descentField(axis, height);
    expect(arrows.length).toBeGreaterThan(150);
    for (const { from, to } of arrows) {
      expect((to[1] - from[1]) / (to[0] - from[0])).toBeCloseTo(-1 / 3, 9);
      expect(to[0]).toBeLessThan(from[0]);
      expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeCloseTo(0.84 * 0.2, 9);
    }
  });

  it('has no arrow on level ground', () => {
    expect(descentField([0, 1, 2, 3], new Float64Array(16))).toEqual([]);
  });
});

describe('volumeFigure', () => {
  const volume: DrawnVolume = {
    axis: Float64Array.of(0, 1),
    axisNames: ['w1', 'w2', 'w3'],
    height: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7),
    heightName: 'loss',
    range: [0, 7],
    paths: [{ learner: 'bp', weights: [1, 2, 3, 4, 5, 6], iteration: [0, 1] }],
    start: [1, 2, 3],
    ramp: 'viridis',
    camera: landscape.camera,
    theme: 'dark',
  };

  it('has few shells, at round heights that occur', () => {
    const { shells } = volumeFigure(volume);
    expect(shells!.height).toBe(volume.height);
    expect(shells!.levels).toEqual([0, 2, 4, 6]);
  });

  it('lays a path along its own three weights', () => {
    const [bp] = volumeFigure(volume).paths;
    expect([bp.x, bp.y, bp.z].map((along) => Array.from(along))).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(bp.residual).toBeNull();
  });

  it('takes its shells from the middle of what occurs, in all volumes together', () => {
    const heights = Array.from({ length: 100 }, (_, i) => i);
    expect(shellRange(heights, [...heights, 1e9])).toEqual([8, 92]);
  });
});
