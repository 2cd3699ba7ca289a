/** How the SIMD path's time grows with the size of the work: exponents of power laws, fitted by least squares on log-log axes. */
import { powerLaw } from '../../src/compute/math/powerLaw.ts';
import { openEnginePage } from './enginePage.ts';
import { milliseconds, type Table } from './table.ts';
import { type Workload, wide } from './workload.ts';

const repeats = 5;

interface Size {
  readonly resolution: number;
  readonly depth: number;
  readonly width: number;
  readonly samples: number;
  readonly steps: number;
}

const usual: Size = { resolution: 31, depth: 4, width: 16, samples: 64, steps: 50 };

/** What is varied, over which values, and the exponent that the count of multiply-adds grows with. */
const series: readonly { of: keyof Size; what: string; values: number[]; expected: string }[] = [
  { of: 'resolution', what: 'points along an axis', values: [11, 21, 41, 81], expected: '2' },
  { of: 'depth', what: 'layers', values: [4, 8, 16, 32], expected: '1 (less the first layer)' },
  { of: 'width', what: 'width', values: [16, 32, 64, 128], expected: '2' },
  { of: 'samples', what: 'samples', values: [16, 64, 256, 1024], expected: '1' },
  { of: 'steps', what: 'inference steps', values: [25, 50, 100, 200], expected: '1' },
];

export async function growth(): Promise<Table[]> {
  const { page, close } = await openEnginePage();
  const rows: string[][] = [];
  for (const { of, what, values, expected } of series) {
    const times: number[] = [];
    for (const value of values) {
      const workload = workloadOf({ ...usual, [of]: value });
      times.push(
        (await page.evaluate(([work, count]) => window.time('SIMD', work, count), [workload, repeats] as const)).milliseconds,
      );
    }
    const law = powerLaw(values, times, values[0], values[values.length - 1])!;
    rows.push([what, values.join(', '), times.map(milliseconds).join(', '), law.slope.toFixed(2), expected]);
  }
  await close();
  const { resolution, depth, width, samples, steps } = usual;
  return [
    {
      title: `How time grows on the SIMD path (tanh; but for what varies: ${depth} layers of ${width}, ${resolution} x ${resolution}, N = ${samples}, T = ${steps})`,
      columns: ['with', 'values', 'medians', 'exponent', 'multiply-adds grow with'],
      rows,
    },
  ];
}

const workloadOf = ({ depth, width, resolution, steps, samples }: Size): Workload =>
  wide({
    widths: Array(depth + 1).fill(width),
    activation: 'tanh',
    resolution,
    steps,
    samples,
    wanted: 'energy at the last step',
  });
