import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { ensureBuilt, root } from '../scripts/build-if-stale.mjs';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge'];

/**
 * A Chromium of this machine; `PLANALIGN_BROWSER` names another one.
 * @throws Error that says what to install.
 */
function findBrowser(): string {
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

/** The application as `npm start` runs it, with a data folder of its own. */
export interface RunningHost {
  /** Address that opens it once. */
  readonly address: string;
  readonly origin: string;
  readonly dataFolder: string;
  /** Ends the process; `SIGKILL` as a crash would. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/** Starts the application without a window; it ends with the test. */
export async function startHost(dataFolder = temporaryDataFolder()): Promise<RunningHost> {
  ensureBuilt();
  const host = spawn(process.execPath, [join(root, 'dist', 'main', 'browser-host.mjs'), '--no-open'], {
    env: { ...process.env, PLANALIGN_HOME: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => {
    host.once('exit', () => {
      resolve();
    });
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    host.kill(signal);
    await exited;
  };
  onTestFinished(() => end('SIGKILL'));
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
  return { address, origin: new URL(address).origin, dataFolder, end };
}

function temporaryDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-e2e-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A page that notes everything a browser complains of. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, uncaught errors, failed and foreign requests. */
  readonly complaints: readonly string[];
}

let browser: Promise<Browser> | null = null;

/** Ends the browser of a test file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** A new page in a browser without any cookie. */
export async function openPage(
  options: { readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<WatchedPage> {
  // Without privileges of its own a test container cannot make the sandbox of the browser.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser ??= chromium.launch({ executablePath: findBrowser(), args });
  const context = await (await browser).newContext({ viewport: { width: 1280, height: 720 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`uncaught ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed ${request.url()}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== '127.0.0.1' && !['data:', 'blob:'].includes(protocol))
      complaints.push(`foreign ${request.url()}`);
  });
  return { page, context, complaints };
}

/** Opens a page and waits until the application has answered its first call. */
export async function openConnected(page: Page, open: () => Promise<unknown>): Promise<void> {
  const answered = page
    .waitForEvent('websocket', (socket) => socket.url().endsWith('/rpc'))
    .then((socket) => socket.waitForEvent('framereceived'));
  await open();
  await answered;
}

/** What keeps people from using a page (WCAG 2.2 AA and good practice), as "rule: element". */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
