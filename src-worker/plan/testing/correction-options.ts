import { roundRatio } from '../../../src-shared/arithmetic.ts';
import { toDay } from '../../../src-shared/dates.ts';
import type { Cents, Day } from '../../../src-shared/units.ts';
import { WHOLE } from './basis-points.ts';
import { isWithin, testLimit } from './test-limit.ts';

/** P-98: the alternative to refunds, a fully vested contribution to the NHCEs of the test. */
export interface Qnec {
  /** NHCE average that the HCE average needs, basis points. */
  readonly requiredNhceAverage: number;
  readonly cost: Cents;
}

/** P-98: smallest NHCE average whose limit reaches the HCE average, and what lifting the NHCEs to it costs. */
export function qnec(nhceAverage: number, hceAverage: number, nhcePayroll: Cents): Qnec {
  // The limit is at least N, so N need not exceed the HCE average.
  let [low, high] = [nhceAverage, Math.max(nhceAverage, hceAverage)];
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (isWithin(hceAverage, testLimit(middle))) high = middle;
    else low = middle + 1;
  }
  const product = BigInt(nhcePayroll) * BigInt(low - nhceAverage);
  return { requiredNhceAverage: low, cost: Number(roundRatio(product, BigInt(WHOLE))) as Cents };
}

/** P-98: until when a failed test of a year is to be corrected. */
export interface CorrectionDeadlines {
  /** Last day without the excise tax of IRC 4979. */
  readonly withoutExciseTax: Day;
  /** Last day on which the plan keeps its qualification. */
  readonly qualification: Day;
}

/** P-98: deadlines of the correction; `isAllAutomatic` when an EACA or QACA covers everyone. */
export function correctionDeadlines(year: number, isAllAutomatic: boolean): CorrectionDeadlines {
  return {
    withoutExciseTax: isAllAutomatic ? toDay(year + 1, 6, 30) : toDay(year + 1, 3, 15),
    qualification: toDay(year + 1, 12, 31),
  };
}
