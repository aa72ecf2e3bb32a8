import type { EventEnvelope } from '../../../src-shared/columns.ts';
import type { PlanBatch, PlanOpeningColumns, PlanSnapshotColumns } from '../../../src-shared/plan-columns.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_CODE, NO_DAY } from '../../../src-shared/units.ts';
import {
  BARRED_REASONS,
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  DEFERRAL_LIMITS,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  ENTRY_BASES,
  HCE_CATEGORIES,
  LOOKBACK_SOURCES,
  MATCH_REASONS,
  PLAN_STATUSES,
  RESPONSE_LIMITS,
  VESTING_REASONS,
} from '../../../src-shared/vocabulary.ts';
import type { SimulatedStudy } from './simulated-study.ts';

/**
 * Values of a plan that obey no rule but the types: something and nothing in every column, every entry of every closed
 * list. For tests of what is kept, not of what is right.
 */
export function withInventedPlan({ scenario, opening, batches }: SimulatedStudy): SimulatedStudy {
  return {
    scenario,
    opening: { ...opening, planOpening: inventedOpening(opening.opening.rowCount) },
    batches: batches.map((batch) => ({ ...batch, plan: inventedPlan(batch.year, batch.snapshot.person) })),
  };
}

const ints = (rows: number, value: (row: number) => number): Int32Array =>
  Int32Array.from({ length: rows }, (_, row) => value(row));
const cents = (rows: number, shift: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => ((row + shift) * 7_919) % 5_000_000);
const someCents = (rows: number, shift: number): Float64Array =>
  cents(rows, shift).map((amount, row) => ((row + shift) % 3 === 0 ? NaN : amount));
const ppm = (rows: number, shift: number): Int32Array =>
  ints(rows, (row) => ((row + shift) * 1_003) % 1_000_001);
const somePpm = (rows: number, shift: number): Int32Array =>
  ppm(rows, shift).map((rate, row) => ((row + shift) % 3 === 0 ? -1 : rate));
const somedays = (rows: number, shift: number): Int32Array =>
  ints(rows, (row) => ((row + shift) % 4 === 0 ? NO_DAY : toDay(2020, 1, 1) + row * 7));
const inTurn = (rows: number, list: readonly string[]): Uint8Array =>
  Uint8Array.from({ length: rows }, (_, row) => row % list.length);
const bits = (rows: number, shift: number): Uint8Array =>
  Uint8Array.from({ length: rows }, (_, row) => (row + shift) % 2);
const someDraws = (rows: number, shift: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => ((row + shift) % 3 === 0 ? NaN : ((row * 61) % 997) / 997));

function inventedOpening(rows: number): PlanOpeningColumns {
  return {
    ...inventedState(rows),
    lookbackPayCents: someCents(rows, 0),
    lookbackSource: inTurn(rows, LOOKBACK_SOURCES),
    balancesMissing: bits(rows, 0),
  };
}

function inventedState(rows: number) {
  return {
    entryDay: somedays(rows, 0),
    entryBasis: inTurn(rows, ENTRY_BASES),
    planStatus: inTurn(rows, PLAN_STATUSES),
    enrollmentDay: somedays(rows, 1),
    enrollmentSource: inTurn(rows, ENROLLMENT_SOURCES),
    deferralRatePpm: ppm(rows, 0),
    rothSharePpm: somePpm(rows, 1),
    optOutDay: somedays(rows, 2),
    creditedYears: ints(rows, (row) => row % 40),
    vestedMatchPpm: ppm(rows, 2),
    vestedCorePpm: ppm(rows, 3),
    balanceDeferralCents: cents(rows, 1),
    balanceMatchCents: cents(rows, 2),
    balanceCoreCents: cents(rows, 3),
  };
}

/** Events of every third person of the year, `offset` further on for each type. */
function envelope(
  year: number,
  persons: Int32Array,
  offset: number,
  categories: readonly string[],
): EventEnvelope {
  const person = persons.filter((_, row) => row % 3 === offset % 3);
  const rows = person.length;
  return {
    rowCount: rows,
    person,
    sequence: ints(rows, () => 1_000 * (year - 2_000) + offset),
    rank: ints(rows, (row) => row * 10 + offset),
    effectiveDay: ints(rows, (row) => toDay(year, 1, 1) + (row % 365)),
    category: inTurn(rows, categories),
    duplicateIndex: new Uint8Array(rows),
  };
}

function inventedSnapshot(rows: number): PlanSnapshotColumns {
  return {
    ...inventedState(rows),
    escalationCount: Uint8Array.from({ length: rows }, (_, row) => row % 7),
    scheduledDay: somedays(rows, 3),
    baseCents: cents(rows, 4),
    catchUpCents: cents(rows, 5),
    preTaxCents: cents(rows, 6),
    rothCents: cents(rows, 7),
    limitBound: inTurn(rows, DEFERRAL_LIMITS),
    matchReason: inTurn(rows, MATCH_REASONS),
    matchCents: cents(rows, 8),
    trueUpCents: cents(rows, 9),
    coreReason: inTurn(rows, MATCH_REASONS.slice(0, -1)),
    coreCents: cents(rows, 10),
    coreExcessCents: cents(rows, 11),
    reallocatedCents: cents(rows, 12),
    reduced415Cents: cents(rows, 13),
    planPayCents: cents(rows, 14),
    cappedPlanPayCents: cents(rows, 15),
    hoursHundredths: ints(rows, (row) => row * 17),
    forfeitedMatchCents: cents(rows, 16),
    forfeitedCoreCents: cents(rows, 17),
    hce: bits(rows, 1),
    unusedCatchUpCents: cents(rows, 18),
    matchAtCeilingCents: cents(rows, 19),
  };
}

function inventedPlan(year: number, persons: Int32Array): PlanBatch {
  const of = (offset: number, categories: readonly string[]) => {
    const common = envelope(year, persons, offset, categories);
    return { common, rows: common.rowCount };
  };
  const eligibility = of(0, ELIGIBILITY_CATEGORIES);
  const enrollment = of(1, ENROLLMENT_CATEGORIES);
  const change = of(2, DEFERRAL_CHANGE_CATEGORIES);
  const contribution = of(3, CONTRIBUTION_CATEGORIES);
  const vesting = of(4, EMPLOYER_SOURCES);
  const forfeiture = of(5, EMPLOYER_SOURCES);
  const hce = of(6, HCE_CATEGORIES);
  return {
    eligibility: {
      ...eligibility.common,
      ageDay: somedays(eligibility.rows, 0),
      serviceDay: somedays(eligibility.rows, 1),
      planEntryDay: somedays(eligibility.rows, 2),
      statutoryDay: somedays(eligibility.rows, 3),
      basis: inTurn(eligibility.rows, ENTRY_BASES),
      reason: inTurn(eligibility.rows, BARRED_REASONS),
      probabilityPpm: somePpm(eligibility.rows, 0),
      draw: someDraws(eligibility.rows, 0),
    },
    enrollments: {
      ...enrollment.common,
      ratePpm: ppm(enrollment.rows, 0),
      tableRatePpm: somePpm(enrollment.rows, 1),
      ceilingPpm: somePpm(enrollment.rows, 2),
      magnet: bits(enrollment.rows, 0),
      rothSharePpm: somePpm(enrollment.rows, 0),
      ageSegment: inTurn(enrollment.rows, ['young', 'mid', 'mature', 'senior']),
      incomeSegment: inTurn(enrollment.rows, ['low', 'moderate', 'high']),
      probabilityPpm: somePpm(enrollment.rows, 1),
      draw: someDraws(enrollment.rows, 1),
      dateDraw: someDraws(enrollment.rows, 2),
      magnetDraw: someDraws(enrollment.rows, 0),
      rothDraw: someDraws(enrollment.rows, 1),
    },
    deferralChanges: {
      ...change.common,
      oldRatePpm: ppm(change.rows, 1),
      newRatePpm: ppm(change.rows, 2),
      ceilingPpm: somePpm(change.rows, 3),
      limitApplied: inTurn(change.rows, RESPONSE_LIMITS),
      probabilityPpm: somePpm(change.rows, 4),
      draw: someDraws(change.rows, 4),
    },
    contributions: {
      ...contribution.common,
      amountCents: cents(contribution.rows, 1),
      payBaseCents: someCents(contribution.rows, 1),
      ratePpm: somePpm(contribution.rows, 0),
      band: Int8Array.from({ length: contribution.rows }, (_, row) => (row % 4 === 0 ? NO_CODE : row % 4)),
      limitBound: inTurn(contribution.rows, DEFERRAL_LIMITS),
      reduced415Cents: cents(contribution.rows, 0),
    },
    vesting: {
      ...vesting.common,
      creditedYears: ints(vesting.rows, (row) => row % 9),
      percentPpm: ppm(vesting.rows, 5),
      reason: inTurn(vesting.rows, VESTING_REASONS),
      balanceCents: cents(vesting.rows, 3),
    },
    forfeitures: {
      ...forfeiture.common,
      balanceCents: cents(forfeiture.rows, 4),
      percentPpm: ppm(forfeiture.rows, 6),
      amountCents: cents(forfeiture.rows, 5),
    },
    hceStatus: {
      ...hce.common,
      lookbackPayCents: someCents(hce.rows, 2),
      provenance: inTurn(hce.rows, LOOKBACK_SOURCES),
      thresholdCents: cents(hce.rows, 6),
      owner: bits(hce.rows, 0),
      payRank: ints(hce.rows, (row) => row % 5),
    },
    snapshot: inventedSnapshot(persons.length),
    summary: {
      designId: 'design-a',
      eligible: 101,
      participants: 93,
      baseCents: 1,
      catchUpCents: 2,
      matchCents: 3,
      trueUpCents: 4,
      coreCents: 5,
      coreExcessCents: 6,
      reallocatedCents: 7,
      grossCostCents: 8,
      forfeituresCreatedCents: 9,
      poolAvailableCents: 10,
      poolAppliedCents: 11,
      poolCarriedCents: 12,
      poolOverdueCents: 13,
      netCashCents: 9_007_199_254_740_991,
      netExpenseCents: -15,
      netCashBasisPoints: year % 2 === 0 ? null : 412,
      grossPayCents: 16,
      partial: year % 2 === 0,
      hceCount: 17,
    },
    compliance: null,
    invariants: [{ id: 'PINV-1', severity: 'FAIL', checked: 5, failed: 0, offenders: [] }],
  };
}
