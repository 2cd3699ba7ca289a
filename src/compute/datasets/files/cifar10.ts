/** CIFAR-10's binary batches: records of a label and an image of 32 x 32 pixels, red, green and blue one after another. */
import { type Field, fileError } from './field.ts';

const PIXELS = 3 * 32 * 32;
const RECORD = 1 + PIXELS;
const CLASSES = 10;

/** Whether the bytes are a whole number of records. */
export const isWholeBatch = (bytes: Uint8Array): boolean => bytes.length > 0 && bytes.length % RECORD === 0;

/** Labels and images. Throws `BadFile`: a length that is no whole number of records, or a label above 9, with its byte. */
export function readCifar10(bytes: Uint8Array<ArrayBuffer>, file: string): Field[] {
  if (!isWholeBatch(bytes))
    throw fileError(
      file,
      `it ends at byte ${bytes.length}, within a record (expected a multiple of ${RECORD} bytes: a label and ${PIXELS} of an image)`,
    );
  for (let at = 0; at < bytes.length; at += RECORD)
    if (bytes[at] >= CLASSES) throw fileError(file, `byte ${at}: label ${bytes[at]} (expected 0 to ${CLASSES - 1})`);
  const common = { samples: bytes.length / RECORD, source: bytes, stride: RECORD };
  return [
    { ...common, name: 'labels', shape: [], offset: 0 },
    { ...common, name: 'images', shape: [3, 32, 32], offset: 1 },
  ];
}
