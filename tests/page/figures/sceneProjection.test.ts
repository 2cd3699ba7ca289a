import { describe, expect, it } from 'vitest';
import { heightAt, surfaceHit } from '../../../src/page/figures/planePointer.ts';
import { boxProjection, cubeAspect, fitBox, type Scene, sceneProjection } from '../../../src/page/figures/sceneProjection.ts';
import { defaultCamera } from '../../../src/page/view/viewFields.ts';

const scene = (change: Partial<Scene> = {}): Scene => ({
  camera: { x: 0, y: -2, z: 0.0001 },
  aspect: { x: 1, y: 1, z: 1 },
  ranges: { x: [-1, 1], y: [-1, 1], z: [0, 4] },
  width: 400,
  height: 200,
  ...change,
});

describe('sceneProjection', () => {
  it('puts the cube’s centre in the middle of the card', () => {
    const { left, top, depth } = sceneProjection(scene()).project(0, 0, 2);
    expect([left, top]).toEqual([200, 100]);
    expect(depth).toBeCloseTo(2, 6);
  });

  it('shows half of an object of height 4 tan(22.5°) at distance 2', () => {
    // The field of view is 45 degrees upright: half a cube unit at distance 2 is 0.5 / (2 tan 22.5°) of the half height.
    const { top } = sceneProjection(scene()).project(0, 0, 4);
    expect(100 - top).toBeCloseTo((100 * 0.5) / (2 * Math.tan(Math.PI / 8)), 2);
  });

  it('sends the ray under a pixel through every point that falls on it', () => {
    const projection = sceneProjection(scene({ camera: defaultCamera }));
    const { left, top } = projection.project(0.3, -0.4, 1);
    const { origin, direction } = projection.rayAt(left, top);
    const along = (0.3 - origin[0]) / direction[0];
    expect(origin[1] + along * direction[1]).toBeCloseTo(-0.4, 9);
    expect(origin[2] + along * direction[2]).toBeCloseTo(1, 9);
  });
});

describe('surfaceHit', () => {
  const axis = [-1, 0, 1];
  const saddle = { axis, height: axis.flatMap((b) => axis.map((a) => 2 + a * b)) };

  it('finds the point that is seen under a pixel', () => {
    const projection = sceneProjection(scene({ camera: defaultCamera }));
    const { left, top } = projection.project(0.25, -0.5, 2 - 0.125);
    const hit = surfaceHit(projection.rayAt(left, top), saddle);
    expect(hit?.a).toBeCloseTo(0.25, 2);
    expect(hit?.b).toBeCloseTo(-0.5, 2);
  });

  it('misses beside the surface', () => {
    expect(surfaceHit(sceneProjection(scene({ camera: defaultCamera })).rayAt(1, 1), saddle)).toBeNull();
  });

  it('is bilinear between grid points and absent outside', () => {
    expect(heightAt(saddle, 0.5, 0.5)).toBeCloseTo(2.25, 12);
  });

  it('is absent beside a point without a height', () => {
    const holes = [-1, -1, -1, -1, -1, -1, -1, -1, 4];
    expect(heightAt({ ...saddle, holes }, 0.5, 0.5)).toBeNaN();
    expect(heightAt({ ...saddle, holes }, -0.5, 0.5)).toBeCloseTo(1.75, 12);
  });
});

describe('fitBox', () => {
  const cards = [
    [390, 540],
    [360, 320],
    [395, 470],
    [1200, 300],
  ] as const;
  const seen = (width: number, height: number) => {
    const { project } = boxProjection({ camera: defaultCamera, width, height, ...fitBox(cubeAspect, width, height) });
    const corners = [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((z) => project(x, y, z))));
    const [across, down] = [corners.map(({ left }) => left), corners.map(({ top }) => top)];
    return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
  };

  it.each(cards)('keeps every corner of the box on a card of %i x %i, with room for words', (width, height) => {
    const { left, right, top, bottom } = seen(width, height);
    expect(left).toBeGreaterThan(40);
    expect(right).toBeLessThan(width - 20);
    expect(top).toBeGreaterThan(20);
    expect(bottom).toBeLessThan(height - 30);
  });

  it.each(cards)('fills a card of %i x %i: at least 70 %% of its smaller side', (width, height) => {
    const { left, right, top, bottom } = seen(width, height);
    expect(Math.max(right - left, bottom - top)).toBeGreaterThan(0.7 * Math.min(width, height));
  });
});
