/** The page's texts are true of what is on screen: by address, preset by preset. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { controls } from '../../src/model/controls.ts';
import { at, flat } from './address.ts';
import { launchBrowser, type OpenPage, openPage, ready } from './browser.ts';
import { figure, slider } from './figures.ts';

let browser: Browser;
let opened: OpenPage;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
  opened = await openPage(browser, at(`?${flat}&resolution=15`));
});
afterAll(() => browser?.close());

const patience = { timeout: 30_000 };

async function open(query: string): Promise<Page> {
  const { page } = opened;
  await page.goto(at(`?${flat}&resolution=15${query}`));
  await ready(page);
  return page;
}

const told = (page: Page) => page.locator('.told').allInnerTexts();
const chosen = (page: Page) => page.getByRole('combobox', { name: 'Experiment' }).locator('option:checked').textContent();
const caption = (page: Page) => page.locator('.timeline .caption').textContent();

test('a preset’s texts are put away once a field that they speak of differs, and one button brings both back', async () => {
  const page = await open('&experiment=figure-2-left&iterations=40');
  expect(await chosen(page)).toBe('Figure 2, left');
  expect((await told(page))[0]).toContain('What to look for.');
  await slider(page, 'Domain').focus();
  await page.keyboard.press('ArrowRight'); // a way of looking
  expect(await chosen(page)).toBe('Figure 2, left');
  await slider(page, 'Hidden layers').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => chosen(page)).toBe('Figure 2, left, changed');
  const changed = (await told(page)).join(' ');
  expect(changed).toContain('Figure 2, left, changed. Hidden layers is 2 instead of 1');
  expect(changed).not.toContain('What to look for');
  expect(changed).not.toContain('w₂²');
  await expect
    .poll(async () => (await told(page)).join(' '), patience)
    .toMatch(/PC leaves the saddle.*holds here: iteration of escape: PC \d+/s);
  await page.getByRole('banner').getByRole('button', { name: 'Back to Figure 2, left' }).click();
  await expect.poll(() => chosen(page)).toBe('Figure 2, left');
  expect((await told(page))[0]).toContain('What to look for.');
  expect(await slider(page, 'Hidden layers').inputValue()).toBe('1');
  expect(opened.complaints).toEqual([]);
});

test('figure-7: survivors are counted alike beside the claim and under the curves, and more iterations are offered', async () => {
  const page = await open('&experiment=figure-7&at=100');
  const escapes = 'PC 24 (21 to 30)';
  const bp = 'BP 86 (68 to over 99; 3 of 5 escaped)';
  await expect.poll(() => caption(page), patience).toContain(`${escapes} · ${bp}`);
  await expect
    .poll(() => page.locator('.measured').textContent(), patience)
    .toBe(`Measured: iteration of escape: ${escapes}, ${bp}`);
  expect(await caption(page)).toContain('Some runs of BP have not escaped.');
  await page.getByRole('button', { name: 'Run 100 more iterations' }).click();
  await expect.poll(() => page.url()).toMatch(/iterations=200/);
  await expect.poll(() => caption(page), patience).toMatch(/BP 86 \(68 to \d+\)/);
  expect(await chosen(page)).toBe('Figure 7'); // a longer run leaves its texts true
  expect(opened.complaints).toEqual([]);
});

test('figure-2-right: the measurement waits for the run, and the right column looks at the start', async () => {
  const page = await open('&experiment=figure-2-right&iterations=300');
  await expect.poll(() => page.locator('.measured').textContent()).toMatch(/^Measured: (not yet: \d+ % of “\w+” is done|within)/);
  await expect.poll(() => page.locator('.measured').textContent(), patience).toMatch(/iteration of escape: PC \d+, BP \d+/);
  await slider(page, 'Iteration').focus();
  await page.keyboard.press('End');
  await figure(page, 'Inference').waitFor();
  expect(await page.getByRole('combobox', { name: 'At the weights of' }).inputValue()).toBe('start');
  const energy = page
    .getByRole('row', { name: /equilibrated energy/ })
    .getByRole('cell')
    .first();
  await expect.poll(async () => Number(await energy.textContent())).toBeGreaterThan(1); // half of three outputs, at the saddle
  expect(opened.complaints).toEqual([]);
});

test('figure-6: PC’s escape at 55 of 14,000 iterations is spread by a logarithmic axis that says so, and can be made linear', async () => {
  const page = await open('&experiment=figure-6&width=8&iterations=2400');
  const title = figure(page, 'Training').locator('.xtitle');
  await expect.poll(() => title.textContent(), patience).toBe('iteration, logarithmic from 1 on');
  await page.getByRole('combobox', { name: 'Iteration axis' }).selectOption('linear');
  await expect.poll(() => title.textContent()).toBe('iteration');
  await expect.poll(() => page.url()).toContain('iterationScale=linear');
  expect(opened.complaints).toEqual([]);
});

test('a start far from every saddle escapes nothing', async () => {
  const page = await open('&experiment=second-order-3&at=60');
  await expect
    .poll(() => caption(page), patience)
    .toMatch(/No escape is counted: the start’s loss, 2\.\d+, is not within 5 % of the saddle’s, 0\.\d+\./);
  expect(await page.getByRole('button', { name: /more iterations/ }).count()).toBe(0);
});

test.each([
  [1440, 900],
  [390, 844],
])('every tab’s table fits its column at %i x %i', async (width, height) => {
  const { page } = opened;
  await page.setViewportSize({ width, height });
  for (const tab of Object.keys(controls.panel.options)) {
    const sweep = 'sweepScales=3&sweepSeeds=1&sweepSteps=100&searchStarts=6';
    await open(`&experiment=figure-3-2&panel=${tab}&iterations=5&${sweep}`);
    const tables = page.locator('.right-column table');
    if (['inference', 'spectrum', 'directions', 'saddles', 'escape', 'data'].includes(tab))
      await tables.first().waitFor(patience);
    if (tab === 'saddles') await page.locator('tr.details').first().waitFor(patience);
    await page.waitForTimeout(300);
    const wide = await tables.evaluateAll((all) =>
      all.flatMap((table) => {
        const holder = table.parentElement!;
        const cells = [...table.querySelectorAll('th, td')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1);
        return [
          ...(table.scrollWidth > holder.clientWidth
            ? [`${table.className}: ${table.scrollWidth} of ${holder.clientWidth} px`]
            : []),
          ...cells.map((cell) => `${table.className}: ${cell.textContent}`),
        ];
      }),
    );
    expect(wide, tab).toEqual([]);
    const column = await page.locator('.right-column').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(column, tab).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});
