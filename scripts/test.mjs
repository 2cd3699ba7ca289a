/** `npm test`: installs what the tests need, runs every check and every test, and ends with one line, `N passed, N failed`. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { projectFolder, run } from './commands.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureOtherBrowsers } from './otherBrowsers.mjs';

/**
 * What ran: how many passed, and the names of those that did not.
 * @typedef {{ passed: number, failures: string[] }} Outcome
 */

/** Each counts as one: passed or failed. */
const checks = [
  { name: 'Format and lint', command: 'biome', parameters: ['check', '.'] },
  { name: 'Import rules', command: 'depcruise', parameters: ['src'] },
  { name: 'Folders one way', command: 'node', parameters: ['scripts/folderPairs.mjs'] },
  { name: 'Types', command: 'tsc', parameters: ['-p', '.'] },
];

/** The projects of vitest.config.ts, cheapest first; one after another, since end-to-end tests watch a clock. */
const suites = [
  { name: 'Unit tests', project: 'unit' },
  { name: 'Browser tests', project: 'browser' },
  { name: 'End-to-end tests', project: 'e2e' },
  { name: 'The page in Chromium', project: 'chromium' },
];

const results = 'test-results';

/**
 * @param {(typeof checks)[number]} check
 * @returns {Promise<Outcome>}
 */
async function runCheck({ name, command, parameters }) {
  console.log(`\n# ${name}`);
  return (await run(command, parameters)) === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [name] };
}

/**
 * @param {(typeof suites)[number]} suite
 * @param {string} chromium
 * @returns {Promise<Outcome>}
 */
async function runSuite({ name, project }, chromium) {
  console.log(`\n# ${name}`);
  const report = join(results, `${project}.json`);
  rmSync(join(projectFolder, report), { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run('vitest', ['run', '--project', project, ...reporters], { CHROMIUM: chromium });
  const outcome = readOutcome(join(projectFolder, report));
  // A run can fail without a failed test: a set-up that threw, an unhandled rejection, a file that does not load.
  return code !== 0 && outcome.failures.length === 0 ? { ...outcome, failures: [name] } : outcome;
}

/**
 * Tests in vitest's JSON report, a file that failed to load counting as one failure; nothing where there is no report.
 * @param {string} report
 * @returns {Outcome}
 */
function readOutcome(report) {
  let summary;
  try {
    summary = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failures: [] };
  }
  const failures = summary.testResults.flatMap(
    (/** @type {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} */ file) => {
      const path = relative(projectFolder, file.name);
      const failed = file.assertionResults.filter(({ status }) => status === 'failed');
      if (file.status === 'failed' && failed.length === 0) return [path];
      return failed.map(({ fullName }) => `${path}: ${fullName}`);
    },
  );
  return { passed: summary.numPassedTests, failures };
}

/** @returns {Promise<Outcome & { leftOut: string[] }>} */
async function runEverything() {
  await ensureDependencies();
  const chromium = await ensureChromium();
  const { there, leftOut } = await ensureOtherBrowsers();
  const others = there.map(({ project, name }) => ({ project, name: `The page in ${name}` }));
  mkdirSync(join(projectFolder, results), { recursive: true });
  const outcomes = [];
  for (const check of checks) outcomes.push(await runCheck(check));
  for (const suite of [...suites, ...others]) outcomes.push(await runSuite(suite, chromium));
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
    leftOut,
  };
}

const { passed, failures, leftOut } = await runEverything().catch((error) => ({
  passed: 0,
  failures: [error instanceof Error ? error.message : String(error)],
  leftOut: [],
}));
if (failures.length > 0) process.exitCode = 1;
console.log(['', ...leftOut, ...failures.map((failure) => `failed: ${failure}`)].join('\n'));
console.log(`${passed} passed, ${failures.length} failed`);
