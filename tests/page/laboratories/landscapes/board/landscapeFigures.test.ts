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
  divergedAt: null,
  holdsWhereDiverged: false,
  paths: [{ learner: 'pc', a: [0, 0.5], b: [0, 1], height: [5, 7.5], residual: [0, 0.25], iteration: [0, 1] }],
  start: { a: 0, b: 0, height: 5 },
  ramp: 'viridis',
  camera: { x: 1, y: -1, z: 1 },
  theme: 'light',
};

// biome-ignore lint/suspicious/noExplicitAny: a test looks into plotly's loosely typed traces
const trace = (figure: Figure, name: string): any => figure.data.find((each) => 'name' in each && each.name === name);
// biome-ignore lint/suspicious/noExplicitAny: as above
const surface = (figure: Figure): any => figure.data[0];

describe('landscapeFigure', () => {
  it('has rows along the second direction and columns along the first', () => {
    expect(surface(landscapeFigure(landscape)).z).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
  });

  it('keeps a path that diverges within what can be drawn in float32', () => {
    const paths = [
      { learner: 'pc' as const, a: [0, 1e21], b: [0, -1e21], height: [5, 1e42], residual: [0, 0], iteration: [0, 1] },
    ];
    const { x, y, z } = trace(landscapeFigure({ ...landscape, paths }), 'PC');
    expect([x[0], y[0], z[0]]).toEqual([0, 0, 5]);
    for (const far of [x[1], -y[1], z[1]]) {
      expect(far).toBeGreaterThan(1e5);
      expect(far).toBeLessThan(1e8);
    }
  });

  it('gives the same rows for the same heights, so that a moving path leaves the surface alone', () => {
    expect(surface(landscapeFigure({ ...landscape, paths: [] })).z).toBe(surface(landscapeFigure(landscape)).z);
  });

  it('has a hole and hatching where inference diverged', () => {
    const divergedAt = Int32Array.of(-1, -1, -1, -1, 4, -1, -1, -1, 7);
    const figure = landscapeFigure({ ...landscape, divergedAt });
    expect(surface(figure).z).toEqual([
      [1, 2, 3],
      [4, Number.NaN, 6],
      [7, 8, Number.NaN],
    ]);
    expect(trace(figure, 'diverged').x).toEqual([0, 1, Number.NaN]);
  });

  it('is hatched but whole where the heights hold although inference diverged', () => {
    const divergedAt = Int32Array.of(-1, -1, -1, -1, 4, -1, -1, -1, 7);
    const figure = landscapeFigure({ ...landscape, height: landscape.height.slice(), divergedAt, holdsWhereDiverged: true });
    expect(surface(figure).z[1]).toEqual([4, 5, 6]);
    expect(trace(figure, 'diverged').x).toEqual([0, 1, Number.NaN]);
  });

  it('draws the path at its true heights and says what is off the plane', () => {
    const path = trace(landscapeFigure(landscape), 'PC');
    expect(path.z).toEqual([5, 7.5]);
    expect(path.text).toEqual(['iteration 0', 'iteration 1, 0.25 off the plane']);
    expect(path.line.color).toBe('#0072B2');
  });

  it('keeps heights true where colours are logarithmic', () => {
    const height = Float64Array.of(0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e6);
    const figure = landscapeFigure({ ...landscape, height, range: [1, 1e6], logarithmic: true });
    expect(surface(figure).z[2]).toEqual([1e5, 1e6, 1e6]);
    expect(surface(figure).surfacecolor[0]).toEqual([0, 0, 1]);
    expect([surface(figure).cmin, surface(figure).cmax]).toEqual([0, 6]);
  });

  it('names its axes in Unicode and both figures keep their traces in place', () => {
    const { layout, data } = landscapeFigure(landscape);
    expect(layout.scene?.yaxis?.title).toMatchObject({ text: 'w₁₂' });
    expect(landscapeFigure({ ...landscape, paths: [] }).data).toHaveLength(data.length);
  });
});

describe('contourFigure', () => {
  it('shows where the start is, as the surface does', () => {
    expect(startOf(contourFigure(landscape))).toEqual([0, 0, 0]);
    expect(startOf(landscapeFigure(landscape))).toEqual([0, 0, 5]);
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
    paths: [{ learner: 'bp', weights: [1, 2, 3, 4, 5, 6] }],
    start: [1, 2, 3],
    ramp: 'viridis',
    camera: landscape.camera,
    theme: 'dark',
  };

  it('gives the same points for the same axis, so that a moving path leaves the shells alone', () => {
    const [before, after] = [volumeFigure({ ...volume, paths: [] }), volumeFigure(volume)].map(surface);
    for (const key of ['x', 'y', 'z', 'value']) expect(after[key]).toBe(before[key]);
  });

  it('lays the first weight along x, and a path along its own three weights', () => {
    const figure = volumeFigure(volume);
    expect([...surface(figure).x]).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect([...surface(figure).z]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect([trace(figure, 'BP').x, trace(figure, 'BP').y, trace(figure, 'BP').z]).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
  });

  it('takes its shells from the middle of what occurs, in all volumes together', () => {
    const heights = Array.from({ length: 100 }, (_, i) => i);
    expect(shellRange(heights, [...heights, 1e9])).toEqual([8, 92]);
  });
});
