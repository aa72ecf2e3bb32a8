import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { ensureBuilt, root } from '../scripts/build-if-stale.mjs';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage } from './browser.ts';
import { screenshot } from './screenshot.ts';
import { showPage } from './show-page.ts';

afterAll(closeBrowser);

const PATIENT = { timeout: 45_000 };

interface Addresses {
  readonly owner: string;
  readonly readers: string;
}

/** `planalign serve` on a workspace with one run of two years. */
async function serveStudy(): Promise<Addresses> {
  ensureBuilt();
  const home = mkdtempSync(join(tmpdir(), 'planalign-serve-'));
  const program = join(root, 'dist', 'main', 'planalign.mjs');
  const start = (...args: readonly string[]) =>
    spawn(process.execPath, [program, ...args], { env: { ...process.env, PLANALIGN_HOME: home } });
  const run = start('simulate', '2025-2026', '--accept-inferred', '--name', 'For readers');
  expect(await new Promise((resolve) => run.once('close', resolve))).toBe(0);
  const server = start('serve', '--readers', '2', '--json');
  onTestFinished(async () => {
    const ended = new Promise((resolve) => server.once('close', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  });
  return new Promise((resolve) => {
    server.stdout.once('data', (data: Buffer) => {
      resolve(JSON.parse(data.toString()) as Addresses);
    });
  });
}

it('others read beside the owner: they see every result, and nothing that would change one', async () => {
  const { owner, readers } = await serveStudy();
  const own = await openPage();
  await own.page.goto(owner);
  await own.page.getByRole('button', { name: 'Run scenario' }).waitFor();

  const first = await openPage();
  await first.page.goto(readers);
  await first.page.getByText('Every year adds up').waitFor(PATIENT);
  await first.page.getByText('Read only', { exact: true }).waitFor();
  for (const name of ['Run scenario', 'File', 'Edit'])
    expect(await first.page.getByRole('banner').getByRole('button', { name }).count()).toBe(0);
  expect(await first.page.getByRole('navigation').getByText('Scenario', { exact: true }).count()).toBe(0);
  expect(await axeFindings(first.page)).toEqual([]);
  await screenshot(first.page, 'reader-light');

  await showPage(first.page, 'Runs');
  await first.page.getByRole('button', { name: /^Details of For readers/ }).click();
  await first.page.getByRole('textbox', { name: 'Notes' }).waitFor();
  expect(await first.page.getByRole('button', { name: 'Delete the run' }).count()).toBe(0);
  await first.page.keyboard.press('Escape');

  const second = await openPage({ colorScheme: 'dark' });
  await second.page.goto(readers);
  await second.page.getByText('Every year adds up').waitFor(PATIENT);
  expect(await axeFindings(second.page)).toEqual([]);
  for (const { complaints } of [own, first, second]) expect(complaints).toEqual([]);

  const tooMany = await openPage();
  const refused = await tooMany.page.goto(readers);
  expect(refused?.status()).toBe(403);
}, 120_000);
