/** Files go out of the page through the browser's downloads, and come back by dropping or opening them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { at, flat } from '../e2e/address.ts';
import { closeDisplay } from './display.ts';
import { openTab } from './openTab.ts';
import { addressField, atRest, choose, click, downloaded, drop, open, patience, says, slider, traces } from './page.ts';
import type { Tab } from './tab.ts';

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-files-'));
let tab: Tab;

beforeAll(async () => {
  tab = await openTab();
});
afterAll(async () => {
  await tab?.close();
  await closeDisplay();
  rmSync(folder, { recursive: true });
});
afterEach(() => expect(tab.complaints()).toEqual([]));

const other = `?${flat}&resolution=15&iterations=3`;

/** The export of the figure with this title, or of the board, in this format. */
async function exported(format: string, ending: string, button = 'Download training') {
  await click(tab, button);
  await click(tab, format);
  if (format === 'PNG') await choose(tab, 'Scale', '1');
  const download = await downloaded(tab, ending, () => click(tab, 'Download'));
  await expect.poll(() => tab.ask(() => document.querySelector('dialog[open]') === null), patience).toBe(true);
  return download;
}

test('a picture of the board with its surfaces, dropped on another page, brings the same figures back', async () => {
  await open(tab, at('?hidden=2&scale=0.2&seed=5&resolution=21&iterations=5'));
  await atRest(tab);
  const figures = ['Loss landscape', 'Energy landscape', 'Training', 'Inference'];
  const { name, file } = await exported('PNG', '.png', 'Export');
  expect(name).toBe('saddlescope-figure-2-left-board-seed-5-iteration-5.png');
  expect(file.readUInt32BE(16)).toBe(1600); // pixels across
  const drawn = await Promise.all(figures.map((name) => traces(tab, name))); // the last inference has come by now
  await open(tab, at(other));
  await atRest(tab);
  await drop(tab, name, 'image/png', file);
  await says(tab, /Restored from saddlescope-figure-2-left-board/);
  await expect.poll(async () => (await slider(tab, 'Hidden layers')).value, patience).toBe(2);
  await atRest(tab);
  for (const [k, name] of figures.entries()) await expect.poll(() => traces(tab, name), patience).toEqual(drawn[k]);
});

test('a figure goes out as SVG, CSV, JSON and NumPy, and the CSV comes back', async () => {
  await open(tab, at(`?${flat}&hidden=2&seed=7&resolution=15&iterations=4`));
  await atRest(tab);
  const svg = (await exported('SVG', '.svg')).file.toString();
  expect(svg).toMatch(/^<svg .*<title>Training<\/title>.*<path/s);
  for (const [, family] of svg.matchAll(/font-family: ?([^;]*);/g)) expect(family).toMatch(/^["']?Inter Variable["']?/);
  const json = JSON.parse((await exported('JSON', '.json')).file.toString());
  expect(JSON.stringify(json)).toContain('seed=7');
  const npz = await exported('NumPy', '.npz', 'Download loss landscape');
  expect(npz.file.toString('latin1', 0, 2)).toBe('PK');
  const csv = await exported('CSV', '.csv');
  await open(tab, at(other));
  await atRest(tab);
  await drop(tab, csv.name, 'text/csv', csv.file);
  await says(tab, /Restored from .*\.csv/);
  await expect.poll(() => addressField(tab, 'seed'), patience).toBe('7');
});

test('a checkpoint is saved, opened on another page, and brings its run back', async () => {
  await open(tab, at(`${other}&hidden=2&width=3&dimension=2`));
  await atRest(tab);
  const curves = await traces(tab, 'Training');
  const { path, name } = await downloaded(tab, '.checkpoint.npz', () => click(tab, 'Save checkpoint'));
  expect(name).toBe('saddlescope-figure-2-left-seed-0-iteration-3.checkpoint.npz');
  await open(tab, at('?resolution=15&iterations=2'));
  await atRest(tab);
  await tab.chooseFile('input[aria-label="Checkpoint file"]', path);
  await says(tab, /The run from .*, saved on .*, is complete: 3 iterations/);
  await expect.poll(() => traces(tab, 'Training'), patience).toEqual(curves);
});

test('own data are opened from a file, chosen and learnt', async () => {
  await open(tab, at(`?${flat}&hidden=1&width=2&resolution=15&iterations=3&steps=5&batchSize=8&panel=data`));
  await atRest(tab, ['Training', 'Samples']);
  const rows = Array.from({ length: 40 }, (_, i) => `${i / 10},${(i * 7) % 11},${Math.sin(i)},${i % 3}`);
  const path = join(folder, 'flowers.csv');
  writeFileSync(path, ['length,width,sine,class', ...rows].join('\n'));
  await tab.chooseFile('input[aria-label="Own data"]', path);
  await says(tab, /40 samples of 4 fields/, 'dialog[open]');
  await click(tab, 'Use these data');
  await says(tab, /flowers\.csv, read in this page/, '[role="tabpanel"]');
  await expect.poll(async () => (await traces(tab, 'Samples')).length, patience).toBeGreaterThan(0);
  await expect.poll(() => addressField(tab, 'data'), patience).toBe('own');
});
