import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { eventfulStudy } from '../src-main/store/testing/simulated-study.ts';
import { storeStudy } from '../src-main/store/testing/stored-run.ts';
import { temporaryFolder } from '../src-main/store/testing/temporary-workspace.ts';
import { Workspace } from '../src-main/store/workspace.ts';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { showScheme } from './show-scheme.ts';
import { screenshot } from './screenshot.ts';
import { showPage } from './show-page.ts';

afterAll(closeBrowser);

const PATIENT = { timeout: 45_000 };

/** A data folder with a study of three years in which everything happens. */
async function dataFolder(): Promise<string> {
  const folder = temporaryFolder();
  const workspace = await Workspace.open(join(folder, 'workspace.duckdb'), { create: true });
  await storeStudy(workspace, eventfulStudy(600));
  await workspace.close();
  return folder;
}

/** What stands on the clipboard, by its type. */
const clipboard = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const parts = (item?.types ?? []).map(async (type) => [type, await (await item?.getType(type))?.text()]);
    return Object.fromEntries(await Promise.all(parts)) as Record<string, string>;
  });

const cell = (page: Page, column: string, row: number) =>
  page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`).first();

const openFilter = (page: Page, column: string): Promise<void> =>
  page
    .getByRole('columnheader', { name: column, exact: true })
    .locator('.ag-header-cell-filter-button, .ag-header-cell-menu-button')
    .first()
    .click();

describe('the grids of people and events', () => {
  it('are filtered, arranged, kept as a view, copied and saved; the address and the view survive a reload', async () => {
    const { address } = await startHost(await dataFolder());
    const { page, context, complaints } = await openPage();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(address);
    await showPage(page, 'People');
    const main = page.getByRole('main');
    const count = main.getByText(/^[\d,]+ rows, [\d,]+ people$/);
    await cell(page, 'employeeId', 0).waitFor(PATIENT);
    const before = await count.textContent();

    // A list with the number of rows of each value.
    await openFilter(page, 'Department');
    const values = page.getByRole('group', { name: 'Values of Department' });
    await values.getByRole('button', { name: 'Select none' }).click();
    await values.getByRole('checkbox', { name: 'R&D' }).click();
    await main.getByRole('button', { name: 'Remove: Department is R&D' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => count.textContent()).not.toBe(before);
    await expect.poll(() => cell(page, 'department', 0).textContent()).toBe('R&D');
    const filtered = await count.textContent();

    // Columns that are not wanted, and one that stays in sight.
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('textbox', { name: 'Search columns' }).fill('status');
    await page.getByRole('checkbox', { name: 'Status', exact: true }).click();
    await page.getByRole('textbox', { name: 'Search columns' }).fill('annual');
    await page.getByRole('button', { name: 'Keep Annual pay in sight' }).click();
    await expect.poll(() => page.getByRole('columnheader', { name: 'Status', exact: true }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'Annual pay', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Annual pay', exact: true }).click();
    await expect.poll(() => page.url()).toContain('annualPay.desc');

    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save as a view …' }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('R&D by pay');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'View: R&D by pay' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'View: R&D by pay' }).waitFor(PATIENT);
    await main.getByRole('button', { name: 'Remove: Department is R&D' }).waitFor();
    await cell(page, 'annualPay', 0).waitFor(PATIENT);
    await expect.poll(() => count.textContent()).toBe(filtered);
    expect(await page.getByRole('columnheader', { name: 'Status', exact: true }).count()).toBe(0);
    const pays = await Promise.all([0, 1, 2].map((row) => cell(page, 'annualPay', row).textContent()));

    // A block of three rows and two columns, drawn by mouse; the column that stays in sight comes first.
    await cell(page, 'annualPay', 0).hover();
    await page.mouse.down();
    await cell(page, 'year', 1).hover();
    await cell(page, 'year', 2).hover();
    await page.mouse.up();
    await main.getByText(/^6 cells · Money: 3, sum/).waitFor();
    await screenshot(page, 'people-light');
    await showScheme(page, 'dark');
    await screenshot(page, 'people-dark');
    await showScheme(page, 'light');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Control+c');
    await page.getByText('Copied 3 rows of 2 columns.').waitFor();
    const copied = await clipboard(page);
    const [header, ...lines] = (copied['text/plain'] ?? '').split('\r\n');
    expect(header).toBe('Annual pay\tYear');
    const dollars = pays.map((pay) => Number((pay ?? '').replaceAll(/[$,]/g, '')));
    expect(lines.map((line) => Number(line.split('\t')[0]))).toEqual(dollars);
    expect(copied['text/html']).toContain(`x:num="${dollars[0]?.toFixed(2) ?? ''}"`);

    // The file has exactly the rows and columns that are shown, in their order.
    const download = page.waitForEvent('download', PATIENT);
    await page.getByRole('button', { name: 'Rows shown as CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8')
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n');
    expect(csv[0]).toMatch(/^Annual pay,Year,Employee,Department,/);
    expect(csv[0]).not.toContain(',Status,');
    expect(filtered?.startsWith(`${(csv.length - 1).toLocaleString('en-US')} rows,`)).toBe(true);
    expect(csv.slice(1, 4).map((line) => Number(line.split(',')[0]))).toEqual(dollars);
    expect(csv.slice(1).every((line) => line.includes(',R&D,'))).toBe(true);

    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => count.textContent()).toBe(before);
    await page.getByRole('button', { name: 'View: R&D by pay (changed)' }).waitFor();
    await page.goBack();
    await main.getByRole('button', { name: 'Remove: Department is R&D' }).waitFor();
    expect(complaints).toEqual([]);
  }, 180_000);

  it('are worked by the keyboard: a block, a filter from a cell, and the way to the person', async () => {
    const { address } = await startHost(await dataFolder());
    const { page, context, complaints } = await openPage({ colorScheme: 'dark' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(address);
    await showPage(page, 'Events');
    const main = page.getByRole('main');
    await cell(page, 'type', 0).waitFor(PATIENT);
    await expect
      .poll(() => main.getByRole('gridcell', { name: 'Plan contribution' }).count())
      .toBeGreaterThan(0);
    await screenshot(page, 'events-dark');
    expect(await axeFindings(page)).toEqual([]);

    // Each step once the one before it is seen: a grid that still fetches rows answers keys a moment later.
    await cell(page, 'year', 0).click();
    await page.locator('.ag-cell-focus[col-id="year"]').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.ag-cell-focus[col-id="employeeId"]').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await main.getByText(/^2 cells/).waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await main.getByText(/^4 cells/).waitFor();
    await page.keyboard.press('Control+c');
    await page.getByText('Copied 2 rows of 2 columns.').waitFor();
    expect((await clipboard(page))['text/plain']).toMatch(/^Employee\tEvent\r\n/);

    // The menu of the cell, where the focus is.
    await page.keyboard.press('ArrowRight');
    const event = (await cell(page, 'type', 0).textContent()) ?? '';
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: `Show only “${event}”` }).waitFor();
    await page.locator('[role="menu"]:focus-within').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await main.getByRole('button', { name: `Remove: Event is ${event}` }).waitFor();
    await expect
      .poll(
        async () =>
          new Set(
            await page.locator('.ag-row:not([row-index^="b"]) .ag-cell[col-id="type"]').allTextContents(),
          ),
      )
      .toEqual(new Set([event]));
    await main.getByText(/^[\d,]+ rows, [\d,]+ people$/).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    const id = (await cell(page, 'employeeId', 1).textContent()) ?? '';
    await cell(page, 'date', 1).click();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.url())
      .toMatch(new RegExp(`#/person/[^/]+/${id}\\?date=\\d{4}-\\d\\d-\\d\\d$`));
    expect(complaints).toEqual([]);
  }, 180_000);
});
