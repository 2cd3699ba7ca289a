/** How long the default page takes from its request to the first picture and to live figures, each time with a cold cache. */
import { launchBrowser } from '../e2e/browser.ts';
import { milliseconds, quantile, type Table } from './table.ts';

const repeats = 7;

interface Opening {
  firstPicture: number;
  /** Both scenes have been drawn. */
  live: number;
  /** What was drawn has taken the first picture's place: on a machine without a graphics card the processor draws it. */
  seen: number;
}

export async function openingTimes(url: string): Promise<Table> {
  const openings: Opening[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) openings.push(await openOnce(url));
  const row = (what: string, key: keyof Opening, budget: string) => {
    const times = openings.map((opening) => opening[key]);
    return [what, milliseconds(quantile(times, 0.5)), milliseconds(Math.max(...times)), budget];
  };
  return {
    title: `Opening the page (${repeats} times, new browser each)`,
    columns: ['until', 'median', 'slowest', 'budget'],
    rows: [
      row('both landscapes are on screen', 'firstPicture', '0.3 s'),
      row('both landscapes are live', 'live', '0.9 s'),
      row('both, drawn by software, are seen', 'seen', ''),
    ],
  };
}

async function openOnce(url: string): Promise<Opening> {
  const browser = await launchBrowser({ webgpu: true });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchOpening);
  await page.goto(url);
  await page.waitForFunction(() => 'seen' in (window as unknown as { opening: Partial<Opening> }).opening);
  const opening = await page.evaluate(() => (window as unknown as { opening: Opening }).opening);
  await browser.close();
  return opening;
}

/** Looks once a frame, in the page; times count from the navigation's start. */
function watchOpening(): void {
  const opening: Partial<Opening> = {};
  Object.assign(window, { opening });
  const cards = (inside: string) =>
    ['Loss landscape', 'Energy landscape'].every((name) =>
      document.querySelector(`figure[aria-label="${name}"]`)?.closest('.plot')?.querySelector(inside),
    );
  const look = () => {
    if (opening.firstPicture === undefined && cards('canvas, svg, img')) opening.firstPicture = performance.now();
    if (opening.live === undefined && cards('.scene[data-drawn] canvas, .js-plotly-plot .plot')) opening.live = performance.now();
    if (opening.live !== undefined && !document.querySelector('.landscape .before')) opening.seen = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
