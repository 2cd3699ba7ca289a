import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { simdKernels } from './build/simdKernels.ts';
import { chromiumArguments, chromiumPath } from './scripts/chromium.mjs';

/** Those of wasmKernels.ts and webgpuKernels.ts. */
const tfjsKernels = [
  ...['Abs', 'Add', 'BatchMatMul', 'Cast', 'ClipByValue', 'Concat', 'Exp', 'Fill', 'Greater'],
  ...['Identity', 'LeakyRelu', 'Multiply', 'NotEqual', 'RealDiv', 'Relu', 'Reshape', 'Sign', 'Sqrt'],
  ...['Square', 'Step', 'Sub', 'Sum', 'Transpose', 'ZerosLike'],
];

/** The same tests of the built page in each of three browsers, which scripts/test.mjs runs where they are there. */
const inBrowser = (browser: 'chromium' | 'firefox' | 'webkit') => ({
  test: {
    name: browser,
    include: ['tests/everyBrowser/**/*.test.ts'],
    globalSetup: ['tests/e2e/serve.ts'],
    provide: { browser },
    testTimeout: 240_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});

/** Unit tests run in Node; kernels run in a real browser with a (software) WebGPU adapter; the page is driven end to end. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [simdKernels()],
        test: {
          name: 'unit',
          include: ['tests/{docs,model,compute,page}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        plugins: [simdKernels()],
        worker: { format: 'es', plugins: () => [simdKernels()] },
        define: { global: 'globalThis' }, // plotly.js expects Node's global
        // What vite would otherwise find out in the middle of a test.
        optimizeDeps: {
          include: [
            'react',
            'react/jsx-dev-runtime',
            'react-dom/client',
            ...['core', 'contour', 'heatmap'].map((part) => `plotly.js/lib/${part}`),
            'fast-check',
            'fflate',
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-backend-webgpu/dist/base.js',
            '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program.js',
            '@tensorflow/tfjs-backend-wasm/dist/base.js',
            ...['wasm', 'webgpu'].flatMap((backend) =>
              tfjsKernels.map((kernel) => `@tensorflow/tfjs-backend-${backend}/dist/kernels/${kernel}.js`),
            ),
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromiumPath(), args: chromiumArguments({ webgpu: true }) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/serve.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
          fileParallelism: false,
        },
      },
      inBrowser('chromium'),
      inBrowser('firefox'),
      inBrowser('webkit'),
    ],
  },
});
