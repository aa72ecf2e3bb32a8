import type { TopHeavyDetermination, TopHeavyReport } from '../../../../src-shared/compliance.ts';
import { formatIsoDate, toDay } from '../../../../src-shared/dates.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import type { LimitSettings } from '../../limits.ts';
import { STANDING } from '../population.ts';
import {
  BALANCE,
  KEY_REASON,
  keyEmployees,
  officersMaximum,
  topHeavyMinimums,
  topHeavyTest,
  type KeyFacts,
} from '../top-heavy.ts';
import { limitUsed } from './limits-used.ts';
import type { ComplianceInput } from './tested-plan-year.ts';

/** What decides about a determination date: everyone employed on some day of the year that ends on it. */
export interface DeterminationFacts extends KeyFacts {
  readonly year: number;
  /** 1 for people who were key employees in some year before. */
  readonly wasKey: Uint8Array;
  /** Accounts on the date, rollovers apart, cents, and whether opening balances are known. */
  readonly balance: Float64Array;
  readonly isBalanceKnown: Uint8Array;
  /** Employees by which officers are limited (P-114). */
  readonly largestEmployment: number;
}

/** The ratio on a date, and who was a key employee in the year that ends on it (KEY_REASON per person). */
export interface DeterminedKeys {
  readonly determination: TopHeavyDetermination;
  readonly keyReason: Uint8Array;
}

/**
 * P-114, P-115: the key employees of a year and the ratio on its 31 December. A run starts from that of the year before
 * it, taken from the census. @throws PlanAlignError LIMIT_YEAR for a year before the table (P-15).
 */
export function determineTopHeavy(facts: DeterminationFacts, limits: LimitSettings): DeterminedKeys {
  const { count, year, largestEmployment, wasKey, balance, isBalanceKnown } = facts;
  const thresholdOf = (item: 'keyOfficer' | 'onePercentOwner'): Cents =>
    limitUsed(item, year, limits).cents as Cents;
  const thresholds = {
    keyOfficer: thresholdOf('keyOfficer'),
    onePercentOwner: thresholdOf('onePercentOwner'),
  };
  const keyReason = keyEmployees(facts, thresholds, largestEmployment);
  const standing = new Uint8Array(count);
  let [keys, formerKeys] = [0, 0];
  for (let position = 0; position < count; position++) {
    if (keyReason[position] !== KEY_REASON.none) {
      standing[position] = BALANCE.key;
      keys++;
    } else if (wasKey[position] === 1) {
      standing[position] = BALANCE.leftOut;
      formerKeys++;
    } else standing[position] = BALANCE.nonKey;
  }
  const { result, ratio, keyBalance, totalBalance, isIncomplete } = topHeavyTest(
    balance,
    standing,
    isBalanceKnown,
  );
  const determination = {
    date: formatIsoDate(toDay(year, 12, 31)),
    result,
    ratio,
    keyBalanceCents: keyBalance,
    totalBalanceCents: totalBalance,
    keyEmployees: keys,
    formerKeyEmployees: formerKeys,
    officersMaximum: officersMaximum(largestEmployment),
    isIncomplete,
  };
  return { determination, keyReason };
}

/** P-114 to P-117: the top-heavy test of a year. `compensation` is the limit of the year. */
export function topHeavyReport(
  input: ComplianceInput,
  employerMoney: Float64Array,
  compensation: Cents,
  isExempt: boolean,
): TopHeavyReport {
  const { year, people, prior, counts, design } = input;
  // Written out as for the year before the run: objects of one shape, for which the loops are compiled once.
  const { determination: yearEnd, keyReason } = determineTopHeavy(
    {
      count: people.count,
      year,
      grossPay: people.grossPay,
      isOfficer: people.isOfficer,
      isFivePercentOwner: people.isFivePercentOwner,
      isOnePercentOwner: people.isOnePercentOwner,
      wasKey: people.wasKey,
      balance: people.balance,
      isBalanceKnown: people.isBalanceKnown,
      largestEmployment: counts.largestEmployment,
    },
    input.limits,
  );
  // A new plan is judged by the end of its first year (P-115).
  const isFirstPlanYear = design.testing.firstPlanYear && !prior.isSimulated;
  const determination = isFirstPlanYear ? yearEnd : prior.determination;
  const keys = isFirstPlanYear ? keyReason : people.keyBefore;
  const pay = new Float64Array(people.count);
  const amount = new Float64Array(people.count);
  for (let position = 0; position < people.count; position++) {
    const isKey = keys[position] !== KEY_REASON.none;
    pay[position] = Math.min(people.grossPay[position] ?? 0, compensation);
    amount[position] = (employerMoney[position] ?? 0) + (isKey ? (people.base[position] ?? 0) : 0);
  }
  const ratioResult = determination?.result ?? 'notEvaluated';
  const isOwed = !isExempt && ratioResult === 'topHeavy';
  return {
    result: isExempt ? 'exempt' : ratioResult,
    reason: isExempt ? 'safeHarbor' : null,
    determination,
    yearEnd,
    minimum: isOwed ? minimumOf(input, employerMoney, pay, keys) : null,
    people: { keyReason, pay, amount },
  };
}

/** First year in which a plan may leave otherwise excludable people out of the minimum (IRC 416(c)(2)(C)). */
const EXCLUSION_FROM = 2024;

/** P-116: what the plan owes to its participants who were not key employees on the determination date. */
function minimumOf(
  { year, people, design }: ComplianceInput,
  employerMoney: Float64Array,
  pay: Float64Array,
  keyReason: Uint8Array,
): TopHeavyReport['minimum'] {
  const { excludeLtpt, topHeavyExcludeOtherwise } = design.testing;
  const leavesOutExcludable = topHeavyExcludeOtherwise && year >= EXCLUSION_FROM;
  const barred =
    (excludeLtpt ? STANDING.ltptOnly : 0) | (leavesOutExcludable ? STANDING.otherwiseExcludable : 0);
  const isDue = people.standing.map((standing, position) =>
    Number(
      (standing & (STANDING.entered | barred)) === STANDING.entered &&
        people.isEmployedAtYearEnd[position] === 1 &&
        keyReason[position] === KEY_REASON.none,
    ),
  );
  const { highestKeyRate, rate, additional, total } = topHeavyMinimums({
    pay,
    deferral: people.base,
    employerMoney,
    keyReason,
    isDue: Uint8Array.from(isDue),
  });
  return {
    highestKeyRatePpm: highestKeyRate,
    ratePpm: rate,
    people: additional.reduce((owed, amount) => owed + Number(amount > 0), 0),
    totalCents: total,
    additional,
  };
}
