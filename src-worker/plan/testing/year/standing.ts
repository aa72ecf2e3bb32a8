import { NO_DAY, type Day } from '../../../../src-shared/units.ts';
import { ALLOCATION_REASONS, MATCH_REASONS } from '../../../../src-shared/vocabulary.ts';
import { STANDING } from '../population.ts';

/** What decides in which tests an employee of a year counts; the caller may use one object for everybody. */
export interface StandingFacts {
  /** 31 December of the year, and the settlement date: the earlier of it and the last paid day. */
  readonly yearEnd: Day;
  readonly settlementDay: Day;
  /** Entry as it happened, for deferrals only included; NO_DAY for none, also when it lies in a later year. */
  readonly entryDay: Day;
  /** Entry by age and service alone, whatever bars the person: EntryDates.entryDay; NO_DAY for never. */
  readonly conditionsDay: Day;
  /** Latest entry that the law allows: EntryDates.statutoryDay; NO_DAY when its hours are never reached. */
  readonly statutoryDay: Day;
  /** Whether only the conditions of a long-term part-timer are met by the settlement date (P-30). */
  readonly isLtptOnly: boolean;
  /** Class on the settlement date (P-31). */
  readonly isInExcludedClass: boolean;
  readonly isUnionMember: boolean;
  readonly isNonresidentAlien: boolean;
  /** Hours of the year, unrounded (P-33). */
  readonly hours: number;
  /** Indices into MATCH_REASONS and ALLOCATION_REASONS. */
  readonly matchReason: number;
  readonly coreReason: number;
  /** Whether some tier of the person's match formula has a positive rate. */
  readonly hasMatchRate: boolean;
  /** Whether a person without match or core would have had none with enough hours and on the last day either. */
  readonly failsMatchAnyhow: boolean;
  readonly failsCoreAnyhow: boolean;
  /** Whether the person has a core amount or a reallocation before section 16, which may take all of it. */
  readonly hasAllocation: boolean;
}

/** Hours up to which a leaver may be left out of the coverage test (P-112). */
const SHORT_LEAVER_HOURS = 500;

type Reasons = readonly string[];
const among = (reasons: Reasons, wanted: Reasons): readonly boolean[] =>
  reasons.map((reason) => wanted.includes(reason));

const MATCHED = among(MATCH_REASONS, ['calculated', 'noDeferrals']);
const ELIGIBLE = among(ALLOCATION_REASONS, ['eligible']);
/** Rules about hours and the last day; a tenure condition is none of them (P-112). */
const RULES = ['insufficientHours', 'notActiveAtYearEnd'];
const MATCH_RULE_FAILED = among(MATCH_REASONS, RULES);
const CORE_RULE_FAILED = among(ALLOCATION_REASONS, RULES);

const isReached = (day: Day, by: Day): boolean => day !== NO_DAY && day <= by;

/** P-90, P-99, P-112: the bits of STANDING of an employee. */
export function standingOf(facts: StandingFacts): number {
  const { yearEnd, settlementDay, statutoryDay, matchReason, coreReason } = facts;
  const hasEntered = isReached(facts.entryDay, settlementDay);
  const meetsConditions = hasEntered || isReached(facts.conditionsDay, settlementDay);
  let standing = 0;
  if (hasEntered) standing |= STANDING.entered;
  if (facts.isInExcludedClass) standing |= STANDING.excludedClass;
  if (facts.isLtptOnly) standing |= STANDING.ltptOnly;
  if (!isReached(statutoryDay, yearEnd)) standing |= STANDING.otherwiseExcludable;
  if (meetsConditions) standing |= STANDING.conditionsMet;
  if (facts.isUnionMember || facts.isNonresidentAlien) standing |= STANDING.notCounted;
  if (settlementDay < yearEnd && facts.hours <= SHORT_LEAVER_HOURS) standing |= STANDING.shortLeaver;
  if (MATCHED[matchReason] === true && facts.hasMatchRate) standing |= STANDING.matchable;
  if (ELIGIBLE[coreReason] === true && facts.hasAllocation) standing |= STANDING.allocated;
  if (MATCH_RULE_FAILED[matchReason] === true && !facts.failsMatchAnyhow)
    standing |= STANDING.matchRuleFailed;
  if (CORE_RULE_FAILED[coreReason] === true && !facts.failsCoreAnyhow)
    standing |= STANDING.allocationRuleFailed;
  return standing;
}
