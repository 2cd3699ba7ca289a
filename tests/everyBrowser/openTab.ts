/** A tab of the browser that this project of vitest.config.ts is about. */
import { inject } from 'vitest';
import { openChromium, openFirefox } from './puppeteerTab.ts';
import type { BrowserName, Tab, TabOptions } from './tab.ts';
import { openWebkit } from './webkitTab.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browser: BrowserName;
  }
}

const openers: Record<BrowserName, (options: TabOptions) => Promise<Tab>> = {
  chromium: openChromium,
  firefox: openFirefox,
  webkit: openWebkit,
};

/** In a browser of its own, with storage of its own. */
export const openTab = (options: TabOptions = {}): Promise<Tab> => openers[inject('browser')](options);
