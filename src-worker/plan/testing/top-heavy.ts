import { shareOf } from '../../../src-shared/arithmetic.ts';
import type { Cents, Ppm } from '../../../src-shared/units.ts';
import { basisPoints } from './basis-points.ts';

/** Section 416: key employees, the top-heavy ratio and the minimum contribution (P-114 to P-116). */

/** Why a person is a key employee (P-114); 0 means not. */
export const KEY_REASON = { none: 0, officer: 1, fivePercentOwner: 2, onePercentOwner: 3 } as const;

/** Facts that make key employees in a year, a column per fact, people in the order of their keys. */
export interface KeyFacts {
  readonly count: number;
  readonly grossPay: Float64Array;
  readonly isOfficer: Uint8Array;
  readonly isFivePercentOwner: Uint8Array;
  readonly isOnePercentOwner: Uint8Array;
}

/** The limits of the year that pay must exceed. */
export interface KeyThresholds {
  readonly keyOfficer: Cents;
  readonly onePercentOwner: Cents;
}

/** P-114: the most officers who are key employees: 10 % of the employees rounded up, at least 3, at most 50. */
export function officersMaximum(employees: number): number {
  return Math.min(50, Math.max(3, Math.ceil(employees / 10)));
}

/** P-114: the key employees of a year, as one of {@link KEY_REASON} per person; `employees` as counted by P-88. */
export function keyEmployees(facts: KeyFacts, thresholds: KeyThresholds, employees: number): Uint8Array {
  const { count, grossPay } = facts;
  const reason = new Uint8Array(count);
  const payOf = (person: number): number => grossPay[person] ?? 0;
  const officers: number[] = [];
  for (let person = 0; person < count; person++) {
    if (facts.isOfficer[person] === 1 && payOf(person) > thresholds.keyOfficer) officers.push(person);
  }
  officers.sort((a, b) => payOf(b) - payOf(a) || a - b);
  for (const person of officers.slice(0, officersMaximum(employees))) reason[person] = KEY_REASON.officer;
  for (let person = 0; person < count; person++) {
    if (facts.isFivePercentOwner[person] === 1) reason[person] = KEY_REASON.fivePercentOwner;
    else if (facts.isOnePercentOwner[person] === 1 && payOf(person) > thresholds.onePercentOwner) {
      reason[person] = KEY_REASON.onePercentOwner;
    }
  }
  return reason;
}

/** The ratio of a plan. */
export interface TopHeavyRatio {
  /** Balances of key employees ÷ all balances, basis points. */
  readonly ratio: number;
  readonly isTopHeavy: boolean;
}

/** P-115: the ratio, and whether it is above 60 %, which is decided unrounded. A plan without money is not top-heavy. */
export function topHeavyRatio(keyBalance: number, totalBalance: number): TopHeavyRatio {
  if (totalBalance === 0) return { ratio: 0, isTopHeavy: false };
  return { ratio: basisPoints(keyBalance, totalBalance), isTopHeavy: keyBalance * 5 > totalBalance * 3 };
}

/** What a person's balance is in the ratio (P-115). */
export const BALANCE = { leftOut: 0, nonKey: 1, key: 2 } as const;

/** The top-heavy test of a year (P-115). */
export interface TopHeavyTest extends TopHeavyRatio {
  readonly keyBalance: number;
  readonly totalBalance: number;
  readonly result: 'topHeavy' | 'notTopHeavy' | 'notEvaluated';
  /** Whether some, but not all, of those counted have no known opening balance. */
  readonly isIncomplete: boolean;
}

/**
 * P-115: the test on the balances, in cents, of the determination date. `standing` is one of {@link BALANCE} per person:
 * people not employed in the year ending on that date and former keys are left out. `isKnown` is 0 where the opening
 * balance is not; without any known one the test is not evaluated.
 */
export function topHeavyTest(
  balances: Float64Array,
  standing: Uint8Array,
  isKnown: Uint8Array,
): TopHeavyTest {
  let [keyBalance, totalBalance, known, unknown] = [0, 0, 0, 0];
  for (let person = 0; person < balances.length; person++) {
    if (standing[person] === BALANCE.leftOut) continue;
    const balance = balances[person] ?? 0;
    totalBalance += balance;
    if (standing[person] === BALANCE.key) keyBalance += balance;
    if (isKnown[person] === 1) known++;
    else unknown++;
  }
  const ratio = topHeavyRatio(keyBalance, totalBalance);
  const verdict = ratio.isTopHeavy ? 'topHeavy' : 'notTopHeavy';
  return {
    ...ratio,
    keyBalance,
    totalBalance,
    result: known === 0 && unknown > 0 ? 'notEvaluated' : verdict,
    isIncomplete: known > 0 && unknown > 0,
  };
}

/** The most that the minimum can be: 3 % of pay (P-116). */
const MINIMUM = 30_000 as Ppm;

/** P-116: the minimum rate for the highest rate of a key employee. */
export function minimumRate(highestKeyRate: Ppm): Ppm {
  return Math.min(MINIMUM, highestKeyRate) as Ppm;
}

/** P-116: what a person lacks of the minimum; `pay` is min(grossPay, compensation), `received` all employer money. */
export function minimumShortfall(rate: Ppm, pay: Cents, received: Cents): Cents {
  return Math.max(0, shareOf(pay, rate) - received) as Cents;
}

/** What the minimum of a year is calculated from, a column per fact, money in cents. */
export interface MinimumColumns {
  /** min(grossPay, compensation). */
  readonly pay: Float64Array;
  /** Base deferrals, which count for key employees only. */
  readonly deferral: Float64Array;
  /** Match, core and reallocated money. */
  readonly employerMoney: Float64Array;
  /** One of {@link KEY_REASON}. */
  readonly keyReason: Uint8Array;
  /** 1 for non-key participants employed on 31 December to whom the minimum is due. */
  readonly isDue: Uint8Array;
}

/** The top-heavy minimum of a year (P-116). */
export interface TopHeavyMinimums {
  readonly highestKeyRate: Ppm;
  readonly rate: Ppm;
  /** What each person lacks, cents. */
  readonly additional: Float64Array;
  readonly total: Cents;
}

/** P-116: what a top-heavy plan owes; reported, not posted (P-25). */
export function topHeavyMinimums(columns: MinimumColumns): TopHeavyMinimums {
  const { pay, deferral, employerMoney, keyReason, isDue } = columns;
  let highest = 0;
  for (let person = 0; person < pay.length; person++) {
    const paid = pay[person] ?? 0;
    if (keyReason[person] === KEY_REASON.none || paid === 0) continue;
    highest = Math.max(highest, basisPoints((deferral[person] ?? 0) + (employerMoney[person] ?? 0), paid));
  }
  const highestKeyRate = (highest * 100) as Ppm;
  const rate = minimumRate(highestKeyRate);
  let total = 0;
  const additional = pay.map((paid, person) => {
    if (isDue[person] !== 1) return 0;
    const lacks = minimumShortfall(rate, paid as Cents, (employerMoney[person] ?? 0) as Cents);
    total += lacks;
    return lacks;
  });
  return { highestKeyRate, rate, additional, total: total as Cents };
}
