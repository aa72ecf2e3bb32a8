/**
 * Who counts in which test (P-90, P-99, P-112). The facts of a person that decide it are bits of one column; everyone in
 * the column is employed on some day of the year.
 */
export const STANDING = {
  /** Entered on some day of the year while employed, or before. */
  entered: 1,
  /** Is in an excluded class now. */
  excludedClass: 2,
  /** Is in the plan only as long-term part-time. */
  ltptOnly: 4,
  /** Below age 21 or one year of service: the statutory entry date is after the year. */
  otherwiseExcludable: 8,
  /** Has met the plan's age and service and reached the entry date, whatever bars the person. */
  conditionsMet: 16,
  /** Union member or nonresident alien. */
  notCounted: 32,
  /** Left in the year with at most 500 hours. */
  shortLeaver: 64,
  /** Gets a match if deferring. */
  matchable: 128,
  /** Gets an allocation. */
  allocated: 256,
  /** Gets no match only because of an hours or last-day rule. */
  matchRuleFailed: 512,
  /** Gets no allocation only because of an hours or last-day rule. */
  allocationRuleFailed: 1024,
} as const;

/** The people of a year, a column per fact, in the order of their keys. */
export interface TestedYear {
  readonly count: number;
  /** Bits of {@link STANDING}. */
  readonly standing: Uint16Array;
  /** cappedPlanPay, cents. */
  readonly pay: Float64Array;
  /** 1 for the highly compensated. */
  readonly isHce: Uint8Array;
}

/** The settings that decide who is tested. */
export interface PopulationTerms {
  readonly excludeLtpt: boolean;
  readonly otherwiseExcludable: 'none' | 'excludeNhce' | 'separate';
}

const IN_PLAN = STANDING.entered | STANDING.excludedClass;

/** Indices of those who have all of `needed` and none of `barred`, have pay, and are kept by the design (P-90). */
function select(year: TestedYear, needed: number, barred: number, terms: PopulationTerms): Uint32Array {
  const selected = new Uint32Array(year.count);
  const dropsNhces = terms.otherwiseExcludable === 'excludeNhce';
  let length = 0;
  for (let person = 0; person < year.count; person++) {
    const standing = year.standing[person] ?? 0;
    if ((standing & (needed | barred)) !== needed || (year.pay[person] ?? 0) === 0) continue;
    const isExcludable = (standing & STANDING.otherwiseExcludable) !== 0;
    if (dropsNhces && isExcludable && year.isHce[person] !== 1) continue;
    selected[length++] = person;
  }
  return selected.slice(0, length);
}

/** P-90: indices of the people of the ADP test. */
export function adpPopulation(year: TestedYear, terms: PopulationTerms): Uint32Array {
  const ltpt = terms.excludeLtpt ? STANDING.ltptOnly : 0;
  return select(year, STANDING.entered, STANDING.excludedClass | ltpt, terms);
}

/** P-99: indices of the people of the ACP test, those who would get a match if they deferred. */
export function acpPopulation(year: TestedYear, terms: PopulationTerms): Uint32Array {
  const barred = STANDING.excludedClass | STANDING.ltptOnly;
  return select(year, STANDING.entered | STANDING.matchable, barred, terms);
}

/** The part of the plan whose coverage is tested. */
export type CoveragePart = 'deferrals' | 'match' | 'core';

/** What a person is in one part of the coverage test; PINV-22: exactly one of them. */
export const COVERAGE = { excludable: 0, notBenefiting: 1, benefiting: 2 } as const;

/** Whom a run of the coverage test is about (P-111): the others are excludable in it. */
export type CoverageGroup = 'everyone' | 'otherwiseExcludable' | 'notOtherwiseExcludable';

/** P-112: what each person is in one part of the coverage test. */
export function coverageOf(
  year: TestedYear,
  part: CoveragePart,
  terms: Pick<PopulationTerms, 'excludeLtpt'>,
  group: CoverageGroup = 'everyone',
): Uint8Array {
  const needed = { deferrals: 0, match: STANDING.matchable, core: STANDING.allocated }[part];
  const ruleFailed = { deferrals: 0, match: STANDING.matchRuleFailed, core: STANDING.allocationRuleFailed }[
    part
  ];
  const ltpt = terms.excludeLtpt ? STANDING.ltptOnly : 0;
  const coverage = new Uint8Array(year.count);
  for (let person = 0; person < year.count; person++) {
    const standing = year.standing[person] ?? 0;
    const has = (bits: number): boolean => (standing & bits) !== 0;
    if (!has(STANDING.conditionsMet) || has(STANDING.notCounted | ltpt)) continue;
    const isExcludable = has(STANDING.otherwiseExcludable);
    if (group !== 'everyone' && isExcludable !== (group === 'otherwiseExcludable')) continue;
    const isIn = (standing & (IN_PLAN | needed)) === (STANDING.entered | needed);
    // A long-term part-timer has deferrals only (P-30).
    if (isIn && (part === 'deferrals' || !has(STANDING.ltptOnly))) coverage[person] = COVERAGE.benefiting;
    else if (!(has(STANDING.shortLeaver) && has(ruleFailed))) coverage[person] = COVERAGE.notBenefiting;
  }
  return coverage;
}
