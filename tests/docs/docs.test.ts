/** The documents keep their promises: the README is short, links and paths lead somewhere, and generated parts are current. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { withAddressTable } from '../../scripts/addressTable.mjs';
import { inFewColours } from '../../scripts/screenshots.mjs';
import { controls } from '../../src/model/controls.ts';
import { readQuery } from '../../src/page/view/readQuery.ts';

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const read = (path: string): string => readFileSync(path, 'utf8');

const documents = [...filesIn('.', '.md'), ...filesIn('docs', '.md'), ...filesIn('.github', '.md')];

describe('the README', () => {
  it('is at most 8 kB long', () => {
    expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(8000);
  });

  it('gives the two commands', () => {
    expect(read('README.md')).toMatch(/```sh\nnpm start .*\nnpm test .*\n```/);
  });

  it('shows one picture, in the dark another', () => {
    const picture = /<picture>(.*?)<\/picture>/s.exec(read('README.md'))![1];
    expect(picture).toContain('(prefers-color-scheme: dark)" srcset="docs/saddlescope-dark.png"');
    expect(picture).toContain('<img src="docs/saddlescope-light.png" alt="');
  });
});

test.each(documents)('every link of %s to a file or a heading of the project leads somewhere', (document) => {
  expect(localLinks(document).filter((link) => !leadsSomewhere(document, link))).toEqual([]);
});

test('every picture of docs/ is shown by a document, and has at most 250 kB', () => {
  const shown = documents.flatMap((document) => localLinks(document).map((link) => join(dirname(document), link)));
  for (const picture of filesIn('docs', '.png')) {
    expect(shown).toContain(picture);
    expect(readFileSync(picture).length).toBeLessThanOrEqual(250_000);
  }
});

test('a picture of the README is stored in few colours: a small part of the bytes, hardly another picture', async () => {
  const size = { width: 600, height: 400, channels: 3 as const };
  const drawn = Buffer.from(Array.from({ length: size.width * size.height }, (_, k) => colourAt(k % 600, k / 600)).flat());
  const picture = await sharp(drawn, { raw: size }).png().toBuffer();
  const stored = await inFewColours(picture);
  expect(stored.length).toBeLessThan(0.5 * picture.length);
  const shown = await sharp(stored).toColourspace('srgb').removeAlpha().raw().toBuffer();
  expect(shown.length).toBe(drawn.length);
  const changed = drawn.map((channel, i) => Math.abs(channel - shown[i]));
  expect(changed.reduce((sum, each) => sum + each, 0) / changed.length).toBeLessThan(2);
});

/** As on a shaded surface: one ramp of colours, darker on one side, with a grain. */
const colourAt = (x: number, y: number): number[] =>
  [x / 3, 40 + x / 4, 220 - x / 4].map((channel) => channel * (1 - y / 2000) + ((x * 7 + Math.floor(y) * 13) % 5));

test('docs/address.md lists every field of the controls as `npm run address-table` writes it', () => {
  const document = read('docs/address.md');
  expect(document).toBe(withAddressTable(document, controls));
});

test('the table of the address shows a number’s range and default, and a choice’s options', () => {
  const table = withAddressTable('<!-- fields: here -->\n\n<!-- /fields -->', {
    width: { kind: 'number', label: 'Width', hint: 'Units', min: 1, max: 9, default: 3, integer: true, spacing: 'linear' },
    view: { kind: 'choice', label: 'View', hint: 'a | b', options: { flat: 'Flat', deep: '3D' }, default: 'deep' },
  });
  expect(table.split('\n').slice(4, 6)).toEqual([
    '| `width` | Width | 1 to 9, whole | `3` | Units |',
    '| `view` | View | `flat`, `deep` | `deep` | a \\| b |',
  ]);
});

test('a document without a place for the table is refused with the marks that would be right', () => {
  expect(() => withAddressTable('# The address', controls)).toThrow(/no place for the table.*expected <!-- fields/);
});

test('every path that ARCHITECTURE.md and CONTRIBUTING.md name exists', () => {
  const paths = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((document) => pathsIn(document));
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test.each(documents.flatMap(addressesIn))('the address %s of a document opens the page without a complaint', (address) => {
  expect(readQuery(address).replaced).toEqual([]);
});

test.each(['panel', 'data', 'laboratory'] as const)('docs/page.md names every option of the control “%s”', (field) => {
  const page = read('docs/page.md').toLowerCase();
  for (const label of Object.values<string>(controls[field].options)) expect(page).toContain(label.toLowerCase());
});

test('every action of the workflows is pinned by its commit, with the version beside it', () => {
  const uses = filesIn('.github/workflows', '.yml').flatMap((workflow) => read(workflow).match(/uses: .*/g) ?? []);
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

/** Paths of the project's own files and folders that a document names, in code. */
function pathsIn(document: string): string[] {
  return [...read(document).matchAll(/`((?:src|tests|scripts|docs|bench|build)\/[^`\s]*)`/g)].map(([, path]) => path);
}

/** Addresses that a document opens the page with: `?experiment=...`, in code. */
function addressesIn(document: string): string[] {
  return [...read(document).matchAll(/`(\?experiment=[^`\s]+)`/g)].map(([, address]) => address);
}

/** Targets of Markdown links and of pictures that are no addresses of other sites; code is left out. */
function localLinks(document: string): string[] {
  const text = read(document).replace(/```.*?```|`[^`\n]*`/gs, 'code');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(([, link, source]) => link ?? source);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path, anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  return existsSync(target) && (anchor === undefined || headingsOf(target).includes(anchor));
}

/** As GitHub names the headings of a document in links. */
const headingsOf = (document: string): string[] =>
  [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
