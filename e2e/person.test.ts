import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { simulateInMemory } from '../src-main/store/testing/simulated-study.ts';
import { storeStudy } from '../src-main/store/testing/stored-run.ts';
import { Workspace } from '../src-main/store/workspace.ts';
import { defaultScenario } from '../src-worker/testing/scenarios.ts';
import { company } from '../src-worker/testing/synthetic-census.ts';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { findAction } from './find-action.ts';
import { screenshot } from './screenshot.ts';

afterAll(closeBrowser);

const PATIENT = { timeout: 45_000 };

const [design] = defaultScenario.planDesigns;
if (design === undefined) throw new Error('the default scenario has a plan');
const base = { ...defaultScenario, simulation: { ...defaultScenario.simulation, endYear: 2027 } };
const richer = {
  ...base,
  planDesigns: [
    {
      ...design,
      match: { ...design.match, type: 'tiered' as const, tiers: [{ min: 0, max: 0.08, rate: 1 }] },
    },
  ],
};

/** A data folder with two runs of a small company: as it is, and with a richer match. */
async function dataFolderWithRuns(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-e2e-person-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const workspace = await Workspace.open(join(folder, 'workspace.duckdb'), { create: true });
  await storeStudy(workspace, simulateInMemory(richer, company(80)));
  await storeStudy(workspace, simulateInMemory(base, company(80)));
  await workspace.transaction(async (connection) => {
    await connection.run(
      `UPDATE run SET name = CASE run_key WHEN 1 THEN 'Richer match' ELSE 'Baseline' END,
         started_at = started_at + run_key * INTERVAL 1 MINUTE`,
    );
  });
  await workspace.close();
  return folder;
}

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });

it('finds a person, explains an event and slides a date by keyboard; compares and goes back by mouse', async () => {
  const { address } = await startHost(await dataFolderWithRuns());
  const { page, complaints } = await openPage({ colorScheme: 'light' });
  await page.goto(address);
  await page.getByRole('navigation', { name: 'Places' }).waitFor(PATIENT);

  await findAction(page, 'find a person');
  await page
    .getByRole('button', { name: /Find a person/ })
    .last()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Who are you looking for?' }).waitFor(PATIENT);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.type('l2');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await timeline(page).waitFor(PATIENT);

  const slider = page.getByRole('slider', { name: 'Date shown' });
  await slider.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  expect(await slider.getAttribute('aria-valuetext')).toBe('2027-12-01');
  await expect.poll(() => page.url()).toContain('date=2027-12-01');

  const raise = timeline(page)
    .getByRole('button', { name: /^Cost-of-living raise/ })
    .first();
  await raise.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Event in detail' });
  await inspector.getByRole('region', { name: 'How it comes about' }).waitFor();
  await inspector.getByText('W-49').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await inspector.waitFor({ state: 'hidden' });
  await screenshot(page, 'person-light');

  await page.getByRole('combobox', { name: 'Another run beside it' }).click();
  await page.getByRole('option', { name: 'With Richer match' }).click();
  await page.getByText(/^The same person of the same census, with the same draws/).waitFor(PATIENT);
  await timeline(page).getByText('Richer match').waitFor();
  await page.goBack();
  await expect.poll(() => timeline(page).getByText('Richer match').count()).toBe(0);
  expect(complaints).toEqual([]);
}, 120_000);

it('shows the same by mouse in the dark, down to the log and back', async () => {
  const { address, origin } = await startHost(await dataFolderWithRuns());
  const { page, complaints } = await openPage({ colorScheme: 'dark' });
  await page.goto(address);
  await page.getByRole('navigation', { name: 'Places' }).waitFor(PATIENT);
  await page.goto(`${origin}/#/person`);
  await page.getByRole('textbox', { name: 'Find a person' }).fill('nobody at all');
  await page.getByText(/^Nobody\. Try a part of an id/).waitFor(PATIENT);
  await page.getByRole('textbox', { name: 'Find a person' }).fill('NH-2025');
  await page.getByRole('option', { name: /^NH-2025-000001/ }).click();
  await page.getByRole('heading', { name: 'NH-2025-000001' }).waitFor(PATIENT);
  await page.getByText('Simulated hire', { exact: true }).waitFor();

  await page.getByLabel('On', { exact: true }).fill('2025-01-01');
  await page.getByLabel('On', { exact: true }).press('Enter');
  await page
    .getByRole('region', { name: /^Person / })
    .getByText('Not hired yet')
    .waitFor();
  await page.goBack();

  await timeline(page)
    .getByRole('button', { name: /^Hired: / })
    .click();
  const inspector = page.getByRole('complementary', { name: 'Event in detail' });
  await inspector.getByText('Lowest pay of the range').waitFor();
  await page.getByRole('combobox', { name: 'Another run beside it' }).click();
  await page.getByRole('option', { name: 'With Richer match' }).click();
  await page.getByText(/^A simulated hire of one id, hired alike in both runs/).waitFor(PATIENT);
  expect(await axeFindings(page)).toEqual([]);
  await screenshot(page, 'person-dark');

  await page.getByRole('link', { name: 'Events in the log' }).click();
  await page.getByRole('heading', { name: 'Events' }).waitFor(PATIENT);
  expect(decodeURIComponent(page.url())).toContain('NH-2025-000001');
  await page.goBack();
  await timeline(page).waitFor(PATIENT);
  expect(complaints).toEqual([]);
}, 120_000);
