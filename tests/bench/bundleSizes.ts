/** How much JavaScript the built page loads, compressed as a host would send it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Table } from './table.ts';

const assets = join('dist', 'assets');

export function bundleSizes(): Table {
  const all = readdirSync(assets).filter((file) => file.endsWith('.js'));
  const first = loadedFirst();
  const row = (what: string, files: string[], budget: string) => [
    what,
    `${total(files).toFixed(0)} kB`,
    budget,
    `${files.length} files`,
  ];
  return {
    title: 'JavaScript, gzip',
    columns: ['what', 'measured', 'budget', 'in'],
    rows: [row('before the first picture', first, '150 kB'), row('in all', all, '900 kB')],
  };
}

/** The entry and what it imports without waiting: index.html names all of them. */
function loadedFirst(): string[] {
  const html = readFileSync(join('dist', 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g)].map(([, file]) => file);
}

/** In kB of 1000 bytes. */
function total(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(assets, file)), { level: 9 }).length, 0) / 1000;
}
