import type { CheckedRule } from '../../../src-shared/api/validation.ts';

/** What every check of section 11 of the workforce and section 30 of the plan specification proves. */

const everyRun = (id: string, statement: string): CheckedRule => ({
  id,
  statement,
  severity: 'FAIL',
  proved: 'runs',
});
const warning = (id: string, statement: string): CheckedRule => ({
  ...everyRun(id, statement),
  severity: 'WARN',
});
const byTests = (id: string, statement: string): CheckedRule => ({
  ...everyRun(id, statement),
  proved: 'tests',
});

export const CHECKED_RULES: readonly CheckedRule[] = [
  everyRun(
    'INV-1',
    'Opening headcount plus hires less leavers is closing headcount: in total, by department and by month; event counts agree.',
  ),
  everyRun('INV-2', 'Closing headcount is the growth target, or the target plus what could not be met.'),
  everyRun(
    'INV-3',
    'In every level, opening plus hires plus promotions in, less promotions out and leavers, is closing.',
  ),
  everyRun('INV-4', 'The people who open a year are those who closed the year before, with the same state.'),
  everyRun(
    'INV-5',
    'Applying the events of the year to the opening state gives the state at its end, in every column.',
  ),
  everyRun('INV-6', 'Nothing happens to a person after leaving, and no pay changes on the day of leaving.'),
  everyRun('INV-7', 'Every event lies inside its year and not before the person was hired.'),
  everyRun(
    'INV-8',
    'A person is hired and leaves at most once, and only people of the opening were not hired.',
  ),
  everyRun('INV-9', 'Event ids are unique, and the events of a person are numbered in order without a gap.'),
  everyRun('INV-10', 'The pay periods of a person do not overlap and cover exactly the days employed.'),
  everyRun(
    'INV-11',
    'Pay earned is the sum over pay periods of rate times days; a full year at one rate is the rate.',
  ),
  everyRun('INV-12', 'The payroll of the months adds up to the pay earned, by department.'),
  everyRun('INV-13', 'Simulated hires by level and department add up to the hires that growth asks for.'),
  everyRun('INV-14', 'In exact mode as many people leave, by category, as the rates and targets ask for.'),
  everyRun(
    'INV-15',
    'Every chance of leaving or promotion is between 0 and 1, and together they reach their target.',
  ),
  everyRun('INV-16', 'Nobody whose chance is 0 leaves at random or is promoted.'),
  everyRun('INV-17', 'Every person belongs to exactly one age band, tenure band and level.'),
  everyRun('INV-18', 'What merit raises cost is the budget, within the tolerance of rounding.'),
  everyRun('INV-19', 'The pay before every raise, promotion and leaving is the pay in force just then.'),
  everyRun('INV-20', 'A promotion goes up one level and not above the top, and no pay falls.'),
  everyRun('INV-21', 'The status of every person follows from hire and leaving dates.'),
  everyRun('INV-22', 'The bridges of payroll and of average pay add up to the cent.'),
  everyRun(
    'INV-23',
    'Every row of the census is accounted for, and the opening headcount is its active people.',
  ),
  everyRun(
    'INV-24',
    'No two people share a random-number key, and no census id looks like that of a simulated hire.',
  ),
  warning('INV-25', 'With chance in the flows, leavers of every larger group stay within the 99.9 % bound.'),
  warning(
    'INV-26',
    'Annual pay is between 1,000 and 10,000,000, and nobody’s rate moves by more than 60 % in a year.',
  ),
  warning('INV-27', 'Hires of a year are at most half of the opening headcount.'),
  warning(
    'INV-28',
    'The rates asked for can be met without bending the chances by more than 0.6 to 1.5 times.',
  ),
  everyRun('INV-29', 'Simulated hires leave after the day they are hired.'),
  byTests(
    'INV-30',
    'The same inputs give the same events; another census row, name or horizon changes nobody else’s.',
  ),
  everyRun('PINV-1', 'Nobody has deferrals, match or core before entering the plan.'),
  everyRun(
    'PINV-2',
    'No plan event lies before hire, after leaving or, but for eligibility and HCE status, before entry.',
  ),
  everyRun(
    'PINV-3',
    'Deferrals stay within 402(g), catch-up within its room, and nobody under 50 has catch-up.',
  ),
  everyRun('PINV-4', 'Catch-up that must be Roth is Roth, and there is none where the plan has no Roth.'),
  everyRun('PINV-5', 'Annual additions stay within the 415(c) limit, to the cent.'),
  everyRun(
    'PINV-6',
    'Without matched deferrals, or without a right to match, there is no match and no true-up.',
  ),
  everyRun(
    'PINV-7',
    'An annual match is at most the formula on the year, and one with a true-up at least that.',
  ),
  byTests('PINV-8', 'Deferring more never lowers the match, and the match never exceeds its caps.'),
  everyRun('PINV-9', 'Core is paid exactly to people with a right to it, a rate and pay.'),
  everyRun(
    'PINV-10',
    'Deferrals of the periods are those of the year; pre-tax and Roth are base and catch-up.',
  ),
  everyRun('PINV-11', 'Contribution events, people and accounts say the same amounts, by source.'),
  everyRun(
    'PINV-12',
    'Opening balance plus return and contributions less forfeitures is the closing balance of every account.',
  ),
  everyRun(
    'PINV-13',
    'Forfeitures brought forward and created are used or carried, and never more than there are.',
  ),
  everyRun('PINV-14', 'Net cash cost plus forfeitures used is the gross cost where forfeitures offset it.'),
  everyRun(
    'PINV-15',
    'A person enrols at most once a year, and every event is booked in the year of its date.',
  ),
  everyRun(
    'PINV-16',
    'The rate at year end is the last one elected, within the plan’s maximum; escalation only raises, up to its cap.',
  ),
  everyRun('PINV-17', 'People who opted out are not enrolled automatically again unless the plan re-enrols.'),
  everyRun(
    'PINV-18',
    'Every number of years, points or dollars falls into exactly one band of each table in use.',
  ),
  everyRun('PINV-19', 'Every limit has a source, and no projected limit is below that of the year before.'),
  everyRun('PINV-20', 'Every highly compensated employee is an owner or was paid above the threshold.'),
  everyRun(
    'PINV-21',
    'Refunds and recharacterised deferrals are the whole excess of a failed test, which then passes.',
  ),
  everyRun(
    'PINV-22',
    'Benefiting, not benefiting and excludable people are all employees, in every part of the test.',
  ),
  everyRun(
    'PINV-23',
    'Every highly compensated employee has a rate group, and rate groups lie within each other.',
  ),
  byTests('PINV-24', 'Changing the plan changes no hire, leaving, promotion or raise.'),
  byTests(
    'PINV-25',
    'Another person, or another name of scenario or design, changes nobody else’s luck in the plan.',
  ),
  byTests('PINV-26', 'The same scenario, seed and version give the same log on every machine.'),
  byTests(
    'PINV-27',
    'Winners, losers, neutral and excluded people are everybody, whichever way two runs are compared.',
  ),
  byTests('PINV-28', 'Raising every match rate never lowers the gross cost while people behave the same.'),
  byTests('PINV-29', 'Scaling all pay and limits scales every annual match and core amount.'),
  everyRun(
    'PINV-30',
    'Applying the plan’s events to the opening state gives every plan column at the end of the year.',
  ),
];
