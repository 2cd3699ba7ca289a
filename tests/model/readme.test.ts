/** The README's table of the address says what controls.ts says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ChoiceRow, NumberRow } from '../../src/model/controlRows.ts';
import { controls } from '../../src/model/controls.ts';

const readme = readFileSync('README.md', 'utf8');

test('the README lists every key of the address with its values and default', () => {
  const between = /<!-- parameters:.*-->([\s\S]*)<!-- \/parameters -->/.exec(readme)![1];
  const [_head, _rule, ...rows] = between.trim().split('\n');
  expect(rows.map(cellsOf)).toEqual(Object.entries<NumberRow | ChoiceRow>(controls).map(cellsOfRow));
});

/** Cells of a line of a Markdown table. */
const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const cellsOfRow = ([key, row]: [string, NumberRow | ChoiceRow]): string[] => [
  `\`${key}\``,
  row.label,
  valuesOf(row),
  `\`${row.default}\``,
];

function valuesOf(row: NumberRow | ChoiceRow): string {
  if (row.kind === 'number') return `${row.min} to ${row.max}${row.integer ? ', whole' : ''}`;
  return Object.keys(row.options)
    .map((option) => `\`${option}\``)
    .join(', ');
}
