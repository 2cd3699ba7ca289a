/** Gestures move the eye about the middle: turning keeps the distance, zooming keeps the direction, and neither goes to where nothing could be seen. */
import { describe, expect, it } from 'vitest';
import { movedByKey, turned, zoomed } from '../../../../src/page/figures/scene/orbit.ts';
import { defaultCamera } from '../../../../src/page/view/viewFields.ts';

const distance = ({ x, y, z }: { x: number; y: number; z: number }): number => Math.hypot(x, y, z);

describe('turned', () => {
  it('goes around at the same height and distance', () => {
    const camera = turned({ x: 1, y: 0, z: 1 }, Math.PI / 2, 0);
    expect([camera.x, camera.y, camera.z].map((value) => Number(value.toFixed(12)))).toEqual([0, 1, 1]);
  });

  it('never looks straight down, where right and left would change places', () => {
    for (const elevation of [5, -5]) {
      const { x, y, z } = turned(defaultCamera, 0, elevation);
      expect(Math.hypot(x, y)).toBeGreaterThan(0.02);
      expect(Math.sign(z)).toBe(Math.sign(elevation));
    }
  });
});

describe('zoomed', () => {
  it('keeps the direction, and stays between the nearest and the farthest place', () => {
    const near = zoomed(defaultCamera, 0.5);
    expect(near.x / near.y).toBeCloseTo(defaultCamera.x / defaultCamera.y, 12);
    expect(distance(near)).toBeCloseTo(0.5 * distance(defaultCamera), 12);
    expect(distance(zoomed(defaultCamera, 1e-9))).toBeCloseTo(0.7, 12);
    expect(distance(zoomed(defaultCamera, 1e9))).toBeCloseTo(12, 12);
  });
});

describe('movedByKey', () => {
  it.each([
    ['ArrowLeft', 'ArrowRight'],
    ['ArrowUp', 'ArrowDown'],
    ['+', '-'],
  ])('%s and %s undo each other', (there, back) => {
    const gone = movedByKey(defaultCamera, there, defaultCamera)!;
    expect(distance({ x: gone.x - defaultCamera.x, y: gone.y - defaultCamera.y, z: gone.z - defaultCamera.z })).toBeGreaterThan(
      0.05,
    );
    const { x, y, z } = movedByKey(gone, back, defaultCamera)!;
    expect(distance({ x: x - defaultCamera.x, y: y - defaultCamera.y, z: z - defaultCamera.z })).toBeLessThan(1e-12);
  });

  it('knows Home, and leaves every other key to the page', () => {
    expect(movedByKey({ x: 3, y: 2, z: 1 }, 'Home', defaultCamera)).toBe(defaultCamera);
    expect(movedByKey(defaultCamera, 'r', defaultCamera)).toBeNull();
  });
});
