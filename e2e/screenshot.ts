import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../scripts/build-if-stale.mjs';

/** Keeps a picture of the window for the documentation, when PLANALIGN_SCREENSHOTS is set. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env['PLANALIGN_SCREENSHOTS'] === undefined) return;
  const folder = join(root, 'docs', 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
