import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, openPage, startHost } from './browser.ts';

afterAll(closeBrowser);

describe('a window in the browser', () => {
  it('opens once by its address, connects, and tells of the application and its health', async () => {
    const { address, origin } = await startHost();
    const { page, complaints } = await openPage();
    await page.goto(address);
    await page.getByRole('heading', { name: 'PlanAlign Studio' }).waitFor();
    await page.getByText('Everything is in order.').waitFor();
    expect(page.url()).toBe(`${origin}/`);
    expect(await page.title()).toBe('PlanAlign Studio');
    await page.reload();
    await page.getByText('Everything is in order.').waitFor();
    expect(complaints).toEqual([]);
    const stranger = await openPage();
    const refused = await stranger.page.goto(address);
    expect(refused?.status()).toBe(403);
  });

  it('is light or dark as the system or the user says, and stays so', async () => {
    const { address, dataFolder } = await startHost();
    const { page, complaints } = await openPage({ colorScheme: 'dark' });
    await page.goto(address);
    const scheme = (): Promise<string | null> =>
      page.locator('html').getAttribute('data-mantine-color-scheme');
    await page.getByText('Everything is in order.').waitFor();
    expect(await scheme()).toBe('dark');
    await page.getByText('Light', { exact: true }).click();
    await expect.poll(scheme).toBe('light');
    await expect
      .poll(() => readFileSync(join(dataFolder, 'preferences.json'), 'utf8'))
      .toContain('"theme": "light"');
    await page.reload();
    await expect.poll(scheme).toBe('light');
    expect(complaints).toEqual([]);
  });

  it('runs no script and loads nothing that somebody puts into it', async () => {
    const { address } = await startHost();
    const { page, complaints } = await openPage();
    await page.goto(address);
    await page.getByText('Everything is in order.').waitFor();
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
    await page.goto(address);
    await page.getByText('Everything is in order.').waitFor();
    await end('SIGKILL');
    await page.getByRole('heading', { name: 'The application has ended' }).waitFor();
  });
});
