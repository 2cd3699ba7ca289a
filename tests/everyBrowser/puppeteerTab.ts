/** Firefox, over WebDriver BiDi, and Chromium, both driven by Puppeteer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs';
import { firefoxPath } from '../../scripts/otherBrowsers.mjs';
import { display } from './display.ts';
import { type Tab, type TabOptions, windowSize } from './tab.ts';

const common = { defaultViewport: windowSize, protocolTimeout: 120_000 };

/** Without a window Firefox has no WebGL at all. */
export async function openFirefox({ webgl = true }: TabOptions): Promise<Tab> {
  const downloads = mkdtempSync(join(tmpdir(), 'saddlescope-firefox-'));
  const browser = await puppeteer.launch({
    ...common,
    browser: 'firefox',
    executablePath: firefoxPath(),
    headless: !webgl,
    env: {
      ...process.env,
      LIBGL_ALWAYS_SOFTWARE: '1',
      MOZ_DISABLE_CONTENT_SANDBOX: '1',
      ...(webgl && { DISPLAY: await display() }),
    },
    extraPrefsFirefox: {
      'webgl.force-enabled': webgl,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.alwaysOpenPanel': false,
    },
  });
  return tabOf('firefox', browser, downloads);
}

export async function openChromium({ webgl = true }: TabOptions): Promise<Tab> {
  const downloads = mkdtempSync(join(tmpdir(), 'saddlescope-chromium-'));
  const browser = await puppeteer.launch({
    ...common,
    executablePath: chromiumPath(),
    args: [
      ...chromiumArguments({ webgpu: false }),
      ...(webgl ? ['--enable-unsafe-swiftshader'] : ['--disable-gpu', '--disable-webgl', '--disable-3d-apis']),
    ],
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  });
  return tabOf('chromium', browser, downloads);
}

async function tabOf(name: 'chromium' | 'firefox', browser: Browser, downloads: string): Promise<Tab> {
  const page = await browser.newPage();
  const complaints = listen(page);
  return {
    browser: name,
    downloads,
    complaints: () => complaints.filter((complaint) => !isOfTheBrowser(complaint)),
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    ask: (question, ...given) => page.evaluate(question as never, ...(given as never)) as never,
    press: (key) => page.keyboard.press(key),
    async drag(first, ...others) {
      await page.mouse.move(first.x, first.y);
      await page.mouse.down();
      for (const { x, y } of others) await page.mouse.move(x, y);
      await page.mouse.up();
    },
    async chooseFile(selector, path) {
      const input = await page.waitForSelector(selector);
      await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    async close() {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${error instanceof Error ? error.message : error}`));
  page.on('console', (message) => {
    if (['error', 'warn', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  return complaints;
}

/** Remarks of the browser on itself: on the speed of software GL, and on WebGL that it was told to do without. */
const isOfTheBrowser = (complaint: string): boolean => /GL Driver Message|WebGL context|GroupMarkerNotSet/.test(complaint);
