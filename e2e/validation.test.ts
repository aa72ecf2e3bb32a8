import { afterAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { screenshot } from './screenshot.ts';
import { showPage } from './show-page.ts';
import { studyFolder } from './study-folder.ts';

afterAll(closeBrowser);

const PATIENT = { timeout: 45_000 };

describe('the evidence behind a run', () => {
  it('shows every check, reads everything back, and reconciles figures and census', async () => {
    const { address } = await startHost(await studyFolder({ withFailedRun: false }));
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Validation');
    const main = page.getByRole('main');
    await main.getByText('All passed').waitFor(PATIENT);
    expect(await main.getByRole('table', { name: 'Checks by rule and year' }).getByRole('row').count()).toBe(
      53,
    );
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'validation-light');
    await main.getByRole('switch', { name: 'Only findings' }).click({ force: true });
    await main.getByText(/^No findings: every rule held/).waitFor();

    await main.getByRole('button', { name: 'Read everything back and check again' }).click();
    await main.getByText('Every row is what was written').waitFor(PATIENT);
    expect(await axeFindings(page)).toEqual([]);

    await main.getByRole('tab', { name: 'Figures' }).click();
    await main.getByRole('table', { name: 'Figures of 2025 from each place' }).waitFor();
    expect(await main.getByRole('img', { name: 'differ' }).count()).toBe(0);
    await main.getByRole('tab', { name: 'Census' }).click();
    await main.getByRole('table', { name: 'Rows read and its parts' }).waitFor();
    expect(await main.getByText('Adds up', { exact: true }).count()).toBe(3);
    expect(await axeFindings(page)).toEqual([]);
    await main.getByRole('tab', { name: 'Fingerprint' }).click();
    await main.getByText('The chain is whole').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);

  it('leads with the keyboard from a failed check to its rows, in the dark too', async () => {
    const { address } = await startHost(await studyFolder({ withFailedRun: true }));
    const { page, complaints } = await openPage({ colorScheme: 'dark' });
    await page.goto(address);
    await showPage(page, 'Validation');
    const main = page.getByRole('main');
    await main.getByText('All passed').waitFor(PATIENT);
    await screenshot(page, 'validation-dark');
    const run = main.getByRole('combobox', { name: 'Run' });
    await run.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /^Broken/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await main.getByText('This run failed and has no result').waitFor(PATIENT);
    const finding = main.getByRole('button', { name: /^INV-5 in 2026/ });
    await finding.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'INV-5 in 2026' });
    await drawer.getByText('E0000001 in 2026: level 2, expected 3').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  }, 120_000);
});
