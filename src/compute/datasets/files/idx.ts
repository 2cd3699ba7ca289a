/** IDX: the format of MNIST's own files (two zero bytes, a type, the number of axes, their lengths, then the numbers; big-endian). */
import { checkCounts, type Field, fileError, shapeText, widthOf } from './field.ts';

const UNSIGNED_BYTE = 0x08;
const typeNames: Readonly<Record<number, string>> = {
  8: 'unsigned byte',
  9: 'signed byte',
  11: '16-bit integer',
  12: '32-bit integer',
  13: 'float',
  14: 'double',
};

export const isIdx = (bytes: Uint8Array): boolean => bytes[0] === 0 && bytes[1] === 0 && bytes[2] in typeNames && bytes[3] > 0;

/** One field of unsigned bytes. Throws `BadFile`: another type, or an end before all numbers, with the byte at which it ends. */
export function readIdx(bytes: Uint8Array<ArrayBuffer>, file: string): Field {
  if (!isIdx(bytes))
    throw fileError(
      file,
      `this is no IDX file: it begins with bytes ${[...bytes.subarray(0, 4)].join(' ')} (expected 0 0 8 and the number of axes)`,
    );
  const axes = bytes[3];
  const start = 4 + 4 * axes;
  if (bytes[2] !== UNSIGNED_BYTE)
    throw fileError(
      file,
      `byte 2 says that its numbers are of type ${bytes[2]}, ${typeNames[bytes[2]]} (expected 8, unsigned byte)`,
    );
  if (bytes.length < start)
    throw fileError(file, `it ends at byte ${bytes.length}, within its header (expected ${start} bytes or more)`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [samples, ...shape] = Array.from({ length: axes }, (_, i) => view.getUint32(4 + 4 * i));
  checkCounts(samples, widthOf({ shape }), file);
  const needed = start + samples * widthOf({ shape });
  if (bytes.length < needed)
    throw fileError(
      file,
      `it ends at byte ${bytes.length} (expected ${needed} bytes for ${shapeText([samples, ...shape])} numbers)`,
    );
  const name = shape.length === 0 ? 'labels' : 'images';
  return { name, shape, samples, source: bytes.subarray(start, needed), offset: 0, stride: widthOf({ shape }) };
}
