/** `npm run screenshots`: builds the page and takes the two pictures of the README, light and dark, of the experiment “Figure 2, middle”. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromiumArguments, ensureChromium } from './chromium.mjs';
import { projectFolder, run } from './commands.mjs';
import { ensureDependencies } from './dependencies.mjs';

/** Iteration 45: predictive coding has left the saddle, backpropagation has not. */
const query = '?experiment=figure-2-middle&at=45';

/** Long enough for both landscapes at full resolution where a processor draws them. */
const SETTLING_MS = 6000;

/**
 * The picture with its 256 best colours, dithered: a third of the bytes, and no difference that an eye finds.
 * @param {Buffer} picture
 * @returns {Promise<Buffer>}
 */
export async function inFewColours(picture) {
  const { default: sharp } = await import('sharp'); // installed with the other dependencies
  return sharp(picture).removeAlpha().png({ palette: true, colours: 256, quality: 100, effort: 10 }).toBuffer();
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {'light' | 'dark'} colorScheme
 */
async function takePicture(browser, address, colorScheme) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
  await page.goto(address + query);
  for (const name of ['Loss landscape', 'Energy landscape', 'Training'])
    await page.getByRole('figure', { name }).first().waitFor();
  await page.waitForTimeout(SETTLING_MS);
  writeFileSync(join(projectFolder, 'docs', `saddlescope-${colorScheme}.png`), await inFewColours(await page.screenshot()));
  await page.close();
}

async function takePictures() {
  await ensureDependencies();
  const executablePath = await ensureChromium();
  if ((await run('vite', ['build'])) !== 0) throw new Error('The build failed (see above).');
  const [{ preview }, { chromium }] = await Promise.all([import('vite'), import('playwright-core')]);
  const server = await preview({ root: projectFolder, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
  const browser = await chromium.launch({ executablePath, args: chromiumArguments({ webgpu: false }) });
  const address = server.resolvedUrls?.local[0] ?? '';
  for (const scheme of /** @type {const} */ (['light', 'dark'])) await takePicture(browser, address, scheme);
  await browser.close();
  await server.close();
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await takePictures();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
