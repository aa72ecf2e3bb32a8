import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, root } from '../scripts/build-if-stale.mjs';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { showPage } from './show-page.ts';
import { screenshot } from './screenshot.ts';

/** Studies and first pages take a while on a busy machine. */
const PATIENT = { timeout: 45_000 };

/** Nobody is enrolled automatically, and those with low pay choose low rates: the ADP test fails in the third year. */
const LOW_SAVERS = [
  'planDesigns.standard.autoEnrollment.enabled=false',
  'planDesigns.standard.matchResponse.enabled=false',
  'planDesigns.standard.deferral.defaultRates=[[0.01,0.01,0.1,0.1],[0.01,0.01,0.12,0.12],[0.01,0.02,0.15,0.15],[0.02,0.02,0.15,0.15]]',
  'workforce.targetGrowthRate=0.05',
];

const folder = mkdtempSync(join(tmpdir(), 'planalign-e2e-'));

beforeAll(() => {
  ensureBuilt();
  const workspace = join(folder, 'workspace.duckdb');
  const settings = LOW_SAVERS.flatMap((setting) => ['--set', setting]);
  execFileSync(
    process.execPath,
    [
      join(root, 'dist', 'main', 'planalign.mjs'),
      'simulate',
      '2025-2029',
      '--workspace',
      workspace,
      '--name',
      'Low savers',
      ...settings,
    ],
    { stdio: 'ignore' },
  );
}, 90_000);

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (page: Page): string => new URL(page.url()).hash;

describe('compliance', () => {
  it('says which year fails and leads to the refunds and to a refunded person, by mouse', async () => {
    const { address } = await startHost(folder);
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Compliance');
    const main = page.getByRole('main');
    await main.getByRole('heading', { name: /^2027 would fail 1 of 6 tests: ADP$/ }).waitFor(PATIENT);
    await main
      .getByRole('region', { name: 'Answer' })
      .getByText(/Refund \$[\d,.]+ to \d+ people/)
      .waitFor();
    await screenshot(page, 'compliance-light');
    expect(await axeFindings(page)).toEqual([]);

    const years = main.getByRole('navigation', { name: 'Years' });
    await years.getByRole('link', { name: '2025' }).click();
    await main.getByRole('heading', { name: '2025 would pass every test' }).waitFor();
    await screenshot(page, 'compliance-passing-light');
    await years.getByRole('link', { name: '2029' }).click();
    await main.getByRole('heading', { name: /^2029 would fail/ }).waitFor();

    await main.getByRole('table', { name: 'Tests of 2029' }).getByRole('link', { name: 'ADP' }).click();
    await main.getByText('The people below add up to it').waitFor();
    const table = main.getByRole('table', { name: 'People of the test' });
    const refunded = table.getByRole('row').nth(1);
    await refunded
      .getByText(/^\$3,0\d\d\.\d\d$/)
      .first()
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'compliance-adp-light');

    const download = page.waitForEvent('download', PATIENT);
    await main.getByRole('button', { name: 'All of them as CSV' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    const shown = await main
      .getByText(/^\d+ people$/)
      .first()
      .textContent();
    expect(`${lines.length - 1} people`).toBe(shown);

    const view = addressOf(page);
    const link = refunded.getByRole('link');
    const employee = (await link.textContent()) ?? '';
    await link.click();
    await expect
      .poll(() => addressOf(page))
      .toMatch(new RegExp(`^#/person/[^/]+/${employee}\\?date=2029-12-31$`));
    await page.goBack();
    await table.getByRole('link', { name: employee }).waitFor(PATIENT);
    expect(addressOf(page)).toBe(view);
    expect(complaints).toEqual([]);
  }, 120_000);

  it('is read by keyboard, in the dark, test by test', async () => {
    const { address } = await startHost(folder);
    const { page, complaints } = await openPage({ colorScheme: 'dark' });
    await page.goto(address);
    await showPage(page, 'Compliance');
    const main = page.getByRole('main');
    await main.getByRole('heading', { name: /^2027 would fail/ }).waitFor(PATIENT);
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'compliance-dark');

    const enter = async (name: RegExp | string): Promise<void> => {
      await main.getByRole('link', { name }).first().focus();
      await page.keyboard.press('Enter');
    };
    await enter(/^ADP$/);
    const find = main.getByRole('textbox', { name: 'Find an employee' });
    await find.waitFor();
    const table = main.getByRole('table', { name: 'People of the test' });
    const employee = (await table.getByRole('link').first().textContent()) ?? '';
    await find.focus();
    await page.keyboard.type(employee);
    await main.getByText('1 person', { exact: true }).waitFor();
    await table.getByRole('link', { name: employee }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => addressOf(page)).toContain(`/${employee}`);
    // Without a window the browser does not hear its own Alt+Left.
    await page.goBack();
    await table.getByRole('link', { name: employee }).waitFor(PATIENT);
    expect(await axeFindings(page)).toEqual([]);

    for (const test of ['Highly compensated', 'Coverage (410(b))', 'Top-heavy (416)', 'Plan design']) {
      await enter(test);
      await main.getByRole('heading', { name: `${test} 2027` }).waitFor();
    }
    await main.getByRole('button', { name: 'What is not modelled' }).focus();
    await page.keyboard.press('Enter');
    await main.getByText(/^Controlled groups, several plans/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);
});
