import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What is asked of the machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  /** Whether this runs as the administrator of a Unix system, where browsers refuse to start in their sandbox. */
  readonly isRoot: boolean;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  environment: process.env,
  exists: existsSync,
  isRoot: process.getuid?.() === 0,
});

const LINUX_NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

/** A browser that can show a page in a window of its own; null where there is none. */
function findAppBrowser({ platform, environment, exists }: Machine): string | null {
  const candidates = (): readonly string[] => {
    switch (platform) {
      case 'darwin':
        return MAC_PATHS;
      case 'win32':
        return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((folder) => {
          const root = environment[folder];
          return root === undefined ? [] : WINDOWS_PATHS.map((path) => `${root}\\${path}`);
        });
      default:
        return (environment['PATH'] ?? '')
          .split(delimiter)
          .flatMap((folder) => LINUX_NAMES.map((name) => join(folder, name)));
    }
  };
  return candidates().find((path) => exists(path)) ?? null;
}

/** Whether windows can be shown at all. */
export const hasDisplay = ({ platform, environment }: Machine): boolean =>
  platform === 'darwin' ||
  platform === 'win32' ||
  [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((name) => (name ?? '') !== '');

/** A program and its arguments. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * How to show an address: in a window of its own, with a profile of its own that no extension of the user sees into;
 * else in the browser that the user prefers.
 */
export function browserLaunch(machine: Machine, address: string, profile: string): Launch {
  const browser = findAppBrowser(machine);
  if (browser !== null) {
    const args = [
      `--app=${address}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
    ];
    return { command: browser, args: machine.isRoot ? [...args, '--no-sandbox', '--test-type'] : args };
  }
  switch (machine.platform) {
    case 'darwin':
      return { command: 'open', args: [address] };
    case 'win32':
      return { command: 'explorer.exe', args: [address] };
    default:
      return { command: 'xdg-open', args: [address] };
  }
}

/** Starts a program that lives on without us; false where it cannot be started. */
export function launch({ command, args }: Launch): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
