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

/** Texts and controls that reach out of what cuts them off, and texts that an ellipsis shortens. */
const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isCut = (element: Element, { left, right, bottom }: DOMRect): boolean => {
      for (let around: Element | null = element; around && around !== document.body; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const box = around.getBoundingClientRect();
        if (overflowX === 'hidden' && (right > box.right + 1 || left < box.left - 1)) return true;
        if (overflowY === 'hidden' && bottom > box.bottom + 2) return true;
        if (overflowX === 'auto' || overflowY === 'auto') return false; // a person can scroll there
      }
      return right > innerWidth + 1;
    };
    const unseen = '.visually-hidden, .katex, option, noscript, [hidden]';
    const cut = new Set<string>();
    const texts = document.createTreeWalker(document.getElementById('root')!, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement } = texts.currentNode;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
      if (!parentElement!.closest(unseen) && lines.some((line) => isCut(parentElement!, line)))
        cut.add(texts.currentNode.textContent!);
    }
    for (const control of document.querySelectorAll('button, select, input')) {
      const box = control.getBoundingClientRect();
      if (box.width > 0 && !control.closest(unseen) && isCut(control.parentElement!, box))
        cut.add(control.ariaLabel ?? control.outerHTML);
    }
    return [...cut];
  });

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
  'plane=solutions&centre=start',
  'plane=trajectory',
  'plane=hessian&centre=saddle&saddle=rank&rank=2',
  'axisB=3.1.4&centre=saddle&saddle=zero-rank',
])('the caption of %s, and all other text, is whole at 1440 x 900', async (plane) => {
  const page = await open(`&experiment=figure-3-2&iterations=10&${plane}`);
  const under = page.locator('.landscape .caption');
  await expect.poll(() => under.first().textContent(), patience).toMatch(/off the plane/);
  await expect.poll(() => cutTexts(page)).toEqual([]); // once every figure has its size
  const captions = await under.evaluateAll((all) => all.map((each) => each.clientHeight));
  for (const height of captions) expect(height).toBeLessThanOrEqual(70); // three lines, the names of the scales included
  const [loss, energy] = await page.locator('.landscape .plot').evaluateAll((all) => all.map((each) => each.clientHeight));
  expect(loss).toBe(energy);
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
    await expect.poll(() => cutTexts(page), { message: tab }).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});
