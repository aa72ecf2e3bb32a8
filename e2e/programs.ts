import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge'];

/**
 * A Chromium of this machine; `PLANALIGN_BROWSER` names another one.
 * @throws Error that says what to install.
 */
export function findBrowser(): string {
  const named = process.env['PLANALIGN_BROWSER'];
  const paths = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = named ?? paths.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(
      'The end-to-end tests need Chromium, Chrome or Edge: install one (Debian: apt-get install chromium), or name it in PLANALIGN_BROWSER.',
    );
  return found;
}

/** What a browser needs here: without privileges of its own a container cannot make its sandbox. */
export const browserArguments = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** The browser host as a process of its own, and the address that opens it once. */
export interface HostProcess {
  readonly address: string;
  readonly process: ChildProcess;
  /** Ends the process; `SIGKILL` as a crash would. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/**
 * Starts the built browser host without a window.
 * @param root Folder of the repository.
 * @throws Error with what the host said when it ends before it can be opened.
 */
export async function startHostProcess(root: string, dataFolder: string): Promise<HostProcess> {
  const host = spawn(process.execPath, [join(root, 'dist', 'main', 'browser-host.mjs'), '--no-open'], {
    env: { ...process.env, PLANALIGN_HOME: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => {
    host.once('exit', () => {
      resolve();
    });
  });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    const hear = (data: Buffer): void => {
      output += data.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?t=[\w-]+/.exec(output);
      if (found !== null) resolve(found[0]);
    };
    host.stdout.on('data', hear);
    host.stderr.on('data', hear);
    host.once('exit', (code) => {
      reject(new Error(`the host ended with ${String(code)}: ${output}`));
    });
  });
  return {
    address,
    process: host,
    end: async (signal) => {
      host.kill(signal);
      await exited;
    },
  };
}
