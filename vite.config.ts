import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Relative base: the build works on any static host, from any path. */
export default defineConfig({
  base: './',
  plugins: [react()],
  define: { global: 'globalThis' }, // plotly.js expects Node's global
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 2500 },
});
