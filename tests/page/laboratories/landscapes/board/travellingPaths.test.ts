/** Paths over a plane that travels with the learners: the marker is the middle of its surface, and distances are those from the plane through it. */
import { describe, expect, it } from 'vitest';
import type { Travelled } from '../../../../../src/model/landscapes/frames.ts';
import type { LearnerPath } from '../../../../../src/model/landscapes/trainingFrames.ts';
import { planeCaption } from '../../../../../src/page/laboratories/landscapes/board/captions.ts';
import { drawnLandscapes } from '../../../../../src/page/laboratories/landscapes/board/drawnLandscapes.ts';
import type { HeightScale } from '../../../../../src/page/laboratories/landscapes/board/heightScales.ts';
import { landscapeFrame, trainingFrame } from '../../../store/scriptedWorker.ts';

/** Unit directions of a plane in three weights, not orthogonal to each other. */
const [u, v] = [
  [1, 0, 0],
  [0.6, 0.8, 0],
];
const points = {
  bp: [
    [0.1, 0.2, 0.3],
    [0.2, 0.1, 0.5],
    [0.4, -0.2, 0.4],
  ],
  pc: [
    [0.1, 0.2, 0.3],
    [-0.5, 0.3, 0.9],
    [-0.9, 1.2, 1.5],
  ],
};

/** Coordinates of a point along u and v: the third weight is off the plane, and the other two are in it. */
function placeOf([x, y]: number[]): { a: number; b: number } {
  const b = y / v[1];
  return { a: x - b * v[0], b };
}

function path(visited: number[][], withWeights: boolean): LearnerPath {
  const heights = Float64Array.from(visited, (_, k) => 1 - 0.1 * k);
  return {
    iteration: Int32Array.from(visited, (_, k) => k),
    a: Float64Array.from(visited, (point) => placeOf(point).a),
    b: Float64Array.from(visited, (point) => placeOf(point).b),
    residual: Float64Array.from(visited, ([, , z]) => Math.abs(z)),
    loss: heights,
    equilibratedEnergy: heights.map((height) => height / 2),
    energyAtStep: [heights],
    weights: withWeights ? Float64Array.from(visited.flat()) : null,
  };
}

const scale: HeightScale = { range: [0, 1], logarithmic: false, logarithmicHeights: false, notes: [] };

function drawn(playhead: number, withWeights = true) {
  const at = (visited: number[][]) => ({ ...placeOf(visited[playhead]), weights: Float64Array.from(visited[playhead]) });
  const travelled: Travelled = { bp: at(points.bp), pc: at(points.pc), metric: [1, 0.6, 1] };
  const start = { ...placeOf(points.bp[0]), loss: 1, equilibratedEnergy: 0.5, energyAtStep: Float64Array.of(1) };
  const landscape = landscapeFrame({ travelled, start });
  const training = { ...trainingFrame(2), bpPath: path(points.bp, withWeights), pcPath: path(points.pc, withWeights) };
  const shown = { landscape, training, time: 'equilibrium', playhead, ramp: 'viridis', theme: 'light' } as const;
  return drawnLandscapes({ ...shown, camera: { x: 1, y: 1, z: 1 } }, { loss: scale, energy: scale });
}

describe('on a plane that has travelled to the learners', () => {
  it.each([0, 1, 2])('each learner stands at the middle of its own surface, at iteration %i', (playhead) => {
    const { loss, energy } = drawn(playhead);
    for (const [landscape, learner] of [
      [loss, 'bp'],
      [energy, 'pc'],
    ] as const) {
      const own = landscape.paths.find((each) => each.learner === learner)!;
      expect(own.iteration).toHaveLength(playhead + 1);
      expect([own.a[playhead], own.b[playhead], own.residual[playhead]]).toEqual([0, 0, 0]);
    }
  });
  it('every other point is as far off as its weights are', () => {
    const { loss, energy } = drawn(2);
    for (const [landscape, from] of [
      [loss, points.bp[2]],
      [energy, points.pc[2]],
    ] as const) {
      for (const { learner, a, b, residual } of landscape.paths) {
        for (const [k, point] of points[learner].entries()) {
          const there = from.map((weight, p) => weight + a[k] * u[p] + b[k] * v[p]);
          expect([there[0], there[1]]).toEqual([expect.closeTo(point[0], 12), expect.closeTo(point[1], 12)]);
          expect(residual[k]).toBeCloseTo(Math.abs(point[2] - from[2]), 6);
        }
      }
    }
  });
  it('the start is where the paths begin', () => {
    const { loss, energy } = drawn(2);
    for (const { start, paths } of [loss, energy]) {
      expect(start.a).toBeCloseTo(paths[0].a[0], 12);
      expect(start.b).toBeCloseTo(paths[1].b[0], 12);
    }
  });
  it('a path whose weights were not recorded is its learner alone', () => {
    const { loss } = drawn(2, false);
    expect(loss.paths.map(({ iteration }) => Array.from(iteration))).toEqual([[2], []]);
    expect([loss.paths[0].a[0], loss.paths[0].b[0]]).toEqual([0, 0]);
    expect(loss.paths[0].residual[0]).toBe(0);
  });
});

it('the caption of a plane that travels says nothing of distances from the plane that stays', () => {
  const frame = landscapeFrame({ planeDescription: 'plane w₁, w₂ through each learner’s weights' });
  const travelled = { ...frame, travelled: { bp: placed(), pc: placed(), metric: [1, 0, 1] } } satisfies typeof frame;
  expect(planeCaption(frame, 0.25)).toMatch(/up to 0.25 off the plane/);
  expect(planeCaption(travelled, 0.25)).not.toMatch(/off the plane/);
});

const placed = () => ({ a: 0, b: 0, weights: Float64Array.of(0, 0) });

it('the caption of the plane of both paths says how far they are off, in the sentence about the plane', () => {
  const frame = landscapeFrame({
    planeDescription: 'plane through the origin: holds 99.2 % of both paths’ squared distance',
    captured: { share: 0.992, farthest: 0.08 },
  });
  expect(planeCaption(frame, 0.08)).toBe(
    'plane through the origin: holds 99.2 % of both paths’ squared distance, at most 0.080 off · 2 × 2',
  );
});
