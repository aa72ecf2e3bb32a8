import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost, type RunningHost, type WatchedPage } from './browser.ts';
import { findAction } from './find-action.ts';
import { screenshot } from './screenshot.ts';

afterAll(closeBrowser);

async function openApplication(
  host: RunningHost,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<WatchedPage> {
  const watched = await openPage({ colorScheme });
  await watched.page.goto(host.address);
  await watched.page.getByText('Everything is in order.').waitFor();
  return watched;
}

const growth = (page: Page) => page.getByLabel('Target growth, %', { exact: true });
const tile = (page: Page, figure: string, part: 'value' | 'difference') =>
  page.locator(`[data-figure="${figure}"] [data-${part}]`);

/** The first simulation of a fresh process takes its time on a busy machine. */
const PATIENT = { timeout: 20_000 };

/** Opens the sample study as somebody does who has just installed the application. */
async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open sample study' }).click();
  await tile(page, 'closing', 'value').waitFor();
}

describe('the first run', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`is one click away from the sample study and its impact, without barriers, in ${scheme}`, async () => {
      const host = await startHost();
      const { page, complaints } = await openApplication(host, scheme);
      await screenshot(page, `start-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await openSample(page);
      expect(await tile(page, 'closing', 'value').textContent()).toMatch(/^\d,\d{3}$/);
      expect(await tile(page, 'closing', 'difference').textContent()).toBe('–');
      await screenshot(page, `scenario-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: /Plan designs/ }).click();
      await page.getByRole('button', { name: /Match Employer match/ }).click();
      await page.getByRole('img', { name: /Match by deferral/ }).waitFor();
      await page.getByRole('img', { name: /Match by deferral/ }).scrollIntoViewIfNeeded();
      await screenshot(page, `plan-design-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: /Headcount/ }).click();
      await page.getByRole('button', { name: /Who leaves/ }).click();
      await page.getByRole('table', { name: 'Relative risk by age and tenure' }).waitFor();
      await screenshot(page, `hazards-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }
});

describe('an edit', () => {
  it('shows what it does, is marked, named, undone, redone and reset', async () => {
    const { page, complaints } = await openApplication(await startHost());
    await openSample(page);
    const before = await tile(page, 'closing', 'value').textContent();
    await growth(page).fill('6');
    await expect.poll(() => tile(page, 'closing', 'difference').textContent(), PATIENT).toMatch(/^\+\d+$/);
    expect(await tile(page, 'closing', 'value').textContent()).not.toBe(before);
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor();
    await page.getByText('Default: 3%').first().waitFor();
    await screenshot(page, 'scenario-edited-light');
    await page.getByRole('button', { name: 'Undo: Target growth to 6%' }).click();
    await expect.poll(() => tile(page, 'closing', 'difference').textContent(), PATIENT).toBe('–');
    expect(await growth(page).inputValue()).toBe('3');
    await page.getByRole('button', { name: 'Redo: Target growth to 6%' }).click();
    expect(await growth(page).inputValue()).toBe('6');
    await page.getByRole('button', { name: 'Reset Target growth to its default' }).click();
    expect(await growth(page).inputValue()).toBe('3');
    expect(complaints).toEqual([]);
  });

  it('that is not possible says so at the field and keeps the scenario from being run', async () => {
    const { page, complaints } = await openApplication(await startHost());
    await openSample(page);
    await growth(page).fill('many');
    await page.getByText('“many” is not a number.').waitFor();
    await growth(page).fill('140');
    await page.getByText('One setting cannot be used').waitFor();
    expect(await page.getByRole('button', { name: 'Run scenario' }).getAttribute('aria-description')).toBe(
      'Correct the setting that is marked first.',
    );
    expect(await axeFindings(page)).toEqual([]);
    await growth(page).fill('4');
    await page.getByText('One setting cannot be used').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('of a table takes a block from a spreadsheet as one edit', async () => {
    const { page, complaints } = await openApplication(await startHost());
    await openSample(page);
    await page.getByRole('link', { name: 'Pay', exact: true }).click();
    const cell = (row: number) => page.getByLabel(`${row}, Range minimum`, { exact: true });
    await cell(1).evaluate((element) => {
      const data = new DataTransfer();
      data.setData('text/plain', '50,000\t70,000\n70,000\t110,000\n');
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    });
    expect(await cell(1).inputValue()).toBe('50,000');
    expect(await page.getByLabel('2, Range maximum', { exact: true }).inputValue()).toBe('110,000');
    await page.keyboard.press('Control+z');
    expect(await cell(2).inputValue()).toBe('80,000');
    await page.getByRole('button', { name: 'Add row' }).first().click();
    expect(complaints).toEqual([]);
  });
});

describe('a document', () => {
  it('is saved, is recent, and what was not saved survives a crash', async () => {
    const host = await startHost();
    const { page, complaints } = await openApplication(host);
    await openSample(page);
    await page.keyboard.press('Control+s');
    await page.getByLabel('Name', { exact: true }).fill('Five years');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved “Five years”.').waitFor();
    expect(existsSync(join(host.dataFolder, 'scenarios', 'Five years.planalign'))).toBe(true);
    await growth(page).fill('7');
    // Until it has its name, the backup is still being written.
    const backups = (): readonly string[] =>
      readdirSync(join(host.dataFolder, 'unsaved')).filter((name) => name.endsWith('.backup.json'));
    await expect.poll(() => backups().length, PATIENT).toBe(1);
    expect(complaints).toEqual([]);
    await host.end('SIGKILL');
    await page.getByRole('heading', { name: 'The application has ended' }).waitFor();

    const again = await openApplication(await startHost(host.dataFolder));
    await again.page.getByText('There is unsaved work from an earlier session').waitFor();
    await again.page.getByText(/Five years\.planalign/).waitFor();
    await screenshot(again.page, 'recovery-light');
    expect(await axeFindings(again.page)).toEqual([]);
    await again.page.getByRole('button', { name: 'Recover' }).click();
    await growth(again.page).waitFor();
    expect(await growth(again.page).inputValue()).toBe('7');
    await again.page.getByRole('button', { name: 'File' }).click();
    await again.page.getByRole('menuitem', { name: /Close scenario/ }).click();
    await again.page.getByRole('button', { name: 'Close without saving' }).click();
    await again.page.getByRole('heading', { name: 'Plan your workforce' }).waitFor();
    expect(again.complaints).toEqual([]);
  });

  it('begins from a template, and everything can be done with the keyboard alone', async () => {
    const { page, complaints } = await openApplication(await startHost());
    await findAction(page, 'new scen');
    await page
      .getByRole('button', { name: /New scenario/ })
      .last()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Baseline' }).waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('radio', { name: 'Baseline' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('High growth');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await growth(page).waitFor();
    expect(await growth(page).inputValue()).toBe('10');
    await growth(page).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('8');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Undo: Target growth to 8%' }).waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => growth(page).inputValue()).toBe('10');
    expect(complaints).toEqual([]);
  });
});
