/** A Vite plugin that compiles the AssemblyScript kernels while the page is built: twice, without and with relaxed SIMD, as text that a chunk can hold. */
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const name = 'virtual:simd-kernels';
const resolved = `\0${name}`;
const folder = fileURLToPath(new URL('../src/compute/engine/simd/kernels/', import.meta.url));

/** Compiled once, for the page's chunks and for those of its workers. */
let kernels: Promise<string> | null = null;

export function simdKernels(): Plugin {
  return {
    name: 'simd-kernels',
    resolveId: (id) => (id === name ? resolved : undefined),
    load(id) {
      if (id !== resolved) return undefined;
      for (const source of sources()) this.addWatchFile(source);
      kernels ??= compileBoth();
      return kernels;
    },
    watchChange(id) {
      if (id.startsWith(folder)) kernels = null;
    },
  };
}

const sources = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => folder + file);

async function compileBoth(): Promise<string> {
  const [baseline, relaxed] = await Promise.all([compileKernels([]), compileKernels(['relaxed-simd'])]);
  const text = (bytes: Uint8Array) => JSON.stringify(Buffer.from(bytes).toString('base64'));
  return `export const baseline = ${text(baseline)};\nexport const relaxed = ${text(relaxed)};\n`;
}

/** Files whose functions the page calls; the others are parts of them. */
const entries = [
  'weights',
  'product',
  'predict',
  'infer',
  'follow',
  'backpropagate',
  'weightGradient',
  'chainLandscape',
  'parameterPasses',
];

/** The kernels as one WebAssembly module, with these features beside SIMD. */
const compileKernels = (features: readonly string[]): Promise<Uint8Array> =>
  compileAssembly(
    entries.map((entry) => `${relative('.', folder)}/${entry}.ts`),
    features,
  );

/** AssemblyScript's files as one WebAssembly module. Throws the compiler's complaints. */
export async function compileAssembly(files: readonly string[], features: readonly string[]): Promise<Uint8Array> {
  let bytes: Uint8Array | null = null;
  const { error, stderr } = await asc.main(
    [
      ...files,
      ...['simd', ...features].flatMap((feature) => ['--enable', feature]),
      ...['--runtime', 'stub', '--noAssert', '--optimizeLevel', '3', '--outFile', 'kernels.wasm'],
      ...['--disableWarning', '112'], // vectors go from file to file, none out of the module
    ],
    {
      writeFile(_, contents) {
        bytes = contents as Uint8Array;
      },
    },
  );
  if (error || !bytes) throw new Error(`the SIMD kernels do not compile: ${stderr.toString() || error?.message}`);
  return bytes;
}
