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
