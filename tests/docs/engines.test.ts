/** The Node versions that package.json promises are enough for every package that is installed, and those that the documents name. */
import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';

interface Locked {
  version: string;
  engines?: { node?: string };
  /** Installed on some machines only, and nothing fails without it. */
  optional?: boolean;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const promised = (JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } }).engines.node;

type Version = [major: number, minor: number, patch: number];

const versionIn = (text: string): Version => {
  const [major, minor = 0, patch = 0] = text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : 0));
  return [major, minor, patch];
};

const isBefore = (one: Version, other: Version): boolean => {
  const at = one.findIndex((part, k) => part !== other[k]);
  return at >= 0 && one[at] < other[at];
};

/** The oldest version of each alternative of a range: `^22.13 || >=24` has 22.13.0 and 24.0.0. */
const oldestIn = (range: string): Version[] =>
  range.split('||').map((alternative) => versionIn(alternative.replace(/[\s^>=]/g, '')));

/** Whether a version lies in a range as package.json files write it. Throws where the range is written in another way. */
function admits(range: string, version: Version): boolean {
  return range.split('||').some((alternative) => {
    const comparators = alternative
      .trim()
      .replace(/([<>=^~])\s+/g, '$1')
      .split(/\s+/);
    return comparators.every((comparator) => admitsBy(comparator, version));
  });
}

function admitsBy(comparator: string, version: Version): boolean {
  if (['', '*', 'x'].includes(comparator)) return true;
  const [, operator, text] = /^(>=|<=|>|<|\^|~)?v?(\d+(?:\.(?:\d+|x|\*))*)$/.exec(comparator) ?? [];
  if (!text) throw new Error(`invalid range of Node versions: ${comparator} (expected such as >=20, ^22.13 or 4.x)`);
  const bound = versionIn(text);
  if (operator === '>=') return !isBefore(version, bound);
  if (operator === '<') return isBefore(version, bound);
  if (operator === '^' || operator === undefined) return version[0] === bound[0] && !isBefore(version, bound);
  throw new Error(`invalid operator: ${operator} (expected >=, < or ^)`);
}

test.each([
  ['>=20', [20, 0, 0], true],
  ['>= 22.12.0', [22, 11, 9], false],
  ['^20.19.0 || >=22.12.0', [22, 13, 0], true],
  ['^20.12||^22||>=24', [23, 1, 0], false],
  ['4.x || >=6.0.0', [22, 13, 0], true],
  ['*', [1, 0, 0], true],
] as [string, Version, boolean][])('%s admits %o: %s', (range, version, expected) => {
  expect(admits(range, version)).toBe(expected);
});

it('every installed package runs on the oldest Node that package.json promises', () => {
  const needy = Object.entries(packages).flatMap(([path, { engines, version, optional }]) => {
    const range = typeof engines?.node === 'string' ? engines.node : '*';
    const refused = path === '' || optional ? [] : oldestIn(promised).filter((oldest) => !admits(range, oldest));
    return refused.map((oldest) => `${path} ${version} asks for Node ${range}, not ${oldest.join('.')}`);
  });
  expect(needy).toEqual([]);
});

it('package-lock.json, README.md and CONTRIBUTING.md name the same versions', () => {
  expect(packages[''].engines?.node).toBe(promised);
  const [oldest, next] = oldestIn(promised);
  const named = `Node ${oldest[0]} (${oldest[0]}.${oldest[1]} or newer) or ${next[0]}`;
  for (const document of ['README.md', 'CONTRIBUTING.md']) expect(readFileSync(document, 'utf8'), document).toContain(named);
});
