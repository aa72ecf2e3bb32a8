import { join } from 'node:path';
import { Script } from 'node:vm';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { PluginKind, commonTokens, declareClassPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { configureGlobal } from 'fast-check';
import { createServer, createServerModuleRunner } from 'vite';
import { collectTests, provideVitest, vitestModule } from './collect.mjs';

/**
 * The tests that judge a mutant: beside the code, every example of the specification of the plan, and small studies in
 * which the engine must agree with the naive implementation. All other tests of whole runs take too long to be repeated
 * thousands of times: a mutant that only they would find counts as survived.
 */
const TEST_FILES = [
  '/src-worker/plan/**/*.test.ts',
  '/tests/spec/plan-*.test.ts',
  '/tests/mutation/plan-studies.ts',
];

const ENTRY = 'virtual:test-files';

/** Where instrumented code begins to count which mutants a test reaches. */
const COUNTING = 'function cover() {';

/**
 * Gives the tests our own `describe`, `it` and `expect`, and lists the files they are in. Code stops counting while a
 * mutant is switched on: nobody reads the counts, and counting takes longer than what is counted.
 */
const testsPlugin = {
  name: 'mutation-tests',
  enforce: 'pre',
  resolveId: (id) => (id === 'vitest' || id === ENTRY ? `\0${id}` : undefined),
  transform: (code) => code.replace(COUNTING, `${COUNTING} if (ns.activeMutant !== undefined) return;`),
  load(id) {
    if (id === '\0vitest') return vitestModule;
    return id === `\0${ENTRY}`
      ? `export default import.meta.glob(${JSON.stringify(TEST_FILES)});`
      : undefined;
  },
};

/** Calls a test in such a way that it can be ended from outside, however it loops. */
const call = new Script('globalThis.mutationTest()');

const HUNG = 'took too long';

/** Why a test failed, or null. Errors thrown by a test are its result; after `limit` milliseconds it has hung. */
function failureOf(run, limit) {
  globalThis.mutationTest = run;
  try {
    call.runInThisContext({ timeout: limit });
    return null;
  } catch (error) {
    if (error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return HUNG;
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * A test runner of Stryker for pure code. It loads all tests once and then calls those that reach a mutant, quickest
 * first, until one fails: starting Vitest anew costs seconds for each of thousands of mutants.
 *
 * Tests must be synchronous, and the code must keep nothing between calls. When all is done every test runs once more
 * without a mutant, so that anything kept would be noticed.
 */
class InProcessRunner {
  static inject = [commonTokens.options];

  #tests = new Map();
  #milliseconds = new Map();
  #server;
  /** Where instrumented code counts and finds the mutant that is switched on. */
  #shared = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

  /** Mutants are on only while a test runs (`ignoreStatic`), so what is loaded never holds one. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    provideVitest();
    // The same examples for every mutant; a failure is enough, however large its example.
    configureGlobal({ seed: 20_260_101, endOnFailure: true });
    Error.stackTraceLimit = 0;
    this.#server = await createServer({
      configFile: false,
      root: process.cwd(),
      appType: 'custom',
      logLevel: 'error',
      server: { middlewareMode: true, watch: null, hmr: false, ws: false },
      optimizeDeps: { noDiscovery: true },
      ssr: { noExternal: ['vitest'] },
      plugins: [testsPlugin],
    });
    const modules = createServerModuleRunner(this.#server.environments.ssr, { hmr: false });
    const { default: files } = await modules.import(ENTRY);
    for (const [file, load] of Object.entries(files)) {
      const fileName = join(process.cwd(), file);
      for (const [name, run] of await collectTests(file, load)) this.#tests.set(name, { fileName, run });
    }
  }

  #run(names, bail) {
    const results = [];
    for (const id of names) {
      const { fileName, run } = this.#tests.get(id);
      this.#shared.currentTestId = id;
      const start = performance.now();
      // Busy machines and the first call of a process are slower than what was measured.
      const limit = Math.ceil(2_000 + 20 * (this.#milliseconds.get(id) ?? 1_000));
      const failureMessage = failureOf(run, limit);
      const timeSpentMs = performance.now() - start;
      this.#shared.currentTestId = undefined;
      // A process that replaces one which hung has seen no run without a mutant.
      if (!this.#milliseconds.has(id)) this.#milliseconds.set(id, timeSpentMs);
      const test = { id, name: id, fileName, timeSpentMs };
      if (failureMessage === null) results.push({ ...test, status: TestStatus.Success });
      else results.push({ ...test, status: TestStatus.Failed, failureMessage });
      if (failureMessage !== null && bail) break;
    }
    const hasHung = results.some(({ failureMessage }) => failureMessage === HUNG);
    if (hasHung) return { status: DryRunStatus.Timeout, reason: HUNG };
    return { status: DryRunStatus.Complete, tests: results };
  }

  dryRun() {
    const result = this.#run(this.#tests.keys(), false);
    return { ...result, mutantCoverage: this.#shared.mutantCoverage };
  }

  mutantRun({ testFilter, activeMutant, hitLimit, disableBail }) {
    const names = [...(testFilter ?? this.#tests.keys())];
    const time = (name) => this.#milliseconds.get(name) ?? 0;
    names.sort((a, b) => time(a) - time(b));
    Object.assign(this.#shared, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const result = this.#run(names, !disableBail);
    const looped = determineHitLimitReached(this.#shared.hitCount, hitLimit);
    Object.assign(this.#shared, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    return toMutantRunResult(looped ?? result);
  }

  async dispose() {
    await this.#server?.close();
    const { tests = [] } = this.#run(this.#tests.keys(), true);
    const failed = tests.find(({ status }) => status === TestStatus.Failed);
    if (failed !== undefined)
      throw new Error(`Something was kept between mutants: ${failed.name} fails now.`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
