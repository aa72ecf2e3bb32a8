import { readFileSync, writeFileSync, mkdirSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseScenario } from '../src-shared/scenario/parse-scenario.ts';
import { serialiseScenario } from '../src-shared/scenario/serialise-scenario.ts';
import { axeFindings } from './axe.ts';
import { closeBrowser, openPage, startHost, type WatchedPage } from './browser.ts';
import { findAction } from './find-action.ts';
import { screenshot } from './screenshot.ts';
import { showScheme } from './show-scheme.ts';

afterAll(closeBrowser);

const PATIENT = { timeout: 20_000 };
const SCHEMES = ['light', 'dark'] as const;

/** A data folder with scenario files that are recent. */
function dataFolder(scenarios: Readonly<Record<string, object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-e2e-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  mkdirSync(join(folder, 'scenarios'));
  const recent = Object.entries(scenarios).map(([name, document]) => {
    const path = join(folder, 'scenarios', `${name}.planalign`);
    const text =
      'parent' in document
        ? JSON.stringify(document)
        : serialiseScenario(parseScenario({ name, ...document }).scenario);
    writeFileSync(path, text);
    return { path, openedAt: '2026-01-02T03:04:05.000Z' };
  });
  writeFileSync(join(folder, 'recent-files.json'), JSON.stringify(recent));
  return folder;
}

interface Tools extends WatchedPage {
  readonly file: (name: string) => string;
}

async function openApplication(
  scenarios: Readonly<Record<string, object>>,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Tools> {
  const host = await startHost(dataFolder(scenarios));
  const watched = await openPage({ colorScheme });
  await watched.page.goto(host.address);
  await watched.page.getByText('Everything is in order.').waitFor();
  return { ...watched, file: (name) => join(host.dataFolder, 'scenarios', `${name}.planalign`) };
}

const growth = (page: Page) => page.getByLabel('Target growth, %', { exact: true });

async function openRecent(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

async function command(page: Page, words: string): Promise<void> {
  await findAction(page, words);
  await page
    .getByRole('button', { name: new RegExp(words, 'i') })
    .last()
    .waitFor();
  await page.keyboard.press('Enter');
}

const saved = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const STEADY = { workforce: { targetGrowthRate: 0.02 } };

describe('a child', () => {
  it('is made with the keyboard, stores only what it changes, follows its parent and is detached', async () => {
    const { page, complaints, file } = await openApplication({ Steady: STEADY });
    await openRecent(page, 'Steady');
    await command(page, 'New scenario with this one as parent');
    await page.getByLabel('Name of the child of “Steady”').fill('Faster');
    await page.keyboard.press('Enter');
    await page.getByText('Child of Steady: states only what it changes').waitFor();
    expect(await growth(page).inputValue()).toBe('2');
    await growth(page).fill('5');
    await page.getByText('Parent: 2%').waitFor();
    await page.getByRole('button', { name: 'Reset Target growth to its parent' }).click();
    expect(await growth(page).inputValue()).toBe('2');
    await page.keyboard.press('Control+z');
    await expect.poll(() => growth(page).inputValue()).toBe('5');
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved “Faster”.').waitFor();
    expect(saved(file('Faster'))).toEqual({
      parent: { file: 'Steady.planalign', hash: expect.any(String) as string },
      schemaVersion: 1,
      name: 'Faster',
      description: '',
      workforce: { targetGrowthRate: 0.05 },
    });
    const changed = parseScenario({
      name: 'Steady',
      workforce: { targetGrowthRate: 0.01 },
      compensation: { merit: { budget: 0.03 } },
    });
    writeFileSync(file('Steady'), serialiseScenario(changed.scenario));
    await page.getByText('The parent has changed', { exact: true }).waitFor(PATIENT);
    await page.getByRole('button', { name: 'See what moves' }).click();
    const moves = page.getByRole('table', { name: 'Settings of the parent that changed' });
    await moves.getByText('Stays at 5%').waitFor();
    await moves.getByText('Moves with it').waitFor();
    await page.getByRole('button', { name: 'Take over the changes' }).click();
    await page.getByLabel('Merit budget, %', { exact: true }).waitFor();
    expect(await page.getByLabel('Merit budget, %', { exact: true }).inputValue()).toBe('3');
    expect(await growth(page).inputValue()).toBe('5');
    await page.getByRole('button', { name: 'Undo: Take over changes of Steady' }).waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Detach from “Steady”' }).click();
    await page.getByText(/^Child of/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo: Detach from Steady' }).click();
    await page.getByText(/^Child of/).waitFor();
    expect(complaints).toEqual([]);
  });

  for (const scheme of SCHEMES)
    it(`shows what a change of its parent moves, without barriers, in ${scheme}`, async () => {
      const child = { parent: { file: 'Steady.planalign' }, name: 'Faster', ...STEADY };
      const { page, complaints, file } = await openApplication({ Steady: STEADY, Faster: child }, scheme);
      await openRecent(page, 'Faster');
      await growth(page).fill('5');
      const changed = parseScenario({
        name: 'Steady',
        workforce: { targetGrowthRate: 0.01, experiencedTerminationRate: 0.1 },
        compensation: { merit: { budget: 0.03 } },
        jobLevels: parseScenario({}).scenario.jobLevels.map((level) => ({ ...level, rangeGrowthRate: 0.03 })),
      });
      writeFileSync(file('Steady'), serialiseScenario(changed.scenario));
      await page.getByText('The parent has changed', { exact: true }).waitFor(PATIENT);
      await screenshot(page, `scenario-child-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'See what moves' }).click();
      await page.getByText('Stays at 5%').waitFor();
      await screenshot(page, `parent-changes-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

  it('is made of a scenario that stands alone, with its values, and stands alone again', async () => {
    const own = { workforce: { targetGrowthRate: 0.05 } };
    const { page, complaints, file } = await openApplication({ Steady: STEADY, Alone: own });
    await openRecent(page, 'Alone');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Attach to a parent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Choose a parent' });
    await dialog.getByRole('radio', { name: 'Steady' }).check();
    await dialog
      .getByText(/^No value of “Alone” changes\. Its file will state one setting of its own/)
      .waitFor();
    for (const scheme of SCHEMES) {
      await showScheme(page, scheme);
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `choose-parent-${scheme}`);
    }
    await dialog.getByRole('button', { name: 'Attach', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Child of Steady: states only what it changes').waitFor();
    await page.getByText('Parent: 2%').waitFor();
    expect(await growth(page).inputValue()).toBe('5');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved “Alone”.').waitFor();
    expect(saved(file('Alone'))).toEqual({
      parent: { file: 'Steady.planalign', hash: expect.any(String) as string },
      schemaVersion: 1,
      name: 'Alone',
      description: '',
      ...own,
    });
    await command(page, 'Detach from');
    await page.getByText(/^Child of/).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await expect.poll(() => Object.keys(saved(file('Alone')) as object)).toContain('compensation');
    expect(saved(file('Alone'))).toMatchObject(own);
    expect(complaints).toEqual([]);
  });

  it('whose parent is missing is not opened, and says which file it needs', async () => {
    const child = { parent: { file: 'Gone.planalign' }, name: 'Orphan' };
    const { page, complaints } = await openApplication({ Orphan: child });
    await page.getByRole('button', { name: /^Orphan/ }).click();
    await page.getByText('The parent of the scenario was not found.').waitFor();
    await page.getByText(/There is no .*Gone\.planalign/).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('groups of settings', () => {
  for (const scheme of SCHEMES)
    it(`are copied to other scenarios after a preview, one undo each, in ${scheme}`, async () => {
      const level = parseScenario({}).scenario.jobLevels.slice(0, 3);
      const { page, complaints } = await openApplication(
        {
          Steady: { ...STEADY, compensation: { merit: { budget: 0.02 }, cola: { rate: 0.01 } } },
          'High growth': { workforce: { targetGrowthRate: 0.1 } },
          Flat: { jobLevels: level },
        },
        scheme,
      );
      await openRecent(page, 'High growth');
      await openRecent(page, 'Steady');
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Copy settings to other scenarios' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('High growth').check();
      await dialog.getByRole('button', { name: 'Add Flat' }).click();
      await dialog.getByLabel('Flat', { exact: true }).waitFor();
      await dialog.getByLabel('Headcount', { exact: true }).check();
      await dialog.getByRole('table', { name: 'Changes in High growth' }).getByText('10%').waitFor();
      // The tables by level have more rows than this scenario has levels.
      await dialog.getByText('The result cannot be run as it is').waitFor();
      await screenshot(page, `copy-settings-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await dialog.getByLabel('Flat', { exact: true }).uncheck();
      await dialog.getByRole('button', { name: 'Copy to 1 scenario' }).click();
      await page.getByText(/^Copied to “High growth”/).waitFor();
      await openRecent(page, 'High growth');
      expect(await growth(page).inputValue()).toBe('2');
      await page.getByRole('button', { name: 'Undo: Copy headcount from Steady' }).click();
      await expect.poll(() => growth(page).inputValue()).toBe('10');
      expect(complaints).toEqual([]);
    });
});

describe('two versions', () => {
  for (const scheme of SCHEMES)
    it(`are compared setting by setting, and a setting leads to its field, in ${scheme}`, async () => {
      const { page, complaints } = await openApplication({ Steady: STEADY }, scheme);
      await openRecent(page, 'Steady');
      await page.getByRole('button', { name: 'Add notes' }).click();
      await page.getByLabel('Notes', { exact: true }).fill('Agreed with finance in March.');
      await page.keyboard.press('Escape');
      await growth(page).fill('4');
      await page.keyboard.press('Control+Shift+d');
      const table = page.getByRole('table', { name: 'Settings that differ' });
      await table.getByRole('row', { name: /Target growth 2% 4%/ }).waitFor();
      await table.getByText('Agreed with finance in March.').waitFor();
      await page.getByRole('combobox', { name: 'Before' }).click();
      await page.getByRole('option', { name: 'Template High growth' }).click();
      await table.getByText('10%', { exact: true }).waitFor();
      await screenshot(page, `scenario-differences-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await table.getByRole('button', { name: 'Merit budget' }).click();
      await page.getByRole('heading', { name: 'Pay', exact: true }).waitFor();
      const field = page.getByLabel('Merit budget, %', { exact: true });
      await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.goBack();
      await table.getByText('10%', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Swap the two' }).click();
      await table.getByRole('row', { name: /Target growth 4% 10%/ }).waitFor();
      expect(complaints).toEqual([]);
    });
});

describe('a file', () => {
  it('that someone else has changed is read again or kept, reverted, and saved under another name', async () => {
    const { page, complaints, file } = await openApplication({ Steady: STEADY });
    await openRecent(page, 'Steady');
    const theirs = (rate: number): void => {
      const { scenario } = parseScenario({ name: 'Steady', workforce: { targetGrowthRate: rate } });
      writeFileSync(file('Steady'), serialiseScenario(scenario));
    };
    theirs(0.06);
    const notice = page.getByText('The file has changed on disk');
    await notice.waitFor(PATIENT);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Read it again' }).click();
    await expect.poll(() => growth(page).inputValue()).toBe('6');
    await notice.waitFor({ state: 'detached' });

    await growth(page).fill('8');
    theirs(0.07);
    await notice.waitFor(PATIENT);
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog', { name: 'The file has changed' }).waitFor();
    await page.getByRole('button', { name: 'Save under another name' }).last().click();
    await page.getByLabel('Name', { exact: true }).fill('Mine');
    await page.keyboard.press('Enter');
    await page.getByText('Saved “Mine”.').waitFor();
    expect(saved(file('Mine'))).toMatchObject({ workforce: { targetGrowthRate: 0.08 } });
    expect(saved(file('Steady'))).toMatchObject({ workforce: { targetGrowthRate: 0.07 } });
    await notice.waitFor({ state: 'detached' });

    await growth(page).fill('9');
    await command(page, 'Revert');
    await page.getByRole('dialog').getByRole('button', { name: 'Revert' }).click();
    await expect.poll(() => growth(page).inputValue()).toBe('8');
    expect(complaints).toEqual([]);
  });
});

describe('the editor', () => {
  for (const scheme of SCHEMES)
    it(`shows when raises happen and where pay lies in the ranges, without barriers, in ${scheme}`, async () => {
      const { page, complaints } = await openApplication({}, scheme);
      await page.getByRole('button', { name: 'Open sample study' }).click();
      await growth(page).waitFor();
      await page.getByRole('link', { name: 'Pay', exact: true }).click();
      const calendar = page.getByRole('table', { name: 'When raises happen in 2025' });
      await calendar.getByText('3.5%').waitFor();
      await page.getByRole('img', { name: /Pay ranges by level in 2025.*median of/ }).waitFor(PATIENT);
      await screenshot(page, `scenario-pay-${scheme}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

  it('leads from a finding to its field, fills cells down, resets one, and takes rows into a table', async () => {
    const { page, complaints } = await openApplication({ Steady: STEADY });
    await openRecent(page, 'Steady');
    await page.getByRole('link', { name: /^Headcount/ }).click();
    await page.getByRole('button', { name: /Who leaves/ }).click();
    const first = page.getByRole('table', { name: 'By age band' }).getByRole('textbox');
    await first.nth(0).fill('1.5');
    await first.nth(0).focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    expect(await first.nth(2).inputValue()).toBe('1.5');
    expect(await first.nth(3).inputValue()).not.toBe('1.5');
    await first.nth(2).focus();
    await page.getByRole('button', { name: /^Reset .+, Value to/ }).click();
    expect(await first.nth(2).inputValue()).not.toBe('1.5');
    expect(await first.nth(1).inputValue()).toBe('1.5');

    await page.getByRole('button', { name: /^Retirement/ }).click();
    const table = page.getByRole('table', { name: 'Probabilities' });
    await table.waitFor();
    const rows = await table.getByRole('row').count();
    const foot = page.locator('[data-setting="workforce.retirement.table.rates"]');
    await foot.getByRole('button', { name: 'Add row' }).click();
    await foot.getByRole('button', { name: 'Add column' }).click();
    expect(await table.getByRole('row').count()).toBe(rows + 1);
    await page.getByText('Service from 15').waitFor();
    await table.getByRole('button', { name: 'Remove column Service from 15' }).click();
    await page.getByText('Service from 15').waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Pay', exact: true }).click();
    await page.getByLabel('2, Range maximum', { exact: true }).fill('1');
    await page.getByRole('link', { name: 'Study', exact: true }).click();
    await page.getByRole('button', { name: 'Level 2 › Range maximum' }).click();
    await page.getByRole('heading', { name: 'Pay', exact: true }).waitFor();
    const field = page.locator('[data-setting="jobLevels"] input').first();
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+z');
    await page.getByText('One setting cannot be used').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
