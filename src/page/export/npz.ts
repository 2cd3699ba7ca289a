/** Named arrays as one file that numpy.load reads: a zip of .npy files, not compressed, as numpy.savez writes it. */
import { Zip, ZipPassThrough } from 'fflate';
import { type NpyArray, npyBytes, npyText } from './npy.ts';

/** Texts become arrays without dimensions. The entries keep their order. */
export function npz(entries: Record<string, NpyArray | string>): Blob {
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
