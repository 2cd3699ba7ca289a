/** The code of flat figures waits for the first scenes, but neither for later ones nor for long. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => void vi.useRealTimers());

const loaded = () => import('../../../src/page/loading/firstScenes.ts');

/** Whether a promise has been kept by now. */
async function isKept(promise: Promise<void>): Promise<boolean> {
  let kept = false;
  void promise.then(() => {
    kept = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return kept;
}

test('a page without scenes waits for nothing', async () => {
  const { firstScenesDrawn } = await loaded();
  expect(await isKept(firstScenesDrawn())).toBe(true);
});

test('both scenes are waited for, and no scene after them', async () => {
  const { expectScene, firstScenesDrawn } = await loaded();
  const [loss, energy] = [expectScene(), expectScene()];
  loss();
  expect(await isKept(firstScenesDrawn())).toBe(false);
  energy();
  expect(await isKept(firstScenesDrawn())).toBe(true);
  expectScene();
  expect(await isKept(firstScenesDrawn())).toBe(true);
});

test('a scene that does not come is waited for during a second and a half', async () => {
  const { expectScene, firstScenesDrawn } = await loaded();
  expectScene();
  const drawn = firstScenesDrawn();
  await vi.advanceTimersByTimeAsync(1400);
  expect(await isKept(drawn)).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(await isKept(drawn)).toBe(true);
});
