import type { Page } from 'playwright-core';

/** Goes to a page of the application by the sidebar. */
export const showPage = (page: Page, title: string): Promise<void> =>
  page.getByRole('navigation').getByText(title, { exact: true }).click();
