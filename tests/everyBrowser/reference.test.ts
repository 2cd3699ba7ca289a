/** `window.saddlescope` answers with the values of tests/reference in every browser, on every path that all of them have. */
import { afterAll, beforeAll } from 'vitest';
import { at } from '../e2e/address.ts';
import { answersAgree } from '../e2e/answersAgree.ts';
import { closeDisplay } from './display.ts';
import { openTab } from './openTab.ts';
import { open } from './page.ts';
import type { Tab } from './tab.ts';

let tab: Tab;

beforeAll(async () => {
  tab = await openTab();
  await open(tab, at('?resolution=15&iterations=3'));
});
afterAll(async () => {
  await tab?.close();
  await closeDisplay();
});

answersAgree({
  paths: ['reference', 'simd'],
  variances: ['reference', 'wasm'],
  ask: (question, request) =>
    tab.ask(
      async (question, text) => (await window.saddlescope[question](JSON.parse(text))) as never,
      question,
      JSON.stringify(request),
    ),
});
