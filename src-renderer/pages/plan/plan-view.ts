import { PLAN_GROUPINGS, type PlanCohort, type PlanGrouping } from '../../../src-shared/api/plan-results.ts';
import { useNavigation } from '../../state/navigation.ts';

/** The parts of the page, one shown at a time. */
export const PLAN_PARTS = ['participation', 'deferrals', 'employer', 'limits', 'cost'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** What is chosen on the page, as the address has it. */
export interface PlanView {
  readonly part: PlanPart;
  /** Null for the last year with a plan. */
  readonly year: number | null;
  readonly cohort: PlanCohort;
  /** Whether shares are of the people who have entered the plan, or of everybody employed (P-125). */
  readonly of: 'eligible' | 'active';
  readonly grouping: PlanGrouping;
  /** Which rate is distributed (P-127). */
  readonly rate: 'elected' | 'effective';
}

const COHORTS = ['all', 'census', 'newHires'] as const;

const oneOf = <Text extends string>(
  texts: readonly Text[],
  text: string | undefined,
  otherwise: Text,
): Text => texts.find((known) => known === text) ?? otherwise;

const yearOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{4}$/.test(text) ? Number(text) : null;

/** The choices of an address; what is missing or unknown is as the page opens. */
export function planView(view: Readonly<Record<string, string>>): PlanView {
  return {
    part: oneOf(PLAN_PARTS, view['part'], 'participation'),
    year: yearOf(view['year']),
    cohort: yearOf(view['cohort']) ?? oneOf(COHORTS, view['cohort'], 'all'),
    of: oneOf(['eligible', 'active'], view['of'], 'eligible'),
    grouping: oneOf(PLAN_GROUPINGS, view['by'], 'age'),
    rate: oneOf(['elected', 'effective'], view['rate'], 'elected'),
  };
}

/** What is chosen on the page. */
export function usePlanView(): PlanView {
  return planView(useNavigation(({ view }) => view));
}

/** The cohort in words, for subtitles. */
export function cohortWords(cohort: PlanCohort): string {
  if (cohort === 'all') return 'everybody';
  if (cohort === 'census') return 'people of the census';
  return cohort === 'newHires' ? 'new hires' : `people hired in ${cohort}`;
}

/** What people are grouped by, in words. */
export const GROUPING_WORDS: Readonly<Record<PlanGrouping, string>> = {
  age: 'age band',
  tenure: 'tenure band',
  pay: 'quarter of pay',
  level: 'job level',
};
