/** CSV: a table of numbers, its first row the columns' names or numbers too. */
import { shortened } from '../../../model/computeError.ts';
import { checkColumns, type Field, fileError, MOST_FIELDS } from './field.ts';
import type { Reading } from './reading.ts';

/** Bytes that are read between two pauses. */
const SLICE = 262_144;
/** Numbers of a table at most: 1 GB. */
const MOST_NUMBERS = 125e6;

export interface Table {
  fields: Field[];
  /** Whether the first row names the columns. */
  hasNames: boolean;
}

/**
 * One field a column. Columns are parted by tabs, semicolons or commas; empty lines are passed over; the text is UTF-8, or UTF-16 with a byte
 * order mark. Throws `BadFile` with row and column (from 1) of text, a missing cell, or a row of another length.
 */
export async function readCsv(bytes: Uint8Array<ArrayBuffer>, file: string, reading: Reading): Promise<Table> {
  const table = new CsvTable(file);
  let read = 0;
  for (const lines of linesIn(bytes, file)) {
    for (const line of lines) table.add(line);
    read += SLICE;
    await reading.pause(Math.min(1, read / bytes.length));
  }
  return { fields: table.fields(), hasNames: table.hasNames };
}

/** The lines of the text, a slice at a time. Throws `BadFile` for bytes that are no text. */
function* linesIn(bytes: Uint8Array<ArrayBuffer>, file: string): Generator<string[]> {
  const decoder = new TextDecoder(encodingOf(bytes));
  let rest = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    const text = decoder.decode(bytes.subarray(at, at + SLICE), { stream: true });
    if (text.includes('\0'))
      throw fileError(file, 'it holds zero bytes, which no text has (expected UTF-8, or UTF-16 with a byte order mark)');
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1;
    if (end === 0) {
      rest += text;
      yield [];
      continue;
    }
    const lines = (rest + text.slice(0, end)).split(/\r\n|\n|\r/);
    rest = lines.pop() + text.slice(end);
    yield lines;
  }
  yield (rest + decoder.decode()).split('\r');
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

interface Line {
  text: string;
  /** From 1, empty lines counted. */
  row: number;
}

/** A table that grows line by line. Its methods throw `BadFile`. */
class CsvTable {
  private row = 0;
  /** The first line, until the second has shown how columns are parted. */
  private first: Line | null = null;
  private delimiter: string | null = null;
  private firstRow = 0;
  private columns = 0;
  private names: string[] | null = null;
  private values = new Float64Array(1024);
  private count = 0;
  private readonly rounded = new Map<number, NonNullable<Field['rounded']>>();

  constructor(private readonly file: string) {}

  add(text: string): void {
    this.row++;
    if (text.trim() === '') return;
    const line = { text, row: this.row };
    if (this.delimiter !== null) this.addRow(line, this.delimiter);
    else if (!this.first) this.first = line;
    else this.addRow(line, this.begin(this.first, text));
  }

  fields(): Field[] {
    if (this.first && this.delimiter === null) this.begin(this.first, this.first.text);
    if (!this.first) throw fileError(this.file, 'there is nothing in it (expected rows of numbers)');
    if (this.count === 0)
      throw fileError(this.file, 'there are names but no rows of numbers below them (expected one row or more)');
    const source = this.values.slice(0, this.count);
    return Array.from({ length: this.columns }, (_, j) => ({
      name: shortened(this.names?.[j] || `column ${j + 1}`),
      shape: [],
      samples: this.count / this.columns,
      source,
      offset: j,
      stride: this.columns,
      ...(this.rounded.has(j) && { rounded: this.rounded.get(j) }),
    }));
  }

  /** Whether the first line names the columns. */
  get hasNames(): boolean {
    return this.names !== null;
  }

  /** Takes the first line: names, or the first row. Returns the delimiter. */
  private begin(first: Line, second: string): string {
    const delimiter = delimiterOf(first.text, second);
    const cells = cellsOf(first.text, delimiter, MOST_FIELDS + 1);
    if (cells.length > MOST_FIELDS) checkColumns(countOf(first.text, delimiter) + 1, this.file);
    this.delimiter = delimiter;
    this.columns = cells.length;
    this.firstRow = first.row;
    if (areNames(cells)) this.names = cells;
    else this.addRow(first, delimiter);
    return delimiter;
  }

  private addRow({ text, row }: Line, delimiter: string): void {
    const cells = cellsOf(text, delimiter, MOST_FIELDS + 1);
    if (cells.length !== this.columns) throw this.raggedRow(cells.length, row, delimiter);
    this.makeRoom();
    for (let j = 0; j < cells.length; j++) {
      const value = numberOf(cells[j]);
      if (Number.isNaN(value)) throw this.noNumber(cells[j], row, j);
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) this.noteRounding(cells[j], value, j);
      this.values[this.count++] = value;
    }
  }

  private makeRoom(): void {
    const needed = this.count + this.columns;
    if (needed <= this.values.length) return;
    if (needed > MOST_NUMBERS)
      throw fileError(this.file, `it has more than ${MOST_NUMBERS / 1e6} million numbers (expected at most so many)`);
    const grown = new Float64Array(Math.max(needed, 2 * this.values.length));
    grown.set(this.values);
    this.values = grown;
  }

  private noteRounding(cell: string, value: number, column: number): void {
    if (this.rounded.has(column) || !/^[+-]?\d+$/.test(cell) || BigInt(cell) === BigInt(value)) return;
    this.rounded.set(column, { sample: Math.floor(this.count / this.columns), at: 0, digits: shortened(cell) });
  }

  private raggedRow(cells: number, row: number, delimiter: string): Error {
    const hint = delimiter === ',' && cells === 2 * this.columns ? '; decimals have a point here, no comma' : '';
    const count = cells > MOST_FIELDS ? `more than ${MOST_FIELDS}` : cells;
    return fileError(this.file, `row ${row} has ${count} columns (expected ${this.columns}, as row ${this.firstRow} has${hint})`);
  }

  private noNumber(cell: string, row: number, column: number): Error {
    const what = cell === '' ? 'nothing' : `"${shortened(cell)}"`;
    const expected = isDecimalComma(cell) ? `a decimal point, no comma: ${shortened(cell.replace(',', '.'))}` : 'a number';
    return fileError(this.file, `row ${row}, column ${column + 1}: ${what} (expected ${expected})`);
  }
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}

/** NaN where the cell is no finite decimal number. */
function numberOf(cell: string): number {
  const value = Number(cell);
  if (cell === '' || !Number.isFinite(value) || /^[+-]?0[xob]/i.test(cell)) return Number.NaN;
  return value;
}

const isDecimalComma = (cell: string): boolean => /^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(cell);

/** Words for a number that is not there: no names of columns. */
const isMissing = (cell: string): boolean =>
  /^(|[+-]?(nan|inf|infinity)|#?n\/?a|#?n\/?d|null|none|nil|missing|\?+|-+|\.+)$/i.test(cell);

/** Whether a first row names the columns: with a text in it, and no number that a column would hardly be called. */
function areNames(cells: string[]): boolean {
  const isText = (cell: string) => Number.isNaN(numberOf(cell)) && !isDecimalComma(cell) && !isMissing(cell);
  const isMeasured = (cell: string) => isDecimalComma(cell) || (/[-.e]/i.test(cell) && !Number.isNaN(numberOf(cell)));
  return cells.some(isText) && !cells.some(isMeasured);
}

/** The delimiter that gives the first two lines as many columns, tabs and semicolons before commas, which may be decimal. */
function delimiterOf(first: string, second: string): string {
  const columns = (line: string, delimiter: string) => cellsOf(line, delimiter, MOST_FIELDS + 1).length;
  const candidates = ['\t', ';', ','];
  const alike = candidates.find((each) => columns(first, each) > 1 && columns(first, each) === columns(second, each));
  return alike ?? candidates.reduce((best, each) => (columns(first, each) > columns(first, best) ? each : best), ',');
}

/** At most `most` cells, without blanks around them; in quotes a delimiter is a character, and two quotes are one. */
function cellsOf(line: string, delimiter: string, most: number): string[] {
  if (!line.includes('"')) return line.split(delimiter, most).map((cell) => cell.trim());
  const cells = [''];
  let quoted = false;
  for (let i = 0; i < line.length && cells.length <= most; i++) {
    if (line[i] === '"') {
      if (quoted && line[i + 1] === '"') cells[cells.length - 1] += line[i++];
      else quoted = !quoted;
    } else if (line[i] === delimiter && !quoted) cells.push('');
    else cells[cells.length - 1] += line[i];
  }
  return cells.slice(0, most).map((cell) => cell.trim());
}
