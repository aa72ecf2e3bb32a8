import type { CensusColumns } from '../../../src-shared/columns.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import type { Persons } from '../../population/persons.ts';
import { writePersonKey } from '../../random/person-key.ts';
import type { LimitSettings } from '../limits.ts';
import { planLimits } from '../plan-limits.ts';
import { censusAverages, type CensusAverages } from '../testing/year/census-averages.ts';
import { determineTopHeavy } from '../testing/year/top-heavy-report.ts';
import type { PriorFacts } from '../testing/year/tested-plan-year.ts';
import { keyOrder } from './key-order.ts';
import { FIVE_PERCENT, isOnePercentOwner } from './ownership.ts';
import type { PlanPersons } from './plan-persons.ts';

/** What the tests of the first year need of the year before, which only the census knows. */
export interface CensusTests {
  readonly prior: PriorFacts;
  /** KEY_REASON of the persons of the run in the year before. */
  readonly keyReason: Uint8Array;
}

/** What the year before is read from. */
export interface CensusTestsInput {
  readonly census: CensusColumns;
  readonly rows: Int32Array;
  readonly persons: Persons;
  readonly plan: PlanPersons;
  readonly opening: Int32Array;
  readonly startYear: number;
  /** Employees by which officers are limited (P-114). */
  readonly counted: number;
  readonly limits: LimitSettings;
}

/**
 * P-93, P-115: the averages and the top-heavy ratio of the year before the first one.
 * @throws PlanAlignError LIMIT_YEAR for a year before the table (P-15).
 */
export function censusTests(input: CensusTestsInput): CensusTests {
  const { census, rows, persons, opening, startYear, counted, limits } = input;
  const { plan: facts } = census;
  const year = startYear - 1;
  const former = formerRows(census, toDay(year, 1, 1), toDay(year, 12, 31));
  const count = opening.length + former.length;
  const rowOf = (at: number): number =>
    at < opening.length ? (rows[opening[at] ?? 0] ?? 0) : (former[at - opening.length] ?? 0);
  const keys = { keyLow: new Int32Array(count), keyHigh: new Int32Array(count) };
  for (let at = 0; at < count; at++) writePersonKey(keys, at, census.employeeId[rowOf(at)] ?? '');
  const order = keyOrder(count, keys.keyHigh, keys.keyLow);
  const column = (of: (row: number, at: number) => number): Float64Array => {
    const entries = new Float64Array(count);
    for (let position = 0; position < count; position++) {
      const at = order[position] ?? 0;
      entries[position] = of(rowOf(at), at);
    }
    return entries;
  };
  const flags = (of: (row: number) => boolean): Uint8Array => {
    const entries = new Uint8Array(count);
    for (let position = 0; position < count; position++)
      entries[position] = of(rowOf(order[position] ?? 0)) ? 1 : 0;
    return entries;
  };
  const { determination, keyReason } = determineTopHeavy(
    {
      count,
      year,
      grossPay: column((row, at) =>
        orZero(at < opening.length ? input.plan.lookbackPay[opening[at] ?? 0] : facts.priorYearPayCents[row]),
      ),
      isOfficer: flags((row) => facts.officer[row] === 1),
      isFivePercentOwner: flags((row) => (facts.priorOwnershipSharePpm[row] ?? 0) > FIVE_PERCENT),
      isOnePercentOwner: flags((row) => isOnePercentOwner(facts, row)),
      wasKey: new Uint8Array(count),
      balance: column(
        (row) =>
          orZero(facts.balanceDeferralCents[row]) +
          orZero(facts.balanceAfterTaxCents[row]) +
          orZero(facts.balanceMatchCents[row]) +
          orZero(facts.balanceCoreCents[row]),
      ),
      isBalanceKnown: flags((row) => hasBalances(census, row)),
      largestEmployment: counted,
    },
    limits,
  );
  const keyOfPerson = new Uint8Array(persons.count);
  for (let position = 0; position < count; position++) {
    const at = order[position] ?? 0;
    if (at < opening.length) keyOfPerson[opening[at] ?? 0] = keyReason[position] ?? 0;
  }
  return {
    prior: { isSimulated: false, ...averagesOf(input, former), determination },
    keyReason: keyOfPerson,
  };
}

const orZero = (cents: number | undefined): number =>
  cents === undefined || Number.isNaN(cents) ? 0 : cents;

const hasBalances = ({ plan }: CensusColumns, row: number): boolean =>
  !(
    Number.isNaN(plan.balanceDeferralCents[row] ?? NaN) ||
    Number.isNaN(plan.balanceMatchCents[row] ?? NaN) ||
    Number.isNaN(plan.balanceCoreCents[row] ?? NaN)
  );

/** Census rows of people who left in a year. */
function formerRows({ rowCount, terminationDay }: CensusColumns, first: Day, last: Day): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const left = terminationDay[row] ?? NO_DAY;
    if (left !== NO_DAY && left >= first && left <= last) rows.push(row);
  }
  return rows;
}

/** P-93: the averages of everyone paid in the year before who had entered the plan by its end. */
function averagesOf(
  { census, rows, plan, opening, startYear, limits }: CensusTestsInput,
  former: readonly number[],
): CensusAverages {
  const { plan: facts } = census;
  const { compensation, electiveDeferral } = planLimits(startYear - 1, limits);
  const most = opening.length + former.length;
  const pay = new Float64Array(most);
  const deferral = new Float64Array(most);
  const match = new Float64Array(most);
  const isHce = new Uint8Array(most);
  let count = 0;
  const add = (row: number, paid: number): void => {
    if (!(paid > 0)) return;
    const preTax = facts.preTaxContributionCents[row] ?? NaN;
    const roth = facts.rothContributionCents[row] ?? NaN;
    pay[count] = paid;
    deferral[count] = Number.isNaN(preTax) && Number.isNaN(roth) ? NaN : orZero(preTax) + orZero(roth);
    match[count] = facts.matchContributionCents[row] ?? NaN;
    isHce[count] = facts.priorYearHce[row] === 1 ? 1 : 0;
    count += 1;
  };
  for (let at = 0; at < opening.length; at++) {
    const person = opening[at] ?? 0;
    if (plan.entryDay[person] !== NO_DAY) add(rows[person] ?? 0, plan.lookbackPay[person] ?? NaN);
  }
  for (const row of former)
    if (facts.planEntryDay[row] !== NO_DAY) add(row, facts.priorYearPayCents[row] ?? NaN);
  return censusAverages({ count, pay, deferral, match, isHce, compensation, electiveDeferral });
}
