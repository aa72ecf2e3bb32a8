import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { ensureBuilt, root } from '../scripts/build-if-stale.mjs';
import { browserArguments, findBrowser, startHostProcess } from './programs.ts';

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
  const { address, end } = await startHostProcess(root, dataFolder);
  onTestFinished(() => end('SIGKILL'));
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
  browser ??= chromium.launch({ executablePath: findBrowser(), args: browserArguments() });
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
