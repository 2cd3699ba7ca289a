/** A Vite plugin that computes the first picture while the page is built, with the page's own requests and the worker's own code. */
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const name = 'virtual:first-picture';
const resolved = `\0${name}`;
const recipe = fileURLToPath(new URL('./computeFirstPicture.ts', import.meta.url));

export function firstPicture(): Plugin {
  let picture: Promise<string> | null = null;
  return {
    name: 'first-picture',
    resolveId: (id) => (id === name ? resolved : undefined),
    load(id) {
      if (id !== resolved) return undefined;
      picture ??= compute();
      return picture;
    },
  };
}

async function compute(): Promise<string> {
  const { module } = await runnerImport<typeof import('./computeFirstPicture.ts')>(recipe, {
    configFile: false,
    logLevel: 'error',
  });
  return `export default ${JSON.stringify(await module.computeFirstPicture())};`;
}
