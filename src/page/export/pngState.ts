/** The page's state inside a PNG: its URL query in a tEXt chunk, so that a picture brings its experiment back. */
import text from 'png-chunk-text';
import encodeChunks from 'png-chunks-encode';
import extractChunks from 'png-chunks-extract';

const keyword = 'saddlescope';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const endOfHeader = signature.length + 25; // IHDR is always first and 25 bytes long

/** The picture with `query` (printable ASCII, as a URL's query is) in a tEXt chunk right after its header. */
export function withState(png: Uint8Array, query: string): Uint8Array<ArrayBuffer> {
  const chunk = encodeChunks([text.encode(keyword, query)]).subarray(signature.length);
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, endOfHeader));
  whole.set(chunk, endOfHeader);
  whole.set(png.subarray(endOfHeader), endOfHeader + chunk.length);
  return whole;
}

/** The query that a PNG carries. Throws an Error in words for a person: not a PNG, damaged, or without a state. */
export async function readStateFromPng(file: Blob): Promise<string> {
  const png = new Uint8Array(await file.arrayBuffer());
  if (!signature.every((byte, i) => png[i] === byte))
    throw new Error(`not a PNG: ${nameOf(file)} (expected a PNG exported by Saddlescope)`);
  for (const { name, data } of chunksOf(png, file)) {
    if (name !== 'tEXt') continue;
    const decoded = text.decode(data);
    if (decoded.keyword === keyword) return decoded.text;
  }
  throw new Error(
    `no Saddlescope state in ${nameOf(file)} (expected a PNG exported by Saddlescope; some services strip it from pictures)`,
  );
}

const nameOf = (file: Blob): string => (file instanceof File && file.name ? `“${file.name}”` : 'the file');

/** All chunks, their checksums verified. */
function chunksOf(png: Uint8Array, file: Blob) {
  try {
    checkLengths(png);
    return extractChunks(png);
  } catch (error) {
    throw new Error(`damaged PNG: ${nameOf(file)} (${(error as Error).message})`, { cause: error });
  }
}

/** A damaged length could ask for gigabytes: every chunk must lie inside the file before any is read. */
function checkLengths(png: Uint8Array): void {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = signature.length; ; ) {
    if (at + 12 > png.length) throw new Error('it ends before its last chunk');
    const length = view.getUint32(at);
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (at + 12 + length > png.length) throw new Error(`its ${/^[A-Za-z]{4}$/.test(name) ? name : 'next'} chunk is cut off`);
    if (name === 'IEND') return;
    at += 12 + length;
  }
}
