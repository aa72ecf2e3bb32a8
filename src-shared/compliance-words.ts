import type { PlanTestRow } from './compliance-rows.ts';

/** What the tests of a plan, their groups and their reasons are called: the same words in a window and in a terminal. */

export const TEST_NAMES = {
  hce: 'Highly compensated',
  coverage: 'Coverage (410(b))',
  adp: 'ADP',
  acp: 'ACP',
  amounts: 'Core amounts (401(a)(4))',
  additions: 'Annual additions (415)',
  topHeavy: 'Top-heavy (416)',
  design: 'Plan design',
} as const satisfies Readonly<Record<PlanTestRow['test'], string>>;

/** What follows the name of a test of one group. */
export const GROUP_NAMES = {
  everyone: '',
  otherwiseExcludable: ', below age 21 or one year',
  notOtherwiseExcludable: ', age 21 and one year met',
} as const satisfies Readonly<Record<PlanTestRow['group'], string>>;

/** Why a result is what it is. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  noNhce: 'no NHCE',
  noHce: 'no HCE',
  noHceBenefits: 'no HCE benefits',
  safeHarbor: 'safe harbor',
  ratio: 'ratio test',
  averageBenefit: 'average benefit test',
  none: 'no core contribution',
  uniformPercent: 'one percentage for all',
  permittedDisparity: 'permitted disparity',
  allocations: 'by allocations',
  benefits: 'by benefits',
};
