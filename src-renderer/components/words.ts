import type {
  ALLOCATION_REASONS,
  BARRED_REASONS,
  CENSUS_STATUSES,
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  DEFERRAL_LIMITS,
  DETAILED_STATUSES,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  ENTRY_BASES,
  EventType,
  FLSA_STATUSES,
  HCE_CATEGORIES,
  HIRE_CATEGORIES,
  LEVEL_BASES,
  LOOKBACK_SOURCES,
  MATCH_REASONS,
  PLAN_STATUSES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  RESPONSE_LIMITS,
  TERMINATION_CATEGORIES,
  TERMINATION_REASONS,
  TERMINATION_RULES,
  VESTING_REASONS,
} from '../../src-shared/vocabulary.ts';

/**
 * What the codes of the closed lists are called on the screen, the only place that says so. Files and tooltips keep the
 * stored code. A code that is missing here, or one too many, does not compile.
 */

type Words<List extends readonly string[]> = Readonly<Record<List[number], string>>;

const hireCategory: Words<typeof HIRE_CATEGORIES> = { simulated: 'Simulated hire', scheduled: 'Scheduled' };
const terminationCategory: Words<typeof TERMINATION_CATEGORIES> = {
  experienced: 'Experienced',
  priorYearHire: 'Hired the year before',
  newHire: 'New hire',
  reduction: 'Reduction in force',
  scheduled: 'Scheduled',
};
const promotionCategory: Words<typeof PROMOTION_CATEGORIES> = { standard: 'Promotion' };
const raiseCategory: Words<typeof RAISE_CATEGORIES> = {
  cola: 'Cost of living',
  merit: 'Merit',
  market: 'Market adjustment',
};
const eligibilityCategory: Words<typeof ELIGIBILITY_CATEGORIES> = {
  entered: 'Entered the plan',
  ltptEntered: 'Entered as long-term part-time',
  barred: 'Barred from the plan',
};
const enrollmentCategory: Words<typeof ENROLLMENT_CATEGORIES> = {
  auto: 'Automatic',
  sweep: 'Automatic sweep',
  proactive: 'Proactive',
  voluntary: 'Voluntary at entry',
  conversion: 'Voluntary in a later year',
};
const deferralChangeCategory: Words<typeof DEFERRAL_CHANGE_CATEGORIES> = {
  optOut: 'Opted out',
  withdrawal: 'Withdrew from automatic enrolment',
  escalation: 'Automatic escalation',
  escalationRefused: 'Escalation refused',
  matchResponse: 'Response to the match',
};
const employerSource: Words<typeof EMPLOYER_SOURCES> = { match: 'Match', core: 'Core' };
const contributionCategory: Words<typeof CONTRIBUTION_CATEGORIES> = {
  deferralPreTax: 'Deferral, pre-tax',
  deferralRoth: 'Deferral, Roth',
  catchUpPreTax: 'Catch-up, pre-tax',
  catchUpRoth: 'Catch-up, Roth',
  match: employerSource.match,
  matchTrueUp: 'Match true-up',
  core: employerSource.core,
  coreExcess: 'Core above the wage base',
  forfeitureReallocated: 'Reallocated forfeiture',
};
const hceCategory: Words<typeof HCE_CATEGORIES> = {
  owner: 'Owner',
  pay: 'Pay above the threshold',
  payTopGroup: 'Pay, in the top-paid group',
};

const terminationReason: Words<typeof TERMINATION_REASONS> = {
  none: 'No reason stated',
  voluntary: 'Voluntary',
  involuntary: 'Involuntary',
  retirement: 'Retirement',
  death: 'Death',
  disability: 'Disability',
};
const barredReason: Words<typeof BARRED_REASONS> = {
  none: 'Not barred',
  census: 'Barred in the census',
  dial: 'Barred by the ineligible share',
  censusShare: 'Barred by the share of the census',
};
const vestingReason: Words<typeof VESTING_REASONS> = {
  schedule: 'Vesting schedule',
  immediate: 'Immediate vesting',
  normalRetirement: 'Normal retirement age',
  death: terminationReason.death,
  disability: terminationReason.disability,
};

const standings = {
  disabled: 'Not offered',
  overrideIneligible: 'Barred from the plan',
  notEntered: 'Not in the plan yet',
  ltptOnly: 'Long-term part-time only',
  insufficientHours: 'Too few hours',
  insufficientTenure: 'Too little service',
  notActiveAtYearEnd: 'Left before year end',
};
const allocationReason: Words<typeof ALLOCATION_REASONS> = { eligible: 'Eligible', ...standings };
const matchReason: Words<typeof MATCH_REASONS> = {
  calculated: 'Match due',
  ...standings,
  noDeferrals: 'No deferrals',
};
const responseLimit: Words<typeof RESPONSE_LIMITS> = {
  none: 'No limit',
  '402g': 'Deferral limit, 402(g)',
  maximumRate: 'Highest rate of the plan',
};

const enrollmentSource: Words<typeof ENROLLMENT_SOURCES> = {
  none: 'Not enrolled',
  ...enrollmentCategory,
  censusAuto: 'Automatic, before the first year',
  censusVoluntary: 'Voluntary, before the first year',
};

const eventType: Readonly<Record<EventType, string>> = {
  HIRE: 'Hire',
  DC_PLAN_ELIGIBILITY: 'Plan eligibility',
  DC_PLAN_ENROLLMENT: 'Plan enrolment',
  DC_PLAN_DEFERRAL_CHANGE: 'Deferral change',
  PROMOTION: 'Promotion',
  RAISE: 'Raise',
  TERMINATION: 'Termination',
  DC_PLAN_CONTRIBUTION: 'Plan contribution',
  DC_PLAN_VESTING: 'Vesting',
  DC_PLAN_FORFEITURE: 'Forfeiture',
  HCE_STATUS: 'Highly compensated',
};

const detailedStatus: Words<typeof DETAILED_STATUSES> = {
  newHireActive: 'New hire, employed',
  newHireTermination: 'New hire, left',
  continuousActive: 'Continuing, employed',
  experiencedTermination: 'Continuing, left',
};
const planStatus: Words<typeof PLAN_STATUSES> = {
  notEntered: 'Not in the plan yet',
  neverEnrolled: 'Never enrolled',
  enrolled: 'Enrolled',
  optedOut: 'Opted out',
  stopped: 'Stopped deferring',
};
const entryBasis: Words<typeof ENTRY_BASES> = {
  none: 'Not entered',
  plan: 'Rules of the plan',
  statutory: 'Statutory date',
  ltpt: 'Long-term part-time',
  override: 'Entitled by the census',
  census: 'Before the first year',
};
const deferralLimit: Words<typeof DEFERRAL_LIMITS> = {
  none: 'No limit',
  '402g': 'Deferral limit, 402(g)',
  planLimit: 'Limit of the plan',
};
const lookbackSource: Words<typeof LOOKBACK_SOURCES> = {
  simulated: 'Simulated',
  census: 'Census',
  assumed: 'Assumed',
  none: 'None',
};
const terminationRule: Words<typeof TERMINATION_RULES> = {
  race: 'Chosen to meet the target',
  bernoulli: 'Drawn against the probability',
  certain: 'Certain to leave',
  reduction: 'Reduction in force',
  scheduled: 'Scheduled',
};
const censusStatus: Words<typeof CENSUS_STATUSES> = {
  openingActive: 'Employed at the start',
  futureHire: 'To be hired',
  former: 'Left before the start',
};
const levelBasis: Words<typeof LEVEL_BASES> = {
  given: 'Given',
  'in-range': 'By pay, within the range',
  below: 'By pay, below the lowest range',
  gap: 'By pay, between ranges',
  above: 'By pay, above the highest range',
};
const flsaStatus: Words<typeof FLSA_STATUSES> = {
  none: 'Not stated',
  exempt: 'Exempt',
  nonexempt: 'Nonexempt',
};

const WORDS = {
  eventType,
  /** Categories of every type of event; none is called by two names. */
  eventCategory: {
    ...hireCategory,
    ...terminationCategory,
    ...promotionCategory,
    ...raiseCategory,
    ...eligibilityCategory,
    ...enrollmentCategory,
    ...deferralChangeCategory,
    ...contributionCategory,
    ...hceCategory,
  },
  /** Why somebody left, is barred from the plan or is vested. */
  eventReason: { ...barredReason, ...vestingReason, ...terminationReason },
  terminationReason,
  terminationRule,
  detailedStatus,
  planStatus,
  entryBasis,
  enrollmentSource,
  matchReason,
  allocationReason,
  deferralLimit,
  responseLimit,
  lookbackSource,
  censusStatus,
  levelBasis,
  flsaStatus,
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A list of codes that have words. */
export type Vocabulary = keyof typeof WORDS;

/** What a code of a list is called: `words('eventType', 'RAISE')` is "Raise". A code of another list stays as it is. */
export function words(vocabulary: Vocabulary, code: string): string {
  const known: Readonly<Record<string, string>> = WORDS[vocabulary];
  return Object.hasOwn(known, code) ? (known[code] ?? code) : code;
}
