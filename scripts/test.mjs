/** `npm test`: installs what the tests need, runs every check and every test, and ends with one line, `N passed, N failed`. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { projectFolder, run } from './commands.mjs';
import { ensureDependencies } from './dependencies.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/** Each counts as one: passed or failed. */
const checks = [
  { name: 'Format and lint', command: 'biome', parameters: ['check', '.'] },
  { name: 'Import rules', command: 'depcruise', parameters: ['src'] },
  { name: 'Types', command: 'tsc', parameters: ['-p', '.'] },
];

/** The projects of vitest.config.ts, cheapest first; one after another, since end-to-end tests watch a clock. */
const suites = [
  { name: 'Unit tests', project: 'unit' },
  { name: 'Browser tests', project: 'browser' },
  { name: 'End-to-end tests', project: 'e2e' },
];

const results = 'test-results';

/**
 * @param {(typeof checks)[number]} check
 * @returns {Promise<Count>}
 */
async function runCheck({ name, command, parameters }) {
  console.log(`\n# ${name}`);
  return (await run(command, parameters)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {(typeof suites)[number]} suite
 * @param {string} chromium
 * @returns {Promise<Count>}
 */
async function runSuite({ name, project }, chromium) {
  console.log(`\n# ${name}`);
  const report = join(results, `${project}.json`);
  rmSync(join(projectFolder, report), { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run('vitest', ['run', '--project', project, ...reporters], { CHROMIUM: chromium });
  const count = countTests(join(projectFolder, report));
  // A run can fail without a failed test: a set-up that threw, an unhandled rejection, a file that does not load.
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * Tests in vitest's JSON report, a file that failed to load counting as one failure; nothing where there is no report.
 * @param {string} report
 * @returns {Count}
 */
function countTests(report) {
  let summary;
  try {
    summary = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
  const brokenFiles = summary.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return { passed: summary.numPassedTests, failed: summary.numFailedTests + brokenFiles.length };
}

/**
 * @param {Count[]} counts
 * @returns {Count}
 */
function total(counts) {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

async function runEverything() {
  await ensureDependencies();
  const chromium = await ensureChromium();
  mkdirSync(join(projectFolder, results), { recursive: true });
  const counts = [];
  for (const check of checks) counts.push(await runCheck(check));
  for (const suite of suites) counts.push(await runSuite(suite, chromium));
  return total(counts);
}

const { passed, failed } = await runEverything().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  return { passed: 0, failed: 1 };
});
if (failed > 0) process.exitCode = 1;
console.log(`\n${passed} passed, ${failed} failed`);
