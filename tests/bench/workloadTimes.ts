/** Surfaces of fixed sizes on each compute path and on its peers, in one run: how many times faster the SIMD path is, and the times. */
import { openEnginePage } from './enginePage.ts';
import type { Path, Timing } from './page/engine.ts';
import { type Peer, timePeer } from './peers.ts';
import { milliseconds, type Table } from './table.ts';
import { chain, type Workload, wide } from './workload.ts';

/** Repeats of which the median is told. */
const repeats = 5;
/** Where one run takes minutes. */
const fewRepeats = 1;
/** By how much values may differ, relative to the largest, for two programs to be said to do the same work. */
const tolerance = 1e-4;

type Way = Path | Peer;

interface Row {
  readonly what: string;
  readonly workload: Workload;
  readonly against: readonly Way[];
  /** What the project asks of itself: times as fast as these. */
  readonly must?: Partial<Record<Way, number>>;
}

const sixteens = [16, 16, 16, 16, 16];

const rows: readonly Row[] = [
  {
    what: 'chain, 10 layers, 101 x 101, N = 64, T = 100',
    workload: chain(10, 101),
    against: ['float64, every sample', 'float64', 'SIMD, one worker', 'WebGPU', 'tfjs operations', 'NumPy', 'PyTorch'],
    must: { 'float64, every sample': 100 },
  },
  {
    what: 'chain, 2 layers, 101 x 101, N = 64, T = 100',
    workload: chain(2, 101),
    against: ['float64, every sample', 'float64', 'SIMD, one worker', 'WebGPU', 'tfjs operations', 'NumPy', 'PyTorch'],
    must: { NumPy: 100, PyTorch: 100 },
  },
  {
    what: 'chain, 2 layers, 30 x 30, N = 64, T = 100',
    workload: chain(2, 30),
    against: ['float64', 'notebook loop'],
  },
  {
    what: 'tanh, 4 layers of 16, 31 x 31, N = 64, T = 50',
    workload: wide({ widths: sixteens, activation: 'tanh', resolution: 31, steps: 50, wanted: 'energy at the last step' }),
    against: ['float64', 'SIMD, one worker', 'tfjs operations', 'NumPy', 'PyTorch'],
    must: { PyTorch: 4, 'SIMD, one worker': 1.8 },
  },
  {
    what: 'the same, and the equilibrium',
    workload: wide({ widths: sixteens, activation: 'tanh', resolution: 31, steps: 50, wanted: 'both' }),
    against: ['float64', 'SIMD, one worker'],
  },
  {
    what: 'linear, 4 layers of 16, 51 x 51, N = 64, T = 50',
    workload: wide({ widths: sixteens, activation: 'linear', resolution: 51, steps: 50, wanted: 'energy at the last step' }),
    against: ['float64, every sample', 'float64', 'SIMD, one worker', 'NumPy', 'PyTorch'],
    must: { 'SIMD, one worker': 1.8 },
  },
  {
    what: 'linear, 5 layers of 100, d_y = 10, 51 x 51, N = 64, equilibrium',
    workload: wide({
      widths: [100, 100, 100, 100, 100, 10],
      activation: 'linear',
      resolution: 51,
      steps: 0,
      wanted: 'equilibrium',
    }),
    against: ['float64', 'SIMD, one worker', 'NumPy, closed form'],
    must: { 'NumPy, closed form': 3 },
  },
];

export async function workloadTimes(): Promise<Table[]> {
  const { page, close } = await openEnginePage();
  const time = (way: Way, workload: Workload, times: number): Promise<Timing | null> =>
    isPeer(way)
      ? timePeer(way, workload)
      : page.evaluate(([path, work, count]) => window.time(path, work, count), [way, workload, times] as const);
  const ratios: string[][] = [];
  const seconds: string[][] = [];
  for (const { what, workload, against, must = {} } of rows) {
    console.log(`Measuring: ${what}`);
    const own = (await time('SIMD', workload, repeats))!;
    seconds.push([what, 'SIMD', milliseconds(own.milliseconds)]);
    for (const way of against) {
      const timing = await time(way, workload, isLong(way) ? fewRepeats : repeats);
      if (!timing) continue;
      checkAgreement(what, way, timing.values, own.values);
      const ratio = timing.milliseconds / own.milliseconds;
      ratios.push([what, way, `${ratio.toPrecision(3)} x`, must[way] ? `${must[way]} x` : '', verdict(ratio, must[way])]);
      seconds.push([what, way, milliseconds(timing.milliseconds)]);
    }
  }
  await close();
  return [
    {
      title: 'Surfaces: how many times faster the SIMD path is',
      columns: ['workload', 'than', 'ratio', 'must', ''],
      rows: ratios,
    },
    { title: 'Surfaces: times', columns: ['workload', 'on', 'median'], rows: seconds },
  ];
}

const verdict = (ratio: number, must?: number): string => (must === undefined ? '' : ratio >= must ? 'met' : 'missed');

const isPeer = (way: Way): way is Peer => way === 'PyTorch' || way === 'notebook loop' || way.startsWith('NumPy');

const isLong = (way: Way): boolean => way.startsWith('float64') || way === 'tfjs operations';

/** Numbers first agree. Throws where they do not. */
function checkAgreement(what: string, way: Way, values: ArrayLike<number>, expected: ArrayLike<number>): void {
  const largest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const difference = Array.from(values).reduce((most, value, g) => Math.max(most, Math.abs(value - expected[g])), 0);
  if (!(difference <= tolerance * largest))
    throw new Error(`${what}: ${way} and SIMD differ by ${difference} (expected at most ${tolerance * largest})`);
}
