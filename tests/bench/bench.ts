/** Prints what the page costs on this machine, one table a question. */
import { cpus } from 'node:os';
import { launchBrowser } from '../e2e/browser.ts';
import { servePage } from '../e2e/servePage.ts';
import { bundleSizes } from './bundleSizes.ts';
import { mainThread } from './mainThread.ts';
import { openingTimes } from './openingTimes.ts';
import { sliderLatencies } from './sliderLatencies.ts';
import { printTable, type Table } from './table.ts';
import { workloadTimes } from './workloadTimes.ts';

const questions: ((url: string) => Table | Promise<Table>)[] = [
  bundleSizes,
  openingTimes,
  sliderLatencies,
  mainThread,
  workloadTimes,
];

export async function bench(): Promise<void> {
  const { url, close } = await servePage();
  const browser = await launchBrowser({ webgpu: true });
  console.log(`${cpus().length} x ${cpus()[0].model}; Chromium ${browser.version()}; Node ${process.version}`);
  await browser.close();
  for (const question of questions) printTable(await question(url));
  await close();
}
