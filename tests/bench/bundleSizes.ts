/** How much JavaScript the built page loads, compressed as a host would send it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { atRest } from '../e2e/figures.ts';
import type { Table } from './table.ts';

const assets = join('dist', 'assets');

export async function bundleSizes(url: string): Promise<Table> {
  const all = readdirSync(assets).filter((file) => file.endsWith('.js'));
  const row = (what: string, files: string[], budget: string) => [
    what,
    `${total(files).toFixed(0)} kB`,
    budget,
    `${files.length} files`,
  ];
  return {
    title: 'JavaScript, gzip',
    columns: ['what', 'measured', 'budget', 'in'],
    rows: [
      row('before the first picture', loadedFirst(), '130 kB'),
      row('until both landscapes are live, the engine included', await loadedUntilLive(url), '300 kB'),
      row('the live page, plotly included', await loadedLive(url), '750 kB'),
      row('every panel, dialog and backend as well', all, '1,100 kB'),
    ],
  };
}

/** The entry and what it imports without waiting: index.html names all of them. */
function loadedFirst(): string[] {
  const html = readFileSync(join('dist', 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g)].map(([, file]) => file);
}

/** What the page and its worker have asked for until both landscapes of the default state are seen. */
async function loadedUntilLive(url: string): Promise<string[]> {
  const browser = await launchBrowser({ webgpu: true });
  const { page } = await openPage(browser, url, { before: noteLive });
  await page.waitForFunction(() => 'live' in window);
  const live = await page.evaluate(() => (window as unknown as { live: number }).live);
  const before = (at: number) =>
    performance.getEntriesByType('resource').flatMap(({ name, startTime }) => (startTime < at ? [name] : []));
  const workers = page.workers();
  const inWorkers = await Promise.all(workers.map((worker) => worker.evaluate(before, live)));
  const names = namesOf([await page.evaluate(before, live), inWorkers, workers.map((worker) => worker.url())].flat(2));
  await browser.close();
  return names;
}

/** In the page: notes when both landscapes are drawn. */
function noteLive(): void {
  const look = () => {
    if (document.querySelectorAll('.landscape .scene[data-drawn]').length < 2) requestAnimationFrame(look);
    else Object.assign(window, { live: performance.now() });
  };
  requestAnimationFrame(look);
}

/** What the page and its worker have asked for when every figure of the default state is live. */
async function loadedLive(url: string): Promise<string[]> {
  const browser = await launchBrowser({ webgpu: true });
  const { page } = await openPage(browser, url);
  await atRest(page);
  const resources = () => performance.getEntriesByType('resource').map(({ name }) => name);
  const workers = page.workers();
  const inWorkers = await Promise.all(workers.map((worker) => worker.evaluate(resources)));
  const addresses = [await page.evaluate(resources), inWorkers, workers.map((worker) => worker.url())].flat(2);
  await browser.close();
  return namesOf(addresses);
}

/** The names of the scripts among these addresses, each once. */
function namesOf(addresses: string[]): string[] {
  const names = addresses.map((address) => new URL(address).pathname.split('/').at(-1)!);
  return [...new Set(names)].filter((name) => name.endsWith('.js'));
}

/** In kB of 1000 bytes. */
function total(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(assets, file)), { level: 9 }).length, 0) / 1000;
}
