/** The page's state inside a PNG: its URL query in a text chunk, so that a picture brings its experiment back. */
import { unzlibSync } from 'fflate';
import { shortened } from '../../model/computeError.ts';
import { MOST_QUERY } from '../view/readQuery.ts';
import { chunksOf, isPng, type PngChunk, withChunk } from './pngChunks.ts';

const keyword = 'saddlescope';

/** The picture with `query` (printable ASCII, as a URL's query is) in a tEXt chunk right after its header. */
export function withState(png: Uint8Array, query: string): Uint8Array<ArrayBuffer> {
  return withChunk(png, { name: 'tEXt', data: new TextEncoder().encode(`${keyword}\0${query}`) });
}

/** A picture with more bytes is none of the page's own. */
const MOST_BYTES = 2 ** 28;

/**
 * The query that a PNG carries, in any of the three text chunks that image tools write. Throws an Error in words for a person: not a PNG, damaged,
 * without a state, or with more than a state takes.
 */
export async function readStateFromPng(file: Blob): Promise<string> {
  if (file.size > MOST_BYTES)
    throw new Error(
      `${nameOf(file)} has ${Math.round(file.size / 1e6)} MB (expected a PNG of at most ${MOST_BYTES / 2 ** 20} MB)`,
    );
  const png = new Uint8Array(await file.arrayBuffer());
  if (!isPng(png)) throw new Error(`not a PNG: ${nameOf(file)} (expected a PNG exported by Saddlescope)`);
  const query = readable(png, file).find((text) => /[^?\s]/.test(text));
  if (query !== undefined) return query;
  throw new Error(
    `no Saddlescope state in ${nameOf(file)} (expected a PNG exported by Saddlescope; some services strip it from pictures)`,
  );
}

const nameOf = (file: Blob): string => (file instanceof File && file.name ? `“${shortened(file.name)}”` : 'the file');

function readable(png: Uint8Array, file: Blob): string[] {
  try {
    return statesIn(chunksOf(png));
  } catch (error) {
    throw new Error(`damaged PNG: ${nameOf(file)} (${(error as Error).message})`, { cause: error });
  }
}

/** The texts under the page's keyword. */
function statesIn(chunks: PngChunk[]): string[] {
  return chunks.flatMap(({ name, data }) => {
    if (!Object.hasOwn(textChunks, name)) return [];
    const [word, body] = cutAtZero(data);
    return latin1(word) === keyword ? [textChunks[name as keyof typeof textChunks](body)] : [];
  });
}

/** A chunk's text from the bytes after its keyword (PNG specification, 11.3.3). */
const textChunks = {
  tEXt: (body: Uint8Array) => latin1(fitting(body)),
  zTXt: (body: Uint8Array) => latin1(unpacked(body[0], body.subarray(1))),
  /** Whether the text is packed, by which method, a language, the keyword in that language, and the text. */
  iTXt(body: Uint8Array) {
    const [isPacked, method] = body;
    const [, afterLanguage] = cutAtZero(body.subarray(2));
    const [, text] = cutAtZero(afterLanguage);
    return new TextDecoder().decode(isPacked ? unpacked(method, text) : fitting(text));
  },
};

/** The bytes before the first zero, and those after. */
function cutAtZero(bytes: Uint8Array): [before: Uint8Array, after: Uint8Array] {
  const zero = bytes.indexOf(0);
  return zero < 0 ? [bytes, bytes.subarray(bytes.length)] : [bytes.subarray(0, zero), bytes.subarray(zero + 1)];
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** The inflated text; no more of it is ever held than a query may have, and one byte. */
function unpacked(method: number, packed: Uint8Array): Uint8Array {
  if (method !== 0) throw new Error(`its text is packed by method ${method} (expected 0, deflate)`);
  return fitting(unzlibSync(fitting(packed), { out: new Uint8Array(MOST_QUERY + 1) }));
}

function fitting(text: Uint8Array): Uint8Array {
  if (text.length > MOST_QUERY) throw new Error(`its state has more than ${MOST_QUERY / 1024} kB, which no state has`);
  return text;
}
