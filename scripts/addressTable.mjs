/** `npm run address-table`: writes the fields of the address into docs/address.md, one row of a table for each row of the page's controls. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { projectFolder } from './commands.mjs';
import { ensureDependencies } from './dependencies.mjs';

/**
 * @typedef {import('../src/model/controlRows.ts').NumberRow | import('../src/model/controlRows.ts').ChoiceRow} Row
 */

const place = /(<!-- fields:.*? -->\n).*?(\n<!-- \/fields -->)/s;

/**
 * The document with the table of these rows between its two marks. Throws where the document has no marks.
 * @param {string} document
 * @param {Record<string, Row>} rows
 */
export function withAddressTable(document, rows) {
  if (!place.test(document)) {
    throw new Error('docs/address.md has no place for the table (expected <!-- fields: ... --> and <!-- /fields -->)');
  }
  return document.replace(place, (_, before, after) => `${before}\n${addressTable(rows)}\n${after}`);
}

/**
 * A Markdown table without padding.
 * @param {Record<string, Row>} rows
 */
function addressTable(rows) {
  const cells = Object.entries(rows).map(([key, row]) => [code(key), row.label, valuesOf(row), code(row.default), row.hint]);
  return [['key', 'control', 'values', 'default', 'meaning'], new Array(5).fill('---'), ...cells].map(line).join('\n');
}

/** @param {string[]} cells */
const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** @param {string | number} value */
const code = (value) => `\`${value}\``;

/** @param {Row} row */
function valuesOf(row) {
  if (row.kind === 'choice') return Object.keys(row.options).map(code).join(', ');
  return `${row.min} to ${row.max}${row.integer ? ', whole' : ''}`;
}

async function writeTable() {
  await ensureDependencies();
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport('./src/model/controls.ts', { root: projectFolder, configFile: false, logLevel: 'error' });
  const file = join(projectFolder, 'docs', 'address.md');
  writeFileSync(file, withAddressTable(readFileSync(file, 'utf8'), module.controls));
}

if (argv[1] === fileURLToPath(import.meta.url)) await writeTable();
