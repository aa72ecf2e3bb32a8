/**
 * `npm start`: opens the application. In Electron where its program is on the machine, else in the browser; what
 * stands after `--` goes to the application (`npm start -- --help`).
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './build-if-stale.mjs';

prepare();
const given = process.argv.slice(2);
const electron = given.some((argument) => argument.startsWith('--')) ? null : findElectron();
if (electron === null) {
  if (given.length === 0)
    process.stdout.write('Electron is not installed here, so the application opens in the browser.\n');
  await import('../dist/main/browser-host.mjs');
} else {
  const child = spawn(electron, [root, ...given], { stdio: 'inherit' });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

/** The program that the electron package downloads after its installation; null where it could not, or has no display. */
function findElectron() {
  const isUnix = process.platform !== 'darwin' && process.platform !== 'win32';
  if (isUnix && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null;
  const folder = join(root, 'node_modules', 'electron');
  const name = join(folder, 'path.txt');
  const files = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const program = existsSync(name) ? join(files, readFileSync(name, 'utf8').trim()) : null;
  return program !== null && existsSync(program) ? program : null;
}
