import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Looks for an action in the palette with the keyboard, once its search has the focus that a dialog may give back. */
export async function findAction(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Find an action' });
  await expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type(words);
}
