import {
  ADDITIONS_STATUSES,
  COVERAGE_PARTS,
  COVERAGE_STANDINGS,
  type CoveragePart,
  type PlanTest,
} from './compliance.ts';
import { HCE_CATEGORIES, LOOKBACK_SOURCES } from './vocabulary.ts';

/** The people of a test as a table: which columns it has, what they are called, and what stands in them. */

/** Tests that have a table of people. */
export const PEOPLE_TESTS = [
  'hce',
  'coverage',
  'adp',
  'acp',
  'amounts',
  'additions',
  'topHeavy',
] as const satisfies readonly PlanTest[];
export type PeopleTest = (typeof PEOPLE_TESTS)[number];

/** What is stored of a person in a test. Money is in cents; null is what the test does not take of the person. */
export interface StoredPersonOfTest {
  readonly employeeId: string;
  readonly isHce: boolean;
  /** HCE: index into HCE_CATEGORIES. Otherwise as PlanTestPeople says. */
  readonly standing: number;
  /** HCE: look-back pay. */
  readonly payCents: number | null;
  /** HCE: the threshold. */
  readonly amountCents: number | null;
  readonly basisPoints: number | null;
  readonly excessCents: number | null;
  readonly refundCents: number | null;
  readonly recharacterisedCents: number | null;
  readonly forfeitedCents: number | null;
  readonly distributedCents: number | null;
  readonly additionalCents: number | null;
}

/** A person of a test, with what else the page shows of them. */
export interface PersonOfTest extends StoredPersonOfTest {
  readonly department: string | null;
  /** HCE: index into LOOKBACK_SOURCES, and the place among everyone paid in the year before. */
  readonly lookBackSource: number | null;
  readonly payRank: number | null;
}

type NumberName = {
  readonly [Name in keyof PersonOfTest]: PersonOfTest[Name] extends number | null ? Name : never;
}[keyof PersonOfTest];

/** What may be sorted by. */
export const PERSON_SORTS = [
  'employeeId',
  'department',
  'isHce',
  'standing',
  'payCents',
  'amountCents',
  'basisPoints',
  'excessCents',
  'refundCents',
  'recharacterisedCents',
  'forfeitedCents',
  'distributedCents',
  'additionalCents',
  'payRank',
] as const satisfies readonly (keyof PersonOfTest)[];
export type PersonSort = (typeof PERSON_SORTS)[number];

/** Columns of money that sum up over people. */
export const PERSON_SUMS = [
  'payCents',
  'amountCents',
  'excessCents',
  'refundCents',
  'recharacterisedCents',
  'forfeitedCents',
  'distributedCents',
  'additionalCents',
] as const satisfies readonly PersonSort[];
export type PersonSum = (typeof PERSON_SUMS)[number];

/** A column of the table. Of a closed list the code is stored; a window gives the word. */
export interface PersonColumn {
  readonly name: NumberName | 'employeeId' | 'department' | 'isHce';
  readonly title: string;
  readonly kind: 'text' | 'yesNo' | 'integer' | 'money' | 'basisPoints';
  /** What it means, for the tooltip of the header. */
  readonly description: string;
  /** Whether it says what a correction takes or owes: empty for a test that corrects nothing. */
  readonly isCorrection: boolean;
  /** Whether the sum over people means something: not for a limit, which each has for themselves. */
  readonly isSummed: boolean;
}

const column = (
  name: PersonColumn['name'],
  title: string,
  kind: PersonColumn['kind'],
  description = '',
  isCorrection = false,
): PersonColumn => ({ name, title, kind, description, isCorrection, isSummed: kind === 'money' });

const unsummed = (one: PersonColumn): PersonColumn => ({ ...one, isSummed: false });

const WHO = [column('employeeId', 'Employee', 'text'), column('department', 'Department', 'text')];
const HCE = column('isHce', 'HCE', 'yesNo', 'Highly compensated employee');
const PLAN_PAY = column(
  'payCents',
  'Plan pay',
  'money',
  'Pay that counts for the plan, up to the limit of the year (P-20)',
);
const correction = (name: PersonColumn['name'], title: string, description: string): PersonColumn =>
  column(name, title, 'money', description, true);
const EXCESS = correction(
  'excessCents',
  'Excess',
  'What the ratio is over the permitted one, in dollars; only the total counts (P-95)',
);

const COLUMNS: Readonly<Record<PeopleTest, readonly PersonColumn[]>> = {
  hce: [
    ...WHO,
    column('standing', 'Why', 'text', 'What makes the person highly compensated (P-87, P-88)'),
    column('payCents', 'Pay of the year before', 'money', 'Pay actually received in the look-back year'),
    column('lookBackSource', 'Source of that pay', 'text'),
    unsummed(
      column('amountCents', 'Threshold', 'money', 'Limit of the look-back year; pay must be above it'),
    ),
    column('payRank', 'Rank by pay', 'integer', 'Among everyone paid in the year before (P-88)'),
  ],
  coverage: [
    ...WHO,
    HCE,
    column('standing', 'Counted as', 'text', 'Standing in the part of the plan that is chosen (P-112)'),
    PLAN_PAY,
    column(
      'amountCents',
      'Benefit',
      'money',
      'Deferrals without catch-up, match, core, reallocations (P-106)',
    ),
    column('basisPoints', 'Of pay', 'basisPoints', 'Benefit over plan pay'),
  ],
  adp: [
    ...WHO,
    correction('refundCents', 'Refund', 'Paid back to the person (P-97)'),
    correction('recharacterisedCents', 'To catch-up', 'Becomes catch-up, into unused room (P-97)'),
    correction('forfeitedCents', 'Match forfeited', 'Match on the refunded deferrals (P-97)'),
    HCE,
    column('basisPoints', 'Ratio', 'basisPoints', 'Deferral over plan pay (P-91)'),
    column('amountCents', 'Deferral', 'money', 'Without catch-up, after section 415 (P-91)'),
    PLAN_PAY,
    EXCESS,
  ],
  acp: [
    ...WHO,
    correction('distributedCents', 'Distributed', 'Vested part, paid to the person (P-101)'),
    correction('forfeitedCents', 'Forfeited', 'Part that is not vested (P-101)'),
    HCE,
    column('basisPoints', 'Ratio', 'basisPoints', 'Match over plan pay (P-99)'),
    column('amountCents', 'Match', 'money', 'Match and true-up that count (P-99, P-100)'),
    PLAN_PAY,
    EXCESS,
  ],
  amounts: [
    ...WHO,
    HCE,
    PLAN_PAY,
    column('amountCents', 'Core', 'money', 'Core, excess core and reallocated forfeitures (P-102)'),
    column('basisPoints', 'Allocation rate', 'basisPoints', 'Core over plan pay (P-102)'),
  ],
  additions: [
    ...WHO,
    correction('excessCents', 'Over the limit', 'What had to be taken away (P-76)'),
    correction('recharacterisedCents', 'To catch-up', 'Became catch-up, step 1 (P-76)'),
    correction('refundCents', 'Returned', 'Deferrals paid back, steps 2 and 3 (P-76)'),
    correction('forfeitedCents', 'Employer cut', 'Match and core taken back, steps 3 and 4 (P-76)'),
    column('standing', 'Status', 'text', 'How the person stands against the limit (P-77)'),
    unsummed(column('payCents', 'Limit', 'money', 'The lower of the dollar limit and 100% of pay (P-75)')),
    column('amountCents', 'Additions before', 'money', 'Deferrals without catch-up, match, core (P-75)'),
    column(
      'basisPoints',
      'Used after',
      'basisPoints',
      'Additions after the correction over the limit (P-77)',
    ),
  ],
  topHeavy: [
    ...WHO,
    column('standing', 'Key employee', 'text', 'What makes the person a key employee (P-114)'),
    column('payCents', 'Pay', 'money', 'Gross pay up to the compensation limit (P-116)'),
    column('amountCents', 'Contributions', 'money', 'Employer money; of key employees deferrals too (P-116)'),
    column('basisPoints', 'Of pay', 'basisPoints'),
    correction('additionalCents', 'Minimum owed', 'What the top-heavy minimum asks beyond (P-116)'),
  ],
};

/** The columns of the people of a test; without those of a correction where nothing is corrected. */
export const columnsOfTest = (test: PeopleTest, hasCorrection: boolean): readonly PersonColumn[] =>
  COLUMNS[test].filter(({ isCorrection }) => hasCorrection || !isCorrection);

/** Standing of a person in one part of the coverage test, as the three parts are packed into one number. */
const standingInPart = (standing: number, part: CoveragePart): number =>
  Math.floor(standing / 3 ** COVERAGE_PARTS.indexOf(part)) % 3;

/** The text or the code of a column of kind `text`; empty for none. */
export function codeOf(
  test: PeopleTest,
  part: CoveragePart,
  name: PersonColumn['name'],
  person: PersonOfTest,
): string {
  switch (name) {
    case 'employeeId':
      return person.employeeId;
    case 'department':
      return person.department ?? '';
    case 'lookBackSource':
      return LOOKBACK_SOURCES[person.lookBackSource ?? -1] ?? '';
    case 'standing':
      return standingCode(test, part, person.standing);
    default:
      return '';
  }
}

/** By KEY_REASON. */
const KEY_CODES = ['', 'officer', 'fivePercentOwner', 'onePercentOwner'] as const;

function standingCode(test: PeopleTest, part: CoveragePart, standing: number): string {
  if (test === 'hce') return HCE_CATEGORIES[standing] ?? '';
  if (test === 'coverage') return COVERAGE_STANDINGS[standingInPart(standing, part)] ?? '';
  if (test === 'additions') return ADDITIONS_STATUSES[standing] ?? '';
  return KEY_CODES[standing] ?? '';
}

/** The number of any other column: cents, basis points, whole numbers, 0 or 1 for yes/no; null for none. */
export function numberOf(name: PersonColumn['name'], person: PersonOfTest): number | null {
  if (name === 'employeeId' || name === 'department') return null;
  if (name === 'isHce') return person.isHce ? 1 : 0;
  return person[name];
}
