/** A shipped image set, loaded once when it is first needed. */

import { computeError } from '../../../model/computeError.ts';
import type { DataProgress } from '../../../model/service.ts';
import { untilAborted } from '../../engine/work/breather.ts';
import type { DataSet, SampleSet } from '../batches/batch.ts';
import type { FiniteSource, SourceFacts } from '../batches/dataSource.ts';
import { download } from './download.ts';
import { type Manifest, manifests, type PackedName, type PackedPart, samplesOf } from './packedParts.ts';

/** The page's base address, and the listener for loading progress. */
interface Host {
  base: string;
  onProgress(progress: DataProgress): void;
}

let host: Host | null = null;

/** Called once, before the first set is asked for. */
export function loadFrom(base: string, onProgress: Host['onProgress']): void {
  host = { base, onProgress };
}

export const packedSource = (name: PackedName): FiniteSource => ({
  kind: 'finite',
  facts: packedFacts(manifests[name]),
  load: (_problem, signal) => untilAborted(packedSet(name), signal),
});

const loaded = new Map<PackedName, Promise<DataSet>>();

/** Training and test part. Throws `DataUnavailable`, in words for a person; the next call tries a failed download again. */
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

function packedFacts({ source, licence, classNames, width, height, published, train, test, pixels }: Manifest): SourceFacts {
  const [first, tested] = [train.count, test.count].map((count) => count.toLocaleString('en'));
  const whole = [published.train, published.test].map((count) => count.toLocaleString('en')).join(' and ');
  return {
    made: `The first ${first} training and ${tested} test images of ${whole}; pixels in [0, 1], less ${pixels.mean.toFixed(4)}, over ${pixels.deviation.toFixed(4)} (mean and sd of the whole set).`,
    source,
    licence,
    classNames,
    image: { width, height, channels: 1 },
  };
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
