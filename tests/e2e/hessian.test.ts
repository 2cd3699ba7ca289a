/** `saddlescope.hessian` in a real browser, against tests/reference, against the closed form, and against itself by another method. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HessianAnswer, HessianRequest } from '../../src/model/scripts.ts';
import { expectClose } from '../compute/closeness.ts';
import { at } from './address.ts';
import { ask, launchBrowser, openPage } from './browser.ts';

type Case = Omit<HessianRequest, 'method' | 'backend'> & { name: string; expected: Omit<HessianAnswer, 'backend' | 'method'> };
const cases: Case[] = JSON.parse(readFileSync('tests/reference/hessians.json', 'utf8'));

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
  ({ page } = await openPage(browser, at()));
});
afterAll(() => browser?.close());

const hessian = (request: object) => ask<HessianAnswer>(page, 'hessian', request);

describe.each(cases)('$name', ({ network, weights, x, y, expected }) => {
  test('agrees with the reference', async () => {
    const answer = await hessian({ network, weights, x, y });
    expect(answer).toMatchObject({ method: 'dense', parameters: expected.parameters });
    expectClose(answer.lossHessianEigenvalues, expected.lossHessianEigenvalues, 1e-8);
    expectClose(answer.energyHessianEigenvalues, expected.energyHessianEigenvalues, 1e-8);
    if (expected.lossHessian) expectClose(answer.lossHessian!.data, expected.lossHessian.data, 1e-8);
    if (expected.energyHessian) expectClose(answer.energyHessian!.data, expected.energyHessian.data, 1e-8);
    if (expected.outputCovarianceEigenvalues) {
      expectClose(answer.outputCovarianceEigenvalues, expected.outputCovarianceEigenvalues, 1e-9);
    }
  });

  test('Lanczos finds the same ends', async () => {
    const { lossHessianEigenvalues, energyHessianEigenvalues } = await hessian({ network, weights, x, y, method: 'lanczos' });
    const ends = (all: number[]) => [all[0], all[all.length - 1]];
    expectClose(lossHessianEigenvalues, ends(expected.lossHessianEigenvalues), 1e-4);
    expectClose(energyHessianEigenvalues, ends(expected.energyHessianEigenvalues), 1e-4);
  });
});

/** At the origin, with one sample: nothing to compute but Sigma_yy. */
function atTheOrigin(widths: number[]) {
  const matrix = (rows: number, columns: number, value: number) => ({
    shape: [rows, columns],
    data: new Array<number>(rows * columns).fill(value),
  });
  return {
    network: { widths, activation: 'linear' },
    weights: widths.slice(1).map((width, l) => matrix(width, widths[l], 0)),
    x: matrix(1, widths[0], 1),
    y: matrix(1, widths[widths.length - 1], 2),
  };
}

test('beyond 2,000 parameters Lanczos answers with the ends: 784-10-10-10-10-10 at the origin', async () => {
  const answer = await hessian(atTheOrigin([784, 10, 10, 10, 10, 10]));
  expect(answer).toMatchObject({ method: 'lanczos', parameters: 8240 });
  expectClose([...answer.lossHessianEigenvalues, 1], [0, 0, 1], 1e-12);
  expectClose(answer.energyHessianEigenvalues, [-40, 0], 1e-9); // -lambda_max(Sigma_yy) = -|y|^2
});

test.each([
  ['a full Hessian that does not fit', { ...atTheOrigin([784, 10, 10]), method: 'dense' }, /largest that fits: 2000; Lanczos/],
  ['an unknown method', { ...atTheOrigin([1, 1, 1]), method: 'qr' }, /invalid method: "qr" \(expected one of dense, lanczos\)/],
  ['weights of another shape', { ...atTheOrigin([1, 1, 1]), weights: atTheOrigin([1, 2, 1]).weights }, /invalid weights\[0\]/],
])('%s is refused in words', async (_, request, message) => {
  await expect(hessian(request)).rejects.toThrow(message);
});
