import { RAISE_CATEGORIES } from '../../src-shared/vocabulary.ts';
import type { MarketRow, YearParameters } from './parameters.ts';

/** Order of the pay changes of a person (W-48): by date, on one date promotion, COLA, merit, market. */

const RANKS = { promotion: 0, cola: 1, merit: 2, market: 3 } as const;
export type PayChangeType = keyof typeof RANKS;

/** Sorts pay changes as W-48 applies them. */
export function changeKey(day: number, type: PayChangeType): number {
  return day * 4 + RANKS[type];
}

/** The date of a change, from its key. */
export function dayOfKey(key: number): number {
  return key >> 2;
}

/** Key after every change. */
export const NO_CHANGE = 2_147_483_647;

/** W-48: nothing is applied on or before the hire date, or on or after the termination date. */
export function isApplied(day: number, hireDay: number, leaveDay: number): boolean {
  return day > hireDay && day < leaveDay;
}

export const RAISE = {
  cola: RAISE_CATEGORIES.indexOf('cola'),
  merit: RAISE_CATEGORIES.indexOf('merit'),
  market: RAISE_CATEGORIES.indexOf('market'),
} as const;

/** COLA and market adjustments of a year: raises whose date does not depend on the person, in the order of W-48. */
export interface PayCalendar {
  readonly count: number;
  readonly key: Int32Array;
  readonly day: Int32Array;
  readonly ratePpm: Int32Array;
  /** Index into RAISE_CATEGORIES. */
  readonly category: Uint8Array;
  /** By (step × departments + department) × levels + level − 1: 1 where the raise applies. */
  readonly applies: Uint8Array;
  readonly levels: number;
  readonly departments: number;
}

interface Step {
  readonly key: number;
  readonly day: number;
  readonly rate: number;
  readonly category: number;
  readonly row: Pick<MarketRow, 'levels' | 'departments'>;
}

/** Builds the calendar of a year. A raise of rate 0 is none (W-49). */
export function payCalendar(
  year: YearParameters,
  levels: number,
  departments: readonly string[],
): PayCalendar {
  const cola: Step = {
    key: changeKey(year.colaDay, 'cola'),
    day: year.colaDay,
    rate: year.colaRate,
    category: RAISE.cola,
    row: { levels: null, departments: null },
  };
  const market = year.market.map((row): Step => ({
    key: changeKey(row.day, 'market'),
    day: row.day,
    rate: row.rate,
    category: RAISE.market,
    row,
  }));
  // The sort is stable: market rows of one date keep the order of the scenario.
  const steps = [cola, ...market].filter(({ rate }) => rate > 0).sort((a, b) => a.key - b.key);
  const levelNumbers = Array.from({ length: levels }, (_, index) => index + 1);
  const covers = <Value>(scope: readonly Value[] | null, value: Value): boolean =>
    scope?.includes(value) ?? true;
  return {
    count: steps.length,
    key: Int32Array.from(steps, ({ key }) => key),
    day: Int32Array.from(steps, ({ day }) => day),
    ratePpm: Int32Array.from(steps, ({ rate }) => rate),
    category: Uint8Array.from(steps, ({ category }) => category),
    applies: Uint8Array.from(
      steps.flatMap(({ row }) =>
        departments.flatMap((name) =>
          levelNumbers.map((level) => (covers(row.departments, name) && covers(row.levels, level) ? 1 : 0)),
        ),
      ),
    ),
    levels,
    departments: departments.length,
  };
}
