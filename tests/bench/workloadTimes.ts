/** Surfaces of fixed sizes on each compute path, as ratios to the float64 path in the same run. */
import type { Page } from 'playwright-core';
import type { BackendName } from '../../src/model/problem.ts';
import type { SurfaceRequest } from '../../src/model/scripts.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { quantile, type Table } from './table.ts';

const paths: BackendName[] = ['reference', 'webgpu'];
/** Repeats while they are cheap. */
const repeats = 5;
const patience = 10_000; // ms for all repeats of one workload on one path

interface Workload {
  what: string;
  request: SurfaceRequest;
}

export async function workloadTimes(url: string): Promise<Table> {
  const browser = await launchBrowser({ webgpu: true });
  const { page, status } = await openPage(browser, `${url}?resolution=15`);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const rows: string[][] = [];
  for (const { what, request } of workloads()) {
    console.log(`Measuring: ${what}`); // minutes on a software adapter
    const times: number[] = [];
    for (const backend of paths) {
      times.push(await medianTime(page, { ...request, backend }));
      console.log(`  ${backend}: ${Math.round(times[times.length - 1])} ms`);
    }
    rows.push([what, `${Math.round(times[0])} ms`, ...times.map((time) => (time / times[0]).toFixed(3))]);
  }
  await browser.close();
  return {
    title: `Surfaces, as ratios to the float64 path (adapter: ${status.adapter ?? 'none'})`,
    columns: ['workload', 'float64 path', ...paths],
    rows,
  };
}

async function medianTime(page: Page, request: SurfaceRequest): Promise<number> {
  const times: number[] = [];
  await timeOf(page, { ...request, plane: smaller(request.plane) }); // shaders are compiled, code is warm
  const begun = Date.now();
  while (times.length < repeats && (times.length === 0 || Date.now() - begun < patience)) times.push(await timeOf(page, request));
  return quantile(times, 0.5);
}

function timeOf(page: Page, request: SurfaceRequest): Promise<number> {
  return page.evaluate(async (question) => {
    const begun = performance.now();
    await window.saddlescope.surface(question);
    return performance.now() - begun;
  }, request);
}

const smaller = (plane: SurfaceRequest['plane']): SurfaceRequest['plane'] => ({ ...plane, axis: plane.axis.slice(0, 2) });

/** The sizes that were measured elsewhere, so that numbers can be compared across programs. */
function workloads(): Workload[] {
  const normal = normals();
  const chain = {
    network: { widths: Array(11).fill(1), activation: 'linear' as const },
    plane: { axis: axisOf(101), otherWeights: Array.from({ length: 8 }, () => 0.8) },
    ...samples(64, 1, normal),
    inference: { dt: 0.1, record: [0, 100] },
  };
  const wide = (activation: 'linear' | 'tanh', resolution: number): SurfaceRequest => ({
    network: { widths: [16, 16, 16, 16, 16], activation },
    plane: { axis: axisOf(resolution), center: weights(0.2, normal), u: weights(0.1, normal), v: weights(0.1, normal) },
    ...samples(64, 16, normal),
    inference: { dt: 0.1, record: [0, 50] },
  });
  return [
    { what: 'chain, 10 layers, 101 x 101, N = 64, T = 100', request: chain },
    { what: 'wide linear, 4 layers of 16, 51 x 51, N = 64, T = 50', request: wide('linear', 51) },
    { what: 'wide tanh, 4 layers of 16, 5 x 5, N = 64, T = 50', request: wide('tanh', 5) },
  ];
}

const axisOf = (points: number): number[] => Array.from({ length: points }, (_, i) => -1 + (2 * i) / (points - 1));

function samples(count: number, width: number, normal: () => number) {
  const x = Array.from({ length: count * width }, () => 1 + 0.1 * normal());
  return {
    x: { shape: [count, width] as [number, number], data: x },
    y: { shape: [count, width] as [number, number], data: x.map((value) => -value) },
  };
}

function weights(scale: number, normal: () => number) {
  return Array.from({ length: 4 }, () => ({
    shape: [16, 16] as [number, number],
    data: Array.from({ length: 256 }, () => scale * normal()),
  }));
}

/** The same standard normals in every run (Box and Muller over a linear congruential generator). */
function normals(): () => number {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
