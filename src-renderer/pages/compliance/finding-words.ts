/** The findings about a design (P-118) in plain words, and what to do about each. */
interface FindingWords {
  readonly what: string;
  readonly fix: string;
  /** Section of the scenario in which it is settled. */
  readonly section: 'plan' | 'timeline' | 'limits' | 'segments';
}

const inPlan = (what: string, fix: string): FindingWords => ({ what, fix, section: 'plan' });

const WORDS: Readonly<Record<string, FindingWords>> = {
  BANDS: {
    what: 'A table of bands has a gap or an overlap.',
    fix: 'Let every band begin where the one before ends.',
    section: 'segments',
  },
  LIMIT_YEAR: {
    what: 'A limit is needed for a year before the table begins.',
    fix: 'Start in 2021 or later.',
    section: 'limits',
  },
  VEST_SCHEDULE: inPlan(
    'A vesting schedule is slower than the law allows.',
    'Choose a three-year cliff or a two-to-six-year schedule, or a faster one.',
  ),
  ELIG_AGE: inPlan('The plan asks for more than age 21.', 'Lower the minimum age to 21.'),
  ELIG_SERVICE: inPlan(
    'The plan asks for more than a year of service.',
    'Shorten the waiting period to a year, or to 1,000 hours.',
  ),
  EMPLOYER_SERVICE: inPlan(
    'Employer money waits longer than the law allows.',
    'Ask for one year of tenure, or two with immediate vesting.',
  ),
  DISPARITY: inPlan(
    'The core is more integrated with Social Security than is permitted: its design safe harbor is lost.',
    'Lower the disparity rate or the integration level.',
  ),
  ENTRY_LATE: inPlan(
    'The entry dates of the plan were later than the law allows; people entered on the legal date.',
    'Shorten the waiting period, or add entry dates.',
  ),
  SH_MATCH_FORMULA: inPlan(
    'The match is less generous than the safe harbor at some deferral rate.',
    'Match at least 100% of 3% and 50% of the next 2% of pay (QACA: 100% of 1% and 50% of the next 5%), without a dollar cap.',
  ),
  SH_MATCH_INCREASING: inPlan(
    'The match rate rises with the deferral.',
    'Start the first tier at 0 and let later tiers pay no more.',
  ),
  SH_MATCH_BY_GROUP: inPlan(
    'The match differs by service, age or points: an HCE could get a higher rate.',
    'Use one formula for everybody.',
  ),
  SH_MATCH_OVER_6: inPlan(
    'Deferrals above 6% of pay are matched: the ACP test must be run.',
    'End the match at 6% of pay.',
  ),
  SH_CONDITION: inPlan(
    'The safe-harbor money has an hours, tenure or last-day condition.',
    'Remove the conditions of that source.',
  ),
  SH_VESTING: inPlan(
    'The safe-harbor money is not vested at once (QACA: after two years).',
    'Vest that source immediately (QACA: within two years).',
  ),
  SH_NONELECTIVE_RATE: inPlan(
    'The nonelective contribution is below 3% of pay for somebody.',
    'Give everybody at least 3%.',
  ),
  ACP_NOT_EXEMPT: inPlan(
    'The match beside the nonelective safe harbor is banded, conditional, rising, or above 6% of pay: the ACP test must be run.',
    'Simplify the match, or test it.',
  ),
  QACA_NOT_AUTO: inPlan(
    'A QACA is claimed without automatic enrolment as a QACA.',
    'Turn automatic enrolment on and choose the arrangement QACA.',
  ),
  QACA_DEFAULT_LOW: inPlan(
    'The default rates fall below 3, 3, 4, 5 and 6% of pay.',
    'Raise the default rate, or let it rise sooner.',
  ),
  QACA_DEFAULT_HIGH: inPlan(
    'The default rate exceeds 10% in the first two years, or 15% later.',
    'Lower the default rate or the cap of the escalation.',
  ),
  EACA_WINDOW: inPlan(
    'Withdrawals are allowed, but the window is not 30 to 90 days.',
    'Set the window to 30 to 90 days.',
  ),
  AE_REQUIRED: inPlan(
    'Section 414A asks new plans for automatic enrolment, and it is off.',
    'Turn automatic enrolment on, or mark the plan exempt.',
  ),
  AE_DEFAULT_RATE: inPlan(
    'Section 414A asks for a default rate of 3 to 10%.',
    'Set the default rate to 3 to 10%.',
  ),
  AE_ESCALATION: inPlan(
    'Section 414A asks for a default rate that rises by one point a year.',
    'Turn escalation on, by one point, within two years.',
  ),
  AE_ESCALATION_CAP: inPlan(
    'Section 414A asks for a cap of the escalation from 10 to 15%.',
    'Set the cap to 10 to 15%.',
  ),
  AE_WITHDRAWAL: inPlan(
    'Section 414A asks for permissible withdrawals (EACA or QACA).',
    'Choose the arrangement EACA or QACA and allow withdrawals.',
  ),
  AE_SCOPE: inPlan(
    'Section 414A asks that everybody who is eligible is enrolled, not new entrants alone.',
    'Let automatic enrolment apply to all who are eligible.',
  ),
  ROTH_CATCHUP: inPlan(
    'People above the wage threshold may make catch-up contributions as Roth only, and the plan has no Roth: they make none.',
    'Offer Roth deferrals.',
  ),
  PARTIAL_TERMINATION: inPlan(
    'A fifth or more of the participants left involuntarily: this may be a partial termination, which vests them fully.',
    'Have the facts judged; their forfeitures would be reversed.',
  ),
  FORFEITURE_OVERDUE: inPlan(
    'Forfeitures are unused after their deadline.',
    'Use them for expenses or contributions, or reallocate them.',
  ),
};

/** What a finding means; an unknown code speaks for itself. */
export const findingWords = (code: string): FindingWords => WORDS[code] ?? inPlan(code, '');

/** What a finding does. */
export const EFFECT_WORDS = {
  E: 'Blocks the run',
  X: 'Removes the safe harbor',
  'X-ACP': 'Removes the ACP safe harbor',
  W: 'Warning',
} as const;
