import {
  IconAdjustments,
  IconArrowsLeftRight,
  IconCalendarStats,
  IconChartBar,
  IconHome,
  IconListDetails,
  IconPigMoney,
  IconPlayerPlay,
  IconScale,
  IconShieldCheck,
  IconTable,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
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
  /** The place it belongs to, for a page that is opened from there and is no place of its own. */
  readonly belongsTo?: string;
  /** Whether it is of no use to somebody who only reads. */
  readonly isForOwner?: true;
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** The pages in the order of the sidebar: one line each. */
export const PAGES: readonly PageEntry[] = [
  {
    pageId: 'start',
    title: 'Home',
    keywords: ['start', 'recent', 'sample'],
    isForOwner: true,
    icon: IconHome,
    load: () => import('./start/StartPage.tsx'),
  },
  {
    pageId: 'census',
    title: 'Census',
    keywords: ['employees', 'import', 'profile', 'people we start from'],
    isForOwner: true,
    icon: IconUsers,
    load: () => import('./census/CensusPage.tsx'),
  },
  {
    pageId: 'scenario',
    title: 'Scenario',
    keywords: ['assumptions', 'edit', 'growth', 'merit', 'match', 'plan', 'settings'],
    isForOwner: true,
    icon: IconAdjustments,
    load: () => import('./scenario/ScenarioPage.tsx'),
  },
  {
    pageId: 'scenario-differences',
    title: 'Differences between scenarios',
    keywords: ['compare settings', 'diff', 'changes', 'versions'],
    belongsTo: 'scenario',
    icon: IconAdjustments,
    load: () => import('./scenario/DifferencesPage.tsx'),
  },
  {
    pageId: 'runs',
    title: 'Runs',
    keywords: ['history', 'queue', 'progress', 'cancel', 'failed'],
    icon: IconPlayerPlay,
    load: () => import('./runs/RunsPage.tsx'),
  },
  {
    pageId: 'overview',
    title: 'Overview',
    keywords: ['result', 'headcount', 'payroll', 'turnover', 'plan cost', 'charts'],
    icon: IconChartBar,
    load: () => import('./results/OverviewPage.tsx'),
  },
  {
    pageId: 'people',
    title: 'People',
    keywords: ['snapshot', 'employees', 'grid', 'workforce'],
    icon: IconTable,
    load: () => import('./results/PeoplePage.tsx'),
  },
  {
    pageId: 'person',
    title: 'Person',
    keywords: ['employee', 'timeline', 'history', 'search'],
    belongsTo: 'people',
    icon: IconUser,
    load: () => import('./person/PersonPage.tsx'),
  },
  {
    pageId: 'monthly',
    title: 'Monthly',
    keywords: ['months', 'budget', 'finance', 'fiscal year', 'pivot', 'payroll', 'cost centre', 'quarters'],
    icon: IconCalendarStats,
    load: () => import('./monthly/MonthlyPage.tsx'),
  },
  {
    pageId: 'plan',
    title: 'Plan',
    keywords: ['participation', 'deferrals', 'match', 'core', 'vesting', 'forfeitures', 'limits', '401(k)'],
    icon: IconPigMoney,
    load: () => import('./plan/PlanPage.tsx'),
  },
  {
    pageId: 'compliance',
    title: 'Compliance',
    keywords: ['tests', 'ADP', 'ACP', 'HCE', '410(b)', '401(a)(4)', '415', 'top-heavy', 'refunds', 'limits'],
    icon: IconScale,
    load: () => import('./compliance/CompliancePage.tsx'),
  },
  {
    pageId: 'compare',
    title: 'Compare',
    keywords: [
      'difference',
      'alternatives',
      'base',
      'scenarios',
      'versus',
      'pin',
      'warnings',
      'side by side',
    ],
    icon: IconArrowsLeftRight,
    load: () => import('./compare/ComparePage.tsx'),
  },
  {
    pageId: 'events',
    title: 'Events',
    keywords: ['log', 'hires', 'terminations', 'raises', 'grid'],
    icon: IconListDetails,
    load: () => import('./results/EventsPage.tsx'),
  },
  {
    pageId: 'validation',
    title: 'Validation',
    keywords: ['checks', 'invariants', 'evidence', 'fingerprint', 'reconciliation', 'audit'],
    icon: IconShieldCheck,
    load: () => import('./validation/ValidationPage.tsx'),
  },
];
