/** The page's Content-Security-Policy: everything comes from the page's own host, and no text becomes a script. A Vite plugin writes the policy into the built page. */
import type { Plugin } from 'vite';

const directives: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'", // WebAssembly is compiled from the page's own bytes
  'worker-src': "'self'",
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'", // plotly writes `style` into its SVG, KaTeX into formulas
  'img-src': "'self' data: blob:", // heat maps are data: pictures; an export is drawn from one
  'font-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

export const contentSecurityPolicy: string = Object.entries(directives)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

/** As a header the policy holds in workers, too, and can say who may frame the page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'self'`,
};

/** Writes the policy ahead of everything that it governs. */
export function securityPolicy(): Plugin {
  return {
    name: 'security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
