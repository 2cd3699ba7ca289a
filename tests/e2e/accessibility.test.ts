/** The page reads well to everybody: no serious axe violation, every promised name, and a silent console. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figure, figureNames } from './figures.ts';
import { seriousViolations } from './seriousViolations.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const screens = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

test.each([
  ['light', 'desktop'],
  ['dark', 'desktop'],
  ['light', 'phone'],
  ['dark', 'phone'],
] as const)('%s, %s: no serious violation, nothing on the console', async (colorScheme, screen) => {
  const { page, complaints } = await openPage(browser, at('?iterations=5'), { colorScheme, viewport: screens[screen] });
  await atRest(page);
  if (screen === 'phone') await page.getByRole('button', { name: 'Controls' }).click();
  expect(await seriousViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ['spectrum', 'light', 'desktop', 'all 45 eigenvalues'],
  ['spectrum', 'dark', 'phone', 'all 45 eigenvalues'],
  ['data', 'dark', 'desktop', 'drawn anew, without end'],
  ['theory', 'dark', 'desktop', 'Strict: Theorem 2'],
  ['theory', 'light', 'phone', 'Strict: Theorem 2'],
] as const)('the tab %s, %s, %s: no serious violation', async (panel, colorScheme, screen, filled) => {
  const address = at(`?${flat}&experiment=figure-3-2&panel=${panel}&iterations=5&resolution=15`);
  const { page, complaints } = await openPage(browser, address, { colorScheme, viewport: screens[screen] });
  await page.getByText(filled).waitFor({ timeout: 60_000 });
  expect(await seriousViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens[screen].width);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('every name that a screen reader relies on exists', async () => {
  const { page } = await openPage(browser, at('?iterations=5'));
  await atRest(page);
  const sliders = ['Hidden layers', 'Width', 'Initial scale', 'Learning rate', 'Inference steps', 'Step size', 'Inference time'];
  const names = [
    ...sliders.map((name) => ['slider', name] as const),
    ...['Run', 'Step', 'Reset', 'Share', 'Export'].map((name) => ['button', name] as const),
    ...['Experiment', 'Compute path'].map((name) => ['combobox', name] as const),
  ];
  for (const [role, name] of names) expect(await page.getByRole(role, { name, exact: true }).count(), `${role} ${name}`).toBe(1);
  for (const name of figureNames) expect(await figure(page, name).count(), name).toBe(1);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page
    .getByRole('button', { name: 'Pause', exact: true })
    .or(page.getByRole('button', { name: 'Run', exact: true }))
    .waitFor();
  await page.context().close();
});

test('on 1440 x 900 the page does not scroll', async () => {
  const { page } = await openPage(browser, at('?iterations=5'));
  await atRest(page);
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
  expect(size).toEqual([1440, 900]);
  await page.context().close();
});
