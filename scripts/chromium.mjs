/** Where Chromium is on this machine, and how the project launches it. */
import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of the browser: the environment's CHROMIUM, else the first of the usual places; undefined where there is none. */
export function chromiumPath() {
  return [process.env.CHROMIUM, ...usualPlaces].find((place) => place && existsSync(place));
}

/** Launch flags; `webgpu` adds the one that gives a worker its (software) WebGPU adapter. */
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
