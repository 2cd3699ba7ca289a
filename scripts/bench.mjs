/** `npm run bench`, or `npm run bench -- mainThread` for one table: installs, then measures the built page in Chromium. Nothing is asserted. */
import { ensureChromium } from './chromium.mjs';
import { projectFolder } from './commands.mjs';
import { ensureDependencies } from './dependencies.mjs';

try {
  await ensureDependencies();
  await ensureChromium();
  process.chdir(projectFolder);
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport('./tests/bench/bench.ts', { configFile: false, logLevel: 'error' });
  await module.bench(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
