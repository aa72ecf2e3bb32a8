import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Has the system of the window turn light or dark, and waits until the page has followed. */
export async function showScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(colorScheme);
  // The styles of the new scheme, and with them the fading of colours, begin with the next picture.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}
