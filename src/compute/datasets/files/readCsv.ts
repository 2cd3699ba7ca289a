/** CSV: a table of numbers, its first row the columns' names or numbers too. */
import { type Field, fileError } from './field.ts';

const DELIMITERS = [',', ';', '\t'];
const MOST_SHOWN = 40; // characters of a cell that is complained about

/**
 * One field a column. Columns are parted by commas, semicolons or tabs, whichever the first row has most of; empty lines are passed over.
 * Throws `BadFile` with row and column (from 1) of text, an empty cell, or a row of another length.
 */
export function readCsv(text: string, file: string): Field[] {
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) throw fileError(file, 'there is nothing in it (expected rows of numbers)');
  lines[first] = lines[first].replace(/^\ufeff/, '');
  const delimiter = DELIMITERS.reduce((best, each) => (count(lines[first], each) > count(lines[first], best) ? each : best));
  const head = cellsOf(lines[first], delimiter);
  const isNamed = head.some((cell) => !isNumber(cell));
  const columns = head.length;
  const rows = lines
    .map((line, i) => ({ line, row: i + 1 }))
    .filter(({ line, row }) => line.trim() !== '' && row > first + (isNamed ? 1 : 0));
  if (rows.length === 0) throw fileError(file, 'there are names but no rows of numbers below them');
  const source = new Float64Array(rows.length * columns);
  for (const [i, { line, row }] of rows.entries()) {
    const cells = cellsOf(line, delimiter);
    if (cells.length !== columns)
      throw fileError(file, `row ${row} has ${cells.length} columns (expected ${columns}, as row ${first + 1} has)`);
    for (let j = 0; j < columns; j++) {
      if (!isNumber(cells[j])) throw fileError(file, `row ${row}, column ${j + 1}: ${shown(cells[j])} (expected a number)`);
      source[i * columns + j] = Number(cells[j]);
    }
  }
  return head.map((name, j) => ({
    name: isNamed ? name || `column ${j + 1}` : `column ${j + 1}`,
    shape: [],
    samples: rows.length,
    source,
    offset: j,
    stride: columns,
  }));
}

const count = (text: string, part: string): number => text.split(part).length - 1;

const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell));

function shown(cell: string): string {
  if (cell === '') return 'nothing';
  return `"${cell.length > MOST_SHOWN ? `${cell.slice(0, MOST_SHOWN)}…` : cell}"`;
}

/** Without blanks around them; in quotes a delimiter is a character, and two quotes are one. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells = [''];
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') {
      if (quoted && line[i + 1] === '"') cells[cells.length - 1] += line[i++];
      else quoted = !quoted;
    } else if (line[i] === delimiter && !quoted) cells.push('');
    else cells[cells.length - 1] += line[i];
  }
  return cells.map((cell) => cell.trim());
}
