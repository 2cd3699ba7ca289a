/** Whether memory stays flat while the page trains and a slider is dragged without rest: what is alive after a collection, on the page and in its workers. */
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs';
import { openPage } from '../e2e/browser.ts';
import { slider } from '../e2e/figures.ts';
import { servePage } from '../e2e/servePage.ts';
import type { Table } from './table.ts';

/** An hour's presses of a key, one a second; here they follow each other as fast as the page draws. */
const moves = 3600;
/** The first look, from which on memory should no longer grow, comes after a minute's. */
const movesBefore = 60;
const movesPerLook = 590;
/** So many values that none is remembered when the hand comes back to it. */
const movesOneWay = 30;
/** Runs are begun anew as often as this, so that training never ends. */
const movesPerRun = 300;

/** Browsers measure all of a page's memory only where nothing of another page is in its process. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export async function memory(): Promise<Table> {
  const { url, close } = await servePage(isolation);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArguments({ webgpu: true }), '--enable-blink-features=ForceEagerMeasureMemory'],
  });
  const { page } = await openPage(browser, `${url}?hidden=9&scale=0.5&iterations=20000&domain=0.3`);
  await page.waitForSelector('figure[aria-label="Loss landscape"][data-drawn]');
  const rows: string[][] = [];
  let first = 0;
  for (let done = 0, next = movesBefore; done < moves; next = movesPerLook) {
    for (const end = done + next; done < end; done++) await moveOnce(page, done);
    await page.waitForTimeout(1000);
    const bytes = await page.evaluate(bytesAlive);
    first ||= bytes;
    rows.push([String(done), `${(bytes / 1e6).toFixed(1)} MB`, `${(100 * (bytes / first - 1)).toFixed(1)} %`]);
  }
  await browser.close();
  await close();
  return {
    title:
      'Memory alive after a collection: a 10-layer chain trains while a slider is dragged, an hour’s moves (budget: 5 % growth)',
    columns: ['moves', 'page and workers', 'growth since the first look'],
    rows,
  };
}

async function moveOnce(page: Page, move: number): Promise<void> {
  if (move % movesPerRun === 0) await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await slider(page, 'Domain').press(Math.floor(move / movesOneWay) % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** In the page. */
async function bytesAlive(): Promise<number> {
  const measure = performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> };
  return (await measure.measureUserAgentSpecificMemory()).bytes;
}
