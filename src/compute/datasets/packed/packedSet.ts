/** A shipped image set, loaded once when it is first needed. */

import { computeError } from '../../../model/computeError.ts';
import type { DataProgress } from '../../../model/service.ts';
import type { DataSet, SampleSet } from '../batches/batch.ts';
import { download } from './download.ts';
import { type Manifest, manifests, type PackedName, type PackedPart, samplesOf } from './packedParts.ts';

/** Where the page's files are, and who is told how far loading them is. */
interface Host {
  base: string;
  onProgress(progress: DataProgress): void;
}

let host: Host | null = null;

/** Said once, before the first set is asked for. */
export function loadFrom(base: string, onProgress: Host['onProgress']): void {
  host = { base, onProgress };
}

const loaded = new Map<PackedName, Promise<DataSet>>();

/** Both parts. Throws `DataUnavailable`, in words for a person; what failed is tried again when it is next asked for. */
export function packedSet(name: PackedName): Promise<DataSet> {
  const known = loaded.get(name) ?? load(name, manifests[name]);
  loaded.set(name, known);
  known.catch(() => loaded.delete(name));
  return known;
}

async function load(name: PackedName, manifest: Manifest): Promise<DataSet> {
  if (!host) throw computeError('DataUnavailable', `${name} cannot be loaded: nobody has said where the page's files are`);
  const { base, onProgress } = host;
  const total = manifest.train.bytes + manifest.test.bytes;
  const part = async (which: PackedPart, before: number): Promise<SampleSet> => {
    const url = new URL(`data/${name}/${which}.bin`, base);
    const packed = await download(url, manifest[which], (bytes) => onProgress({ name, loaded: before + bytes, total }));
    return samplesOf(manifest, which, await unpacked(packed));
  };
  try {
    return { train: await part('train', 0), test: await part('test', manifest.train.bytes) };
  } finally {
    onProgress({ name, loaded: total, total });
  }
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
