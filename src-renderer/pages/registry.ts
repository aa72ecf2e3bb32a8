import { IconHome } from '@tabler/icons-react';
import type { ComponentType } from 'react';

/**
 * A page of the application. `goTo(pageId, …parameters)` shows it; `useNavigation` gives it its parameters. Pages are
 * loaded when they are first shown, so that grids and charts cost nothing before.
 */
export interface PageEntry {
  readonly pageId: string;
  /** Name in the sidebar, the palette and the address bar of people. */
  readonly title: string;
  /** Other words by which the palette finds it. */
  readonly keywords: readonly string[];
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** The pages in the order of the sidebar: one line each. */
export const PAGES: readonly PageEntry[] = [
  {
    pageId: 'start',
    title: 'Home',
    keywords: ['start', 'recent', 'sample'],
    icon: IconHome,
    load: () => import('./start/StartPage.tsx'),
  },
];
