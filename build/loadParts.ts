/** A Vite plugin that has every `import()` of the built page go through src/page/loading/loadPart.ts, in place of Vite's own preloading, which remembers failures. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Vite's module that each `import()` is wrapped in: `__vitePreload(() => import('./part.js'), ['./part.js', './part.css'], import.meta.url)`. */
const preloading = '\0vite/preload-helper.js';
const loadPart = fileURLToPath(new URL('../src/page/loading/loadPart.ts', import.meta.url));

export function loadParts(): Plugin {
  return {
    name: 'load-parts',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      build: {
        modulePreload: {
          // Vite leaves the list empty where a part is a single script.
          resolveDependencies: (file, others, { hostType }) => (hostType === 'js' ? [...new Set([file, ...others])] : others),
        },
      },
    }),
    load: {
      filter: { id: new RegExp(`^${preloading}$`) },
      handler: () => `export { loadPart as __vitePreload } from ${JSON.stringify(loadPart)};`,
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      if (chunks.some(({ code }) => code.includes('vite:preloadError')))
        throw new Error('Vite’s own preloading is in the page: this Vite takes no other, or in another way');
    },
  };
}
