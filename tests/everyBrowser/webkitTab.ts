/** WebKit, driven by WebKitGTK's own driver over W3C WebDriver: one session in one window. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { found, type KeptProcess, keep } from '../../scripts/keptProcess.mjs';
import { webkitPaths } from '../../scripts/otherBrowsers.mjs';
import { display } from './display.ts';
import { type Key, type Place, type Tab, type TabOptions, windowSize } from './tab.ts';

export async function openWebkit({ webgl = true }: TabOptions): Promise<Tab> {
  const { driver, browser } = webkitPaths()!;
  const home = mkdtempSync(join(tmpdir(), 'saddlescope-webkit-')); // downloads go there
  const port = await freePort();
  const process = keep(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    DISPLAY: await display(),
    HOME: home,
    LIBGL_ALWAYS_SOFTWARE: '1',
    NO_AT_BRIDGE: '1',
  });
  const call = caller(`http://127.0.0.1:${port}`);
  await found(process, 'WebKit driver', () => call('GET', '/status').catch(() => null));
  const settings = ['--enable-write-console-messages-to-stdout=true', `--enable-webgl=${webgl}`];
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation', ...settings] },
        timeouts: { script: 120_000, pageLoad: 60_000 },
      },
    },
  });
  const tab = tabOf(caller(`http://127.0.0.1:${port}/session/${sessionId}`), process, home);
  await takeSize(tab);
  return tab;
}

/** What a session is told, and its answer. Rejects with the driver's error. */
type Call = <Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, told?: object) => Promise<Answer>;

const caller =
  (base: string): Call =>
  async (method, path, told) => {
    const answer = await fetch(base + path, { method, ...(told && { body: JSON.stringify(told) }) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };

interface WebkitTab extends Tab {
  resize(width: number, height: number): Promise<void>;
}

function tabOf(call: Call, process: KeptProcess, home: string): WebkitTab {
  return {
    browser: 'webkit',
    downloads: home,
    complaints: () => complaintsIn(process.output()),
    resize: (width, height) => call('POST', '/window/rect', { width, height }),
    open: (url) => call('POST', '/url', { url }),
    reload: () => call('POST', '/refresh', {}),
    async ask(question, ...given) {
      const { answer, failure } = await call<{ answer?: never; failure?: string }>('POST', '/execute/async', {
        script: asynchronously(question),
        args: given,
      });
      if (failure !== undefined) throw new Error(failure);
      return answer as never;
    },
    press: (key) => call('POST', '/actions', { actions: [keyActions(key)] }),
    drag: (...places) => call('POST', '/actions', { actions: [mouseActions(places)] }),
    async chooseFile(selector, path) {
      const element = await call<Record<string, string>>('POST', '/element', { using: 'css selector', value: selector });
      await call('POST', `/element/${Object.values(element)[0]}/value`, { text: path });
    },
    screenshot: async () => Buffer.from(await call<string>('GET', '/screenshot'), 'base64'),
    async close() {
      await call('DELETE', '').catch(() => {}); // a browser that has died is closed
      await process.end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The function as the text of a script, which tells its last argument the answer. */
const asynchronously = (question: unknown): string => `
  const given = [...arguments];
  const tell = given.pop();
  (async () => (${question})(...given))().then(
    (answer) => tell({ answer }),
    (error) => tell({ failure: String(error?.message ?? error) }),
  );`;

/** WebDriver's letters for keys without one. */
const letters: Record<Key, string> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
};

const keyActions = (key: Key) => ({
  type: 'key',
  id: 'keyboard',
  actions: ['keyDown', 'keyUp'].map((type) => ({ type, value: letters[key] })),
});

function mouseActions([first, ...others]: Place[]) {
  const to = ({ x, y }: Place) => ({ type: 'pointerMove', duration: 0, origin: 'viewport', x: Math.round(x), y: Math.round(y) });
  return {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [to(first), { type: 'pointerDown', button: 0 }, ...others.map(to), { type: 'pointerUp', button: 0 }],
  };
}

/** The window's frame is no part of the page. */
async function takeSize(tab: WebkitTab): Promise<void> {
  const { width, height } = windowSize;
  await tab.resize(width, height);
  const inside = await tab.ask(() => ({ width: innerWidth, height: innerHeight }));
  await tab.resize(2 * width - inside.width, 2 * height - inside.height);
}

/** The console's lines begin with their source and level. */
const complaintsIn = (output: string): string[] => output.split('\n').filter((line) => /^CONSOLE .*(ERROR|WARN)/.test(line));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
