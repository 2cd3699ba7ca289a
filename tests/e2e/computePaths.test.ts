/** The page does everything without WebGPU, and does not take a software adapter for a fast one. */
import { expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figure, figureNames, slider, sliderValue } from './figures.ts';

test('without WebGPU everything works, and the badge names the path and the reason', async () => {
  const browser = await launchBrowser({ webgpu: false });
  const { page, status, complaints } = await openPage(browser, at());
  expect(status).toEqual({ backend: 'simd', adapter: null });
  await atRest(page);
  const badge = page.getByRole('button', { name: /^Reference/ });
  await badge.hover();
  await expect.poll(() => page.getByRole('tooltip').textContent()).toMatch(/WebGPU is not used: .+/);
  for (const experiment of ['figure-2-middle', 'figure-2-right', 'figure-7']) {
    await page.getByRole('combobox', { name: 'Experiment' }).selectOption(experiment);
    await expect.poll(() => page.url()).toContain(`experiment=${experiment}`);
    await expect.poll(() => sliderValue(page, 'Iteration')).toBeGreaterThan(0);
  }
  await slider(page, 'Hidden layers').press('ArrowRight');
  expect(complaints).toEqual([]);
  await browser.close();
});

test('with a software adapter the automatic path is SIMD, and WebGPU can still be chosen', async () => {
  const browser = await launchBrowser({ webgpu: true });
  const { page, status } = await openPage(browser, at(`?${flat}&resolution=31`));
  expect(status.backend).toBe('simd');
  expect(status.adapter).not.toBeNull();
  await atRest(page);
  await page.getByRole('combobox', { name: 'Compute path' }).selectOption('webgpu');
  await page.getByRole('button', { name: /^WebGPU/ }).waitFor();
  await browser.close();
});

test('without WebGPU a landscape that takes longer is computed by SIMD, on workers that all start', async () => {
  const browser = await launchBrowser({ webgpu: false });
  const { page, complaints } = await openPage(browser, at(`?${flat}&activation=tanh&hidden=3`));
  const badge = page.getByRole('button', { name: /^SIMD/ });
  await badge.hover();
  await expect.poll(() => page.getByRole('tooltip').textContent()).toMatch(/computed on WebAssembly SIMD/);
  expect(await page.getByRole('tooltip').textContent()).not.toMatch(/could not/);
  expect(complaints).toEqual([]);
  await browser.close();
});

test('choosing WebGPU where there is none says so and keeps the figures', async () => {
  const browser = await launchBrowser({ webgpu: false });
  const { page } = await openPage(browser, at(`?${flat}&backend=webgpu`));
  await expect.poll(() => page.locator('body').textContent()).toMatch(/WebGPU.*(not available|unavailable|no adapter)/is);
  await page.getByRole('combobox', { name: 'Compute path' }).selectOption('reference');
  await page.getByRole('button', { name: /^Reference/ }).waitFor();
  for (const name of figureNames) await figure(page, name).locator('.js-plotly-plot').waitFor();
  await browser.close();
});
