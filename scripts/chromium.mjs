/** Where Chromium is on this machine, how it gets there, and how the project launches it. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './commands.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const usualPlaces = [
  ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  ...names.map((name) => `/usr/bin/${name}`),
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of the browser: the environment's CHROMIUM, else the first of the usual places; undefined where there is none. */
export function chromiumPath() {
  return [process.env.CHROMIUM, ...usualPlaces].find((place) => place && existsSync(place));
}

/**
 * Launch flags; `webgpu` adds the one that gives a worker its (software) WebGPU adapter.
 * @param {{ webgpu: boolean }} wanted
 */
export function chromiumArguments({ webgpu }) {
  return [
    '--no-sandbox',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...(webgpu ? ['--enable-unsafe-webgpu'] : []),
  ];
}

/** Path of the browser, installed first where there is none. Throws with what to install where that does not work. */
export async function ensureChromium() {
  if (process.env.CHROMIUM && !existsSync(process.env.CHROMIUM)) {
    throw new Error(`invalid CHROMIUM: ${process.env.CHROMIUM} (expected the path of a Chromium or Chrome that exists)`);
  }
  if (!chromiumPath()) await installPackages('Chromium', ['chromium']);
  const path = chromiumPath();
  if (path) return path;
  throw new Error(
    'The browser tests need Chromium or Google Chrome, and none was found. Install one (Debian and Ubuntu: ' +
      'apt-get install chromium; macOS: brew install --cask chromium), or set CHROMIUM to its path, and run npm test again.',
  );
}
