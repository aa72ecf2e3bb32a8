import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import type { EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => resolve(import.meta.dirname, path);
const external = [
  'electron',
  /^@duckdb\//,
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/** A bundle that runs in Node: everything inlined but the native database binding. */
const nodeBundle = (input: Record<string, string>, outDir: string): EnvironmentOptions => ({
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
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
});

export default defineConfig({
  root: import.meta.dirname,
  environments: {
    main: nodeBundle(
      {
        planalign: at('src-main/cli/main.ts'),
        'engine-thread': at('src-main/services/runs/engine-thread.ts'),
        'preview-thread': at('src-main/application/preview/preview-thread.ts'),
        'census-thread': at('src-main/services/census/census-thread.ts'),
        'excel-process': at('src-main/services/census/excel-process.ts'),
      },
      'dist/main',
    ),
  },
  builder: {
    async buildApp(builder) {
      const { main } = builder.environments;
      if (main === undefined) throw new Error('no build environment for the main bundles');
      await builder.build(main);
    },
  },
  test: {
    reporters: ['default', './tests/plain-line-reporter.ts'],
    include: ['src-*/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
