import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { utils, write } from 'xlsx';
import { parseScenario } from '../src-shared/scenario/parse-scenario.ts';
import { serialiseScenario } from '../src-shared/scenario/serialise-scenario.ts';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { showPage } from './show-page.ts';
import { showScheme } from './show-scheme.ts';
import { screenshot } from './screenshot.ts';

afterAll(closeBrowser);

const two = (value: number): string => String(value).padStart(2, '0');

/** A census with foreign headers, decorated money, tax numbers, a text that looks like a formula, and broken rows. */
function uglyCsv(): string {
  const departments = ['Sales', 'Department of Parks and of Everything Else', '"Ops; North"', '=cmd|x'];
  const rows = Array.from({ length: 240 }, (_, index) => {
    const day = `${two(1 + (index % 12))}/${two(1 + (index % 28))}`;
    const pay = (45_000 + index * 311).toLocaleString('en-US');
    return [
      String(index + 1).padStart(5, '0'),
      `${day}/${1960 + (index % 30)}`,
      `${day}/${2005 + (index % 18)}`,
      `"$ ${pay}.00"`,
      departments[index % 4],
      1 + (index % 5),
      `123-45-${6_000 + index}`,
    ].join(';');
  });
  return [
    'sep=;',
    'Personnel Number;Birth;Date First Hired;Current Annual Salary;Department Name;Grade;SSN',
    ...rows,
    '00300;;05/05/2010;"$ 50,000.00";Sales;1;',
    '00301;02/30/1980;05/05/2010;"$ 50,000.00";Sales;1;',
    '00302;05/05/1980;05/05/2010;12;Sales;1;',
    '00002;05/05/1980;05/05/2010;"$ 99,000.00";Sales;1;',
    '',
  ].join('\r\n');
}

function temporaryFile(name: string, contents: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-e2e-file-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

async function chooseFile(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('main').getByRole('button', { name: 'Import census' }).click();
  await (await chooser).setFiles(path);
}

/** A data folder with a scenario that begins when the sample census ends. */
function folderWithScenario(): string {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-e2e-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  mkdirSync(join(folder, 'scenarios'));
  const path = join(folder, 'scenarios', 'Steady.planalign');
  const { scenario } = parseScenario({ name: 'Steady', simulation: { startYear: 2026, endYear: 2030 } });
  writeFileSync(path, serialiseScenario(scenario));
  writeFileSync(
    join(folder, 'recent-files.json'),
    JSON.stringify([{ path, openedAt: '2026-01-02T03:04:05.000Z' }]),
  );
  return folder;
}

describe('the census page', () => {
  it('imports an ugly CSV: suggestions, repairs, rejected rows, and then the profile', async () => {
    const { address } = await startHost();
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Census');
    await page.getByRole('heading', { name: 'No census yet' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await chooseFile(page, temporaryFile('county pay.csv', uglyCsv()));
    await page.getByRole('heading', { name: '2 columns have to be decided' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Accept all 2 suggestions' }).click();

    const problems = page.getByRole('region', { name: 'Problems' });
    const rows = page.getByRole('group', { name: 'Rows of the file' });
    await rows.getByText('239 accepted').waitFor();
    await rows.getByText('✓ adds up').waitFor();
    await problems.getByText('The birth date is blank: one row').waitFor();
    await problems.getByRole('button', { name: /^Show rows: The birth date cannot be read/ }).click();
    await problems.getByRole('cell', { name: '02/30/1980' }).waitFor();
    await problems.getByRole('button', { name: 'Keep the latest row of each id' }).click();
    await rows.getByText('240 accepted').waitFor();
    await problems.getByRole('button', { name: 'Keep these rows as they are' }).click();
    await rows.getByText('241 accepted').waitFor();
    expect(await page.getByText('123-45-6001').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'census-import-light');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the rejected rows' }).click();
    const rejected = readFileSync(await (await download).path(), 'utf8');
    expect(rejected).toContain('00300');
    expect(rejected).toContain('BIRTH_MISSING');

    await page.getByRole('button', { name: 'Import 241 people' }).click();
    await page.getByRole('heading', { name: 'Census', exact: true }).waitFor();
    await page.getByRole('img', { name: /^Where do people work/ }).waitFor();
    await page.getByRole('button', { name: 'Show the table: Where do people work?' }).click();
    await page.getByRole('rowheader', { name: '=cmd|x' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('imports the chosen sheet of a workbook with one click', async () => {
    const people = Array.from({ length: 30 }, (_, index) => ({
      'Employee ID': `E${index}`,
      'Birth Date': `${1970 + index}-03-04`,
      'Hire Date': `2015-0${1 + (index % 9)}-10`,
      Salary: 50_000 + index,
      Department: '=HYPERLINK("http://example.com")',
    }));
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['Nothing here'], ['x']]), 'Cover');
    utils.book_append_sheet(book, utils.json_to_sheet(people), 'Staff');
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
    if (!(bytes instanceof Uint8Array)) throw new TypeError('a workbook is bytes');

    const { address } = await startHost();
    const { page, complaints } = await openPage({ colorScheme: 'dark' });
    await page.goto(address);
    await showPage(page, 'Census');
    await chooseFile(page, temporaryFile('staff.xlsx', bytes));
    await page.getByRole('combobox', { name: 'Sheet' }).click();
    await page.getByRole('option', { name: 'Staff' }).click();
    await page.getByRole('button', { name: /^Import \d+ people$/ }).click();
    await page.getByRole('img', { name: /^Where do people work/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows the sample, light and dark', async () => {
    const { address } = await startHost();
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Census');
    await page.getByRole('button', { name: 'Use the sample census' }).click();
    const ages = page.getByRole('img', { name: /^How old are they/ });
    await ages.waitFor();
    await ages.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^20–24, People \d+, Average pay/).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('table', { name: 'How old are they?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show the chart: How old are they?' }).click();
    await page.evaluate(() => {
      window.scrollTo(0, 0);
    });
    await screenshot(page, 'census-light');
    await showScheme(page, 'dark');
    await screenshot(page, 'census-dark');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('suggests settings with their sample, and applies and takes them back by mouse and keyboard', async () => {
    const { address } = await startHost(folderWithScenario());
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Census');
    await page.getByRole('button', { name: 'Use the sample census' }).click();
    await page.getByRole('tab', { name: 'Suggestions for the scenario' }).click();
    await page.getByText('Open or make a scenario to apply them.').waitFor();
    await page.getByText('How many leave: It needs at least 30 people; the census has 0.').waitFor();
    expect(await page.getByRole('button', { name: 'Apply: Ages of hires' }).isDisabled()).toBe(true);

    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('button', { name: /^Steady/ }).click();
    await page.getByRole('heading', { name: 'Steady', exact: true }).waitFor();
    await page.goBack();
    await page.goBack();
    const ranges = page.getByRole('article', { name: 'Pay ranges of the levels' });
    await ranges.getByText(/^From [\d,]+ people employed at the start whose level/).waitFor();
    await page.getByRole('button', { name: 'Apply: Pay ranges of the levels' }).click();
    await ranges.getByText('In the scenario').waitFor();
    await page.getByRole('button', { name: 'Dismiss the message' }).click();
    for (const scheme of ['dark', 'light'] as const) {
      await showScheme(page, scheme);
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `census-suggestions-${scheme}`);
    }

    const turnover = page.getByRole('article', { name: 'How many leave' });
    await page.getByRole('button', { name: 'Apply: How many leave' }).focus();
    await page.keyboard.press('Enter');
    await turnover.getByText('In the scenario').waitFor();
    await page.keyboard.press('Control+z');
    await turnover.getByText('In the scenario').waitFor({ state: 'detached' });
    await ranges.getByText('In the scenario').waitFor();
    await page.keyboard.press('Control+z');
    await ranges.getByText('In the scenario').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('reads a file with the mapping that was saved last year, and shows what that changes', async () => {
    const { address } = await startHost();
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Census');
    const rows = Array.from(
      { length: 40 },
      (_, index) =>
        `E${index},${two(1 + (index % 9))}/03/1980,2015-01-10,${50_000 + index},${index % 7},Sales`,
    );
    const header = 'Employee ID,Birth Date,Hire Date,Salary,Level,Unit';
    await chooseFile(page, temporaryFile('staff 2026.csv', [header, ...rows].join('\n')));
    // Day and month of the birth dates could be either way round; the mapping of last year knows.
    await page.getByText('Please decide before the rows can be judged').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const mapping = {
      columns: { level: null, department: 'Unit', jobTitle: 'Job 2025' },
      formats: { birthDate: 'dd/MM/yyyy' },
      asOf: '2024-12-31',
    };
    const file = temporaryFile('staff 2025 mapping.json', JSON.stringify(mapping));

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Use last year’s mapping' }).focus();
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
    const changes = page.getByRole('table', { name: 'What the mapping changes' });
    await changes.getByRole('row', { name: 'Department, column nothing Unit' }).waitFor();
    await changes.getByRole('row', { name: /^Level, column Level not read/ }).waitFor();
    await page.getByText('This file has no column “Job 2025”').waitFor();
    for (const scheme of ['dark', 'light'] as const) {
      await showScheme(page, scheme);
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `census-mapping-${scheme}`);
    }
    await page.getByRole('button', { name: 'Import 40 people' }).waitFor();
    await page.getByRole('button', { name: 'Read it without this mapping' }).click();
    await changes.waitFor({ state: 'detached' });
    await page.getByText('Please decide before the rows can be judged').waitFor();
    expect(complaints).toEqual([]);
  });

  it('joins the plan data of a second file by employee id, every row of both accounted for', async () => {
    const { address } = await startHost();
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Census');
    const staff = Array.from(
      { length: 40 },
      (_, index) => `0${10 + index},1980-03-2${index % 9},2015-01-10,${50_000 + index},Sales`,
    );
    const rates = Array.from({ length: 38 }, (_, index) => `0${10 + index},${index % 8}%,Sales`);
    const plan = [
      'Participant,Deferral Pct,Department',
      ...rates,
      '48,3%,Audit',
      '777,3%,Audit',
      '010,9%,Sales',
    ];
    await chooseFile(
      page,
      temporaryFile('staff.csv', ['Employee ID,Birth Date,Hire Date,Salary,Department', ...staff].join('\n')),
    );
    await page.getByRole('button', { name: 'Import 40 people' }).waitFor();

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Join a second file' }).focus();
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(temporaryFile('plan.csv', plan.join('\n')));
    const second = page.getByRole('region', { name: 'Second file', exact: true });
    await second.getByRole('heading', { name: 'One column has to be decided' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await second.getByRole('combobox', { name: 'Employee id', exact: true }).click();
    await page.getByRole('option', { name: 'Participant' }).click();

    const rows = second.getByRole('group', { name: 'Rows of the second file' });
    await rows.getByText('37 joined').waitFor();
    await rows.getByText('2 without a person').waitFor();
    await rows.getByText('2 left out').waitFor();
    await rows.getByText('✓ adds up').waitFor();
    await second.getByRole('button', { name: 'Let such ids belong together' }).click();
    await rows.getByText('38 joined').waitFor();
    await second.getByRole('button', { name: 'Keep the latest row of each id' }).click();
    await rows.getByText('39 joined').waitFor();
    const people = second.getByRole('group', { name: 'People and the second file' });
    await people.getByText('39 with a row in it').waitFor();
    const taken = second.getByRole('table', { name: 'Fields from the second file' });
    await taken.getByRole('row', { name: /^Department 0 1/ }).waitFor();
    await taken.getByRole('combobox', { name: 'Which file wins for Department' }).click();
    await page.getByRole('option', { name: 'The second file wins' }).click();
    await taken.getByRole('row', { name: /^Department 39 1/ }).waitFor();
    for (const scheme of ['dark', 'light'] as const) {
      await showScheme(page, scheme);
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `census-join-${scheme}`);
    }

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the mapping for next year' }).click();
    const mapping: unknown = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    expect(mapping).toMatchObject({
      join: { columns: { employeeId: 'Participant' }, ids: 'alike', wins: ['department'] },
    });
    await page.getByRole('button', { name: 'Import 40 people' }).click();
    await page.getByRole('img', { name: /^How much do they defer/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});
