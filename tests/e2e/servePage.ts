/** Serves the built page from a folder below the root: a build must work on any path of any host. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';

const sources = ['src', 'public', 'build', 'index.html', 'vite.config.ts', 'package-lock.json'];

export interface ServedPage {
  /** With a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/** On this port, else on a free one, with these headers; builds the page first where dist/ is older than its sources. */
export async function servePage(headers: Record<string, string> = {}, port = 0): Promise<ServedPage> {
  if (isStale(join('dist', 'index.html'))) build();
  const server = await preview({
    base: '/any/folder/',
    preview: { host: '127.0.0.1', port, strictPort: port !== 0, headers },
    logLevel: 'error',
  });
  return { url: server.resolvedUrls!.local[0], close: () => server.close() };
}

/** As `npm run build` does, in a process of its own: the test runner's NODE_ENV would bring the development build of React. */
function build(): void {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { env, stdio: 'inherit' });
}

/** Whether any source is newer than what was built from it. */
function isStale(built: string): boolean {
  return !existsSync(built) || sources.some((source) => newest(source) > statSync(built).mtimeMs);
}

/** Time of the latest change at or below this path, in milliseconds; 0 where there is nothing. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
