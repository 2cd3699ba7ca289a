/**
 * `node scripts/folderPairs.mjs`, part of `npm run lint`: lists the folders under src/ that import each other both ways, and fails where a pair
 * is not in the list below. Such folders cannot be read one without the other: a new pair is a sign that a file stands in the wrong place.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { projectFolder } from './commands.mjs';

/**
 * Pairs that may import each other, parent first, each with the reason.
 * @type {{ pair: string[], reason: string }[]}
 */
const ALLOWED = [];

/** Relative paths in import statements, dynamic imports and addresses of workers. */
const IMPORTS = /(?:from|import|import\(|new URL\()\s*['"](\.{1,2}\/[^'"]+)['"]/g;

const pairs = mutualPairs(importsBetweenFolders(join(projectFolder, 'src')));
const unexpected = pairs.filter(({ pair }) => !ALLOWED.some((allowed) => sameText(allowed.pair, pair)));
const gone = ALLOWED.filter((allowed) => !pairs.some(({ pair }) => sameText(allowed.pair, pair)));
console.log(`${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'} of folders import each other, ${ALLOWED.length} allowed`);
for (const { pair, imports } of unexpected) console.error(`${pair.join(' and ')} import each other:\n  ${imports.join('\n  ')}`);
for (const { pair } of gone)
  console.error(
    `${pair.join(' and ')} are listed in scripts/folderPairs.mjs, but import each other no more: take them off the list`,
  );
if (unexpected.length + gone.length > 0) process.exitCode = 1;

/**
 * Every import of one folder's files from another folder: by "from to", as "file -> file".
 * @param {string} root
 * @returns {Map<string, string[]>}
 */
function importsBetweenFolders(root) {
  const found = new Map();
  for (const file of codeFiles(root)) {
    for (const [, path] of readFileSync(file, 'utf8').matchAll(IMPORTS)) {
      const [from, to] = [named(file), named(join(dirname(file), path))];
      const [here, there] = [posix.dirname(from), posix.dirname(to)];
      if (here === there || !/\.tsx?$/.test(to)) continue;
      const key = `${here} ${there}`;
      found.set(key, [...(found.get(key) ?? []), `${from} -> ${to}`]);
    }
  }
  return found;
}

/**
 * @param {Map<string, string[]>} imports
 * @returns {{ pair: string[], imports: string[] }[]}
 */
function mutualPairs(imports) {
  return [...imports.keys()]
    .map((key) => key.split(' '))
    .filter(([a, b]) => a < b && imports.has(`${b} ${a}`))
    .map(([a, b]) => ({ pair: [a, b], imports: [...(imports.get(`${a} ${b}`) ?? []), ...(imports.get(`${b} ${a}`) ?? [])] }));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function codeFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/**
 * The path from the project's folder, with forward slashes.
 * @param {string} path
 */
function named(path) {
  return path.slice(projectFolder.length).replaceAll('\\', '/');
}

/**
 * @param {string[]} a
 * @param {string[]} b
 */
function sameText(a, b) {
  return a.join(' ') === b.join(' ');
}
