/** Files of every kind, made byte by byte, and how tests read them. */
import { crc32, deflateRawSync } from 'node:zlib';
import { expect } from 'vitest';
import { type Field, widthOf } from '../../../../src/compute/datasets/files/field.ts';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export const fileOf = (name: string, ...parts: BlobPart[]): File => new File(parts, name);

/** Numbers of a field, sample by sample. */
export const valuesOf = (field: Field): number[][] =>
  Array.from({ length: field.samples }, (_, i) => {
    const from = field.offset + i * field.stride;
    return Array.from(field.source.subarray(from, from + widthOf(field)), Number);
  });

/** Name, shape and numbers of every field. */
export const reading = async (...files: File[]): Promise<[string, number[], number[][]][]> =>
  (await readFiles(files)).fields.map((field) => [field.name, field.shape, valuesOf(field)]);

export const refused = (file: File | File[], message: string | RegExp): Promise<void> =>
  expect(readFiles([file].flat())).rejects.toMatchObject({
    name: 'BadFile',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });

/** An NPY of version 1.0 with this header. */
export function npyWith(header: string, data: ArrayBufferView | number[]): Bytes {
  const body = Array.isArray(data) ? Uint8Array.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const text = Buffer.from(`${header}\n`, 'latin1');
  const start = [0x93, ...Buffer.from('NUMPY'), 1, 0, text.length & 255, text.length >> 8];
  return new Uint8Array(Buffer.concat([Uint8Array.from(start), text, body]));
}

export const npy = (shape: number[], descr: string, data: ArrayBufferView | number[], extra = "'fortran_order': False"): Bytes =>
  npyWith(`{'descr': '${descr}', ${extra}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`, data);

export interface ZipOptions {
  method?: 0 | 8;
  /** Sizes and places in zip64 records alone. */
  zip64?: boolean;
  /** Bytes that every entry says it has. */
  promised?: number;
}

/** As numpy.savez writes it: entries, then the directory. */
export function zip(entries: Record<string, Uint8Array>, { method = 8, zip64 = false, promised }: ZipOptions = {}): Bytes {
  const [parts, directory]: Buffer[][] = [[], []];
  const wide = (value: number) => (zip64 ? 0xffffffff : value);
  let at = 0;
  for (const [name, data] of Object.entries(entries)) {
    const packed = method === 8 ? deflateRawSync(data) : Buffer.from(data);
    const size = promised ?? data.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const extra = zip64 ? Buffer.alloc(28) : Buffer.alloc(0);
    if (zip64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      for (const [k, value] of [size, packed.length, at].entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * k);
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(wide(packed.length), 20);
    entry.writeUInt32LE(wide(size), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(wide(at), 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name), extra);
    at += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = Object.keys(entries).length;
  const end64 = Buffer.alloc(zip64 ? 76 : 0);
  if (zip64) {
    end64.writeUInt32LE(0x06064b50, 0);
    end64.writeBigUInt64LE(44n, 4);
    end64.writeBigUInt64LE(BigInt(count), 32);
    end64.writeBigUInt64LE(BigInt(at), 48);
    end64.writeUInt32LE(0x07064b50, 56);
    end64.writeBigUInt64LE(BigInt(at + size), 64);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(wide(at), 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end64, end]));
}

export const idx = (shape: number[], data: number[], type = 8): Bytes =>
  Uint8Array.from([0, 0, type, shape.length, ...shape.flatMap((length) => [0, 0, length >> 8, length & 255]), ...data]);

/** A record of CIFAR-10. */
export const record = (label: number, shade: number): Bytes => Uint8Array.from([label, ...new Array<number>(3072).fill(shade)]);
