/** The second-order view on the page: exact for the toy net, its error shown for tanh, along inference and along training. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figureData } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

/** The Newton step's relative error, which is written as 0.02 or 1.2·10⁻¹⁶. */
async function newtonError(page: Page): Promise<number> {
  const text = await page.getByRole('row', { name: '|dz − dz*| / |dz*|' }).getByRole('cell').last().textContent();
  const [mantissa, power] = text!.split('·10');
  const digits = [...(power ?? '')].map((sign) => (sign === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)))).join('');
  return Number(mantissa) * 10 ** Number(digits || 0);
}

test('the toy net: one Newton step is the equilibrium, and F* is the direct way', async () => {
  const { page, complaints } = await openPage(browser, at(`?${flat}&experiment=second-order-3&resolution=15&at=60`));
  await page.getByText(/BP 1\.[23]\d, PC 1\.0\d/).waitFor({ timeout: 60_000 });
  await expect.poll(() => newtonError(page)).toBeLessThan(1e-8);
  await expect
    .poll(async () => (await figureData(page, 'Directions along training')).map(({ x }) => x.length))
    .toEqual([31, 31, 31, 31]);
  const inference = await figureData(page, 'Directions along inference');
  expect(inference.find(({ name }) => name === 'PC after t steps')!.x).toHaveLength(21);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a tanh net: the approximation’s error is shown', async () => {
  const { page } = await openPage(
    browser,
    at(
      `?${flat}&experiment=figure-2-right&activation=tanh&scale=0.3&panel=directions&directionsOf=error&iterations=10&resolution=15&at=10&probe=start`,
    ),
  );
  await expect.poll(() => newtonError(page).catch(() => 0), { timeout: 60_000 }).toBeGreaterThan(1e-3);
  expect(await newtonError(page)).toBeLessThan(0.5);
  await expect
    .poll(async () => (await figureData(page, 'Directions along training')).map(({ x }) => x.length), { timeout: 60_000 })
    .toEqual([11, 11]);
  await page.context().close();
});
