/** Surfaces of fixed sizes on each compute path, as ratios in one run: how many times faster than the float64 path. */
import type { Browser, Page } from 'playwright-core';
import { layoutOf } from '../../src/compute/engine/network.ts';
import { ReferenceBackend } from '../../src/compute/engine/referenceBackend.ts';
import { batchOf } from '../../src/compute/engine/samples.ts';
import type { WeightPlane } from '../../src/compute/engine/weightSettings.ts';
import type { BackendName, Matrix } from '../../src/model/problem.ts';
import type { SurfaceRequest } from '../../src/model/scripts.ts';
import { launchBrowser, ready } from '../e2e/browser.ts';
import { milliseconds, quantile, type Table } from './table.ts';

/** What a workload is timed on. */
interface Way {
  name: string;
  time(request: SurfaceRequest): Promise<number>;
}

/** Repeats while they are cheap. */
const repeats = 5;
const patience = 10_000; // ms for all repeats of one workload on one path

interface Workload {
  what: string;
  request: SurfaceRequest;
  /** Ways that would take minutes, or no other than one that is measured. */
  without?: string[];
}

export async function workloadTimes(url: string): Promise<Table> {
  const all = await openWays(url);
  const rows: string[][] = [];
  for (const { what, request, without } of workloads()) {
    console.log(`Measuring: ${what}`); // minutes on a software adapter
    const times: (number | null)[] = [];
    for (const { name, time } of all.ways) {
      times.push(without?.includes(name) ? null : await medianTime(time, request));
      console.log(`  ${name}: ${cell(times[times.length - 1], milliseconds)}`);
    }
    const timesAs = (time: number | null) => cell(time, (value) => `${(times[1]! / value).toPrecision(3)} x`);
    rows.push([what, ...times.map(timesAs), ...times.map((time) => cell(time, milliseconds))]);
  }
  await all.close();
  const names = all.ways.map(({ name }) => name);
  return {
    title: `Surfaces: how many times the float64 path's speed, and the times (adapter: ${all.adapter ?? 'none'})`,
    columns: ['workload', ...names, ...names.map((name) => `${name}, time`)],
    rows,
  };
}

const cell = (time: number | null, text: (time: number) => string): string => (time === null ? 'left out' : text(time));

/** The float64 path without and with sample compression, the simd path on one worker and on one a core, and the graphics adapter's. */
async function openWays(url: string): Promise<{ ways: Way[]; adapter: string | null; close: () => Promise<void> }> {
  const browser = await launchBrowser({ webgpu: true });
  const page = await openPaused(browser, url, false);
  const single = await openPaused(browser, url, true);
  const on = (where: Page, backend: BackendName) => (request: SurfaceRequest) => timeOf(where, { ...request, backend });
  return {
    ways: [
      { name: 'float64, every sample (in Node)', time: timeInNode },
      { name: 'float64', time: on(page, 'reference') },
      { name: 'SIMD, one worker', time: on(single, 'simd') },
      { name: 'SIMD', time: on(page, 'simd') },
      { name: 'WebGPU', time: on(page, 'webgpu') },
    ],
    adapter: (await ready(page)).adapter,
    close: () => browser.close(),
  };
}

/** With `oneCore` the worker is told that the machine has no more: its pool opens one worker. */
async function openPaused(browser: Browser, url: string, oneCore: boolean): Promise<Page> {
  const page = await browser.newPage();
  if (oneCore) {
    await page.route('**/worker-*.js', async (route) => {
      const script = await (await route.fetch()).text();
      const body = `Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });\n${script}`;
      await route.fulfill({ body, contentType: 'text/javascript' });
    });
  }
  await page.goto(`${url}?resolution=15`);
  await ready(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  return page;
}

async function medianTime(time: Way['time'], request: SurfaceRequest): Promise<number> {
  const times: number[] = [];
  await time({ ...request, plane: smaller(request.plane) }); // shaders are compiled, workers open, code is warm
  const begun = Date.now();
  while (times.length < repeats && (times.length === 0 || Date.now() - begun < patience)) times.push(await time(request));
  return quantile(times, 0.5);
}

function timeOf(page: Page, request: SurfaceRequest): Promise<number> {
  return page.evaluate(async (question) => {
    const begun = performance.now();
    await window.saddlescope.surface(question);
    return performance.now() - begun;
  }, request);
}

/** The float64 path's own code on all samples, which the engine would shrink: in Node, where it can be asked directly. */
async function timeInNode({ network, plane, x, y, inference }: SurfaceRequest): Promise<number> {
  const layout = layoutOf(network);
  const samples = batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
  const settings = planeOf(plane);
  const begun = performance.now();
  const work = { layout, samples, settings, stopping: 'fixed' as const, ...inference };
  await new ReferenceBackend().landscape(work, { signal: new AbortController().signal });
  return performance.now() - begun;
}

function planeOf(plane: SurfaceRequest['plane']): WeightPlane {
  const flat = (matrices: Matrix[]) => Float64Array.from(matrices.flatMap(({ data }) => Array.from(data)));
  const unit = (size: number, at: number) => Float64Array.from({ length: size }, (_, p) => (p === at ? 1 : 0));
  const { axis } = plane;
  const coordinates = Float64Array.from(axis.flatMap((b) => axis.flatMap((a) => [a, b])));
  const origin = 'center' in plane ? flat(plane.center) : Float64Array.from([0, 0, ...plane.otherWeights]);
  const directions = 'center' in plane ? [flat(plane.u), flat(plane.v)] : [0, 1].map((k) => unit(origin.length, k));
  return { kind: 'plane', count: axis.length ** 2, origin, directions, coordinates };
}

const smaller = (plane: SurfaceRequest['plane']): SurfaceRequest['plane'] => ({ ...plane, axis: plane.axis.slice(0, 2) });

/** The sizes that were measured elsewhere, so that numbers can be compared across programs. */
function workloads(): Workload[] {
  const normal = normals();
  const chain = (layers: number): SurfaceRequest => ({
    network: { widths: Array(layers + 1).fill(1), activation: 'linear' },
    plane: { axis: axisOf(101), otherWeights: Array.from({ length: layers - 2 }, () => 0.8) },
    ...samples(64, 1, 1, normal),
    inference: { dt: 0.1, record: [0, 100] },
  });
  const wide = (widths: number[], activation: 'linear' | 'tanh', resolution: number, record: number[]): SurfaceRequest => {
    const [center, u, v] = [0.2, 0.1, 0.1].map((scale) => weights(widths, scale, normal));
    return {
      network: { widths, activation },
      plane: { axis: axisOf(resolution), center, u, v },
      ...samples(64, widths[0], widths[widths.length - 1], normal),
      inference: { dt: 0.1, record },
    };
  };
  const sixteens = [16, 16, 16, 16, 16];
  return [
    { what: 'chain, 10 layers, 101 x 101, N = 64, T = 100', request: chain(10) },
    { what: 'chain, 2 layers, 101 x 101, N = 64, T = 100', request: chain(2) },
    { what: 'linear, 4 layers of 16, 51 x 51, N = 64, T = 50', request: wide(sixteens, 'linear', 51, [0, 50]) },
    {
      what: 'tanh, 4 layers of 16, 31 x 31, N = 64, T = 50 and equilibrium',
      request: wide(sixteens, 'tanh', 31, [0, 50]),
      without: ['float64, every sample (in Node)', 'WebGPU'],
    },
    {
      what: 'linear, 5 layers of 100, d_y = 10, 51 x 51, N = 64, equilibrium',
      request: wide([100, 100, 100, 100, 100, 10], 'linear', 51, [0]),
      without: ['WebGPU'],
    },
  ];
}

const axisOf = (points: number): number[] => Array.from({ length: points }, (_, i) => -1 + (2 * i) / (points - 1));

/** y = -x in as many coordinates as there are outputs. */
function samples(count: number, inputs: number, outputs: number, normal: () => number) {
  const x = Array.from({ length: count * inputs }, () => 1 + 0.1 * normal());
  const y = Array.from({ length: count * outputs }, (_, k) => -x[Math.floor(k / outputs) * inputs + (k % outputs)]);
  return {
    x: { shape: [count, inputs] as [number, number], data: x },
    y: { shape: [count, outputs] as [number, number], data: y },
  };
}

function weights(widths: number[], scale: number, normal: () => number) {
  return widths.slice(1).map((rows, l) => ({
    shape: [rows, widths[l]] as [number, number],
    data: Array.from({ length: rows * widths[l] }, () => scale * normal()),
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
