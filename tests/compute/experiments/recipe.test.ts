/** Recipes whose code comes later: with the first request, once, and again after it did not come. */
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/compute/engine/engine.ts';
import { loadedLater, type Recipe } from '../../../src/compute/experiments/recipe.ts';
import type { DataFrame } from '../../../src/model/landscapes/frames.ts';

const frame = { kind: 'data' } as DataFrame;
const recipe: Recipe<'data'> = async function* () {
  yield frame;
};
const request = { kind: 'data' } as Parameters<Recipe<'data'>>[0];

async function framesOf(asked: Recipe<'data'>): Promise<unknown[]> {
  const frames = [];
  for await (const each of asked(request, {} as Engine, new AbortController().signal)) frames.push(each);
  return frames;
}

describe('a recipe that is loaded later', () => {
  it('is loaded with its first request, and once', async () => {
    let loads = 0;
    const later = loadedLater<'data'>(async () => {
      loads++;
      return recipe;
    });
    expect(loads).toBe(0);
    expect(await framesOf(later)).toEqual([frame]);
    expect(await framesOf(later)).toEqual([frame]);
    expect(loads).toBe(1);
  });

  it('says what is missing where its code does not come, and is asked for again', async () => {
    let comes = false;
    const later = loadedLater<'data'>(async () => {
      if (!comes) throw new TypeError('Failed to fetch');
      return recipe;
    });
    await expect(framesOf(later)).rejects.toMatchObject({
      name: 'PartMissing',
      message: 'data: a part of the worker does not come (Failed to fetch)',
    });
    comes = true;
    expect(await framesOf(later)).toEqual([frame]);
  });
});
