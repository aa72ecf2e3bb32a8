import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { barriers, closeBrowser, openConnected, openPage, startHost } from './browser.ts';
import { screenshot } from './screenshot.ts';
import { showPage } from './show-page.ts';
import { showScheme } from './show-scheme.ts';

afterAll(closeBrowser);

describe('a window in the browser', () => {
  it('opens once by its address and connects, again when it is loaded again', async () => {
    const { address, origin } = await startHost();
    const { page, complaints } = await openPage();
    await openConnected(page, () => page.goto(address));
    expect(page.url()).toContain(`${origin}/`);
    expect(page.url()).not.toContain('t=');
    expect(await page.title()).toContain('PlanAlign Studio');
    // What is still being loaded when a page is left counts as failed.
    await page.waitForLoadState('networkidle');
    await openConnected(page, () => page.reload());
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
    const stranger = await openPage();
    const refused = await stranger.page.goto(address);
    expect(refused?.status()).toBe(403);
  });

  it.each([
    ['dark', null, 'dark'],
    ['light', null, 'light'],
    ['dark', 'light', 'light'],
    ['light', 'dark', 'dark'],
  ] as const)('in a %s system is, where the user prefers %s, %s', async (colorScheme, theme, shown) => {
    const { address, dataFolder } = await startHost();
    if (theme !== null) {
      const preferences = { theme, locale: null, screens: {} };
      writeFileSync(join(dataFolder, 'preferences.json'), JSON.stringify(preferences));
    }
    const { page, complaints } = await openPage({ colorScheme });
    await openConnected(page, () => page.goto(address));
    await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(shown);
    expect(complaints).toEqual([]);
  });

  it('writes numbers and dates as the user prefers, everywhere and again at the next start', async () => {
    const { address, dataFolder } = await startHost();
    const { page, complaints } = await openPage();
    await page.goto(address);
    await showPage(page, 'Census');
    await page.getByRole('button', { name: 'Use the sample census' }).click();
    await page.getByText('5,000 rows, imported').waitFor();
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('combobox', { name: 'Numbers and dates' }).click();
    await page.getByRole('option', { name: 'German (Germany)' }).click();
    const examples = dialog.getByRole('table', { name: 'Examples' });
    await examples.getByText('1.234.567', { exact: true }).waitFor();
    await examples.getByText('24. November 2026').waitFor();
    for (const scheme of ['dark', 'light'] as const) {
      await showScheme(page, scheme);
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `settings-${scheme}`);
    }
    await page.keyboard.press('Escape');
    await page.getByText('5.000 rows, imported').waitFor();
    expect(JSON.parse(readFileSync(join(dataFolder, 'preferences.json'), 'utf8'))).toMatchObject({
      locale: 'de-DE',
    });
    await page.reload();
    await page.getByText('5.000 rows, imported').waitFor();
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has no barriers in its %s theme', async (colorScheme) => {
    const { address } = await startHost();
    const { page } = await openPage({ colorScheme });
    await openConnected(page, () => page.goto(address));
    await expect.poll(() => barriers(page)).toEqual([]);
  });

  it('runs no script and loads nothing that somebody puts into it', async () => {
    const { address } = await startHost();
    const { page, complaints } = await openPage();
    await openConnected(page, () => page.goto(address));
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.injected = true');
      image.src = 'data:,';
      document.body.append(image);
      const foreign = document.createElement('script');
      foreign.src = 'https://example.com/x.js';
      document.body.append(foreign);
    });
    await expect
      .poll(() => complaints.filter((text) => text.includes('Content Security Policy')).length)
      .toBe(3);
    expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  });

  it('says that the application has ended when it has', async () => {
    const { address, end } = await startHost();
    const { page } = await openPage();
    await openConnected(page, () => page.goto(address));
    await end('SIGKILL');
    await page.getByText('The application has ended').first().waitFor();
  });
});
