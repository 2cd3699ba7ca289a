/** The page under its Content-Security-Policy: everything works, nothing is refused, and nothing is asked of another host. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../build/contentSecurityPolicy.ts';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, drawing, type FigureName, figureData } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: true });
});
afterAll(() => browser?.close());

/** Notes every refusal where `refusalsIn` finds it; runs in pages and in workers. */
function noteRefusals(): void {
  const refused: string[] = [];
  Object.assign(globalThis, { refused });
  globalThis.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event as SecurityPolicyViolationEvent;
    refused.push(`${effectiveDirective} refused ${blockedURI} (${sourceFile}:${lineNumber})`);
  });
}

const refusalsIn = async (page: Page): Promise<string[]> => {
  const read = () => (globalThis as { refused?: string[] }).refused ?? [];
  const lists = await Promise.all([page.evaluate(read), ...page.workers().map((worker) => worker.evaluate(read))]);
  return lists.flat();
};

/** A page that notes every refusal and every address that it asks for, in its workers too. */
async function openWatched(address: string) {
  const asked: string[] = [];
  const opened = await openPage(browser, address, {
    before: noteRefusals,
    watch(page) {
      page.context().on('request', (request) => void asked.push(request.url()));
      page.on('worker', (worker) => void worker.evaluate(noteRefusals).catch(() => {}));
    },
  });
  return { ...opened, asked };
}

/** Addresses that lie outside the page's own host; data: and blob: stay inside the page. */
const foreign = (addresses: string[]): string[] => {
  const { origin } = new URL(at());
  return addresses.filter((address) => !/^(data|blob):/.test(address) && new URL(address).origin !== origin);
};

test('the built page carries the policy ahead of everything that it governs, and every file is served under it', async () => {
  const response = await fetch(at());
  const html = await response.text();
  const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)!;
  expect(meta[1].replaceAll('&#39;', "'").replaceAll('&quot;', '"')).toBe(contentSecurityPolicy);
  expect(html.indexOf(meta[0])).toBeLessThan(html.search(/<script|<link|<img/));
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=/);
  for (const source of ["'unsafe-eval'", 'http:', 'https:', '*'])
    expect(contentSecurityPolicy.split(/[ ;]+/)).not.toContain(source);
  for (const directive of ['script-src', 'style-src', 'default-src'])
    expect(contentSecurityPolicy).not.toMatch(new RegExp(`${directive} [^;]*'unsafe-inline'`));
  expect(response.headers.get('content-security-policy')).toContain(contentSecurityPolicy);
});

test('what the policy forbids is refused and noted, in the page and in its worker', async () => {
  const { page } = await openWatched(at(`?${flat}&resolution=15&iterations=5`));
  await atRest(page);
  const foreignHost = 'https://elsewhere.invalid/';
  await page.evaluate((address) => {
    for (const [tag, text] of [
      ['script', 'document.title = "run"'],
      ['style', 'body { color: red }'],
    ])
      document.head.append(Object.assign(document.createElement(tag), { textContent: text }));
    void fetch(address).catch(() => {});
  }, foreignHost);
  await page.workers()[0].evaluate((address) => fetch(address).catch(() => null), foreignHost);
  const directives = async () => (await refusalsIn(page)).map((refusal) => refusal.split(' ')[0]).sort();
  const inPage = ['connect-src', 'script-src-elem', 'style-src-elem'];
  await expect.poll(directives).toEqual([...inPage, ...inPage, 'connect-src'].sort()); // the page is under its own policy and the header's
  expect(await page.title()).toBe('Saddlescope');
  await page.context().close();
});

/** One preset a laboratory, small; with its figures. */
const laboratories: [string, FigureName[]][] = [
  [
    `?${flat}&experiment=figure-2-middle&resolution=15&iterations=5`,
    ['Loss landscape', 'Energy landscape', 'Training', 'Inference'],
  ],
  ['?experiment=moons-network&width=16&at=32&guide=open', ['PC’s decision']],
  [
    '?experiment=comparison-fashion&hidden=1&width=8&steps=4&iterations=100&withRc2=hidden&withRc3=hidden&withRc23=hidden&withRc23Decay=hidden',
    ['Compared curves', 'Weight histograms'],
  ],
  [
    '?experiment=unsupervised&latent=8&hidden=1&width=12&batchSize=16&steps=8&dt=0.1&iterations=40',
    ['Pictures', 'Latents', 'Learning'],
  ],
];

test.each(laboratories)('%s computes, draws and exports with nothing refused', async (address, figures) => {
  const { page, complaints, asked } = await openWatched(at(address));
  for (const name of figures) await drawing(page, name).waitFor({ timeout: 60_000 });
  if (address.includes('guide=open')) await page.keyboard.press('Escape');
  await exportEveryFormat(page);
  expect(await refusalsIn(page)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(foreign(asked)).toEqual([]);
  await page.context().close();
});

test('every tab opens with nothing refused', async () => {
  const { page, complaints, asked } = await openWatched(at(`?experiment=figure-2-middle&resolution=15&iterations=5`));
  await atRest(page);
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await page.getByRole('tabpanel').locator('section, .card, table, p').first().waitFor();
    await page.waitForTimeout(700); // figures and fonts come
  }
  expect(await refusalsIn(page)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(foreign(asked)).toEqual([]);
  await page.context().close();
});

test('every compute path computes with nothing refused', async () => {
  const { page, complaints, asked } = await openWatched(
    at(`?${flat}&activation=tanh&hidden=2&width=3&dimension=2&resolution=15&iterations=5`),
  );
  const paths = page.getByRole('combobox', { name: 'Compute path' });
  const names = await paths
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const name of names) {
    await paths.selectOption(name);
    await atRest(page);
    expect((await figureData(page, 'Loss landscape')).length, name).toBeGreaterThan(0);
  }
  expect(await refusalsIn(page)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(foreign(asked)).toEqual([]);
  await page.context().close();
});

/** Downloads the first card's figure in every format that the figure has. (Loss surfaces are computed when they are asked for.) */
async function exportEveryFormat(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const choices = dialog.getByRole('group', { name: 'Format' }).locator('label');
  const open = () =>
    page
      .getByRole('button', { name: /^Download (?!loss surfaces)/ })
      .first()
      .click();
  await open();
  await choices.first().waitFor();
  const formats = await choices.allTextContents();
  expect(formats).toEqual(expect.arrayContaining(['PNG', 'SVG', 'CSV', 'JSON']));
  await page.keyboard.press('Escape');
  for (const format of formats) {
    await open();
    await choices.getByText(format, { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      dialog.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.(png|svg|pdf|csv|json|npz)$/);
    await dialog.waitFor({ state: 'hidden' });
  }
}
