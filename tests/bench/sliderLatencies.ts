/** How long after a key moves a slider both landscapes are redrawn: from the event to the return of plotly's later call. */
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { atRest, slider } from '../e2e/figures.ts';
import { milliseconds, quantile, type Table } from './table.ts';

const moves = 40;

interface Case {
  what: string;
  query: string;
  slider: string;
}

const cases: Case[] = [
  { what: '3D, Domain', query: '', slider: 'Domain' },
  { what: '3D, Step size', query: '?time=20&dt=0.3', slider: 'Step size' },
  { what: 'contour, Domain', query: '?view=contour', slider: 'Domain' },
];

interface Latency {
  /** First redraw with the new value, at whatever resolution. */
  first: number;
  /** Redraw at the full resolution, after the key is let go. */
  refined: number;
}

interface Watched extends Window {
  moved: number;
  draws: { at: number; figure: number; heights: unknown; points: number }[];
}

export async function sliderLatencies(url: string): Promise<Table> {
  const browser = await launchBrowser({ webgpu: true });
  const rows: string[][] = [];
  for (const { what, query, slider: name } of cases) {
    const { page } = await openPage(browser, url + query);
    await atRest(page);
    await page.evaluate(watchDraws);
    const latencies: Latency[] = [];
    for (let move = 0; move < moves; move++) latencies.push(await moveOnce(page, name)); // to values that are new: none is remembered
    rows.push([what, ...(['first', 'refined'] as const).flatMap((key) => summary(latencies.map((latency) => latency[key])))]);
    await page.context().close();
  }
  await browser.close();
  return {
    title: `Slider to both landscapes, chain 101 x 101 (${moves} moves by key; budget 50 ms median, 100 ms p95)`,
    columns: ['slider', 'first redraw, median', 'p95', 'full resolution, median', 'p95'],
    rows,
  };
}

const summary = (times: number[]): string[] => [milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.95))];

async function moveOnce(page: Page, name: string): Promise<Latency> {
  await page.evaluate(() => {
    (window as unknown as Watched).draws = [];
  });
  await slider(page, name).focus();
  await page.keyboard.down('ArrowLeft');
  const first = await latencyOf(page, 2);
  await page.keyboard.up('ArrowLeft');
  const refined = await latencyOf(page, 101);
  await page.waitForTimeout(150);
  return { first, refined };
}

/** From the key to the first moment at which each landscape was redrawn with at least so many points along an axis. */
async function latencyOf(page: Page, points: number): Promise<number> {
  const handle = await page.waitForFunction((least) => {
    const { draws, moved } = window as unknown as Watched;
    const ends = [0, 1].map(
      (figure) => draws.find((draw) => draw.figure === figure && draw.points >= least && draw.at > moved)?.at,
    );
    return ends.every((end) => end !== undefined) ? Math.max(...(ends as number[])) - moved : null;
  }, points);
  return (await handle.jsonValue()) as number;
}

/** In the page: notes when a key was pressed and when plotly has redrawn a landscape with other heights. */
function watchDraws(): void {
  const watched = window as unknown as Watched;
  watched.draws = [];
  addEventListener(
    'keydown',
    (event) => {
      watched.moved = event.timeStamp;
    },
    true,
  );
  ['Loss landscape', 'Energy landscape'].forEach((name, figure) => {
    type Plot = Element & { data: { x: ArrayLike<number>; z: unknown }[]; on(event: string, listener: () => void): void };
    const plot = document.querySelector<Plot>(`figure[aria-label="${name}"] .js-plotly-plot`)!;
    let shown = fingerprint(plot.data[0]);
    plot.on('plotly_afterplot', () => {
      const now = fingerprint(plot.data[0]);
      if (now === shown) return;
      shown = now;
      watched.draws.push({ at: performance.now(), figure, heights: now, points: plot.data[0].x.length });
    });
  });

  /** Corner coordinates and a few heights: another value of the slider changes them. */
  function fingerprint({ x, z }: { x: ArrayLike<number>; z: unknown }): string {
    const heights = z as ArrayLike<number>[];
    return [x.length, x[0], ...[0, 0.2, 0.7].map((part) => heights[Math.floor(part * x.length)][0])].join();
  }
}
