/** On a logarithmic axis of heights, the sheet, paths, drop lines, pointer, ticks and flat shapes all have the places of the heights' logarithms. */
import { describe, expect, it } from 'vitest';
import type { DrawnPath } from '../../../../src/page/figures/figure.ts';
import { drawnAxes } from '../../../../src/page/figures/scene/sceneAxes.ts';
import { sceneLines } from '../../../../src/page/figures/scene/sceneLines.ts';
import { sceneMarkers } from '../../../../src/page/figures/scene/sceneMarkers.ts';
import { onCardOf, surfacePointAt, surfacePointText } from '../../../../src/page/figures/scene/scenePicking.ts';
import { sceneShapes } from '../../../../src/page/figures/scene/sceneShapes.ts';
import { surfacePoints } from '../../../../src/page/figures/scene/surfaceLayer.ts';
import { inBox, valueInBox } from '../../../../src/page/figures/sceneFigure.ts';
import { fitBox } from '../../../../src/page/figures/sceneProjection.ts';
import { landscapeFigure } from '../../../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { chainLoss } from '../../../browser/chainLoss.ts';

/** h = 10^(2 a): from 0.01 to 100 on [-1, 1]. */
const height = chainLoss().height.map((_, i) => 10 ** (2 * chainLoss().axis[i % 21]));
const logarithmic = { range: [0.01, 100] as [number, number], logarithmic: true, logarithmicHeights: true };
const scene = (paths: DrawnPath[] = []) =>
  landscapeFigure(chainLoss({ height, ...logarithmic, start: { a: 0, b: 0, height: 1 }, paths }));
const place = (figure = scene()) => ({ camera: figure.camera, width: 400, height: 360, ...fitBox(figure.aspect, 400, 360) });

describe('a logarithmic axis of heights', () => {
  const axis = scene().axes[2];

  it('has the geometric mean of its ends in the middle, and gives a place its height back', () => {
    expect(inBox(axis, 1)).toBeCloseTo(0.5, 12);
    expect(valueInBox(axis, inBox(axis, 7.3))).toBeCloseTo(7.3, 12);
  });

  it('draws lower heights at its floor, zero and negative ones too, and what is not finite nowhere', () => {
    for (const low of [1e-9, 0, -5]) expect(inBox(axis, low)).toBeCloseTo(inBox(axis, 0.01), 12);
    for (const none of [Number.NaN, -Infinity]) expect(inBox(axis, none)).toBeNaN();
  });

  it('has ticks at powers of ten, evenly spaced, with the true numbers', () => {
    const { labels } = drawnAxes(scene(), place());
    const texts = labels.map(({ text }) => text);
    for (const number of ['0.1', '1', '10', '100']) expect(texts).toContain(number);
    expect(texts).toContain('loss, log');
  });
});

describe('a scene of logarithmic heights', () => {
  it('has a sheet that rises evenly with the logarithm', () => {
    const { surface, axes } = scene();
    const points = surfacePoints({ height: surface!.height, holes: null, upwards: axes[2], side: 21 });
    const [first, middle, last] = [0, 10, 20].map((column) => points[3 * column]);
    expect(middle - first).toBeCloseTo(last - middle, 6);
    expect(middle).toBeCloseTo(0.5, 6);
  });

  it('ends drop lines on the sheet, between its grid points too', () => {
    const path: DrawnPath = { learner: 'pc', a: [0.05, 0.03], b: [0, 0], height: [10, 10], residual: [1, 1], iteration: [0, 1] };
    const figure = scene([path]);
    const drops = sceneLines(figure).find(({ width }) => width === 1)!;
    const [{ from, to }] = drops.pieces;
    expect(from[2]).toBeCloseTo(inBox(figure.axes[2], 10), 9);
    expect(to[2]).toBeCloseTo(inBox(figure.axes[2], 10 ** 0.06), 9);
    expect(sceneMarkers(figure)[0].at[2]).toBeCloseTo(from[2], 9);
  });

  it('is met by a pointer where it is seen, and says the true height', () => {
    const figure = scene();
    const { left, top } = onCardOf(figure, place(), 0.4, -0.5, 10 ** 0.8);
    const point = surfacePointAt(figure, place(), left, top)!;
    expect([point.a, point.b]).toEqual([expect.closeTo(0.4, 2), expect.closeTo(-0.5, 2)]);
    expect(surfacePointText(figure, point)[1]).toMatch(/^loss 6\.[1-5]/);
  });

  it('has lines of equal height at even distances in flat shapes', () => {
    const lines = sceneShapes(scene(), place()).shapes.filter(({ isClosed, width }) => !isClosed && width === 0.8);
    expect(lines.length).toBeGreaterThan(10 * 20); // three a decade, each across twenty cells
  });
});
