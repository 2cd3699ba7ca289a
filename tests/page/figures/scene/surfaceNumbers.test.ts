/** The numbers that a surface's shader gets: heights and slopes in the box, and where a height stands on the ramp. */
import { describe, expect, it } from 'vitest';
import { colourNumbers, colourPlace, levelHeights } from '../../../../src/page/figures/scene/heightColour.ts';
import { coarseStride, surfacePoints } from '../../../../src/page/figures/scene/surfaceLayer.ts';
import { type BoxAxis, inBox as placeInBox } from '../../../../src/page/figures/sceneFigure.ts';

const upTo = (low: number, high: number): BoxAxis => ({ title: 'loss', range: [low, high] });

describe('surfacePoints', () => {
  const side = 3;
  const tilted = Float64Array.from({ length: 9 }, (_, i) => 10 + 2 * (i % 3) + Math.floor(i / 3));
  const rows = (points: Float32Array) => Array.from({ length: 9 }, (_, i) => [...points.subarray(3 * i, 3 * i + 3)]);

  it('are parts of the box’s height, with slopes from point to point', () => {
    const points = rows(surfacePoints({ height: tilted, holes: null, upwards: upTo(10, 20), side }));
    expect(points.map(([height]) => Number(height.toFixed(6)))).toEqual([0, 0.2, 0.4, 0.1, 0.3, 0.5, 0.2, 0.4, 0.6]);
    for (const [, along, across] of points) {
      expect(along).toBeCloseTo(0.2, 6);
      expect(across).toBeCloseTo(0.1, 6);
    }
  });

  it('keep what a level a million times as high would hide in float32', () => {
    const high = tilted.map((value) => 1e9 + 1e-3 * value);
    const points = rows(surfacePoints({ height: high, holes: null, upwards: upTo(1e9 + 0.01, 1e9 + 0.02), side }));
    expect(points[8][0]).toBeCloseTo(0.6, 4);
  });

  it('have no height in holes and where a height is not finite, and level ground beside them', () => {
    const holes = Int32Array.of(-1, -1, -1, -1, 5, -1, -1, -1, -1);
    const infinite = tilted.map((value, i) => (i === 8 ? Infinity : value));
    const points = rows(surfacePoints({ height: infinite, holes, upwards: upTo(10, 20), side }));
    expect([points[4][0], points[8][0]]).toEqual([Number.NaN, Number.NaN]);
    expect(points[3][1]).toBe(0);
    expect(points[0].every(Number.isFinite)).toBe(true);
  });
});

describe('coarseStride', () => {
  it.each([
    [201, 4],
    [101, 2],
    [151, 3],
    [41, 1],
    [104, 1], // 103 cells: a prime
    [2, 1],
  ])('of %i points along a side is %i', (side, stride) => expect(coarseStride(side)).toBe(stride));
});

describe('colourNumbers', () => {
  it.each([
    ['linear', { ramp: 'viridis', range: [2, 6], logarithmic: false } as const],
    ['logarithmic', { ramp: 'viridis', range: [0.01, 1e3], logarithmic: true } as const],
  ])('give the shader the colour that a height has, where colours are %s', (_, { ramp, range, logarithmic }) => {
    const colours = { ramp, range: [...range] as [number, number], logarithmic };
    const ends: [number, number] = [-1, 1.1 * range[1]];
    const { colour, floor, levels } = colourNumbers(colours, upTo(...ends));
    for (const height of [range[0], 3, 5.5, range[1]]) {
      const inBox = (height - ends[0]) / (ends[1] - ends[0]);
      const logarithm = Math.log(Math.max(colour[0] * inBox + floor, 1));
      const place = logarithmic ? colour[1] * logarithm : colour[0] * inBox + colour[1];
      expect(place).toBeCloseTo(colourPlace(colours, height), 9);
    }
    for (const height of levelHeights(colours)) {
      const inBox = (height - ends[0]) / (ends[1] - ends[0]);
      const level = levels[0] * (logarithmic ? Math.log(colour[0] * inBox + floor) : inBox) + levels[1];
      expect(Math.abs(level - Math.round(level))).toBeLessThan(1e-9);
    }
    expect(levelHeights(colours).length).toBeGreaterThan(5);
  });

  it('take no second logarithm where the axis of heights is logarithmic', () => {
    const colours = { ramp: 'viridis', range: [0.01, 1e3] as [number, number], logarithmic: true } as const;
    const axis: BoxAxis = { title: 'loss', range: [0.008, 1200], floor: 0.01 };
    const { takesLogarithm, colour, levels } = colourNumbers(colours, axis);
    expect(takesLogarithm).toBe(false);
    for (const height of [0.01, 3, 1e3])
      expect(colour[0] * placeInBox(axis, height) + colour[1]).toBeCloseTo(colourPlace(colours, height), 9);
    for (const height of levelHeights(colours)) {
      const level = levels[0] * placeInBox(axis, height) + levels[1];
      expect(Math.abs(level - Math.round(level))).toBeLessThan(1e-9);
    }
  });
});
