/** Firefox and WebKit on this machine: where they are, and how they get there. The tests drive them beside Chromium; without them they are left out. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './commands.mjs';

/** @param {string[]} names */
const onThePath = (names) =>
  (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));

/** @param {(string | undefined)[]} places */
const firstThatExists = (places) => places.find((place) => place && existsSync(place));

/** Path of the browser: the environment's FIREFOX, else the first of the usual places; undefined where there is none. */
export const firefoxPath = () =>
  firstThatExists([
    process.env.FIREFOX,
    ...onThePath(['firefox-esr', 'firefox']),
    '/usr/bin/firefox-esr',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ]);

/** Path of the X server without a screen, in which both browsers have windows; undefined where there is none. */
export const xvfbPath = () => firstThatExists(onThePath(['Xvfb']));

/** Paths of WebKitGTK's driver and of the small browser that comes with the library; undefined where one of them is missing. */
export function webkitPaths() {
  const driver = firstThatExists(onThePath(['WebKitWebDriver']));
  const browser = firstThatExists(libraryFolders().map((folder) => join(folder, 'MiniBrowser')));
  return driver && browser ? { driver, browser } : undefined;
}

/** `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1` and its likes. */
function libraryFolders() {
  const architectures = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')) : [];
  return architectures
    .map((name) => join('/usr/lib', name))
    .flatMap((folder) => readdirSync(folder).flatMap((name) => (name.startsWith('webkit2gtk-') ? [join(folder, name)] : [])));
}

/** The other browsers by their project in vitest.config.ts. */
const others = [
  {
    project: 'firefox',
    name: 'Firefox',
    isThere: () => Boolean(firefoxPath() && xvfbPath()),
    packages: ['firefox-esr', 'xvfb'],
  },
  {
    project: 'webkit',
    name: 'WebKit',
    isThere: () => Boolean(webkitPaths() && xvfbPath()),
    packages: ['webkit2gtk-driver', 'xvfb'],
  },
];

/**
 * Those that this machine has, each installed first where it is not there and can be; and a line on each that is left out.
 * @returns {Promise<{ there: { project: string, name: string }[], leftOut: string[] }>}
 */
export async function ensureOtherBrowsers() {
  const there = [];
  const leftOut = [];
  for (const { project, name, isThere, packages } of others) {
    if (!isThere()) await installPackages(name, packages);
    if (isThere()) there.push({ project, name });
    else
      leftOut.push(`left out: ${name}, which is not on this machine (Debian and Ubuntu: apt-get install ${packages.join(' ')})`);
  }
  return { there, leftOut };
}
