import type {
  MonthColumns,
  PromotionEvents,
  RaiseEvents,
  SnapshotColumns,
  TerminationEvents,
} from '../../src-shared/columns.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { promotionEvents, terminationEvents } from '../events/event-tables.ts';
import { addSeverance, monthColumns } from '../metrics/months.ts';
import { sumOf } from '../metrics/sums.ts';
import { snapshot } from '../population/snapshot.ts';
import { MAX_PAY } from '../workforce/pay-segments.ts';
import { pause } from '../workforce/year-context.ts';
import { runLedger, type LedgerColumns, type LedgerInput } from '../workforce/year-ledger.ts';

/** STATE_ACCUMULATION of W-30: the events folded into the state, pay summed, the year end described. */
export interface Accumulation {
  readonly ledger: LedgerColumns;
  readonly meritSpend: number;
  readonly terminations: TerminationEvents;
  readonly promotions: PromotionEvents;
  readonly raises: RaiseEvents;
  readonly yearEnd: SnapshotColumns;
  readonly months: MonthColumns;
}

/** Folds the year. Throws PAY_TOO_LARGE. */
export function accumulate(input: LedgerInput): Accumulation {
  const { context, people, promotions } = input;
  const { persons, leavers, parameters, year, memory } = context;
  const { columns: ledger, meritSpend } = runLedger(input);
  pause(context);
  const terminations = terminationEvents(
    memory,
    ledger.terminations,
    leavers,
    persons,
    year,
    parameters.reduction,
  );
  const promotionTable = promotionEvents(memory, ledger.promotions, promotions);
  promotions.unmark(persons);
  const yearEnd = snapshot(context, people, ledger);
  pause(context);
  checkExact(ledger, yearEnd.annualPayCents, year.year);
  addSeverance(ledger.months, terminations, persons.department);
  return {
    ledger,
    meritSpend,
    terminations,
    promotions: promotionTable,
    raises: ledger.raises,
    yearEnd,
    months: monthColumns(ledger.months, year.year),
  };
}

/** Throws PAY_TOO_LARGE where a pay or a sum of pays left the range in which everything is exact. */
function checkExact(ledger: LedgerColumns, pays: Float64Array, year: number): void {
  let largest = 0;
  for (let row = 0; row < pays.length; row++) largest = Math.max(largest, pays[row] ?? 0);
  const total = sumOf(ledger.flows.amounts);
  if (largest <= MAX_PAY && total <= Number.MAX_SAFE_INTEGER) return;
  throw new PlanAlignError(
    'PAY_TOO_LARGE',
    `annual pay reaches ${largest / 100} dollars, payroll flows ${total / 100} dollars`,
    { year },
  );
}
