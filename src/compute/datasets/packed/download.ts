/** Files that ship with the page, fetched when they are first needed, checked by their hash, and cached by the browser so that they are fetched once. */
import { computeError } from '../../../model/computeError.ts';

export interface ExpectedFile {
  /** Length of the whole file. */
  bytes: number;
  /** Hash of the whole file, hexadecimal. */
  sha256: string;
}

/** Name of the browser's cache for these files. */
const CACHE = 'saddlescope-data';

/**
 * The file's bytes; `onProgress` is told how many of them have come. Throws `DataUnavailable` in words for a person: no network, not
 * there, cut off, or not the file that was expected.
 */
export async function download(
  url: URL,
  expected: ExpectedFile,
  onProgress: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const cached = await cachedFile(url, expected);
  if (cached) return cached;
  const bytes = await readAll(await respond(url), expected.bytes, url, onProgress);
  if ((await sha256(bytes)) !== expected.sha256)
    throw unavailable(
      `${url.href} is not the file that this page was built with (${bytes.length} of ${expected.bytes} bytes, another SHA-256): reload the page, or build it again`,
    );
  await store(url, bytes);
  return bytes;
}

const unavailable = (message: string) => computeError('DataUnavailable', message);

async function respond(url: URL): Promise<Response> {
  const response = await fetch(url).catch((error: Error) => {
    throw unavailable(`${url.href} could not be loaded (${error.message}): it needs the network the first time`);
  });
  if (!response.ok || !response.body) throw unavailable(`${url.href} could not be loaded: the server answers ${response.status}`);
  return response;
}

async function readAll(
  response: Response,
  length: number,
  url: URL,
  onProgress: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  const reader = response.body!.getReader();
  let loaded = 0;
  while (true) {
    const { done, value } = await reader.read().catch((error: Error) => {
      throw unavailable(`${url.href} was cut off after ${loaded} of ${length} bytes (${error.message})`);
    });
    if (done) return bytes.subarray(0, loaded);
    if (loaded + value.length > length)
      throw unavailable(`${url.href} is longer than the ${length} bytes that this page was built with`);
    bytes.set(value, loaded);
    loaded += value.length;
    onProgress(loaded);
  }
}

/** The file from the browser's cache; null where it is not there, or damaged. */
async function cachedFile(url: URL, { sha256: hash }: ExpectedFile): Promise<Uint8Array<ArrayBuffer> | null> {
  const response = await openCache()
    .then((cache) => cache?.match(url))
    .catch(() => undefined); // a browser without a cache still has the network
  if (!response) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  return (await sha256(bytes)) === hash ? bytes : null;
}

/** Puts the file into the browser's cache; a full disc is no error. */
async function store(url: URL, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await openCache()
    .then((cache) => cache?.put(url, new Response(bytes)))
    .catch(() => {});
}

/** Browsers have no cache, and no hashes, at addresses that are neither https nor localhost. */
const openCache = async (): Promise<Cache | null> => ('caches' in globalThis ? caches.open(CACHE) : null);

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!crypto.subtle)
    throw unavailable('files cannot be checked at this address: open the page at an https address, or at localhost');
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
