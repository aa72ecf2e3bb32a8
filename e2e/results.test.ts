import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { read } from 'xlsx';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { showPage } from './show-page.ts';
import { screenshot } from './screenshot.ts';

afterAll(closeBrowser);

/** Runs of a whole study take a while on a busy machine. */
const PATIENT = { timeout: 45_000 };

async function openSample(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Open sample study' }).first().click();
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Sample company/ })
    .waitFor(PATIENT);
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Baseline/ })
    .waitFor();
}

async function runScenario(page: Page): Promise<void> {
  const start = page.getByRole('banner').getByRole('button', { name: 'Run scenario' });
  await start.click();
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
}

describe('runs and results', () => {
  it('run, cancel, run again; the result opens, adds up, and can be taken along', async () => {
    const { address } = await startHost();
    const { page, complaints } = await openPage();
    await openSample(page, address);
    await runScenario(page);
    await page.getByRole('region', { name: 'Run Baseline' }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('main').getByText('Cancelled').waitFor(PATIENT);
    expect(await axeFindings(page)).toEqual([]);

    await runScenario(page);
    await page.getByText('Every year adds up').waitFor(PATIENT);
    expect(await page.getByRole('table', { name: 'Headcount bridge by year' }).getByText('✓').count()).toBe(
      5,
    );
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'overview-light');

    const bridge = page.getByRole('img', { name: /^How does headcount get/ });
    await bridge.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^Opening 2025, People/).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('table', { name: /^How does headcount get/ }).waitFor();

    const download = page.waitForEvent('download', PATIENT);
    await page.getByRole('button', { name: 'Export to Excel' }).click();
    const book = read(readFileSync(await (await download).path()));
    expect(book.SheetNames).toContain('Headcount Metrics');

    await showPage(page, 'Runs');
    await page
      .getByRole('button', { name: /^Details of Baseline/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Notes' }).fill('For the board');
    await page.getByRole('button', { name: 'Save notes' }).click();
    await page.getByText('Notes saved.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('cell', { name: /For the board/ }).waitFor();
    await screenshot(page, 'runs-light');
    await page
      .getByRole('button', { name: /^Details of Baseline/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Delete the run' }).click();
    await page
      .getByRole('dialog', { name: /^Delete the run/ })
      .getByRole('button', { name: 'Delete the run' })
      .click();
    await page.getByText(/^Deleted the run/).waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});
