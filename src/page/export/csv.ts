/** Comma-separated values as RFC 4180 has them, and the page's address in the first line of an exported file. */
import { parsedAddress } from '../view/readQuery.ts';

export type Cell = string | number | undefined;

/** One line of cells. A cell with a comma, a quote or a line break is quoted; numbers have all digits; NaN and the infinities are spelt as Python and R read them; a missing value is empty. */
export const csvLine = (cells: Cell[]): string => cells.map(cellText).join(',');

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  const text = cell === Number.POSITIVE_INFINITY ? 'inf' : cell === Number.NEGATIVE_INFINITY ? '-inf' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines with a line break after each. */
export const csvText = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');

const mostOfLine = 65536; // an address with the weights of a point in it is a tenth of that

/** The query of the page that drew the figure: the first line of an exported CSV ends with its address. Null for any other file. */
export async function readStateFromCsv(file: Blob): Promise<string | null> {
  const [line] = (await file.slice(0, mostOfLine).text()).split(/\r?\n/, 1);
  const address = line.startsWith('# ') ? parsedAddress(line.slice(line.lastIndexOf('; ') + 2)) : null;
  return address?.searchParams.has('experiment') ? address.search : null;
}
