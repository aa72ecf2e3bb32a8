import type { PlanSnapshotColumns } from '../../../src-shared/plan-columns.ts';
import { NO_DAY } from '../../../src-shared/units.ts';

type Writable<Columns> = { -readonly [Name in keyof Columns]: Columns[Name] };

/** The plan columns of `rows` people, all 0: what the year does not write does not apply. */
export function planColumns(rows: number): Writable<PlanSnapshotColumns> {
  const int = (): Int32Array => new Int32Array(rows);
  const byte = (): Uint8Array => new Uint8Array(rows);
  const money = (): Float64Array => new Float64Array(rows);
  return {
    entryDay: int(),
    entryBasis: byte(),
    planStatus: byte(),
    enrollmentDay: int(),
    enrollmentSource: byte(),
    deferralRatePpm: int(),
    rothSharePpm: int(),
    escalationCount: byte(),
    optOutDay: int(),
    scheduledDay: int(),
    baseCents: money(),
    catchUpCents: money(),
    preTaxCents: money(),
    rothCents: money(),
    limitBound: byte(),
    matchReason: byte(),
    matchCents: money(),
    trueUpCents: money(),
    coreReason: byte(),
    coreCents: money(),
    coreExcessCents: money(),
    reallocatedCents: money(),
    reduced415Cents: money(),
    planPayCents: money(),
    cappedPlanPayCents: money(),
    hoursHundredths: int(),
    creditedYears: int(),
    vestedMatchPpm: int(),
    vestedCorePpm: int(),
    balanceDeferralCents: money(),
    balanceMatchCents: money(),
    balanceCoreCents: money(),
    forfeitedMatchCents: money(),
    forfeitedCoreCents: money(),
    hce: byte(),
    unusedCatchUpCents: money(),
    matchAtCeilingCents: money(),
  };
}

/** The plan columns of a year without a design (P-23). */
export function unplannedColumns(rows: number): Writable<PlanSnapshotColumns> {
  const columns = planColumns(rows);
  for (const days of [columns.entryDay, columns.enrollmentDay, columns.optOutDay, columns.scheduledDay])
    days.fill(NO_DAY);
  columns.rothSharePpm.fill(-1);
  return columns;
}
