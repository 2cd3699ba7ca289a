/** The built page stays within the browsers that the README promises: every name of the language, of the browser and of CSS that the page uses is looked up in MDN's table. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CompatData, CompatStatement, Identifier, SupportStatement } from '@mdn/browser-compat-data';
import postcss from 'postcss';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';

const table = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;

/** As docs/browsers.md has them, and vite.config.ts builds for them. */
const promised = { chrome: 110, edge: 110, firefox: 115, safari: 16.4 } as const;

/** Newer names, each with the reason why a browser without it shows and computes as much. */
const newerNames: Record<string, string> = {
  scheduler: 'asked for before use; messages take its place (drawQueue.ts)',
  setImmediate: 'asked for before use; messages take its place (breather.ts, and libraries)',
  navigation: 'asked for before use, by React',
  '.requestVideoFrameCallback()': 'asked for before use, by a library',
  '.startViewTransition()': 'asked for before use, by React',
  '.toWellFormed()': 'asked for before use, by a library',
  'Error.captureStackTrace': 'asked for before use, by libraries',
  GPUBuffer: 'of WebGPU, which is asked for before use',
  GPUOutOfMemoryError: 'of WebGPU, which is asked for before use',
  GPUTexture: 'of WebGPU, which is asked for before use',
};

/** Functions of objects of the page’s and its libraries’ own, which newer functions of the browser are called like. */
const ownFunctions = [
  '.alpha()',
  '.bytes()',
  '.checkIntersection()',
  '.delay()',
  '.difference()',
  '.dispose()',
  '.drop()',
  '.grow()',
  '.hand()',
  '.isVisible()',
  '.memory()',
  '.resize()',
  '.share()',
  '.take()',
  '.toArray()',
  '.toHex()',
  '.union()',
];

const newerStyles: Record<string, string> = {
  '@page': 'the margins and the direction of paper that the reader has set',
  'field-sizing': 'a select as wide as its longest option, and a legend on two lines',
  'field-sizing: content': 'a select as wide as its longest option, and a legend on two lines',
  'scrollbar-width': 'a wider scrollbar',
  'scrollbar-width: none': 'a scrollbar',
  'scrollbar-width: thin': 'a wider scrollbar',
  size: 'the direction of paper that the reader has set',
  zoom: 'on paper the board at its own size, which the browser fits to the page',
};

test('the documents and the build name the same browsers', () => {
  const { chrome, edge, firefox, safari } = promised;
  expect(edge).toBe(chrome);
  expect(readFileSync('docs/browsers.md', 'utf8')).toContain(
    `Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari}, or newer`,
  );
  const targets = Object.entries(promised).map(([browser, version]) => `'${browser}${version}'`);
  expect(readFileSync('vite.config.ts', 'utf8')).toContain(`target: [${targets.join(', ')}]`);
});

test('the scripts use no newer name of the language or the browser without a way around it', () => {
  expect([...builtFiles('.js').flatMap(newerNamesIn)].filter(isFirst).sort()).toEqual(
    [...Object.keys(newerNames), ...ownFunctions].sort(),
  );
});

test('no script imports from a worker’s own file, which WebKit would run a second time', () => {
  const scripts = builtFiles('.js');
  const workers = new Set(
    scripts.flatMap((code) => [...code.matchAll(/new Worker\(new URL\([^)]*?([\w.-]+\.js)/g)].map(([, name]) => name)),
  );
  expect(workers.size).toBeGreaterThan(1);
  const imported = scripts.flatMap((code) =>
    [...code.matchAll(/(?:from|import)\s*\(?["'`]\.\/([\w.-]+\.js)/g)].map(([, name]) => name),
  );
  expect(imported.filter((name) => workers.has(name))).toEqual([]);
});

test('the style sheets use nothing newer that matters', () => {
  expect([...builtFiles('.css').flatMap(newerStylesIn)].filter(isFirst).sort()).toEqual(Object.keys(newerStyles).sort());
});

test('a newer name is found where it is used, and not where a name of one’s own is like it', () => {
  expect(newerNamesIn('Promise.withResolvers(); a.isWellFormed(); scheduler;')).toEqual([
    'Promise.withResolvers',
    '.isWellFormed()',
    'scheduler',
  ]);
  expect(newerNamesIn('const isWellFormed = mine.isWellFormed; [].toSorted(); a["groupBy"];')).toEqual([]);
});

test('a newer style is found: a property, a selector, a function, a rule in a rule', () => {
  expect(newerStylesIn('a { field-sizing: content; color: light-dark(red, blue); } a:has(b) { b & { color: red } }')).toEqual([
    'field-sizing',
    'field-sizing: content',
    'light-dark()',
    ':has',
    'nesting',
  ]);
  expect(
    newerStylesIn('a::before { user-select: none; -webkit-user-select: none; color: rgb(0 0 0 / 5%); inset: 0; height: 1dvh }'),
  ).toEqual([]);
});

const isFirst = (name: string, index: number, all: string[]): boolean => all.indexOf(name) === index;

/** Contents of the files of dist/ with this ending: built by the set-up of these tests. */
const builtFiles = (ending: string): string[] =>
  readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join('dist', name), 'utf8'));

/** Whether every promised browser has it, without a flag and under its own name. */
function isOld({ support }: CompatStatement): boolean {
  return Object.entries(promised).every(([browser, version]) => {
    const statement: SupportStatement | undefined = support[browser as keyof typeof promised];
    return [statement ?? []].flat().some(({ version_added, version_removed, flags, prefix, alternative_name }) => {
      const removed = versionOf(version_removed);
      return versionOf(version_added) <= version && !(removed <= version) && !flags && !prefix && !alternative_name;
    });
  });
}

/** NaN where there is none. */
const versionOf = (version: unknown): number =>
  typeof version === 'string' ? Number.parseFloat(version.replace('≤', '')) : Number.NaN;

interface Names {
  old: Set<string>;
  newer: Set<string>;
}

const names = { global: emptyNames(), ofObject: emptyNames(), ofAny: emptyNames() };

function emptyNames(): Names {
  return { old: new Set(), newer: new Set() };
}

function note({ old, newer }: Names, name: string, compat: CompatStatement | undefined): void {
  if (compat) (isOld(compat) ? old : newer).add(name);
}

/** Objects of a newer kind come from newer names, which are found themselves. */
const hasOld = ({ __compat }: Identifier): boolean => !__compat || isOld(__compat);

for (const [owner, parts] of Object.entries({ ...table.api, ...table.javascript.builtins }) as [string, Identifier][]) {
  note(names.global, owner, parts.__compat);
  for (const [key, { __compat }] of Object.entries(parts) as [string, Identifier][]) {
    if (key === '__compat' || key === owner) continue;
    const name = key.replace(/_static$/, '');
    note(names.ofObject, `${owner}.${name}`, __compat);
    if (name === key && hasOld(parts)) note(names.ofAny, name, __compat);
    if (owner === 'Window' || owner === 'WorkerGlobalScope') note(names.global, name, __compat);
  }
}

const isNewer = ({ old, newer }: Names, name: string): boolean => newer.has(name) && !old.has(name);

interface Node {
  type: string;
  [part: string]: unknown;
}

/** In the order of the text: `scheduler`, `Promise.withResolvers`, and `.isWellFormed()` of an object that the text does not name. */
const newerNamesIn = (code: string): string[] => newerNamesBelow(parseAst(code) as unknown as Node, null);

function newerNamesBelow(node: Node, parent: Node | null): string[] {
  const name = nameOf(node);
  if (name) return isNewer(names.global, name) && !declares(parent, node) ? [name] : [];
  if (node.type === 'MemberExpression' && !node.computed)
    return [
      ...newerNamesBelow(node.object as Node, node),
      ...newerMember(nameOf(node.object as Node), nameOf(node.property as Node)!, isCalled(parent, node)),
    ];
  return Object.entries(node)
    .flatMap(([part, value]) => (part === 'key' && !node.computed ? [] : [value].flat()))
    .filter(isNode)
    .flatMap((child) => newerNamesBelow(child, node));
}

/** Of an object that the text does not name, only what is called counts: fields of all kinds of objects have such names. */
function newerMember(object: string | null, name: string, called: boolean): string[] {
  const ofObject = `${object}.${name}`;
  if (names.ofObject.newer.has(ofObject)) return [ofObject];
  return called && !names.ofObject.old.has(ofObject) && isNewer(names.ofAny, name) ? [`.${name}()`] : [];
}

const isCalled = (parent: Node | null, node: Node): boolean => parent?.type === 'CallExpression' && parent.callee === node;

const isNode = (part: unknown): part is Node => typeof part === 'object' && part !== null && 'type' in part;

const nameOf = (node: Node): string | null => (node.type === 'Identifier' ? (node.name as string) : null);

const declares = (parent: Node | null, node: Node): boolean =>
  parent !== null && (parent.id === node || [parent.params].flat().includes(node) || parent.type.endsWith('Specifier'));

/** In the order of the text: a property, `property: value`, `function()`, `:selector`, `@rule`, and rules in rules. */
function newerStylesIn(code: string): string[] {
  const { properties, selectors, types, 'at-rules': rules } = table.css as unknown as Record<string, Identifier>;
  const found: string[] = [];
  const look = (name: string, part: Identifier | undefined) => {
    if (part?.__compat && !isOld(part.__compat)) found.push(name);
  };
  postcss.parse(code).walk((node) => {
    if (node.type === 'atrule') look(`@${node.name}`, rules[node.name]);
    if (node.type === 'rule') {
      for (const [selector, name] of node.selector.matchAll(/::?([\w-]+)/g)) look(selector, selectors[name]);
      if (node.parent?.type === 'rule') look('nesting', selectors.nesting);
    }
    if (node.type !== 'decl' || node.prop.startsWith('-') || hasPrefixed(node)) return;
    look(node.prop, properties[node.prop]);
    for (const [word] of node.value.matchAll(/[\w-]+/g)) look(`${node.prop}: ${word}`, properties[node.prop]?.[word]);
    for (const [, name] of node.value.matchAll(/([\w-]+)\(/g)) look(`${name}()`, inside(types, name));
  });
  return found;
}

/** Whether the same rule says the same under a browser's own name. */
const hasPrefixed = ({ prop, parent }: postcss.Declaration): boolean =>
  parent?.some((other) => other.type === 'decl' && other.prop.startsWith('-') && other.prop.endsWith(`-${prop}`)) ?? false;

/** The entry of this name, at any depth. */
function inside(entries: Identifier, name: string): Identifier | undefined {
  for (const [key, entry] of Object.entries(entries) as [string, Identifier][]) {
    if (key === '__compat') continue;
    if (key === name) return entry;
    const deeper = inside(entry, name);
    if (deeper) return deeper;
  }
  return undefined;
}
