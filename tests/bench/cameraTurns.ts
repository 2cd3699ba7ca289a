/** How many pictures a second each landscape shows while a hand turns both, drawn by software. */
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { atRest, figure } from '../e2e/figures.ts';
import type { Table } from './table.ts';

const turning = 3000; // ms

const scenes = [
  { what: '101 x 101', address: '?resolution=101' },
  { what: '201 x 201', address: '?resolution=201' },
  { what: 'volume', address: '?hidden=2&view=volume' },
];

export async function cameraTurns(url: string): Promise<Table> {
  const browser = await launchBrowser({ webgpu: false });
  const rows = [];
  for (const { what, address } of scenes) {
    const { page } = await openPage(browser, `${url}${address}`);
    await atRest(page);
    const [loss, energy] = await picturesASecond(page);
    rows.push([what, loss.toFixed(0), energy.toFixed(0), '30']);
    await page.context().close();
  }
  await browser.close();
  return {
    title: 'Turning both landscapes, without a graphics card: pictures a second',
    columns: ['scene', 'loss', 'energy', 'budget'],
    rows,
  };
}

/** The hand is in the page: a driver's messages would take as long as a picture. */
async function picturesASecond(page: Page): Promise<[number, number]> {
  await figure(page, 'Loss landscape').scrollIntoViewIfNeeded();
  return page.evaluate(async (turning) => {
    const figures = ['Loss landscape', 'Energy landscape'].map(
      (name) => document.querySelector<HTMLElement>(`figure[aria-label="${name}"]`)!,
    );
    const counts: [number, number] = [0, 0];
    for (const [i, each] of figures.entries()) each.addEventListener('drawn', () => counts[i]++);
    const { left, top } = figures[0].getBoundingClientRect();
    const point = (kind: string, at: number) =>
      figures[0].dispatchEvent(
        new PointerEvent(kind, {
          clientX: left + 100 + 80 * Math.sin(at / 500),
          clientY: top + 12,
          button: 0,
          buttons: 1,
          isPrimary: true,
          bubbles: true,
        }),
      );
    const began = performance.now();
    point('pointerdown', 0);
    await new Promise<void>((resolve) => {
      const move = () => {
        const gone = performance.now() - began;
        point('pointermove', gone);
        if (gone < turning) requestAnimationFrame(move);
        else resolve();
      };
      requestAnimationFrame(move);
    });
    point('pointerup', turning);
    return counts.map((count) => (1000 * count) / (performance.now() - began)) as [number, number];
  }, turning);
}
