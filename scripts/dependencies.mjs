/** Installs what the lock file lists, unless it is installed already: the commands of the README work on a fresh clone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, run } from './commands.mjs';

/** Runs `npm ci` where node_modules is missing or holds other versions than the lock file. Throws where npm fails. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  console.log('Installing the dependencies of package-lock.json.');
  if ((await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])) !== 0) {
    throw new Error('npm ci failed (see above): the dependencies of package-lock.json could not be installed.');
  }
}

/** npm writes what it installed into node_modules/.package-lock.json once it is done. */
function isInstalled() {
  const wanted = lockedPackages('package-lock.json');
  const installed = lockedPackages(join('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * Packages by their path; none where the file does not exist.
 * @param {string} lockFile
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function lockedPackages(lockFile) {
  try {
    return JSON.parse(readFileSync(join(projectFolder, lockFile), 'utf8')).packages;
  } catch {
    return {};
  }
}
