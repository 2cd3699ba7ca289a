/** Prints what the page costs on this machine, one table or two a question, and writes all of it to a file. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { launchBrowser } from '../e2e/browser.ts';
import { servePage } from '../e2e/servePage.ts';
import { bundleSizes } from './bundleSizes.ts';
import { cameraTurns } from './cameraTurns.ts';
import { growth } from './growth.ts';
import { learnerTimes } from './learnerTimes.ts';
import { mainThread } from './mainThread.ts';
import { memory } from './memory.ts';
import { openingTimes } from './openingTimes.ts';
import { peersInWords } from './peers.ts';
import { sliderLatencies } from './sliderLatencies.ts';
import { type Table, tableText } from './table.ts';
import { throughput } from './throughput.ts';
import { workloadTimes } from './workloadTimes.ts';

/** Where a run that asked for everything leaves its tables. */
const results = join('bench', 'results.md');

type Question = (url: string) => Table | Promise<Table | Table[]>;
const questions = {
  workloadTimes,
  throughput,
  growth,
  learnerTimes,
  bundleSizes,
  openingTimes,
  sliderLatencies,
  cameraTurns,
  mainThread,
  memory,
} satisfies Record<string, Question>;

/** Measures the questions named, or all of them. Throws where a name is none of them. */
export async function bench(asked: string[]): Promise<void> {
  const unknown = asked.find((name) => !(name in questions));
  if (unknown) throw new Error(`invalid question: ${unknown} (expected any of ${Object.keys(questions).join(', ')})`);
  const { url, close } = await servePage();
  const machine = await machineInWords();
  console.log(machine);
  const texts: string[] = [];
  for (const [name, question] of Object.entries(questions)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const table of [await question(url)].flat()) {
      texts.push(tableText(table));
      console.log(`\n${texts[texts.length - 1]}`);
    }
  }
  await close();
  if (asked.length === 0) write([`# Measured by \`npm run bench\``, machine, ...texts].join('\n\n'));
}

async function machineInWords(): Promise<string> {
  const browser = await launchBrowser({ webgpu: true });
  const chromium = browser.version();
  await browser.close();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus().length} x ${cpus()[0].model}, ${memory}; Chromium ${chromium}; Node ${process.version}; ${await peersInWords()}.`;
}

function write(text: string): void {
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, `${text}\n`);
  console.log(`\nWritten to ${results}`);
}
