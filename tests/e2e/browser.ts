/** Chromium as the end-to-end tests use it: launched once a file, with or without WebGPU, and pages that say what went wrong in them. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs';
import type { ComputeStatus } from '../../src/model/service.ts';

/** With `webgpu` there is a (software) adapter; without, there is none. */
export function launchBrowser({ webgpu }: { webgpu: boolean }): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments({ webgpu }) });
}

interface Opening extends BrowserContextOptions {
  /** Runs in the page before any of its own code. */
  before?: () => void;
  /** Files that do not come, until the test calls `page.unroute` with the pattern. */
  missing?: RegExp;
  /** Called with the page before it goes anywhere. */
  watch?: (page: Page) => void;
}

type Status = Pick<ComputeStatus, 'backend' | 'adapter'>;

export interface OpenPage {
  page: Page;
  /** Errors and warnings on the console, and uncaught exceptions. */
  complaints: string[];
  status: Status;
}

/** A page in a context of its own, 1440 x 900 unless told otherwise, whose worker answers. */
export async function openPage(
  browser: Browser,
  address: string,
  { before, missing, watch, ...options }: Opening = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = listenForComplaints(page);
  watch?.(page);
  if (before) await page.addInitScript(before);
  if (missing) await page.route(missing, (route) => route.abort());
  await page.goto(address);
  const status = await ready(page);
  return { page, complaints, status };
}

function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isDriverNote(message.text()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  return complaints;
}

/** A software GL remarks on its own speed whenever pixels are read back. */
const isDriverNote = (text: string): boolean => /GL Driver Message \(OpenGL, Performance/.test(text);

/** Resolves when the worker has said what the machine offers. */
export async function ready(page: Page): Promise<Status> {
  await page.waitForFunction(() => 'saddlescope' in window);
  return page.evaluate(() => window.saddlescope.ready);
}

/** The answer of `window.saddlescope` to a request, which may be a wrong one where a test wants a refusal. */
export async function ask<Answer>(
  page: Page,
  question: 'evaluate' | 'surface' | 'train' | 'hessian',
  request: object,
): Promise<Answer> {
  const put = { question, text: JSON.stringify(request) };
  const answer: unknown = await page.evaluate<unknown, typeof put>(
    ({ question, text }) => window.saddlescope[question](JSON.parse(text)),
    put,
  );
  return answer as Answer;
}
