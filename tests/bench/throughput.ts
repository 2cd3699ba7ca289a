/**
 * How near the SIMD path's general kernel comes to what its instructions can do, beside multiply-adds that wait for nothing: products a second, and all
 * arithmetic, which tells how much of the rest is the nonlinearity's own.
 */
import type { Page } from 'playwright-core';
import { compileAssembly } from '../../build/simdKernels.ts';
import { layoutOf } from '../../src/compute/engine/work/networkLayout.ts';
import { openEnginePage } from './enginePage.ts';
import type { Table } from './table.ts';
import { type Workload, wide } from './workload.ts';

const repeats = 5;

/** A linear network's samples shrink to no fewer than its inputs and outputs: with as many, none are spared. */
const workloads: [string, Workload][] = (['linear', 'tanh'] as const).flatMap((activation) =>
  [16, 64].map((width): [string, Workload] => {
    const samples = 2 * width;
    const widths = Array(5).fill(width);
    const resolution = width === 16 ? 61 : 21;
    const work = wide({ widths, activation, resolution, steps: 50, samples, wanted: 'energy at the last step' });
    return [`${activation}, 4 layers of ${width}, N = ${samples}, T = 50`, work];
  }),
);

export async function throughput(): Promise<Table[]> {
  const { page, close } = await openEnginePage();
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const peaks = [await peakOf(page, 1), await peakOf(page, cores)];
  const rows: string[][] = [['multiply-adds alone', ...peaks.flatMap((peak) => [gigaflops(peak), '100 %']), '100 %']];
  for (const [what, workload] of workloads) {
    const rates: string[] = [];
    for (const [k, path] of (['SIMD, one worker', 'SIMD'] as const).entries()) {
      const { milliseconds } = await page.evaluate(([on, work, times]) => window.time(on, work, times), [
        path,
        workload,
        repeats,
      ] as const);
      const rate = productFlops(workload) / milliseconds / 1e6;
      const share = rate / peaks[k];
      rates.push(gigaflops(rate), percent(share));
      if (k === 1) rates.push(percent(share * (1 + otherFlops(workload) / productFlops(workload))));
    }
    rows.push([what, ...rates]);
  }
  await close();
  const columns = ['kernel', 'one worker', 'of peak', `${cores} workers`, 'of peak', 'of peak, all arithmetic'];
  return [
    {
      title:
        'Products in float32 a second, with WebAssembly SIMD, and what all arithmetic attains of the peak (must: 60 % on all cores)',
      columns,
      rows,
    },
  ];
}

const gigaflops = (rate: number): string => `${rate.toFixed(1)} GFLOP/s`;
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** Of the matrix products alone: a feedforward pass, and in a step one with W_2 W_2^T and, above, one up and one down with each layer's weights. */
function productFlops({ network, axis, x, steps }: Workload): number {
  const { parameterCount, weightOffset } = layoutOf(network);
  const multiplyAdds = parameterCount + steps * (network.widths[2] ** 2 + 2 * (parameterCount - weightOffset[2]));
  return 2 * multiplyAdds * x.shape[0] * axis.length ** 2;
}

/**
 * Operations on a unit's numbers in a step, beside products: the squares' sum, the step, and what compareTanh.ts does, a multiply-add counted as two. The first
 * hidden layer has its square and step in the second's units (see firstLayer.ts).
 */
const unitFlops = { square: 2, step: 2, tanh: 27, follower: 6 };

function otherFlops({ network, axis, x, steps }: Workload): number {
  const { square, step, tanh, follower } = unitFlops;
  const { widths, activation } = network;
  const last = widths.length - 1;
  const ofUnit = (l: number) =>
    square + (l < last ? step : 0) + (activation === 'tanh' && l < last ? tanh : 0) + (l === 2 ? follower : 0);
  const ofSample = widths.reduce((sum, width, l) => sum + (l > 1 ? width * ofUnit(l) : 0), 0);
  return ofSample * steps * x.shape[0] * axis.length ** 2;
}

/** GFLOP/s of so many workers at once. */
async function peakOf(page: Page, workers: number): Promise<number> {
  const bytes = await compileAssembly(['tests/bench/assembly/peak.ts'], ['relaxed-simd']);
  return page.evaluate(measurePeak, [Array.from(bytes), workers] as const);
}

/** In the page. */
async function measurePeak([bytes, workers]: readonly [number[], number]): Promise<number> {
  const script = `onmessage = ({ data }) => {
    const { multiplyAdds } = new WebAssembly.Instance(new WebAssembly.Module(data)).exports;
    multiplyAdds(1e6);
    const rates = Array.from({ length: 5 }, () => {
      const began = performance.now();
      multiplyAdds(2e7);
      return (2e7 * 96) / (performance.now() - began) / 1e6; // 12 vectors of 4 multiply-adds a round
    });
    postMessage(rates.sort((a, b) => a - b)[2]);
  };`;
  const address = URL.createObjectURL(new Blob([script]));
  const rates = await Promise.all(
    Array.from({ length: workers }, () => {
      const worker = new Worker(address);
      worker.postMessage(Uint8Array.from(bytes));
      return new Promise<number>((resolve) => {
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
      });
    }),
  );
  return rates.reduce((sum, rate) => sum + rate, 0);
}
