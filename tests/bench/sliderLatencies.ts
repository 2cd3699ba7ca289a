/**
 * How long after a key moves a slider the landscapes are redrawn, from the event to the later of both pictures: the first redraw while the key is held,
 * which is coarser, and the full resolution where the key is let go at once.
 */
import type { Page } from 'playwright-core';
import { drawingIn } from '../drawingIn.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { atRest, slider } from '../e2e/figures.ts';
import { milliseconds, quantile, type Table } from './table.ts';

const moves = 20; // twice as many would come to a slider's end

interface Case {
  what: string;
  query: string;
  slider: string;
  /** Landscapes that are another with another value. */
  changes: number[];
}

const [loss, energy] = [0, 1];
const both = [loss, energy];
const landscapes = ['Loss landscape', 'Energy landscape'];
const cases: Case[] = [
  { what: '3D, Domain', query: '', slider: 'Domain', changes: both },
  { what: '3D, Step size', query: '?time=20&dt=0.3', slider: 'Step size', changes: [energy] },
  { what: 'contour, Domain', query: '?view=contour', slider: 'Domain', changes: both },
];

interface Latency {
  /** First redraw with the new value, at whatever resolution: the key is held. */
  held: number;
  /** Redraw at the full resolution: the key is let go at once. */
  pressed: number;
}

interface Watched extends Window {
  moved: number;
  draws: { at: number; figure: number; heights: unknown; points: number }[];
}

export async function sliderLatencies(url: string): Promise<Table> {
  const browser = await launchBrowser({ webgpu: true });
  const rows: string[][] = [];
  for (const { what, query, slider: name, changes } of cases) {
    const { page } = await openPage(browser, url + query);
    await atRest(page);
    await page.evaluate(watchDraws, landscapes.map(drawingIn));
    const latencies: Latency[] = [];
    for (let move = 0; move < moves; move++) latencies.push(await moveTwice(page, name, changes)); // to values that are new: none is remembered
    rows.push([what, ...(['held', 'pressed'] as const).flatMap((key) => summary(latencies.map((latency) => latency[key])))]);
    await page.context().close();
  }
  await browser.close();
  return {
    title: `Slider to both landscapes, chain 101 x 101 (${moves} moves by key each; budget 16 and 33 ms held, 33 and 50 ms pressed)`,
    columns: ['slider', 'held, median', 'p95', 'pressed, full resolution, median', 'p95'],
    rows,
  };
}

const summary = (times: number[]): string[] => [milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.95))];

async function moveTwice(page: Page, name: string, changes: number[]): Promise<Latency> {
  await slider(page, name).focus();
  await forgetDraws(page);
  await page.keyboard.down('ArrowLeft');
  const held = await latencyOf(page, both, 2);
  await page.keyboard.up('ArrowLeft');
  await latencyOf(page, both, 101);
  await page.waitForTimeout(150);
  await forgetDraws(page);
  await page.keyboard.press('ArrowLeft');
  const pressed = await latencyOf(page, changes, 101);
  await page.waitForTimeout(150);
  return { held, pressed };
}

const forgetDraws = (page: Page): Promise<void> =>
  page.evaluate(() => {
    (window as unknown as Watched).draws = [];
  });

/** From the key to the first moment at which each of these landscapes was redrawn with at least so many points along an axis. */
async function latencyOf(page: Page, figures: number[], points: number): Promise<number> {
  const handle = await page.waitForFunction(
    ([among, least]) => {
      const { draws, moved } = window as unknown as Watched;
      const ends = among.map(
        (figure) => draws.find((draw) => draw.figure === figure && draw.points >= least && draw.at > moved)?.at,
      );
      return ends.every((end) => end !== undefined) ? Math.max(...(ends as number[])) - moved : null;
    },
    [figures, points] as const,
  );
  return (await handle.jsonValue()) as number;
}

/** In the page: notes when a key was pressed and when a landscape, a scene or a plot, was redrawn with other heights. */
function watchDraws(selectors: string[]): void {
  const watched = window as unknown as Watched;
  watched.draws = [];
  addEventListener(
    'keydown',
    (event) => {
      watched.moved = event.timeStamp;
    },
    true,
  );
  selectors.forEach((selector, figure) => {
    type Drawing = HTMLElement & {
      data: { x: ArrayLike<number>; z: unknown }[];
      on?(event: 'plotly_afterplot', listener: () => void): void;
    };
    const drawing = document.querySelector<Drawing>(selector)!;
    let shown = fingerprint(drawing.data[0]);
    const onDrawn = () => {
      const at = performance.now();
      const [heights] = drawing.data;
      const now = fingerprint(heights);
      if (now === shown) return;
      shown = now;
      watched.draws.push({ at, figure, heights: now, points: heights.x.length });
    };
    if (drawing.on) drawing.on('plotly_afterplot', onDrawn);
    else drawing.addEventListener('drawn', onDrawn);
  });

  /** Corner coordinates and a few heights: another value of the slider changes them. */
  function fingerprint({ x, z }: { x: ArrayLike<number>; z: unknown }): string {
    const heights = z as ArrayLike<number>[];
    return [x.length, x[0], ...[0, 0.2, 0.7].map((part) => heights[Math.floor(part * x.length)][0])].join();
  }
}
