/** The longest task of the page's main thread after the first draw, while the worker is busy: training, and each long job behind a tab. */
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { type FigureName, slider } from '../e2e/figures.ts';
import { milliseconds, type Table } from './table.ts';

const watching = 15_000; // ms
/** After the scene's figures' first draw, for the shaders that they compile. */
const settling = 8000; // ms

/** What is on screen besides the landscapes, and what a hand does every two seconds meanwhile. */
interface Scene {
  what: string;
  address: string;
  figures: FigureName[];
  act(page: Page): Promise<unknown>;
}

const chain = '?hidden=9&scale=0.5&iterations=20000';
const toy = '?hidden=3&width=4&dimension=3&scale=0.05&iterations=20000&resolution=41';
/** Asks for another surface. */
const stepSize = (page: Page) => slider(page, 'Step size').press('ArrowRight');
/** Asks for another Hessian. */
const inferenceTime = (page: Page) => slider(page, 'Inference time').press('ArrowLeft');
const watch = () => Promise.resolve();

const scenes: Scene[] = [
  { what: '10-layer chain, 101 x 101, training, 3D', address: chain, figures: [], act: stepSize },
  { what: '10-layer chain, 101 x 101, training, contour', address: `${chain}&view=contour`, figures: [], act: stepSize },
  {
    what: 'spectrum while training and scrubbing inference',
    address: `${toy}&panel=spectrum`,
    figures: ['Hessian', 'Spectrum'],
    act: inferenceTime,
  },
  { what: 'directions along training', address: `${toy}&panel=directions`, figures: ['Directions along inference'], act: watch },
  { what: 'saddle search', address: `${toy}&panel=saddles`, figures: ['Saddles'], act: watch },
  {
    what: 'escape sweep',
    address: '?experiment=escape-time&sweepFrom=0.001&sweepSeeds=20',
    figures: ['Escape time'],
    act: watch,
  },
];

export async function mainThread(url: string): Promise<Table> {
  const rows = [];
  for (const { what, address, figures, act } of scenes) {
    const browser = await launchBrowser({ webgpu: true });
    const { page } = await openPage(browser, `${url}${address}`);
    await page.waitForFunction(areDrawn, ['Loss landscape', 'Energy landscape', ...figures], { timeout: 60_000 });
    await page.waitForTimeout(settling);
    const tasks = await mainThreadTasks(browser, async () => {
      for (const until = Date.now() + watching; Date.now() < until; ) {
        await act(page);
        await page.waitForTimeout(2000);
      }
    });
    const long = tasks.filter(({ wall }) => wall > 50);
    const longest = (clock: keyof Task) => milliseconds(Math.max(...tasks.map((task) => task[clock])));
    rows.push([what, longest('wall'), String(long.length), longest('cpu'), '50 ms']);
    await browser.close();
  }
  return {
    title: `Main thread after the first draw, while the worker computes (${watching / 1000} s)`,
    columns: ['scene', 'longest task', 'tasks over 50 ms', 'longest, in the thread’s own time', 'budget'],
    rows,
  };
}

/** In the page. */
function areDrawn(figures: string[]): boolean {
  return figures.every((name) =>
    document.querySelector(`figure[aria-label="${name}"] .js-plotly-plot .main-svg, figure[aria-label="${name}"][data-drawn]`),
  );
}

/** In ms: by the clock, and what the thread itself computed; a machine whose cores are all taken makes the first longer. */
interface Task {
  wall: number;
  cpu: number;
}

/** All tasks of the page's main thread during `during`. */
async function mainThreadTasks(browser: Browser, during: () => Promise<void>): Promise<Task[]> {
  await browser.startTracing(undefined, { categories: ['toplevel'] });
  await during();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mainThreads = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  );
  return traceEvents
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && mainThreads.has(threadOf(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }));
}

/** Of Chromium's trace format: durations in microseconds. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args: { name?: string };
}
