/** The scripting door: the examples of docs/scripting.md run, a bad request says what would be right, and neither disturbs the page. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvaluateAnswer } from '../../src/model/scripts.ts';
import { at } from './address.ts';
import { ask, launchBrowser, openPage } from './browser.ts';
import { atRest, sliderValue } from './figures.ts';

const one = (...data: number[]) => ({ shape: [data.length, 1], data });

const evaluation = {
  network: { widths: [1, 1, 1], activation: 'linear' },
  weights: [one(0.5), one(-0.3)],
  x: one(1, 0.9),
  y: one(-1, -0.9),
  inference: { dt: 0.1, steps: 20 },
};
const surface = {
  network: evaluation.network,
  x: one(1),
  y: one(-1),
  plane: { axis: [-1, 0, 1], otherWeights: [] },
  inference: { dt: 0.1, record: [0, 20] },
};
const { network, weights, inference } = evaluation;
const training = { network, weights, inference, learningRate: 0.1, learner: 'pc', batches: [{ x: one(1), y: one(-1) }] };

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
  ({ page } = await openPage(browser, at('?resolution=15&iterations=3')));
  await atRest(page);
});
afterAll(() => browser?.close());

test.each([
  ['a weight of another shape', 'evaluate', { ...evaluation, weights: [one(0.5, 1), one(-0.3)] }, /weights\[0\].*expected/s],
  ['a layer too few', 'evaluate', { ...evaluation, weights: [one(0.5)] }, /weights.*1.*expected.*2/s],
  ['data that do not fill their shape', 'evaluate', { ...evaluation, x: { shape: [2, 1], data: [1] } }, /x.*expected.*2/s],
  ['as many x as y', 'evaluate', { ...evaluation, y: one(-1) }, /y.*expected/s],
  [
    'depth 0',
    'evaluate',
    { ...evaluation, network: { widths: [1, 1], activation: 'linear' }, weights: [one(1)] },
    /widths.*\[1,1\].*expected.*1 to 64 hidden/s,
  ],
  [
    'an unknown activation',
    'evaluate',
    { ...evaluation, network: { widths: [1, 1, 1], activation: 'sine' } },
    /activation.*sine.*expected.*tanh/s,
  ],
  ['dt = 0', 'evaluate', { ...evaluation, inference: { dt: 0, steps: 20 } }, /dt.*0.*expected/s],
  ['a negative dt', 'surface', { ...surface, inference: { dt: -0.1, record: [0] } }, /dt.*-0\.1.*expected/s],
  ['a negative number of steps', 'evaluate', { ...evaluation, inference: { dt: 0.1, steps: -1 } }, /steps.*-1.*expected/s],
  ['an unknown backend', 'evaluate', { ...evaluation, backend: 'cuda' }, /backend.*cuda.*expected.*reference/s],
  ['an unknown learner', 'train', { ...training, learner: 'hebb' }, /learner.*hebb.*expected.*bp/s],
  ['a learning rate of 0', 'train', { ...training, learningRate: 0 }, /learningRate.*0.*expected/s],
  [
    'a batch of another width',
    'train',
    { ...training, batches: [{ x: { shape: [1, 2], data: [1, 1] }, y: one(-1) }] },
    /batches\[0\].*expected/s,
  ],
] as const)('%s is refused with the field, the value and what would be right', async (_, question, request, message) => {
  await expect(ask(page, question, request)).rejects.toThrow(message);
});

test('a NaN weight is refused by its place', async () => {
  const refusal = page.evaluate(
    (request) =>
      window.saddlescope.evaluate({ ...request, weights: [request.weights[0], { shape: [1, 1], data: [Number.NaN] }] }),
    evaluation,
  );
  await expect(refusal).rejects.toThrow(/weights\[1\].*NaN.*expected/s);
});

test('a grid too large is refused with the largest size that fits', async () => {
  const axis = Array.from({ length: 8000 }, (_, i) => i);
  await expect(ask(page, 'surface', { ...surface, plane: { axis, otherWeights: [] } })).rejects.toThrow(
    /grid too large: 8000 x 8000.*largest that fits: \d+ x \d+/s,
  );
});

test('after bad requests the page shows what it showed, and answers a good one', async () => {
  const before = await page.evaluate(() => JSON.stringify(window.saddlescope.state));
  await expect(ask(page, 'evaluate', { ...evaluation, backend: 'cuda' })).rejects.toThrow();
  expect(await page.evaluate(() => JSON.stringify(window.saddlescope.state))).toBe(before);
  const { loss } = await ask<EvaluateAnswer>(page, 'evaluate', evaluation);
  expect(loss).toBeCloseTo((0.85 ** 2 * (1 + 0.81)) / 4, 12); // f(x) = -0.15 x
});

test('a bad setState is refused and changes nothing', async () => {
  await expect(page.evaluate(() => window.saddlescope.setState({ hidden: 0 }))).rejects.toThrow(/hidden: 0.*expected.*1 to 64/s);
  expect(await sliderValue(page, 'Hidden layers')).toBe(1);
});

test.each(documentedExamples())('the example of docs/scripting.md runs: %s', async (example) => {
  await page.evaluate(`(async () => { ${example} })()`);
});

test('setState moves the controls', async () => {
  await page.evaluate(() => window.saddlescope.setState({ hidden: 3, scale: 0.02 }));
  expect(await sliderValue(page, 'Hidden layers')).toBe(3);
  expect(await sliderValue(page, 'Initial scale')).toBe(0.02);
});

function documentedExamples(): string[] {
  return [...readFileSync('docs/scripting.md', 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
}
