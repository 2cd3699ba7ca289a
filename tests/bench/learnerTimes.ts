/** Weight steps of large learners: the simd path's kernels alone beside tfjs's operations on wasm. */
import { openEnginePage } from './enginePage.ts';
import type { Steps } from './page/learners.ts';
import { milliseconds, type Table } from './table.ts';

const repeats = 5;

const networks: [string, Pick<Steps, 'widths' | 'steps'>][] = [
  ['784-128-128-10', { widths: [784, 128, 128, 10], steps: 20 }],
  ['784-500-500-500-500-10', { widths: [784, 500, 500, 500, 500, 10], steps: 4 }],
];

export async function learnerTimes(): Promise<Table> {
  const { page, close } = await openEnginePage();
  const rows: string[][] = [];
  for (const [name, network] of networks) {
    for (const learner of ['bp', 'pc'] as const) {
      const [wasm, simd] = await page.evaluate((question) => window.timeSteps(question), { ...network, learner, repeats });
      const cells = [wasm, simd].flatMap((time) => [(1000 / time).toPrecision(3), milliseconds(time)]);
      rows.push([name, learner.toUpperCase(), `${(wasm / simd).toPrecision(3)} x`, ...cells]);
    }
  }
  await close();
  return {
    title: 'Weight steps of large learners: relu, batches of 64, T = 20, Adam',
    columns: [
      'network',
      'learner',
      'SIMD against tfjs',
      'tfjs on wasm, steps a second',
      'a step',
      'SIMD, steps a second',
      'a step',
    ],
    rows,
  };
}
