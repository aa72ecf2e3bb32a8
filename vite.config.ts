import { builtinModules } from 'node:module';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { NONCE_PLACEHOLDER } from './src-main/application/page/page-policy.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);
const external = [
  'electron',
  /^@duckdb\//,
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/** A bundle that runs in Node: everything inlined but the native database binding. */
const nodeBundle = (
  input: Record<string, string>,
  outDir: string,
  format: 'es' | 'cjs' = 'es',
): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, conditions: ['node', 'import', 'module', 'default'] },
  build: {
    outDir: at(outDir),
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    target: 'node20',
    ssr: true,
    copyPublicDir: false,
    rolldownOptions: {
      input,
      external,
      output: {
        format,
        entryFileNames: format === 'es' ? '[name].mjs' : '[name].cjs',
        chunkFileNames: 'chunks/[name]-[hash].mjs',
      },
    },
  },
});

export default defineConfig({
  root: at('src-renderer'),
  plugins: [react()],
  // The host puts a new nonce here each time it serves the page.
  html: { cspNonce: NONCE_PLACEHOLDER },
  environments: {
    client: {
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome120',
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1_500,
        rolldownOptions: { input: at('src-renderer/index.html') },
      },
    },
    main: nodeBundle(
      {
        planalign: at('src-main/cli/main.ts'),
        'browser-host': at('src-main/browser-host/main.ts'),
        desktop: at('src-main/electron/main.ts'),
        'engine-thread': at('src-main/services/runs/engine-thread.ts'),
        'preview-thread': at('src-main/application/preview/preview-thread.ts'),
        'census-thread': at('src-main/services/census/census-thread.ts'),
        'excel-process': at('src-main/services/census/excel-process.ts'),
      },
      'dist/main',
    ),
    // Scripts in the sandbox of a page cannot be modules.
    preload: nodeBundle({ preload: at('src-main/electron/preload.ts') }, 'dist/preload', 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload']) {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`there is no build environment ${name}`);
        await builder.build(environment);
      }
    },
  },
  test: {
    root: import.meta.dirname,
    reporters: ['default', './tests/plain-line-reporter.ts'],
    include: ['src-*/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'e2e/**/*.test.ts'],
    // A test in a browser waits more than it computes: one worker would leave a processor idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
