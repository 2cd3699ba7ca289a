import { beforeEach, expect, test } from 'vitest';
import { drawNever, drawSoon } from '../../src/page/figures/drawQueue.ts';

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
const task = () => new Promise((resolve) => setTimeout(resolve));

/** A frame in which nothing is drawn. */
beforeEach(async () => {
  await frame();
  await frame();
});

test('a plot is drawn before the next frame, and in a task of its own', async () => {
  const order: string[] = [];
  requestAnimationFrame(() => order.push('frame'));
  drawSoon({}, () => void order.push('drawn'));
  order.push('asked');
  await frame();
  await task();
  expect(order).toEqual(['asked', 'drawn', 'frame']);
});

test('it is drawn at most once a frame, with the newest figure', async () => {
  const plot = {};
  const drawn: { name: string; at: number }[] = [];
  let frames = 0;
  requestAnimationFrame(function count() {
    frames++;
    if (frames < 4) requestAnimationFrame(count);
  });
  const draw = (name: string) => () => void drawn.push({ name, at: frames });
  drawSoon(plot, draw('older'));
  drawSoon(plot, () => {
    draw('newer')();
    drawSoon(plot, draw('older again'));
    drawSoon(plot, draw('newest'));
  });
  while (frames < 4) await frame();
  await task();
  expect(drawn.map(({ name }) => name)).toEqual(['newer', 'newest']);
  expect(drawn[1].at).toBeGreaterThan(drawn[0].at);
});

test('a plot need not wait for the next frame because another was drawn', async () => {
  const order: string[] = [];
  requestAnimationFrame(() => order.push('frame'));
  await new Promise<void>((resolve) => drawSoon({}, resolve));
  drawSoon({}, () => void order.push('another'));
  await frame();
  await task();
  expect(order).toEqual(['another', 'frame']);
});

test('two plots asked for together are drawn in tasks of their own', async () => {
  const order: string[] = [];
  for (const name of ['loss', 'energy']) {
    drawSoon({ name }, () => {
      order.push(name);
      queueMicrotask(() => order.push(`after ${name}`)); // a task’s end
    });
  }
  await task();
  await task();
  expect(order).toEqual(['loss', 'after loss', 'energy', 'after energy']);
});

test('what is no longer wanted is not drawn', async () => {
  const plot = {};
  drawSoon(plot, () => expect.unreachable('drawn'));
  drawNever(plot);
  await frame();
  await task();
});
