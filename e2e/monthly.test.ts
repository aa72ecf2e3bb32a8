import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeStudy } from '../src-main/store/testing/stored-run.ts';
import { simulateInMemory } from '../src-main/store/testing/simulated-study.ts';
import { Workspace } from '../src-main/store/workspace.ts';
import { defaultScenario } from '../src-worker/testing/scenarios.ts';
import { company } from '../src-worker/testing/synthetic-census.ts';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { showScheme } from './show-scheme.ts';
import { screenshot } from './screenshot.ts';
import { showPage } from './show-page.ts';

const PATIENT = { timeout: 45_000 };

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'planalign-monthly-'));
  const workspace = await Workspace.open(join(folder, 'workspace.duckdb'), { create: true });
  await storeStudy(workspace, simulateInMemory(defaultScenario, company(600)));
  await workspace.close();
}, 60_000);
afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

/** The number in the first row of a name, in a column. */
async function numberAt(page: Page, row: string, column: string): Promise<string> {
  const grid = page.getByRole('region', { name: 'Months' });
  const columnId = await grid.getByRole('columnheader', { name: column, exact: true }).getAttribute('col-id');
  const index = await grid
    .getByRole('gridcell', { name: row, exact: true })
    .first()
    .evaluate((cell) => cell.closest('[row-index]')?.getAttribute('row-index') ?? '');
  return (await grid.locator(`[row-index="${index}"] [col-id="${columnId ?? ''}"]`).textContent()) ?? '';
}

describe('the monthly view', () => {
  it('pivots by dragging and by keyboard, follows fiscal years, filters, drills and is taken along', async () => {
    const { address } = await startHost(folder);
    const { page, context, complaints } = await openPage();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(address);
    await showPage(page, 'Monthly');
    await page.getByText('Every month adds up').waitFor(PATIENT);
    const hires = await numberAt(page, 'Hires', '2025');
    expect(Number(hires)).toBeGreaterThan(0);

    // By mouse: departments become rows.
    const rows = page.getByRole('group', { name: 'Rows', exact: true });
    await page
      .getByRole('button', { name: 'Department, in fields' })
      .dragTo(rows.getByRole('button', { name: 'Figure, in rows' }));
    await rows.getByRole('button', { name: 'Department, in rows' }).waitFor();
    await expect.poll(() => page.url()).toContain('rows=department%2Cfigures');
    await page.getByRole('gridcell', { name: 'Opening headcount' }).nth(1).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'monthly-light');

    // By keyboard: levels become columns, before the periods.
    await page.getByRole('button', { name: 'Level, in fields' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Move to columns' }).waitFor();
    await page.getByRole('menuitem', { name: 'Move to columns' }).press('Enter');
    const columns = page.getByRole('group', { name: 'Columns', exact: true });
    await columns.getByRole('button', { name: 'Level, in columns' }).waitFor();
    await page.getByRole('gridcell', { name: 'Promoted in' }).first().waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Level, in fields' }).waitFor();

    // A filter by value; the whole view is in the address.
    await page.getByRole('button', { name: 'Level, in fields' }).click();
    await page.getByRole('menuitem', { name: 'Move to filters' }).click();
    await page.getByRole('button', { name: 'Values of Level: all' }).click();
    await page.getByRole('checkbox', { name: 'Staff' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Values of Level: Staff' }).waitFor();
    await page.getByRole('button', { name: 'Level, in filters' }).click();
    await page.getByRole('menuitem', { name: 'Take out' }).click();
    await page.getByRole('button', { name: 'Level, in fields' }).waitFor();
    await page.getByRole('button', { name: 'Department, in rows' }).click();
    await page.getByRole('menuitem', { name: 'Take out' }).click();
    await expect.poll(() => numberAt(page, 'Hires', '2025')).toBe(hires);

    // Fiscal years from July; the half years at the edges say that they are partial.
    await page.getByLabel('Month in which fiscal years begin').first().click();
    await page.getByRole('option', { name: 'Years from Jul' }).click();
    await page.getByRole('columnheader', { name: 'FY 2026', exact: true }).waitFor();
    await page.getByLabel('Fiscal year', { exact: true }).first().click();
    await page.getByRole('option', { name: 'FY 2025 (Jan 2025 – Jun 2025)' }).click();
    await page.getByRole('columnheader', { name: 'FY 2025 (partial)', exact: true }).waitFor();
    expect(Number(await numberAt(page, 'Hires', 'FY 2025 (partial)'))).toBeLessThan(Number(hires));

    // What is taken along is what is shown, as numbers.
    await page.getByRole('button', { name: 'Copy the table' }).click();
    await page.getByText('The table is on the clipboard.').waitFor();
    const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(copied[0]?.split('\t').slice(0, 4)).toEqual(['Figure', 'Jan 2025', 'Feb 2025', 'Mar 2025']);
    expect(copied.find((line) => line.startsWith('Payroll'))).toMatch(/\t\d+\.\d\d$/);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the table as CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/monthly\.csv$/);

    // A number leads to the events behind it, and Back to the view.
    const shown = page.url();
    const january = await numberAt(page, 'Hires', 'Jan 2025');
    await page.getByRole('gridcell', { name: january, exact: true }).first().click();
    await expect.poll(() => page.url()).toContain('#/events/');
    expect(decodeURIComponent(page.url())).toContain('"values":["HIRE"]');
    await page.goBack();
    await expect.poll(() => page.url()).toBe(shown);
    await page.getByRole('columnheader', { name: 'FY 2025 (partial)', exact: true }).waitFor();

    await page.mouse.move(4, 400);
    await showScheme(page, 'dark');
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'monthly-dark');
    expect(complaints).toEqual([]);
  }, 120_000);
});
