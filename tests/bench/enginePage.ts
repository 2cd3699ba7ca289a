/** The page in page/: built to a temporary folder, served, and opened in Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { simdKernels } from '../../build/simdKernels.ts';
import { launchBrowser } from '../e2e/browser.ts';

export interface EnginePage {
  readonly page: Page;
  close(): Promise<void>;
}

export async function openEnginePage(): Promise<EnginePage> {
  const root = join('tests', 'bench', 'page');
  const outDir = mkdtempSync(join(tmpdir(), 'saddlescope-bench-'));
  const shared = { root, configFile: false, logLevel: 'error', base: './' } as const;
  await build({
    ...shared,
    plugins: [simdKernels()],
    worker: { format: 'es', plugins: () => [simdKernels()] },
    build: { target: 'es2023', outDir, emptyOutDir: true, chunkSizeWarningLimit: 2500 },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await launchBrowser({ webgpu: true });
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls!.local[0]);
  await page.waitForFunction(() => 'time' in window && 'timeSteps' in window);
  return {
    page,
    async close() {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true });
    },
  };
}
