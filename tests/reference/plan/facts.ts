import type { CensusColumns, PlanCensusColumns, TextColumn } from '../../../src-shared/columns.ts';
import { NO_CODE, NO_DAY } from '../../../src-shared/units.ts';

/** What the census says for the plan (P-11). Days, cents, ppm and hundredths; null where it says nothing. */
export interface CensusFacts {
  readonly originalHire: number | null;
  /** More than 5 % in the year itself; in the year before the first. */
  readonly owner: boolean;
  readonly priorOwner: boolean;
  readonly nonresident: boolean;
  readonly priorPay: bigint | null;
  readonly priorWages: bigint | null;
  readonly priorHours: bigint | null;
  readonly override: 'yes' | 'no' | null;
  readonly entry: number | null;
  readonly enrollment: number | null;
  readonly optOut: number | null;
  readonly participant: boolean | null;
  readonly source: string | null;
  readonly rate: bigint | null;
  readonly rothShare: bigint | null;
  readonly escalationOptOut: boolean;
  readonly balances: {
    readonly deferral: bigint;
    readonly match: bigint;
    readonly core: bigint;
  };
  /** Whether one of the three balances is not known. */
  readonly isBalanceMissing: boolean;
  readonly vestingYears: bigint | null;
}

/** A simulated hire has no census row. */
export const NO_FACTS: CensusFacts = {
  originalHire: null,
  owner: false,
  priorOwner: false,
  nonresident: false,
  priorPay: null,
  priorWages: null,
  priorHours: null,
  override: null,
  entry: null,
  enrollment: null,
  optOut: null,
  participant: null,
  source: null,
  rate: null,
  rothShare: null,
  escalationOptOut: false,
  balances: { deferral: 0n, match: 0n, core: 0n },
  isBalanceMissing: true,
  vestingYears: null,
};

const FIVE_PERCENT = 50_000;

const dayAt = (column: Int32Array, row: number): number | null => {
  const value = column[row] ?? NO_DAY;
  return value === NO_DAY ? null : value;
};
const moneyAt = (column: Float64Array, row: number): bigint | null => {
  const value = column[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : BigInt(value);
};
const countAt = (column: Int32Array, row: number): bigint | null => {
  const value = column[row] ?? -1;
  return value === -1 ? null : BigInt(value);
};
const answerAt = (column: Int8Array, row: number): boolean | null => {
  const value = column[row] ?? -1;
  return value === -1 ? null : value === 1;
};
const textAt = (column: TextColumn, row: number): string | null => {
  const code = column.codes[row] ?? NO_CODE;
  return code === NO_CODE ? null : (column.values[code] ?? null);
};

function factsAt(plan: PlanCensusColumns, row: number): CensusFacts {
  const override = answerAt(plan.eligibilityOverride, row);
  const { balanceDeferralCents, balanceMatchCents, balanceCoreCents } = plan;
  const known = (column: Float64Array): bigint => moneyAt(column, row) ?? 0n;
  return {
    originalHire: dayAt(plan.originalHireDay, row),
    owner: (plan.ownershipSharePpm[row] ?? 0) > FIVE_PERCENT,
    priorOwner: (plan.priorOwnershipSharePpm[row] ?? 0) > FIVE_PERCENT,
    nonresident: plan.nonresidentAlien[row] === 1,
    priorPay: moneyAt(plan.priorYearPayCents, row),
    priorWages: moneyAt(plan.priorYearFicaWagesCents, row),
    priorHours: countAt(plan.priorYearHoursHundredths, row),
    override: override === null ? null : override ? 'yes' : 'no',
    entry: dayAt(plan.planEntryDay, row),
    enrollment: dayAt(plan.planEnrollmentDay, row),
    optOut: dayAt(plan.planOptOutDay, row),
    participant: answerAt(plan.planParticipant, row),
    source: textAt(plan.planEnrollmentSource, row),
    rate: countAt(plan.deferralRatePpm, row),
    rothShare: countAt(plan.rothSharePpm, row),
    escalationOptOut: plan.autoEscalationOptOut[row] === 1,
    balances: {
      deferral:
        known(balanceDeferralCents) + known(plan.balanceAfterTaxCents) + known(plan.balanceRolloverCents),
      match: known(balanceMatchCents),
      core: known(balanceCoreCents),
    },
    isBalanceMissing: [balanceDeferralCents, balanceMatchCents, balanceCoreCents].some(
      (column) => moneyAt(column, row) === null,
    ),
    vestingYears: countAt(plan.vestingYearsHundredths, row),
  };
}

/** Census facts by employee id, and the share of rows that bar their person (P-32). */
export interface CensusPlan {
  readonly facts: ReadonlyMap<string, CensusFacts>;
  readonly barredRows: bigint;
  readonly acceptedRows: bigint;
}

/** Reads the plan columns of a census. */
export function readPlanCensus(census: CensusColumns): CensusPlan {
  const facts = new Map(census.employeeId.map((id, row) => [id, factsAt(census.plan, row)] as const));
  return {
    facts,
    barredRows: BigInt([...facts.values()].filter((one) => one.override === 'no').length),
    acceptedRows: BigInt(census.employeeId.length),
  };
}
