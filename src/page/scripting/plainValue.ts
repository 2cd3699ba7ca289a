/** A script's value as plain data, read once: what cannot be read, or cannot be sent to the worker, becomes a value that every schema refuses. */

/** Stands where a script's value cannot be read, and says why in words. */
export class Unreadable {
  constructor(readonly why: string) {}
}

/** Objects in objects, at most: a batch's matrix is the deepest part of any request. */
const DEEPEST = 8;

/** Entries of a list, at most: as many numbers as a page can hold twice. */
const LONGEST = 2 ** 26;

/**
 * A copy of own, enumerable fields, of arrays and of typed arrays, which become Float64Arrays. Nothing in the copy runs a script's code: no accessor,
 * no proxy, no subclass. A value that is no object stays as it is, for the schema to judge.
 */
export const plainValue = (value: unknown): unknown => new PlainCopy().of(value, 0);

class PlainCopy {
  /** The copy of every object that has been met: an object in itself is met before its copy is made. */
  private readonly copies = new Map<object, unknown>();

  of(value: unknown, depth: number): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (this.copies.has(value)) return this.copies.get(value);
    this.copies.set(value, new Unreadable('an object that holds itself'));
    const copy = depth > DEEPEST ? new Unreadable('objects in objects without end') : this.made(value, depth);
    this.copies.set(value, copy);
    return copy;
  }

  private made(value: object, depth: number): unknown {
    try {
      if (ArrayBuffer.isView(value)) return numbersOf(value);
      return Array.isArray(value) ? this.list(value, depth) : this.fields(value, depth);
    } catch (error) {
      return new Unreadable(`a value that cannot be read (${wordsOf(error)})`);
    }
  }

  private list(list: readonly unknown[], depth: number): unknown {
    const { length } = list;
    if (length > LONGEST) return new Unreadable(`an array of ${length} entries`);
    const copy: unknown[] = [];
    for (let i = 0; i < length; i++) copy.push(this.part(() => list[i], depth));
    return copy;
  }

  private fields(object: object, depth: number): object {
    const keys = Reflect.ownKeys(object).filter((key) => Reflect.getOwnPropertyDescriptor(object, key)?.enumerable);
    return Object.fromEntries(
      keys.map((key) => [
        typeof key === 'symbol' ? `[${String(key)}]` : key,
        this.part(() => object[key as keyof object], depth),
      ]),
    );
  }

  /** One part of an object, so that a part which throws spoils no other. */
  private part(read: () => unknown, depth: number): unknown {
    let part: unknown;
    try {
      part = read();
    } catch (error) {
      return new Unreadable(`an accessor that throws (${wordsOf(error)})`);
    }
    return this.of(part, depth + 1);
  }
}

function numbersOf(view: ArrayBufferView): Float64Array | Unreadable {
  if (isDetached(view.buffer)) return new Unreadable('a detached array');
  if (view instanceof BigInt64Array || view instanceof BigUint64Array) return new Unreadable('an array of BigInt');
  if (view instanceof DataView) return new Unreadable('a DataView');
  return new Float64Array(view as Float64Array);
}

/** A buffer that was transferred has no bytes to look at. */
function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

function wordsOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return 'an error that cannot be read';
  }
}
