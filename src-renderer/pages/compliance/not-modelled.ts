/** What the tests leave out, and in which direction that errs where it is known (P-134). */
export interface NotModelled {
  readonly subject: string;
  readonly items: readonly string[];
}

export const NOT_MODELLED: readonly NotModelled[] = [
  {
    subject: 'Other employers and plans',
    items: [
      'Other employers’ plans: the 402(g), 415 and top-heavy limits count this employer alone, so that people with a second employer may be over a limit unseen.',
      'Controlled groups, several plans of one employer, and defined-benefit plans.',
      'Separate lines of business; a union plan tested apart; collectively bargained coverage.',
      'Cumulative 401(l) disparity limits across plans.',
    ],
  },
  {
    subject: 'Money',
    items: [
      'After-tax contributions and in-plan Roth conversions.',
      'Loans, hardship and other distributions: balances are somewhat too high.',
      'Rehires and restored forfeitures. Gaps between spells count as service where service is bridged, so that vesting errs early.',
      'Five-year breaks in service: forfeitures are booked at termination, which is early.',
      'Earnings on corrections, and investment results beyond the assumed yearly return.',
      'Student-loan match, Roth match, discretionary match, QMACs and targeted QNECs.',
    ],
  },
  {
    subject: 'Tests',
    items: [
      'Benefits, rights and features of banded matches.',
      'Rate groups within 5% of each other, and restructuring: the general test may fail where grouping would pass.',
      'Gateways by broadly available rates and by target benefits.',
      'Accrued-to-date rates and averages over three years.',
      '414(s) tests of pay definitions, and bonuses left out of pay.',
    ],
  },
  {
    subject: 'Calendar and formalities',
    items: [
      'Short plan years, plan years other than the calendar year, amendments in mid-year.',
      'Safe-harbor notices, maybe-notices and deadlines of adoption.',
      'State automatic-IRA rules.',
      'Changes of deferral rates and opt-outs other than those that the scenario describes.',
    ],
  },
];
