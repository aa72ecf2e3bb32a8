import { NO_DAY } from '../../../src-shared/units.ts';
import { capacityFor, resized } from '../../population/persons.ts';

/** What falls in the next year (P-37): an enrolment, or the opt-out of somebody enrolled. */
export const SCHEDULED = { none: 0, automatic: 1, proactive: 2, voluntary: 3, optOut: 4 } as const;

/** Whether a person may enter (P-32): barred people are named once, on the date they would have entered. */
export const BARRED = { no: 0, yes: 1, named: 2 } as const;

/** Whether a person is in automatic escalation (P-50). */
export const ESCALATION = { undecided: 0, in: 1, out: 2 } as const;

/**
 * Where every person of a run stands in the plan, one typed array per attribute, by the person index of Persons. It
 * grows with the hires. Closed lists are those of src-shared/vocabulary.ts.
 */
export class PlanPersons {
  /** Persons known so far. */
  count = 0;
  #capacity = 0;
  entryDay = new Int32Array(0);
  entryBasis = new Uint8Array(0);
  /** From when employer money is given: later than entry for long-term part-timers (P-30); NO_DAY: not yet. */
  employerEntryDay = new Int32Array(0);
  barred = new Uint8Array(0);
  barredReason = new Uint8Array(0);
  /** The draw of a hire and its probability (process 100); NaN and -1 where nothing was drawn. */
  barredDraw = new Float64Array(0);
  barredProbabilityPpm = new Int32Array(0);
  /** 1 where the census waives age and service (P-32). */
  waived = new Uint8Array(0);
  /** Entry date that the census gives; NO_DAY for none. */
  censusEntryDay = new Int32Array(0);
  status = new Uint8Array(0);
  enrollmentDay = new Int32Array(0);
  enrollmentSource = new Uint8Array(0);
  ratePpm = new Int32Array(0);
  /** -1 before the first election. */
  rothSharePpm = new Int32Array(0);
  escalation = new Uint8Array(0);
  escalationCount = new Uint8Array(0);
  optOutDay = new Int32Array(0);
  /** Since when a person who has entered takes no part: entry, opt-out, or the response that ended it (P-38). */
  outSinceDay = new Int32Array(0);
  scheduledDay = new Int32Array(0);
  scheduledKind = new Uint8Array(0);
  /** Draws of a scheduled election: of the decision and of the date; and the probability of the decision. */
  scheduledDraw = new Float64Array(0);
  scheduledDateDraw = new Float64Array(0);
  scheduledProbabilityPpm = new Int32Array(0);
  /** 1 from an enrolment that will be withdrawn until the opt-out: the deferrals in between are not posted (P-40). */
  withdrawing = new Uint8Array(0);
  /** First hire with this employer; the hire date where the census gives no other. */
  originalHireDay = new Int32Array(0);
  /** Start of service: the original hire date where the design in force bridges service (P-4). */
  serviceDay = new Int32Array(0);
  /** Years that the census credits before the first year, in ppm; -1: completed service counts (P-81). */
  vestingYearsPpm = new Int32Array(0);
  /** Years credited on 31 December before the first year, and one for each year with enough hours since (P-81). */
  creditedYears = new Uint8Array(0);
  /** 1 for people who came in as long-term part-timers (P-81). */
  wasLongTermPartTime = new Uint8Array(0);
  vestedMatchPpm = new Int32Array(0);
  vestedCorePpm = new Int32Array(0);
  balanceDeferral = new Float64Array(0);
  balanceMatch = new Float64Array(0);
  balanceCore = new Float64Array(0);
  /** Rollovers within the deferral account on 31 December before the first year: no part of a top-heavy test (P-115). */
  rollover = new Float64Array(0);
  balancesMissing = new Uint8Array(0);
  /** Hours of the year before the first in hundredths; -1 for scheduled hours (P-11). */
  priorYearHours = new Int32Array(0);
  /** Pay received and wages of the year before, NaN for none, and where the pay comes from (P-22, P-87). */
  lookbackPay = new Float64Array(0);
  lookbackWages = new Float64Array(0);
  lookbackSource = new Uint8Array(0);
  /** Place among those above the threshold, and whether the person is in the top-paid group (P-88). */
  payRank = new Int32Array(0);
  isTopPaid = new Uint8Array(0);
  /** Owners of more than 5 %, in this year and before the first (P-87); of more than 1 % (P-114). */
  owner = new Uint8Array(0);
  priorOwner = new Uint8Array(0);
  onePercentOwner = new Uint8Array(0);
  officer = new Uint8Array(0);
  nonresidentAlien = new Uint8Array(0);

  /** Makes room for `more` further persons and counts them in; they have not entered and own nothing. */
  extend(more: number): void {
    const from = this.count;
    this.count += more;
    if (this.count > this.#capacity) this.#grow(capacityFor(this.count, this.#capacity));
    for (const days of [
      this.entryDay,
      this.employerEntryDay,
      this.enrollmentDay,
      this.optOutDay,
      this.outSinceDay,
      this.scheduledDay,
      this.censusEntryDay,
    ])
      days.fill(NO_DAY, from, this.count);
    for (const unknown of [
      this.rothSharePpm,
      this.vestingYearsPpm,
      this.priorYearHours,
      this.barredProbabilityPpm,
    ])
      unknown.fill(-1, from, this.count);
    for (const missing of [this.lookbackPay, this.lookbackWages, this.barredDraw])
      missing.fill(NaN, from, this.count);
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    const int = (column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> =>
      resized(column, new Int32Array(capacity));
    const byte = (column: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
      resized(column, new Uint8Array(capacity));
    const real = (column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> =>
      resized(column, new Float64Array(capacity));
    this.entryDay = int(this.entryDay);
    this.entryBasis = byte(this.entryBasis);
    this.employerEntryDay = int(this.employerEntryDay);
    this.barred = byte(this.barred);
    this.barredReason = byte(this.barredReason);
    this.barredDraw = real(this.barredDraw);
    this.barredProbabilityPpm = int(this.barredProbabilityPpm);
    this.waived = byte(this.waived);
    this.censusEntryDay = int(this.censusEntryDay);
    this.status = byte(this.status);
    this.enrollmentDay = int(this.enrollmentDay);
    this.enrollmentSource = byte(this.enrollmentSource);
    this.ratePpm = int(this.ratePpm);
    this.rothSharePpm = int(this.rothSharePpm);
    this.escalation = byte(this.escalation);
    this.escalationCount = byte(this.escalationCount);
    this.optOutDay = int(this.optOutDay);
    this.outSinceDay = int(this.outSinceDay);
    this.scheduledDay = int(this.scheduledDay);
    this.scheduledKind = byte(this.scheduledKind);
    this.scheduledDraw = real(this.scheduledDraw);
    this.scheduledDateDraw = real(this.scheduledDateDraw);
    this.scheduledProbabilityPpm = int(this.scheduledProbabilityPpm);
    this.withdrawing = byte(this.withdrawing);
    this.originalHireDay = int(this.originalHireDay);
    this.serviceDay = int(this.serviceDay);
    this.vestingYearsPpm = int(this.vestingYearsPpm);
    this.creditedYears = byte(this.creditedYears);
    this.wasLongTermPartTime = byte(this.wasLongTermPartTime);
    this.vestedMatchPpm = int(this.vestedMatchPpm);
    this.vestedCorePpm = int(this.vestedCorePpm);
    this.balanceDeferral = real(this.balanceDeferral);
    this.balanceMatch = real(this.balanceMatch);
    this.balanceCore = real(this.balanceCore);
    this.rollover = real(this.rollover);
    this.balancesMissing = byte(this.balancesMissing);
    this.priorYearHours = int(this.priorYearHours);
    this.lookbackPay = real(this.lookbackPay);
    this.lookbackWages = real(this.lookbackWages);
    this.lookbackSource = byte(this.lookbackSource);
    this.payRank = int(this.payRank);
    this.isTopPaid = byte(this.isTopPaid);
    this.owner = byte(this.owner);
    this.priorOwner = byte(this.priorOwner);
    this.onePercentOwner = byte(this.onePercentOwner);
    this.officer = byte(this.officer);
    this.nonresidentAlien = byte(this.nonresidentAlien);
  }
}
