import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../scripts/build-if-stale.mjs';
import { parseScenario } from '../src-shared/scenario/parse-scenario.ts';
import { smallStudy } from '../src-main/services/runs/testing/small-study.ts';
import { simulateStudy } from '../src-main/services/runs/simulate-study.ts';
import { Workspace } from '../src-main/store/workspace.ts';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { findAction } from './find-action.ts';
import { screenshot } from './screenshot.ts';
import { showPage } from './show-page.ts';

/** A busy machine takes its time. */
const PATIENT = { timeout: 30_000 };

const RUNS = {
  Baseline: {},
  'High growth': { workforce: { targetGrowthRate: 0.08 } },
  'Other chance': { simulation: { randomSeed: 7 } },
};

let dataFolder = '';

beforeAll(async () => {
  ensureBuilt();
  dataFolder = mkdtempSync(join(tmpdir(), 'planalign-compare-'));
  const workspace = await Workspace.open(join(dataFolder, 'workspace.duckdb'), { create: true });
  for (const [name, document] of Object.entries(RUNS))
    await simulateStudy({
      ...smallStudy(workspace, 600),
      name,
      scenario: parseScenario({ name, ...document }).scenario,
    });
  await workspace.close();
}, 120_000);

afterAll(async () => {
  await closeBrowser();
  rmSync(dataFolder, { recursive: true, force: true });
});

const chips = (page: Page) =>
  page.getByRole('list', { name: 'Runs of the comparison' }).getByRole('listitem');

/** Chooses from an open menu by the arrow keys. */
async function chooseByKey(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name });
  await item.waitFor(PATIENT);
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('ArrowDown');
    if (await item.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
}

it('three runs are compared, reordered and pinned by mouse; the pin opens again after a reload', async () => {
  const { address } = await startHost(dataFolder);
  const { page, complaints } = await openPage();
  await page.goto(address);
  await showPage(page, 'Runs');
  const main = page.getByRole('main');
  await main.getByRole('checkbox', { name: /^Compare High growth/ }).check(PATIENT);
  await main.getByText('The base is High growth. Choose what to compare with it.').waitFor();
  await main.getByRole('checkbox', { name: /^Compare Other chance/ }).check();
  expect(await axeFindings(page)).toEqual([]);
  await main.getByRole('button', { name: 'Compare 2 runs' }).click();
  await expect.poll(() => chips(page).first().textContent(), PATIENT).toMatch(/^High growthBase/);
  await main.getByRole('table', { name: 'Metrics by year' }).waitFor(PATIENT);
  await main.getByText('Other people leave, are hired and are promoted.', { exact: false }).waitFor();
  await main.getByRole('combobox', { name: 'Add a run' }).click();
  await page.getByRole('option', { name: /^Baseline/ }).click();
  await expect.poll(() => chips(page).count(), PATIENT).toBe(3);

  await chips(page).nth(2).dragTo(chips(page).nth(0));
  await expect.poll(() => chips(page).first().textContent(), PATIENT).toMatch(/^BaselineBase/);
  const table = main.getByRole('table', { name: 'Metrics by year' });
  await table.getByRole('button', { name: 'Closing headcount', exact: true }).click();
  await main.getByRole('region', { name: 'Closing headcount: how far from the base?' }).waitFor();
  const grown = await table.getByRole('link', { name: /^\+[\d,]+ ?\+[\d.]+%$/ }).count();
  expect(grown).toBeGreaterThan(0);
  await main.getByText('Before', { exact: true }).click();
  await main.getByText('After', { exact: true }).click();
  await table.getByRole('rowheader', { name: 'High growth, difference' }).first().waitFor();
  expect(await axeFindings(page)).toEqual([]);

  await main.getByRole('tab', { name: 'Cost' }).click();
  await main.getByText('Added up so far').click();
  await main.getByRole('columnheader', { name: '2025–2029' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await main.getByRole('tab', { name: 'Side by side' }).click();
  await main.getByRole('region', { name: 'High growth' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await main.getByRole('tab', { name: 'Settings that differ' }).click();
  await main.getByRole('row', { name: /^Target growth 3% 8%/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  for (const tab of ['Bridges', 'Winners and losers']) {
    await main.getByRole('tab', { name: tab }).click();
    await main.getByRole('radiogroup', { name: 'Alternative' }).getByText('High growth').click();
  }
  await main.getByRole('tab', { name: 'Settings that differ' }).click();

  await main.getByRole('button', { name: 'Pin' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('For the board');
  await page.getByRole('dialog').getByRole('button', { name: 'Pin' }).click();
  await main.getByRole('button', { name: 'Pinned (1)' }).waitFor(PATIENT);
  await showPage(page, 'Compare');
  await main.getByRole('heading', { name: 'Pinned comparisons' }).waitFor();
  await page.reload();
  await main.getByRole('link', { name: 'For the board' }).click(PATIENT);
  await main.getByRole('row', { name: /^Target growth 3% 8%/ }).waitFor(PATIENT);
  expect(await chips(page).first().textContent()).toMatch(/^BaselineBase/);
  await main.getByRole('tab', { name: 'Figures' }).click();
  await main.getByRole('table', { name: 'Metrics by year' }).waitFor();
  await screenshot(page, 'compare-light');

  await showPage(page, 'Overview');
  await main.getByRole('button', { name: 'Compare with…' }).click(PATIENT);
  await page.getByRole('menuitem', { name: /^Baseline/ }).click();
  // The older run is the base.
  await expect.poll(() => chips(page).first().textContent(), PATIENT).toMatch(/^BaselineBase/);
  await main.getByRole('combobox', { name: 'Add a run' }).waitFor();
  expect(complaints).toEqual([]);
}, 120_000);

it('the same by keyboard, in the dark', async () => {
  const { address } = await startHost(dataFolder);
  const { page, complaints } = await openPage({ colorScheme: 'dark' });
  await page.goto(address);
  await page.getByRole('navigation').getByRole('link', { name: 'Compare' }).press('Enter');
  const main = page.getByRole('main');
  const compare = main.getByRole('button', { name: 'Compare 2 runs' });
  await compare.waitFor(PATIENT);
  expect(await axeFindings(page)).toEqual([]);
  await compare.press('Enter');
  const add = main.getByRole('combobox', { name: 'Add a run' });
  await add.waitFor(PATIENT);
  await add.focus();
  await page.keyboard.type('Base');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await main.getByRole('button', { name: 'Move or remove Baseline' }).press('Enter', PATIENT);
  await chooseByKey(page, 'Make it the base');
  await expect.poll(() => chips(page).first().textContent(), PATIENT).toMatch(/^BaselineBase/);
  await main.getByRole('table', { name: 'Metrics by year' }).waitFor(PATIENT);

  const chart = main.getByRole('img', { name: /how far from the base/ });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await main.getByText(/^2025, .*High growth [+–]/).waitFor();
  await main.getByRole('tab', { name: 'Figures' }).focus();
  await page.keyboard.press('ArrowRight');
  await main.getByRole('region', { name: 'High growth' }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await main.getByRole('table', { name: 'Metrics by year' }).waitFor();
  await screenshot(page, 'compare-dark');
  expect(await axeFindings(page)).toEqual([]);

  await main.getByRole('button', { name: 'Pin', exact: true }).press('Enter');
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await name.fill('By keyboard');
  await name.press('Enter');
  await main.getByRole('button', { name: /^Pinned/ }).waitFor(PATIENT);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await findAction(page, 'By keyboard');
  await page.getByRole('button', { name: /Open the comparison “By keyboard”/ }).waitFor(PATIENT);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await main.getByRole('table', { name: 'Metrics by year' }).waitFor(PATIENT);
  await main.getByRole('button', { name: /^Pinned/ }).press('Enter');
  await page.getByRole('button', { name: 'Unpin By keyboard' }).press('Enter');
  await page.getByText('Unpinned “By keyboard”.').waitFor(PATIENT);
  expect(complaints).toEqual([]);
}, 120_000);
