/** The longest task of the page's main thread after the first draw: a 10-layer chain's surface is computed while its training runs. */
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { slider } from '../e2e/figures.ts';
import { milliseconds, type Table } from './table.ts';

const watching = 15_000; // ms

interface Watched {
  longTasks: number[];
}

export async function mainThread(url: string): Promise<Table> {
  const rows = [];
  for (const view of ['surface', 'contour']) {
    const browser = await launchBrowser({ webgpu: true });
    const { page } = await openPage(browser, `${url}?hidden=9&scale=0.5&iterations=20000&view=${view}`, {
      before: watchLongTasks,
    });
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.waitForFunction(() => document.querySelector('.progress.busy') === null);
    await page.evaluate(() => {
      (window as unknown as Watched).longTasks = [];
    });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    for (const until = Date.now() + watching; Date.now() < until; ) {
      await slider(page, 'Step size').press('ArrowRight'); // each press asks for another surface
      await page.waitForTimeout(2000);
    }
    const tasks = await page.evaluate(() => (window as unknown as Watched).longTasks);
    rows.push([view === 'surface' ? '3D' : 'contour', milliseconds(Math.max(0, ...tasks)), String(tasks.length), '50 ms']);
    await browser.close();
  }
  return {
    title: `Main thread while a 10-layer chain's 101 x 101 surface is computed and training runs (${watching / 1000} s)`,
    columns: ['view', 'longest task', 'tasks over 50 ms', 'budget'],
    rows,
  };
}

function watchLongTasks(): void {
  const watched = window as unknown as Watched;
  watched.longTasks = [];
  new PerformanceObserver((list) => watched.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  });
}
