import type { PlanSnapshotColumns } from '../../../src-shared/plan-columns.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import type { ColumnMemory } from '../../population/column-memory.ts';

type Writable<Columns> = { -readonly [Name in keyof Columns]: Columns[Name] };

/** The plan columns of `rows` people, all 0: what the year does not write does not apply. */
export function planColumns(memory: ColumnMemory, rows: number): Writable<PlanSnapshotColumns> {
  const int = (): Int32Array => memory.ints(rows).fill(0);
  const byte = (): Uint8Array => memory.bytes(rows).fill(0);
  const money = (): Float64Array => memory.numbers(rows).fill(0);
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
export function unplannedColumns(memory: ColumnMemory, rows: number): Writable<PlanSnapshotColumns> {
  const columns = planColumns(memory, rows);
  for (const days of [columns.entryDay, columns.enrollmentDay, columns.optOutDay, columns.scheduledDay])
    days.fill(NO_DAY);
  columns.rothSharePpm.fill(-1);
  return columns;
}
