/**
 * The closed lists of the domain. A column stores the index of a value in its list, so the order of a list is part
 * of the stored format: add at the end, never reorder.
 */

/** Order of events of one person on one date (W-61). */
export const EVENT_TYPES = [
  'HIRE',
  'DC_PLAN_ELIGIBILITY',
  'DC_PLAN_ENROLLMENT',
  'DC_PLAN_DEFERRAL_CHANGE',
  'PROMOTION',
  'RAISE',
  'TERMINATION',
  'DC_PLAN_CONTRIBUTION',
  'DC_PLAN_VESTING',
  'DC_PLAN_FORFEITURE',
  'HCE_STATUS',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const HIRE_CATEGORIES = ['simulated', 'scheduled'] as const;
export const TERMINATION_CATEGORIES = [
  'experienced',
  'priorYearHire',
  'newHire',
  'reduction',
  'scheduled',
] as const;
export const PROMOTION_CATEGORIES = ['standard'] as const;
/** In the order in which raises of one date apply (W-48, W-61). */
export const RAISE_CATEGORIES = ['cola', 'merit', 'market'] as const;

export const ELIGIBILITY_CATEGORIES = ['entered', 'ltptEntered', 'barred'] as const;
/** Why a person is barred from the plan (P-32); index 0 is "not barred". */
export const BARRED_REASONS = ['none', 'census', 'dial', 'censusShare'] as const;
export const ENROLLMENT_CATEGORIES = ['auto', 'sweep', 'proactive', 'voluntary', 'conversion'] as const;
export const DEFERRAL_CHANGE_CATEGORIES = [
  'optOut',
  'withdrawal',
  'escalation',
  'escalationRefused',
  'matchResponse',
] as const;
/** What held an upward match response down (P-54); index 0 is "nothing". */
export const RESPONSE_LIMITS = ['none', '402g', 'maximumRate'] as const;
export const CONTRIBUTION_CATEGORIES = [
  'deferralPreTax',
  'deferralRoth',
  'catchUpPreTax',
  'catchUpRoth',
  'match',
  'matchTrueUp',
  'core',
  'coreExcess',
  'forfeitureReallocated',
] as const;
/** The accounts that employer money goes to; categories of vesting and forfeiture events. */
export const EMPLOYER_SOURCES = ['match', 'core'] as const;
export const HCE_CATEGORIES = ['owner', 'pay', 'payTopGroup'] as const;

/** Where a person stands in the plan (P-37). */
export const PLAN_STATUSES = ['notEntered', 'neverEnrolled', 'enrolled', 'optedOut', 'stopped'] as const;
/** How a person came to their last enrolment; those of the census before the first year count as its own. */
export const ENROLLMENT_SOURCES = [
  'none',
  ...ENROLLMENT_CATEGORIES,
  'censusAuto',
  'censusVoluntary',
] as const;
/** On what ground a person entered the plan (P-26 … P-32, P-11); index 0 is "not entered". */
export const ENTRY_BASES = ['none', 'plan', 'statutory', 'ltpt', 'override', 'census'] as const;

/** Whether a person receives match or core, and why not (P-35). */
export const ALLOCATION_REASONS = [
  'eligible',
  'disabled',
  'overrideIneligible',
  'notEntered',
  'ltptOnly',
  'insufficientHours',
  'insufficientTenure',
  'notActiveAtYearEnd',
] as const;
/** Status of a match (P-70): ALLOCATION_REASONS with `calculated` in the place of `eligible`, and one more. */
export const MATCH_REASONS = [
  'calculated',
  'disabled',
  'overrideIneligible',
  'notEntered',
  'ltptOnly',
  'insufficientHours',
  'insufficientTenure',
  'notActiveAtYearEnd',
  'noDeferrals',
] as const;
/** The limit that cut a deferral (P-58). */
export const DEFERRAL_LIMITS = ['none', '402g', 'planLimit'] as const;
export const VESTING_REASONS = ['schedule', 'immediate', 'normalRetirement', 'death', 'disability'] as const;
/** Where the pay of the look-back year comes from (P-22, P-89). */
export const LOOKBACK_SOURCES = ['simulated', 'census', 'assumed', 'none'] as const;

/** Reasons of a termination (W-38); index 0 is "none", for a person who has not left. */
export const TERMINATION_REASONS = [
  'none',
  'voluntary',
  'involuntary',
  'retirement',
  'death',
  'disability',
] as const;
export type TerminationReason = (typeof TERMINATION_REASONS)[number];

/** How a termination was decided (W-60). */
export const TERMINATION_RULES = ['race', 'bernoulli', 'certain', 'reduction', 'scheduled'] as const;

/** Status from dates (W-55). */
export const DETAILED_STATUSES = [
  'newHireActive',
  'newHireTermination',
  'continuousActive',
  'experiencedTermination',
] as const;

/** Status of an accepted census row at simulation start (W-23). */
export const CENSUS_STATUSES = ['openingActive', 'futureHire', 'former'] as const;

/** Outcome of the level assignment (W-27). */
export const LEVEL_BASES = ['given', 'in-range', 'below', 'gap', 'above'] as const;

/** Overtime status; index 0 is "not stated". */
export const FLSA_STATUSES = ['none', 'exempt', 'nonexempt'] as const;

export const FLOW_MODES = ['exact', 'stochastic'] as const;
export type FlowMode = (typeof FLOW_MODES)[number];

/** Level of severity of an invariant (section 11). */
export type Severity = 'FAIL' | 'WARN';
