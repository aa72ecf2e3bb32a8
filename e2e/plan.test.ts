import { afterAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost } from './browser.ts';
import { screenshot } from './screenshot.ts';
import { showPage } from './show-page.ts';
import { studyFolder } from './study-folder.ts';

afterAll(closeBrowser);

const PATIENT = { timeout: 45_000 };

describe('the plan of a run', () => {
  it('shows part by part how it works out for some people, and leads to them', async () => {
    const { address } = await startHost(await studyFolder({ withFailedRun: false }));
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Plan');
    const main = page.getByRole('main');
    await main.getByRole('img', { name: /^How many take part/ }).waitFor(PATIENT);
    await main.getByText('The ways add up to the eligible').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, 'plan-light');

    await main.getByRole('combobox', { name: 'People', exact: true }).click();
    await page.getByRole('option', { name: 'New hires' }).click();
    await main.getByText('of the plan as a whole').waitFor();
    await main.getByRole('tab', { name: 'Match and core' }).click();
    await main.getByText('Adds up to the year').waitFor(PATIENT);
    expect(await axeFindings(page)).toEqual([]);
    const table = main.getByRole('table', { name: 'Match and core by age band' });
    const everybody = table.getByRole('row').last().getByRole('link').first();
    const participants = (await everybody.textContent()) ?? '';
    await everybody.click();
    await page.getByRole('heading', { name: 'People', exact: true }).waitFor(PATIENT);
    await main.getByText(new RegExp(`^${participants} rows, ${participants} people$`)).waitFor(PATIENT);
    await page.goBack();
    await table.waitFor(PATIENT);

    for (const part of ['Deferrals', 'Limits', 'Vesting and cost']) {
      await main.getByRole('tab', { name: part }).click();
      await main.getByRole('tabpanel', { name: part }).getByRole('img').first().waitFor(PATIENT);
      expect(await axeFindings(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  }, 120_000);

  it('is read with the keyboard, in the dark too', async () => {
    const { address } = await startHost(await studyFolder({ withFailedRun: false }));
    const { page, complaints } = await openPage({ colorScheme: 'dark' });
    await page.goto(address);
    await showPage(page, 'Plan');
    const main = page.getByRole('main');
    await main.getByRole('img', { name: /^How many take part/ }).waitFor(PATIENT);
    await screenshot(page, 'plan-dark');
    await main.getByRole('tab', { name: 'Participation' }).focus();
    await page.keyboard.press('ArrowRight');
    const chart = main.getByRole('img', { name: /^How much do people defer/ });
    await chart.waitFor(PATIENT);
    expect(await axeFindings(page)).toEqual([]);
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^0%, People/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'People', exact: true }).waitFor(PATIENT);
    expect(complaints).toEqual([]);
  }, 120_000);
});
