/** Scenes at the edge of what numbers can say are drawn, or leave out what they cannot show. */
import { describe, expect, it } from 'vitest';
import { drawnAxes } from '../../../../src/page/figures/scene/sceneAxes.ts';
import { sceneLines } from '../../../../src/page/figures/scene/sceneLines.ts';
import { onCardOf, surfacePointAt } from '../../../../src/page/figures/scene/scenePicking.ts';
import { sceneShapes } from '../../../../src/page/figures/scene/sceneShapes.ts';
import { sceneSvg } from '../../../../src/page/figures/scene/sceneSvg.ts';
import type { SceneFigure } from '../../../../src/page/figures/sceneFigure.ts';
import { fitBox } from '../../../../src/page/figures/sceneProjection.ts';
import { landscapeFigure } from '../../../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { chainLoss } from '../../../browser/chainLoss.ts';

const place = (scene: SceneFigure) => ({ camera: scene.camera, width: 400, height: 360, ...fitBox(scene.aspect, 400, 360) });

describe('a domain of 1e-300', () => {
  const axis = chainLoss().axis.map((value) => 1e-300 * value);
  const path = { learner: 'pc' as const, a: [0, 0.5], b: [0, 0.5], height: [0.5, 0.3], residual: [0, 1], iteration: [0, 1] };
  const scene = landscapeFigure(chainLoss({ axis, start: { a: 5e-301, b: 0, height: 0.5 }, paths: [path] }));

  it('has numbers on its axes, a whole surface, and paths cut at its box', () => {
    expect(drawnAxes(scene, place(scene)).labels.map(({ text }) => text)).toContain('5·10⁻³⁰¹');
    const { shapes } = sceneShapes(scene, place(scene));
    expect(shapes.filter(({ isClosed }) => isClosed).length).toBeGreaterThanOrEqual(400);
    expect(shapes.every(({ points }) => points.flat().every(Number.isFinite))).toBe(true);
    const ends = sceneLines(scene).flatMap(({ pieces }) => pieces.flatMap(({ from, to }) => [...from, ...to]));
    expect(ends.every((value) => value > -0.01 && value < 1.01)).toBe(true);
  });

  it('is met by a pointer', () => {
    const { left, top } = onCardOf(scene, place(scene), 5e-301, -5e-301, 0.28);
    const point = surfacePointAt(scene, place(scene), left, top)!;
    expect(point.a / 1e-300).toBeCloseTo(0.5, 2);
  });
});

describe('heights that are not finite in a region', () => {
  const holed = chainLoss().height.map((value, i) => (i % 21 < 7 ? [Number.NaN, Infinity, -Infinity][i % 3] : value));

  it.each([false, true])('leave a patch out, and the rest whole; logarithmic: %s', (logarithmic) => {
    const scales = logarithmic ? { range: [0.01, 2] as [number, number], logarithmic, logarithmicHeights: true } : {};
    const scene = landscapeFigure(chainLoss({ height: holed, ...scales }));
    const { shapes } = sceneShapes(scene, place(scene));
    expect(shapes.filter(({ isClosed, width }) => isClosed && width === 0.5)).toHaveLength(13 * 20);
    expect(sceneSvg(scene, 400, 360)).not.toMatch(/NaN|Infinity/);
    const { left, top } = onCardOf(scene, place(scene), -0.9, 0, 0.5);
    expect(surfacePointAt(scene, place(scene), left, top)?.a ?? 0).toBeGreaterThan(-0.3);
  });

  it('leave the whole surface out where there is none, and keep the axes', () => {
    const scene = landscapeFigure(chainLoss({ height: holed.fill(Number.NaN), start: { a: 0, b: 0, height: Number.NaN } }));
    const { shapes, labels } = sceneShapes(scene, place(scene));
    expect(shapes.filter(({ isClosed }) => isClosed)).toEqual([]);
    expect(labels.length).toBeGreaterThan(8);
  });
});

it('a level sheet that numbers round about a line of equal height has no such line', () => {
  const rounded = chainLoss().height.map((_, i) => 0.5 + 6e-8 * ((i * 7) % 3));
  const { shapes } = sceneShapes(
    landscapeFigure(chainLoss({ height: rounded, range: [0.4, 0.5] })),
    place(landscapeFigure(chainLoss())),
  );
  expect(shapes.filter(({ isClosed, width }) => isClosed && width === 0.5)).toHaveLength(20 * 20);
  expect(shapes.filter(({ isClosed, width }) => !isClosed && width === 0.8)).toEqual([]);
});
