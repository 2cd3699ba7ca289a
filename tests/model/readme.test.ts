/** The README's table of the address says what parameters.ts says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ChoiceRow, type NumberRow, parameters } from '../../src/model/parameters.ts';

const readme = readFileSync('README.md', 'utf8');

test('the README lists every key of the address with its values and default', () => {
  const between = /<!-- parameters:.*-->\n([\s\S]*)<!-- \/parameters -->/.exec(readme);
  expect(between?.[1]).toBe(tableOfTheAddress());
});

function tableOfTheAddress(): string {
  const rows = Object.entries<NumberRow | ChoiceRow>(parameters).map(
    ([key, row]) => `| \`${key}\` | ${row.label} | ${valuesOf(row)} | \`${row.default}\` |`,
  );
  return ['| key | control | values | default |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function valuesOf(row: NumberRow | ChoiceRow): string {
  if (row.kind === 'number') return `${row.min} to ${row.max}${row.integer ? ', whole' : ''}`;
  return Object.keys(row.options)
    .map((option) => `\`${option}\``)
    .join(', ');
}
