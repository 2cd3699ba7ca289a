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

const questions = { bundleSizes, openingTimes, sliderLatencies, mainThread, workloadTimes } satisfies Record<
  string,
  (url: string) => Table | Promise<Table>
>;

/** Measures the questions named, or all of them. Throws where a name is none of them. */
export async function bench(asked: string[]): Promise<void> {
  const unknown = asked.find((name) => !(name in questions));
  if (unknown) throw new Error(`invalid question: ${unknown} (expected any of ${Object.keys(questions).join(', ')})`);
  const { url, close } = await servePage();
  const browser = await launchBrowser({ webgpu: true });
  console.log(`${cpus().length} x ${cpus()[0].model}; Chromium ${browser.version()}; Node ${process.version}`);
  await browser.close();
  for (const [name, question] of Object.entries(questions)) {
    if (asked.length === 0 || asked.includes(name)) printTable(await question(url));
  }
  await close();
}
