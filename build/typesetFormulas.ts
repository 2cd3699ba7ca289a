/** A Vite plugin that typesets the theory panel's formulas with KaTeX while the page is built: the page loads markup, not the typesetter. */
import { fileURLToPath } from 'node:url';
import katex from 'katex';
import { type Plugin, runnerImport } from 'vite';

const name = 'virtual:formulas';
const resolved = `\0${name}`;
const source = fileURLToPath(
  new URL('../src/page/laboratories/landscapes/rightColumn/theory/formulaTemplates.ts', import.meta.url),
);

export function typesetFormulas(): Plugin {
  return {
    name: 'typeset-formulas',
    resolveId: (id) => (id === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined;
      this.addWatchFile(source);
      const { module } = await runnerImport<
        typeof import('../src/page/laboratories/landscapes/rightColumn/theory/formulaTemplates.ts')
      >(source, {
        configFile: false,
        logLevel: 'error',
      });
      return `export default ${JSON.stringify(typesetAll(module.formulaSources))};`;
    },
  };
}

const typesetAll = (sources: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(sources).map(([formula, tex]) => [formula, typeset(tex)]));

/**
 * HTML for the eye and MathML for a screen reader. `\slot{name}` becomes the text `@name@` in both, for a number to take its place.
 * Throws KaTeX's ParseError where the formula is wrong.
 */
export function typeset(tex: string): string {
  const markup = katex.renderToString(tex, { macros: { '\\slot': '\\text{@#1@}' }, strict: 'error', throwOnError: true });
  return markup.replace(/<annotation.*?<\/annotation>/s, ''); // the source, which the page has no use for
}
