/** `window.saddlescope` answers with the values of tests/reference, in Chromium with a (software) graphics card, on every compute path. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { at } from './address.ts';
import { answersAgree } from './answersAgree.ts';
import { ask, launchBrowser, openPage } from './browser.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: true });
  ({ page } = await openPage(browser, at()));
});
afterAll(() => browser?.close());

answersAgree({
  paths: ['reference', 'simd', 'webgpu'],
  variances: ['reference', 'wasm', 'webgpu'],
  ask: (question, request) => ask(page, question, request),
});
