import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../scripts/build-if-stale.mjs';
import { parseScenario } from '../src-shared/scenario/parse-scenario.ts';
import { smallStudy } from '../src-main/services/runs/testing/small-study.ts';
import { simulateStudy } from '../src-main/services/runs/simulate-study.ts';
import { listRuns } from '../src-main/store/run-queries.ts';
import { Workspace } from '../src-main/store/workspace.ts';
import { defaultScenario } from '../src-worker/testing/scenarios.ts';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { screenshot } from './screenshot.ts';

/** A busy machine takes its time. */
const PATIENT = { timeout: 30_000 };

/** Less for the first percents, more for the next ones: some gain, some lose. */
const otherMatch = defaultScenario.planDesigns.map((design) => ({
  ...design,
  match: {
    ...design.match,
    tiers: [
      { min: 0, max: 0.03, rate: 0.8 },
      { min: 0.03, max: 0.07, rate: 0.8 },
    ],
  },
}));

let dataFolder = '';
const runIds = new Map<string, string>();

beforeAll(async () => {
  ensureBuilt();
  dataFolder = mkdtempSync(join(tmpdir(), 'planalign-differences-'));
  const workspace = await Workspace.open(join(dataFolder, 'workspace.duckdb'), { create: true });
  const { scenario } = parseScenario(defaultScenario);
  for (const [name, changed] of [
    ['Baseline', scenario],
    ['Other match', { ...scenario, planDesigns: otherMatch }],
    ['High growth', { ...scenario, workforce: { ...scenario.workforce, targetGrowthRate: 0.08 } }],
  ] as const)
    await simulateStudy({ ...smallStudy(workspace, 600), name, scenario: changed });
  for (const { name, runId } of await listRuns(workspace)) runIds.set(name, runId);
  await workspace.close();
}, 120_000);

afterAll(async () => {
  await closeBrowser();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** Shows a tab of the comparison of the baseline with another run. */
async function compare(page: Page, other: string, query: string): Promise<void> {
  const ids = [runIds.get('Baseline') ?? '', runIds.get(other) ?? ''].join('/');
  await page.evaluate(`location.hash = ${JSON.stringify(`#/compare/${ids}?${query}`)}`);
}

it('bridges add up, lead to people and events by mouse and keyboard, and back', async () => {
  const { address } = await startHost(dataFolder);
  const { page, complaints } = await openPage();
  await page.goto(address);
  await page.getByRole('navigation').first().waitFor(PATIENT);
  await compare(page, 'High growth', 'tab=bridges');
  const main = page.getByRole('main');
  await main.getByText('Adds up exactly').waitFor(PATIENT);
  const figures = main.getByRole('table', { name: 'Headcount from Baseline to High growth' });
  await figures.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await screenshot(page, 'differences-light');

  // By keyboard: read a bar, open what is behind it, come back.
  const chart = main.getByRole('img', { name: /^Why does headcount differ/ });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText(/^Hires, Adds \+/).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('/events/');
  expect(decodeURIComponent(page.url())).toContain('HIRE');
  await main.getByText(/^[\d,]+ rows, [\d,]+ people$/).waitFor(PATIENT);
  await page.goBack();
  await main.getByText('Adds up exactly').waitFor(PATIENT);

  // By mouse: payroll by level; every group stands in a table that ends with the total.
  await main.getByText('Payroll', { exact: true }).click();
  await main.getByRole('img', { name: /^Why does payroll differ/ }).waitFor(PATIENT);
  await main.getByRole('combobox', { name: 'By group' }).click();
  await page.getByRole('option', { name: 'By level' }).click();
  await main.getByRole('table', { name: 'Payroll by level' }).waitFor(PATIENT);
  await main.getByText('Adds up exactly').waitFor();

  // The cost of the plan leads to its people, and one of them to the person.
  await compare(page, 'Other match', 'tab=bridges&measure=planCost');
  const cost = main.getByRole('table', { name: 'Employer plan cost from Baseline to Other match' });
  await cost
    .getByRole('row', { name: /^Match formula/ })
    .getByRole('link')
    .click();
  const people = main.getByRole('table', { name: 'People behind Match formula' });
  await people.getByRole('link').first().waitFor(PATIENT);
  expect(await axeFindings(page)).toEqual([]);
  await people.getByRole('link').first().click();
  await expect.poll(() => page.url()).toContain(`with=${runIds.get('Other match') ?? ''}`);
  await page.goBack();
  await people.waitFor(PATIENT);
  await page.goBack();
  await cost.waitFor(PATIENT);
  expect(complaints).toEqual([]);
}, 120_000);

it('winners and losers follow the tolerance, are narrowed, searched, opened and taken along', async () => {
  const { address } = await startHost(dataFolder);
  const { page, complaints } = await openPage({ colorScheme: 'dark' });
  await page.goto(address);
  await page.getByRole('navigation').first().waitFor(PATIENT);
  await compare(page, 'Other match', 'tab=people&year=2029');
  const main = page.getByRole('main');
  const headline = main.getByRole('region', { name: 'Winners and losers' });
  await headline.waitFor(PATIENT);
  const list = main.getByRole('table', { name: 'What each person receives in the two runs' });
  await list.waitFor(PATIENT);
  expect(await axeFindings(page)).toEqual([]);
  await screenshot(page, 'differences-dark');

  const before = await headline.innerText();
  const tolerance = main.getByRole('textbox', { name: 'No change up to' });
  await tolerance.focus();
  await tolerance.fill('500');
  await expect.poll(() => page.url()).toContain('tolerance=500');
  await expect.poll(() => headline.innerText()).not.toBe(before);
  await tolerance.fill('1');
  await expect.poll(() => headline.innerText(), PATIENT).toBe(before);

  await main.getByText('Losers', { exact: true }).last().click();
  await expect.poll(() => page.url()).toContain('class=loser');
  const loser = list.getByRole('link').first();
  await expect.poll(() => list.getByRole('row').nth(1).textContent(), PATIENT).toContain('−$');
  const employee = (await loser.textContent()) ?? '';
  await main.getByRole('textbox', { name: 'Search an employee' }).fill(employee.slice(-5));
  await expect.poll(() => list.getByRole('link').count(), PATIENT).toBeLessThan(20);

  const download = page.waitForEvent('download', PATIENT);
  await main.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv).toContain('Employee,Baseline,Other match,Change');
  expect(csv).toContain(employee);

  await list.getByRole('link', { name: employee, exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain(`/person/`);
  await page.goBack();
  await list.getByRole('link', { name: employee, exact: true }).waitFor(PATIENT);
  expect(complaints).toEqual([]);
}, 120_000);
