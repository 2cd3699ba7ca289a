/** The header of an NPY file: a Python dictionary of literals, read as `numpy.load` reads it. */
import { shortened } from '../../../model/computeError.ts';
import { fileError } from './field.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // "\x93NUMPY"

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

export interface NpyHeader {
  /** Type of the numbers as NumPy spells it, or the text of a record's type. */
  descr: string;
  fortran: boolean;
  shape: number[];
  /** Byte at which the numbers begin. */
  start: number;
}

const KEYS = { descr: "a type such as '<f8'", fortran_order: 'True or False', shape: 'whole numbers, as in (8, 3)' } as const;
type Key = keyof typeof KEYS;

/** Throws `BadFile`: no NPY, a format that is not read, an end within the header, or a header that NumPy would not write. */
export function readNpyHeader(bytes: Uint8Array<ArrayBuffer>, file: string): NpyHeader {
  if (!isNpy(bytes)) throw fileError(file, 'this is no NPY file (expected a beginning with \\x93NUMPY)');
  const version = bytes[6];
  if (bytes.length >= 8 && (version < 1 || version > 3 || bytes[7] !== 0))
    throw fileError(file, `it is of version ${version}.${bytes[7]} of the format (expected 1.0, 2.0 or 3.0)`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = version >= 2 ? 12 : 10;
  const length = bytes.length < from ? 0 : version >= 2 ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = from + length;
  if (bytes.length < start || length === 0)
    throw fileError(file, `it ends at byte ${bytes.length}, within its header (expected ${start} bytes or more)`);
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(from, start));
  return { ...checkedHeader(text, file), start };
}

function checkedHeader(text: string, file: string): Omit<NpyHeader, 'start'> {
  const given = dictionaryOf(text, file);
  const wrong = (key: Key) =>
    fileError(file, `its header’s ${key} cannot be read: ${shortened(textOf(given.get(key)))} (expected ${KEYS[key]})`);
  for (const key of Object.keys(KEYS) as Key[])
    if (!given.has(key)) throw fileError(file, `its header has no ${key} (expected ${KEYS[key]})`);
  const other = [...given.keys()].find((key) => !(key in KEYS));
  if (other !== undefined)
    throw fileError(file, `its header has the key ${shortened(other)} (expected descr, fortran_order and shape alone)`);
  const { descr, fortran_order, shape } = Object.fromEntries(given);
  if (typeof descr !== 'string' && !Array.isArray(descr)) throw wrong('descr');
  if (typeof fortran_order !== 'boolean') throw wrong('fortran_order');
  if (!Array.isArray(shape) || !shape.every(Number.isSafeInteger)) throw wrong('shape');
  return { descr: textOf(descr), fortran: fortran_order, shape: shape as number[] };
}

type Literal = string | number | boolean | null | Literal[];

const textOf = (value: Literal | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** The entries of `{'descr': ..., ...}`. Throws `BadFile` with the key whose value is no literal. */
function dictionaryOf(text: string, file: string): Map<string, Literal> {
  const literals = new Literals(text);
  const entries = new Map<string, Literal>();
  let key = '';
  let from = 0;
  try {
    literals.take('{');
    while (!literals.has('}')) {
      [key, from] = ['', literals.at];
      const name = literals.value();
      if (typeof name !== 'string') throw new NoLiteral();
      literals.take(':');
      [key, from] = [name, literals.at];
      entries.set(name, literals.value());
      if (!literals.has('}')) literals.take(',');
    }
    literals.take('}');
    return entries;
  } catch (error) {
    if (!(error instanceof NoLiteral)) throw error;
    const expected = KEYS[key as Key] ?? 'a Python dictionary of descr, fortran_order and shape';
    const what = key in KEYS ? `its header’s ${key}` : 'its header';
    throw fileError(file, `${what} cannot be read: ${shortened(text.slice(from).trim())} (expected ${expected})`);
  }
}

class NoLiteral extends Error {}

/** A text in quotes of either kind (Python 2 wrote u'...' too), a whole number (Python 2 wrote 8L), a name, or a mark. */
const TOKEN = /\s*(?:u?'([^'\\]*)'|u?"([^"\\]*)"|(\d+)[lL]?(?![\w.])|(True|False|None)(?![\w.])|([{}()[\],:]))/y;
const NAMES: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };
const MOST_NESTED = 8;

/** Reads Python's literals one after another. Its methods throw `NoLiteral`. */
class Literals {
  at = 0;

  constructor(private readonly text: string) {}

  private token(): RegExpExecArray {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.text);
    if (!token) throw new NoLiteral();
    return token;
  }

  has(mark: string): boolean {
    return this.token()[5] === mark;
  }

  take(mark: string): void {
    const [whole, , , , , found] = this.token();
    if (found !== mark) throw new NoLiteral();
    this.at += whole.length;
  }

  value(nested = 0): Literal {
    const [whole, single, double, digits, name, mark] = this.token();
    if (nested > MOST_NESTED) throw new NoLiteral();
    this.at += whole.length;
    if (single !== undefined || double !== undefined) return single ?? double;
    if (digits !== undefined) return Number(digits);
    if (name !== undefined) return NAMES[name];
    if (mark === '(') return this.listTo(')', nested);
    if (mark === '[') return this.listTo(']', nested);
    throw new NoLiteral();
  }

  /** A list or a tuple; one value in parentheses is that value. */
  private listTo(end: ')' | ']', nested: number): Literal {
    const values: Literal[] = [];
    let commas = 0;
    while (!this.has(end)) {
      values.push(this.value(nested + 1));
      if (this.has(end)) break;
      this.take(',');
      commas++;
    }
    this.take(end);
    return end === ')' && values.length === 1 && commas === 0 ? values[0] : values;
  }
}
