/** Comma-separated values, as RFC 4180 has them: a cell with a comma, a quote or a line break is quoted. */

export type Cell = string | number | undefined;

/** Numbers to the last digit; NaN and the infinities as Python and R read them; nothing where there is no value. */
export const csvLine = (cells: Cell[]): string => cells.map(cellText).join(',');

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  const text = cell === Number.POSITIVE_INFINITY ? 'inf' : cell === Number.NEGATIVE_INFINITY ? '-inf' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines with a line break after each. */
export const csvText = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');
