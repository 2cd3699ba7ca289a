/** The compiled kernels of kernels/ and their functions: every argument except counts and step sizes is an address in their memory. */
import { baseline, relaxed } from 'virtual:simd-kernels';

/** The files of kernels/ describe each function. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  memoryStart(): number;
  planeWeights(
    origin: number,
    directions: number,
    stride: number,
    count: number,
    coordinates: number,
    parameters: number,
    into: number,
  ): void;
  packRows(from: number, stride: number, rows: number, columns: number, factor: number, to: number): void;
  packColumns(from: number, stride: number, rows: number, columns: number, to: number): void;
  subtractProduct(
    panels: number,
    rows: number,
    terms: number,
    b: number,
    bStride: number,
    width: number,
    from: number,
    out: number,
    outStride: number,
  ): void;
  subtractPanelProduct(a: number, rows: number, b: number, columns: number, terms: number, out: number): void;
  addGram(m: number, stride: number, rows: number, columns: number, into: number): void;
  feedforward(network: number, block: number): number;
  follow(network: number, block: number, state: number, steps: number): void;
  squaresOfSamples(network: number, block: number, sums: number): void;
  finishFirst(network: number, block: number): void;
  predict(network: number, block: number, lowest: number): number;
  infer(network: number, block: number, dt: number, taken: number, steps: number, squares: number): void;
  backpropagate(network: number, block: number): void;
  settle(network: number, block: number): void;
  weightGradient(network: number, block: number, panels: number, gradient: number): void;
  unpad(from: number, rows: number, columns: number, scale: number, to: number): void;
  parameterSums(gradient: number, weights: number, count: number, sums: number): void;
  addMultiple(to: number, from: number, count: number, factor: number): void;
  stepWithMomentum(weights: number, gradient: number, velocity: number, count: number, rate: number, decay: number): void;
  stepWithAdam(
    weights: number,
    gradient: number,
    moments: number,
    squares: number,
    count: number,
    rate: number,
    first: number,
    second: number,
    debiasFirst: number,
    debiasSecond: number,
    epsilon: number,
    shrinkage: number,
  ): void;
  chainLandscape(
    layers: number,
    activation: number,
    weights: number,
    data: number,
    samples: number,
    dt: number,
    steps: number,
    state: number,
    squares: number,
  ): void;
}

/** The build that this machine runs, or null where WebAssembly has no SIMD here. */
function fastestBuild(): Uint8Array<ArrayBuffer> | null {
  return [relaxed, baseline].map(bytesOf).find((bytes) => WebAssembly.validate(bytes)) ?? null;
}

export function hasSimd(): boolean {
  return 'WebAssembly' in globalThis && fastestBuild() !== null;
}

/** New kernels with a memory of their own. Throws where WebAssembly has no SIMD here. */
export function openKernels(): Kernels {
  const bytes = fastestBuild();
  if (!bytes) throw new Error('WebAssembly has no SIMD here (expected a browser of 2021 or later)');
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: {} }).exports as unknown as Kernels;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
