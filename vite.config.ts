import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { securityHeaders, securityPolicy } from './build/contentSecurityPolicy.ts';
import { firstPicture } from './build/firstPicture.ts';
import { loadParts } from './build/loadParts.ts';
import { simdKernels } from './build/simdKernels.ts';
import { typesetFormulas } from './build/typesetFormulas.ts';

/** All that the first picture waits for, in one file: files of their own would be compressed without each other. */
const beforeTheFirstPicture = { name: 'page', tags: ['$initial' as const] };

/**
 * All that a worker starts with, in a file beside the worker's own: WebKit runs a worker's own file a second time where another file imports from it,
 * and two workers would answer in one.
 */
const besideTheWorker = { name: 'compute', tags: ['$initial' as const], test: (id: string) => !id.endsWith('worker.ts') };

/** Parts of jspdf that draw HTML and bitmaps of SVG, which the page never asks for. */
const unusedByPdf = ['canvg', 'dompurify', 'html2canvas'];

/** Relative base: the build works on any static host, from any path. */
export default defineConfig({
  base: './',
  plugins: [react(), firstPicture(), typesetFormulas(), simdKernels(), loadParts(), securityPolicy()],
  define: { global: 'globalThis' }, // plotly.js expects Node's global
  preview: { headers: { ...securityHeaders } },
  worker: {
    format: 'es',
    plugins: () => [simdKernels()],
    rolldownOptions: { output: { codeSplitting: { groups: [besideTheWorker] } } },
  },
  build: {
    target: ['chrome110', 'edge110', 'firefox115', 'safari16.4'], // as promised in docs/browsers.md
    assetsInlineLimit: 0, // the Content-Security-Policy takes no font out of an address
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      external: unusedByPdf,
      output: { codeSplitting: { groups: [beforeTheFirstPicture] } },
    },
  },
});
