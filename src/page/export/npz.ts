/** Named arrays as one file that numpy.load reads: a zip of .npy files, not compressed, as numpy.savez writes it. */
import { Zip, ZipPassThrough } from 'fflate';
import { type NpyArray, npyBytes, npyText } from './npy.ts';

/** `state`: the page's address, stored beside the arrays under that name. */
export function npz(arrays: Record<string, NpyArray>, state: string): Blob {
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
  for (const [name, array] of Object.entries(arrays)) add(name, npyBytes(array));
  add('state', npyText(state));
  zip.end();
  return new Blob(chunks, { type: 'application/zip' });
}
