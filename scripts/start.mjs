/** `npm start`: installs, builds and serves the page, and prints its address. `PORT` or `--port` choose the port. */
import { parseArgs } from 'node:util';
import { projectFolder, run } from './commands.mjs';
import { ensureDependencies } from './dependencies.mjs';

/** From `--port`, else PORT, else vite's own preview port. */
function wantedPort() {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const text = values.port ?? process.env.PORT ?? '4173';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`invalid port: ${text} (expected a whole number from 1 to 65535)`);
  }
  return port;
}

/**
 * Serves dist/ until the process ends, on the wanted port or the next that is free.
 * @param {number} port
 */
async function serve(port) {
  const { preview } = await import('vite');
  const server = await preview({
    root: projectFolder,
    preview: { port, strictPort: false, host: 'localhost' },
    logLevel: 'error',
  });
  const address = server.resolvedUrls?.local[0];
  const taken = address && !address.includes(`:${port}/`) ? `Port ${port} is taken. ` : '';
  console.log(`\n${taken}Saddlescope is at ${address} (Ctrl+C stops it)`);
}

try {
  const port = wantedPort();
  await ensureDependencies();
  if ((await run('vite', ['build'])) !== 0) throw new Error('The build failed (see above).');
  await serve(port);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
