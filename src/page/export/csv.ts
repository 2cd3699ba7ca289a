/** Comma-separated values as RFC 4180 has them, and the page's address in the first line of an exported file. */
import { MOST_QUERY, parsedAddress } from '../view/readQuery.ts';

export type Cell = string | number | undefined;

/**
 * One line of cells. A cell with a separator, a quote or a line break is quoted; numbers have all digits; NaN and the infinities are spelt as Python
 * and R read them; a missing value is empty; a text that a spreadsheet would compute has an apostrophe before it.
 */
export const csvLine = (cells: Cell[]): string => cells.map(cellText).join(',');

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  const text = typeof cell === 'number' ? numberText(cell) : inert(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  return value === Number.NEGATIVE_INFINITY ? '-inf' : String(value);
}

/** Spreadsheets take text that begins so for a formula, full-width signs too, unless the text is a number. */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const inert = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** Lines with a line break after each. */
export const csvText = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');

/** A line of remarks before the columns: `# Training; x = iteration; <address>`. No part of it begins a cell of its own where a spreadsheet cuts at commas. */
export const csvRemark = (remarks: string[], address: string): string =>
  `# ${[...remarks.map((remark) => remark.replaceAll(/[\r\n]+/g, ' ').replaceAll(/,(?! )/g, ', ')), address.replaceAll(',', COMMA)].join('; ')}`;

const COMMA = '%2C';

/** The query of the page that drew the figure: the first line of an exported CSV ends with its address. Null for any other file. */
export async function readStateFromCsv(file: Blob): Promise<string | null> {
  const [line, ...more] = (await file.slice(0, MOST_QUERY).text()).split(/\r?\n/, 2);
  if (!line.startsWith('# ') || more.length === 0) return null;
  const address = parsedAddress(line.slice(line.lastIndexOf('; ') + 2));
  return address?.searchParams.has('experiment') ? address.search.replaceAll(COMMA, ',') : null;
}
