import { roundQuotient } from '../../src-shared/arithmetic.ts';
import { daysInYear, toDay } from '../../src-shared/dates.ts';
import type { Cents, Day } from '../../src-shared/units.ts';

/** A fact of the year before the first simulated one; `assumed` when the census does not give it (P-22). */
interface LookBackFact {
  /** Null when there is none: the person was hired later. */
  readonly cents: Cents | null;
  readonly assumed: boolean;
}

/** Pay received and FICA wages of the year before the first simulated one. */
export interface LookBackFacts {
  readonly pay: LookBackFact;
  readonly ficaWages: LookBackFact;
}

/**
 * P-22: what a census person earned in the year before `startYear`. A blank pay is the annual rate of the census, for
 * the days since hire if hired in that year; blank wages are the same figure as the pay.
 */
export function lookBackFacts(
  startYear: number,
  hireDay: Day,
  annualRate: Cents,
  priorYearCompensation: Cents | null,
  priorYearFicaWages: Cents | null,
): LookBackFacts {
  const pay =
    priorYearCompensation === null
      ? { cents: assumedPay(startYear - 1, hireDay, annualRate), assumed: true }
      : { cents: priorYearCompensation, assumed: false };
  return {
    pay,
    ficaWages:
      priorYearFicaWages === null
        ? { cents: pay.cents, assumed: true }
        : { cents: priorYearFicaWages, assumed: false },
  };
}

function assumedPay(year: number, hireDay: Day, annualRate: Cents): Cents | null {
  const last = toDay(year, 12, 31);
  if (hireDay > last) return null;
  if (hireDay < toDay(year, 1, 1)) return annualRate;
  return roundQuotient(annualRate * (last - hireDay + 1), daysInYear(year)) as Cents;
}
