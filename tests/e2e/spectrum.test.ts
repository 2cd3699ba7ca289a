/** The tabs of the right column, and the spectrum and the theory behind two of them. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figure, figureData, slider } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
const cells = (page: Page, row: string) => page.getByRole('row', { name: row }).getByRole('cell').allInnerTexts();
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** A number as the page writes it: true minus signs, and powers of ten with superscripts. */
const read = (text: string): number =>
  Number(
    text
      .replaceAll('−', '-')
      .replace('·10', 'e')
      .replace('⁻', '-')
      .replace(/[⁰-⁹¹²³]/g, (digit) => String(superscripts.indexOf(digit))),
  );

const quick = `${flat}&resolution=15&iterations=5`;

test('tabs work by keyboard: arrows move, Enter opens, the address keeps it', async () => {
  const { page, complaints } = await openPage(browser, at(`?${quick}`));
  expect(await tab(page, 'Inference').getAttribute('aria-selected')).toBe('true');
  await tab(page, 'Inference').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => tab(page, 'Spectrum').evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await tab(page, 'Inference').getAttribute('aria-selected')).toBe('true'); // moving does not open
  await page.keyboard.press('Enter');
  expect(await tab(page, 'Spectrum').getAttribute('aria-selected')).toBe('true');
  await page.getByRole('tabpanel', { name: 'Spectrum' }).waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft'); // around to the last
  await page.keyboard.press('ArrowRight');
  expect(await tab(page, 'Inference').evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => new URL(page.url()).searchParams.get('panel')).toBe('spectrum');
  await page.reload();
  await page.getByRole('tabpanel', { name: 'Spectrum' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('at the origin both spectra are theory’s, and the bound holds', async () => {
  const { page, complaints } = await openPage(browser, at(`?experiment=figure-3-3&${quick}`));
  await expect.poll(() => page.getByText(/all 56 eigenvalues of the loss/).count(), { timeout: 60_000 }).toBe(1);
  for (const row of ['λmin of loss', 'λmax of loss', 'λmin of F*', 'λmax of F*']) {
    const [measured, theory, difference] = (await cells(page, row)).map(read);
    expect(difference, row).toBeLessThan(1e-6 * 3);
    expect(measured, row).toBeCloseTo(theory, 3);
  }
  const lambdaMin = read((await cells(page, 'λmin of F*'))[0]);
  const bound = read((await cells(page, 'bound'))[1]);
  expect(lambdaMin).toBeLessThanOrEqual(bound);
  expect(bound).toBeLessThan(-2.9); // x is about 1 in each of three coordinates
  const traces = await figureData(page, 'Spectrum');
  const [energy, theory] = ['energy', 'theory'].map((name) => traces.find((trace) => trace.name === name)!);
  expect(energy.y).toEqual(theory.y);
  const [loss, fstar] = await figureData(page, 'Hessian');
  expect(Math.max(...(loss.z as number[][]).flat().map(Math.abs))).toBeLessThan(1e-12);
  const corner = (fstar.z as number[][]).slice(44).map((row) => row.slice(44));
  expect(Math.min(...corner.flat())).toBeLessThan(-0.9);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('scrubbed to t = 0 the energy’s spectrum is the loss’s; negative curvature appears as t grows', async () => {
  const { page } = await openPage(browser, at(`?experiment=figure-8&hidden=5&time=0&${quick}`));
  const minimum = async (what: string) => read((await cells(page, `λmin of ${what}`))[0]);
  await page.getByRole('row', { name: 'λmin of F, t = 0' }).waitFor({ timeout: 60_000 });
  const at0 = await figureData(page, 'Spectrum');
  expect(at0.find(({ name }) => name === 'energy')!.y).toEqual(at0.find(({ name }) => name === 'loss')!.y);
  expect(await minimum('F, t = 0')).toBe(await minimum('loss'));
  const along = [0];
  const picture = () => figure(page, 'Hessian').locator('.heatmaplayer image').last().getAttribute('href');
  const pictures = new Set([await picture()]);
  for (const t of [1, 5, 20]) {
    await slider(page, 'Inference time').fill(String(t));
    await page.getByRole('row', { name: `λmin of F, t = ${t}` }).waitFor();
    along.push(await minimum(`F, t = ${t}`));
    await expect.poll(async () => pictures.has(await picture())).toBe(false); // the map is drawn anew
    pictures.add(await picture());
  }
  expect(along).toEqual([...along].sort((a, b) => b - a));
  // At the origin the energy's only curvature is -(1 - (1 - dt)^(2t)) Sigma_yy, since inference there is z <- (1 - dt) z + dt w y.
  const bound = read((await cells(page, 'bound'))[1]);
  for (const [i, t] of [0, 1, 5, 20].entries()) expect(along[i]).toBeCloseTo(bound * (1 - 0.9 ** (2 * t)), 3);
  await page.context().close();
});

test('a large network has a density and no matrix, and says why', async () => {
  const { page } = await openPage(browser, at(`?panel=spectrum&hidden=3&width=20&dimension=3&learningRate=0.01&${quick}`));
  await page.getByText(/920 parameters: the matrix is only known by its products/).waitFor({ timeout: 60_000 });
  await expect
    .poll(async () => (await figureData(page, 'Spectrum')).find(({ name }) => name === 'energy')?.x.length, { timeout: 60_000 })
    .toBeGreaterThan(50);
  expect(await figure(page, 'Hessian').count()).toBe(0);
  const [measured, , difference] = (await cells(page, 'λmin of F*')).map(read);
  expect(measured).toBeLessThan(-2.9);
  expect(difference).toBeLessThan(1e-4 * 3);
  await page.context().close();
});

test('the theory panel fills its formulas with the numbers of the weights shown', async () => {
  const { page, complaints } = await openPage(browser, at(`?panel=theory&probe=start&time=5&${quick}`));
  const statement = page.locator('.statement', { hasText: 'Equilibrated energy (Theorem 1)' });
  await statement.waitFor({ timeout: 60_000 });
  const [measured, theory, difference] = (await statement.locator('dd').allInnerTexts()).map(read);
  expect(measured).toBe(theory);
  expect(difference).toBeLessThan(1e-9);
  expect(await statement.locator('math').textContent()).toContain(await statement.locator('dd').nth(1).textContent());
  await page.locator('.statement', { hasText: 'Strict: Theorem 2' }).waitFor({ timeout: 60_000 });
  expect(complaints).toEqual([]);
  await page.context().close();
});
