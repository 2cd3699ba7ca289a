/** An X server without a screen: Firefox and WebKit draw their windows there as they do on a desk, with WebGL in software. */

import { found, type KeptProcess, keep } from '../../scripts/keptProcess.mjs';
import { xvfbPath } from '../../scripts/otherBrowsers.mjs';

let server: Promise<{ name: string; process: KeptProcess }> | null = null;

/** Name of the display, started at the first call: `:1`. */
export async function display(): Promise<string> {
  server ??= start();
  return (await server).name;
}

/** The server says which display was free. */
async function start() {
  const process = keep(xvfbPath()!, ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp']);
  const number = await found(process, 'display', (output) => /^\d+$/m.exec(output)?.[0]);
  return { name: `:${number}`, process };
}

/** Ends the server, if there is one. */
export async function closeDisplay(): Promise<void> {
  await (await server)?.process.end();
  server = null;
}
