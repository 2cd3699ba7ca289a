/** Paths are cut at the box, fade with the distance from the plane, and are joined to the sheet by drop lines; the same numbers give the same lines. */
import { describe, expect, it } from 'vitest';
import { drawnPoints, RememberedLines, sceneLines } from '../../../../src/page/figures/scene/sceneLines.ts';
import { sceneMarkers } from '../../../../src/page/figures/scene/sceneMarkers.ts';
import { onCardOf, pathPointAt, pathPointText } from '../../../../src/page/figures/scene/scenePicking.ts';
import { sceneShapes } from '../../../../src/page/figures/scene/sceneShapes.ts';
import type { SceneFigure, ScenePath } from '../../../../src/page/figures/sceneFigure.ts';
import { fitBox } from '../../../../src/page/figures/sceneProjection.ts';
import { landscapeFigure } from '../../../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { chainLoss } from '../../../browser/chainLoss.ts';

const path = (change: Partial<ScenePath>): ScenePath => ({
  name: 'PC',
  colour: '#0072B2',
  x: [0, 0.5],
  y: [0, 0],
  z: [1, 1],
  iteration: [0, 1],
  residual: [0, 0],
  ...change,
});

/** A level sheet at height 1 in a box from 0 to 2. */
const scene = (...paths: ScenePath[]): SceneFigure => {
  const level = landscapeFigure(chainLoss({ height: new Float64Array(441).fill(1) }));
  const [x, y, z] = level.axes;
  return { ...level, axes: [x, y, { ...z, range: [0, 2] }], paths };
};

describe('sceneLines', () => {
  it('draws a path on the sheet as one line of its colour, without drop lines', () => {
    const [line, ...others] = sceneLines(scene(path({})));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ colour: '#0072B2', showsThrough: true });
    expect(line.pieces[0]).toMatchObject({ from: [0.5, 0.5, 0.5], to: [0.75, 0.5, 0.5], strength: [1, 1] });
  });

  it('cuts a path at the box, however far out the path goes', () => {
    const [line] = sceneLines(scene(path({ x: [0, 1e21], z: [1, 1] })));
    expect(line.pieces).toHaveLength(1);
    expect(line.pieces[0].to[0]).toBeCloseTo(1, 5);
    expect(sceneLines(scene(path({ x: [5, 6] })))).toEqual([]);
    expect(sceneLines(scene(path({ z: [Number.NaN, 1] })))).toEqual([]);
  });

  it('joins a path off the plane to its projection on the sheet, and fades with the distance', () => {
    const [drops, projection, line] = sceneLines(scene(path({ z: [1.5, 0.5], residual: [0, 1] })));
    expect(drops.pieces.map(({ from, to }) => [from[2], to[2]])).toEqual([
      [0.75, 0.5],
      [0.25, 0.5],
    ]);
    expect(projection.pieces[0]).toMatchObject({ from: [0.5, 0.5, 0.5], to: [0.75, 0.5, 0.5] });
    const [start, end] = line.pieces[0].strength;
    expect(start).toBe(1);
    expect(end).toBeLessThan(0.5);
  });

  it('has few drop lines on a long path', () => {
    const x = Array.from({ length: 2000 }, (_, i) => -1 + i / 1000);
    const long = path({ x, y: x.map(() => 0), z: x.map(() => 1.5), residual: x.map(() => 0.5) });
    const [drops] = sceneLines(scene(long));
    expect(drops.pieces.length).toBeGreaterThan(20);
    expect(drops.pieces.length).toBeLessThan(27);
    const gaps = drops.pieces.slice(1).map(({ to }, i) => to[0] - drops.pieces[i].to[0]);
    expect(Math.min(...gaps)).toBeGreaterThan(0.04);
    expect(Math.max(...gaps)).toBeLessThan(0.1);
  });

  it('has one drop line where a path only falls, at its end', () => {
    const falls = path({ x: Array(50).fill(0), y: Array(50).fill(0), z: Array.from({ length: 50 }, (_, i) => 1.9 - i / 100) });
    const [drops] = sceneLines(scene({ ...falls, residual: Array(50).fill(0.3) }));
    expect(drops.pieces).toHaveLength(1);
    expect(drops.pieces[0].from[2]).toBeCloseTo(1.41 / 2, 9);
  });

  it('fades drop lines with the distance off the plane', () => {
    const ends = (residual: number) =>
      sceneLines(scene(path({ z: [1.5, 1.5], residual: [residual, residual] })))[0].pieces[0].strength;
    expect(ends(0.8)[0]).toBeLessThan(0.7 * ends(0)[0]);
  });
});

describe('drawnPoints', () => {
  const numbers = (count: number) => Float64Array.from({ length: count }, (_, i) => i);

  it.each([0, 1, 1500])('are all %i points', (count) => {
    expect(drawnPoints(path({ x: numbers(count) }))).toEqual([...numbers(count)]);
  });

  it('are few enough of 100,000, with both ends, and stay as the path grows', () => {
    const some = drawnPoints(path({ x: numbers(100_000) }));
    expect(some.length).toBeLessThanOrEqual(1501);
    expect([some[0], some.at(-1)]).toEqual([0, 99_999]);
    const more = drawnPoints(path({ x: numbers(100_100) }));
    expect(more.slice(0, some.length - 1)).toEqual(some.slice(0, -1));
  });
});

describe('RememberedLines', () => {
  it('gives the same lines under another camera, and others where a path grows', () => {
    const [x, y, z] = [0, 0.1, 0.2].map((value) => Float64Array.of(value, value + 0.1, value + 0.2));
    const until = (count: number) =>
      path({ x: x.subarray(0, count), y: y.subarray(0, count), z: z.subarray(0, count), residual: null });
    const [short, turned, long] = [scene(until(2)), { ...scene(until(2)), camera: { x: 1, y: 1, z: 1 } }, scene(until(3))];
    for (const each of [turned, long]) each.surface = short.surface;
    const remembered = new RememberedLines();
    const lines = remembered.linesOf(short);
    expect(remembered.linesOf(turned)).toBe(lines);
    expect(remembered.linesOf(long)).not.toBe(lines);
  });
});

describe('sceneMarkers', () => {
  it('have the arrow head of a path that leaves on the wall, aimed along the path', () => {
    const through = (change: Partial<ScenePath>) => sceneMarkers(scene(path(change)))[0];
    const down = through({ x: [0, 0], z: [1, -3] });
    expect(down).toMatchObject({ shape: 'arrow', at: [0.5, 0.5, expect.closeTo(0, 5)] });
    expect(down.towards![2]).toBeLessThan(-1);
    const comesBack = through({ x: [0, 3, 0.2], y: [0, 0, 0], z: [1, 1, 1] });
    expect(comesBack).toMatchObject({ shape: 'disc', at: [0.6, 0.5, 0.5] });
    const diverges = through({ x: [0, 0.5, Number.NaN], y: [0, 0, 0], z: [1, 1, 1] });
    expect(diverges).toMatchObject({ shape: 'arrow', at: [0.75, 0.5, 0.5], towards: [1, 0.5, 0.5] });
  });

  it('are told under a pointer, with the height that the path has now', () => {
    const figure = scene(path({ x: [0, 0], z: [1, -3], iteration: [4, 9] }));
    const place = { camera: figure.camera, width: 400, height: 360, ...fitBox(figure.aspect, 400, 360) };
    const { left, top } = onCardOf(figure, place, 0, 0, 0);
    const point = pathPointAt(figure, place, left, top)!;
    expect(pathPointText(figure, point)).toEqual(['PC leaves the box here, after iteration 4', 'loss −3 at iteration 9']);
  });

  it('are three corners among flat shapes, the tip along the path', () => {
    const figure = scene(path({ x: [0, 0], z: [1, -3] }));
    const place = { camera: figure.camera, width: 400, height: 360, ...fitBox(figure.aspect, 400, 360) };
    const head = sceneShapes(figure, place).shapes.find(({ fill, isClosed }) => isClosed && fill === '#0072B2')!;
    const [tip, ...corners] = head.points;
    expect(corners).toHaveLength(2);
    for (const [, top] of corners) expect(tip[1]).toBeGreaterThan(top + 8);
  });

  it('mark where a learner stands, where a path leaves the box, and the start', () => {
    const shapes = (...paths: ScenePath[]) => sceneMarkers(scene(...paths)).map(({ shape, at }) => [shape, at[0]]);
    expect(shapes(path({}))).toEqual([
      ['disc', 0.75],
      ['diamond', 0.525],
    ]);
    expect(shapes(path({ x: [0, 0.5, 3], y: [0, 0, 0], z: [1, 1, 1] }))[0]).toEqual(['arrow', expect.closeTo(1, 5)]);
    expect(shapes(path({ x: [0], y: [0], z: [1] }))).toEqual([['diamond', 0.525]]);
  });
});
