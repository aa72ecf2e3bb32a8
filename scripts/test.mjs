/**
 * `npm test`: types, lint, format, unused code, build, then every test. All of it runs even after a failure, except
 * the tests when there is no build to test. The last line is always `N passed, N failed, N skipped`; a step that
 * failed counts as a failure in it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './build-if-stale.mjs';

const PLAIN_LINE = /^(\d+) passed, (\d+) failed, (\d+) skipped$/;
const failures = [];

/** Runs a JavaScript program of a package; resolves to its exit code and, unless `live`, what it printed. */
function runTool(script, args, live) {
  return new Promise((resolve) => {
    const tool = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', live === undefined ? 'pipe' : 'inherit'],
      env: process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env,
    });
    const output = [];
    tool.stdout.on('data', (data) => (live === undefined ? output.push(data) : live(data)));
    tool.stderr?.on('data', (data) => output.push(data));
    tool.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    tool.on('close', (code) => resolve({ code, output: Buffer.concat(output).toString() }));
  });
}

async function check(name, script, ...args) {
  const start = performance.now();
  const { code, output } = await runTool(script, args);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n`);
  if (code !== 0) {
    process.stdout.write(output);
    failures.push(name);
  }
}

/** Runs the tests, passing their output through, and returns the counts of their last line. */
async function runTests() {
  let counts = null;
  let pending = '';
  const { code } = await runTool('vitest/vitest.mjs', ['run'], (data) => {
    const lines = (pending + data.toString()).split('\n');
    pending = lines.pop();
    for (const line of lines) {
      const match = PLAIN_LINE.exec(line);
      if (match === null) process.stdout.write(`${line}\n`);
      else counts = match.slice(1).map(Number);
    }
  });
  if (counts === null || (code !== 0 && counts[1] === 0)) failures.push('tests');
  return counts ?? [0, 0, 0];
}

try {
  ensureInstalled();
} catch (error) {
  process.stdout.write(`${error.message}\n0 passed, 1 failed, 0 skipped\n`);
  process.exit(1);
}

// Two at a time: lint is the longest of them.
await Promise.all([
  check('lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  check('types', 'typescript/bin/tsc', '-p', '.')
    .then(() => check('format', 'prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'))
    .then(() => check('unused code', 'knip/bin/knip.js')),
]);
let counts = [0, 0, 0];
try {
  ensureBuilt();
  counts = await runTests();
} catch (error) {
  process.stdout.write(`${error.message}; the tests were not run.\n`);
  failures.push('build');
}

const [passed, failed, skipped] = counts;
if (failures.length > 0) process.stdout.write(`\nFailed steps: ${failures.join(', ')}\n`);
process.stdout.write(`${passed} passed, ${failed + failures.length} failed, ${skipped} skipped\n`);
process.exitCode = failed + failures.length > 0 ? 1 : 0;
