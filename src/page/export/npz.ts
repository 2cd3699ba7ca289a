/** Named arrays as one file that numpy.load reads: a zip of .npy files, not compressed, as numpy.savez writes it. */
import { Zip, ZipPassThrough } from 'fflate';
import type { FigureArray } from '../figures/figureRow.ts';
import type { View } from '../view/view.ts';
import { addressOf, type Export } from './exportable.ts';

/** Every array behind the figure, and the page's address under `state`. Rejects where they have not been computed yet. */
export async function makeNpz<State extends View>({ row, state }: Export<State>): Promise<Blob> {
  const arrays = await row?.arrays?.(state);
  if (!arrays) throw new Error(`${row?.title} has no arrays to export yet`);
  return npz({ ...arrays, state: addressOf(state) });
}

/** Texts become arrays without dimensions. The entries keep their order. */
export function npz(entries: Record<string, FigureArray | string>): Blob {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const add = (name: string, bytes: Uint8Array) => {
    const file = new ZipPassThrough(`${name}.npy`);
    zip.add(file);
    file.push(bytes, true);
  };
  for (const [name, entry] of Object.entries(entries)) add(name, typeof entry === 'string' ? npyText(entry) : npyBytes(entry));
  zip.end();
  return new Blob(chunks, { type: 'application/zip' });
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // \x93NUMPY, version 1.0
const alignment = 64;

export function npyBytes({ shape, data }: FigureArray): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== data.length)
    throw new Error(`invalid shape: ${shape.join(' x ')} (expected ${data.length} numbers, not ${count})`);
  return withHeader(typeOf(data), shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function typeOf(data: FigureArray['data']): string {
  if (data instanceof Uint8Array) return '|u1';
  return data instanceof Float64Array ? '<f8' : '<i4';
}

/** A text as an array without dimensions: `str(numpy.load(...)['state'])`. */
export function npyText(text: string): Uint8Array {
  const letters = Uint32Array.from(text, (letter) => letter.codePointAt(0)!);
  return withHeader(`<U${letters.length}`, [], new Uint8Array(letters.buffer));
}

function withHeader(type: string, shape: number[], body: Uint8Array): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const said = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = magic.length + 2;
  const total = Math.ceil((before + said.length + 1) / alignment) * alignment;
  const header = `${said.padEnd(total - before - 1)}\n`;
  const whole = new Uint8Array(total + body.length);
  whole.set(magic);
  new DataView(whole.buffer).setUint16(magic.length, header.length, true);
  whole.set(new TextEncoder().encode(header), before);
  whole.set(body, total);
  return whole;
}
