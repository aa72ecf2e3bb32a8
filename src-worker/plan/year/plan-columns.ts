import type { PlanSnapshotColumns } from '../../../src-shared/plan-columns.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import type { ColumnMemory } from '../../population/column-memory.ts';
import type { PlanPersons } from './plan-persons.ts';

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

/** The plan columns of a year without a design: where people stood stays, and nothing is given (P-24). */
export function carriedColumns(
  memory: ColumnMemory,
  plan: PlanPersons,
  people: Int32Array,
): Writable<PlanSnapshotColumns> {
  const columns = planColumns(memory, people.length);
  for (let row = 0; row < people.length; row++) {
    const person = people[row] ?? 0;
    columns.entryDay[row] = plan.entryDay[person] ?? NO_DAY;
    columns.entryBasis[row] = plan.entryBasis[person] ?? 0;
    columns.planStatus[row] = plan.status[person] ?? 0;
    columns.enrollmentDay[row] = plan.enrollmentDay[person] ?? NO_DAY;
    columns.enrollmentSource[row] = plan.enrollmentSource[person] ?? 0;
    columns.deferralRatePpm[row] = plan.ratePpm[person] ?? 0;
    columns.rothSharePpm[row] = plan.rothSharePpm[person] ?? -1;
    columns.escalationCount[row] = plan.escalationCount[person] ?? 0;
    columns.optOutDay[row] = plan.optOutDay[person] ?? NO_DAY;
    columns.scheduledDay[row] = plan.scheduledDay[person] ?? NO_DAY;
    columns.creditedYears[row] = plan.creditedYears[person] ?? 0;
    columns.vestedMatchPpm[row] = plan.vestedMatchPpm[person] ?? 0;
    columns.vestedCorePpm[row] = plan.vestedCorePpm[person] ?? 0;
    columns.balanceDeferralCents[row] = plan.balanceDeferral[person] ?? 0;
    columns.balanceMatchCents[row] = plan.balanceMatch[person] ?? 0;
    columns.balanceCoreCents[row] = plan.balanceCore[person] ?? 0;
  }
  return columns;
}
