/**
 * Mutation testing of the plan's rules: `npm run test:mutation`, or a part of them with
 * `npm run test:mutation -- --mutate 'src-worker/plan/*.ts'`. Changes one operator, condition, literal or block at a
 * time and looks whether a test fails; docs/mutation-testing.md says how to read the result. Results are kept in
 * `reports/mutation/`, so the next run tries changed files only.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['src-worker/plan/**/*.ts', '!src-worker/plan/**/*.test.ts', '!src-worker/plan/**/*-fixtures.ts'],
  testRunner: 'in-process',
  plugins: ['./tests/mutation/runner.mjs', './tests/mutation/ignore-messages.mjs'],
  // What the tests do not read need not be copied.
  ignorePatterns: ['/assets', '/bench', '/dist', '/docs', '/e2e', '/reports', '/src-renderer'],
  coverageAnalysis: 'perTest',
  // Constants of a module are evaluated once, before a mutant can be switched on.
  ignoreStatic: true,
  ignorers: ['messages'],
  concurrency: 1,
  // The runner ends tests that hang by itself; this is for a process that does not answer.
  timeoutMS: 60_000,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 95, low: 85, break: 85 },
  allowEmpty: false,
  tempDirName: '.stryker-tmp',
};
