/**
 * Keeps node_modules and dist in step with the checkout, so that every command works on a fresh clone. Plain
 * JavaScript without dependencies, because it runs before there are any. Everything it prints goes to standard
 * error: standard output belongs to the command that follows.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const at = (...parts) => join(root, ...parts);
const stamp = at('dist', '.built-from');
const lock = at('.build-lock.tmp');

/** Whether this is a checkout; an installed package has neither sources nor a lock file, and a finished dist. */
const isCheckout = existsSync(at('src-main')) && existsSync(at('package-lock.json'));

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether what npm noted as installed is what the lock file asks for, but for packages of other platforms. */
function isInstalled() {
  const installedLock = at('node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  if (modified(installedLock) >= modified(at('package-lock.json'))) return true;
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packagesOf(installedLock);
  return Object.entries(packagesOf(at('package-lock.json'))).every(
    ([name, wanted]) =>
      name === '' ||
      (installed[name] === undefined ? wanted.optional : installed[name].version === wanted.version),
  );
}

/** What a build reads, as one hash over names, sizes and times: any change, also to an older file, shows. */
function sourceState() {
  const hash = createHash('sha1');
  const add = (path, entry) => hash.update(`${path}|${entry.size}|${entry.mtimeMs}\n`);
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (!/\.(test\.tsx?|csv|md)$/.test(entry.name)) add(path, statSync(path));
    }
  };
  for (const name of ['src-main', 'src-renderer', 'src-shared', 'src-worker', 'resources', 'assets'])
    if (existsSync(at(name))) walk(at(name));
  for (const name of ['package-lock.json', 'tsconfig.json', 'vite.config.ts']) add(name, statSync(at(name)));
  return hash.digest('hex');
}

const isBuilt = (state) =>
  existsSync(at('dist', 'main', 'planalign.mjs')) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === state;

const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Lets one process at a time install or build in this checkout; a lock whose owner has died is taken over. */
function whileLocked(work) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (owner > 0 && !isRunning(owner)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function run(what, command, args, options = {}) {
  process.stderr.write(`${what} …\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (status !== 0) throw new Error(`${what} failed${error === undefined ? '' : `: ${error.message}`}`);
}

/** Runs `npm ci` when node_modules is missing or older than package-lock.json. Throws when that fails. */
export function ensureInstalled() {
  if (!isCheckout || isInstalled()) return;
  whileLocked(() => {
    if (isInstalled()) return;
    const args = ['ci', '--no-audit', '--no-fund'];
    const npm = process.env.npm_execpath;
    if (npm?.endsWith('.js')) run('Installing the packages', process.execPath, [npm, ...args]);
    else run('Installing the packages', 'npm', args, { shell: process.platform === 'win32' });
  });
}

/** Builds dist when it is missing or was built from other sources. Throws when the build fails. */
export function ensureBuilt() {
  if (!isCheckout || isBuilt(sourceState())) return;
  whileLocked(() => {
    const state = sourceState();
    if (isBuilt(state)) return;
    rmSync(stamp, { force: true });
    const vite = at('node_modules', 'vite', 'bin', 'vite.js');
    // Whoever asks for it, a test for one, gets the program as people run it.
    const env = { ...process.env, NODE_ENV: 'production' };
    run('Building', process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], { env });
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, state);
  });
}

/** Installs and builds as needed; on failure says so on standard error and ends the process with exit code 1. */
export function prepare() {
  try {
    ensureInstalled();
    ensureBuilt();
  } catch (error) {
    process.stderr.write(`${error.message}. Nothing was run.\n`);
    process.exit(1);
  }
}
