import type { MonthColumns, TerminationEvents } from '../../src-shared/columns.ts';
import { daysInMonth, toCivil } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';

const MONTHS = 12;

/** Month figures while they are collected, by department × 12 + month − 1 (W-56). */
export class MonthFigures {
  readonly departments: number;
  readonly opening: Int32Array;
  readonly hires: Int32Array;
  readonly terminations: Int32Array;
  readonly employedDays: Float64Array;
  /** Σ over the people of the pay received up to the end of the month, each rounded to cents. */
  readonly paidToMonth: Float64Array;
  readonly severanceCents: Float64Array;
  /** People employed on every day of the year, by department: their days are added at the end. */
  readonly allYear: Int32Array;

  constructor(departments: number) {
    this.departments = departments;
    this.opening = new Int32Array(departments);
    this.allYear = new Int32Array(departments);
    const size = departments * MONTHS;
    this.hires = new Int32Array(size);
    this.terminations = new Int32Array(size);
    this.employedDays = new Float64Array(size);
    this.paidToMonth = new Float64Array(size);
    this.severanceCents = new Float64Array(size);
  }
}

/** Adds severance in the month of leaving (W-56). `departments` is by person. */
export function addSeverance(
  figures: MonthFigures,
  terminations: TerminationEvents,
  departments: Int32Array,
): void {
  const { severanceCents, effectiveDay, person } = terminations;
  for (let row = 0; row < terminations.rowCount; row++) {
    const amount = severanceCents[row] ?? NaN;
    if (Number.isNaN(amount)) continue;
    const month = toCivil((effectiveDay[row] ?? 0) as Day).month;
    const index = (departments[person[row] ?? 0] ?? 0) * MONTHS + month - 1;
    figures.severanceCents[index] = (figures.severanceCents[index] ?? 0) + amount;
  }
}

/**
 * The month columns (W-56), by month, then department; a department without opening staff and hires in a month is left
 * out.
 */
export function monthColumns(figures: MonthFigures, year: number): MonthColumns {
  const { departments } = figures;
  const rows: { month: number; department: number; opening: number; closing: number }[] = [];
  const heads = Int32Array.from(figures.opening);
  for (let month = 0; month < MONTHS; month++) {
    for (let department = 0; department < departments; department++) {
      const index = department * MONTHS + month;
      const opening = heads[department] ?? 0;
      const hires = figures.hires[index] ?? 0;
      const closing = opening + hires - (figures.terminations[index] ?? 0);
      heads[department] = closing;
      if (opening > 0 || hires > 0) rows.push({ month, department, opening, closing });
    }
  }
  const indices = rows.map(({ month, department }) => department * MONTHS + month);
  const whole = (column: Int32Array): Int32Array => Int32Array.from(indices, (index) => column[index] ?? 0);
  const amounts = (column: Float64Array): Float64Array =>
    Float64Array.from(indices, (index) => column[index] ?? 0);
  return {
    rowCount: rows.length,
    month: Uint8Array.from(rows, ({ month }) => month + 1),
    department: Int32Array.from(rows, ({ department }) => department),
    opening: Int32Array.from(rows, ({ opening }) => opening),
    hires: whole(figures.hires),
    terminations: whole(figures.terminations),
    closing: Int32Array.from(rows, ({ closing }) => closing),
    employedDays: Float64Array.from(
      rows,
      ({ month, department }) =>
        (figures.employedDays[department * MONTHS + month] ?? 0) +
        (figures.allYear[department] ?? 0) * daysInMonth(year, month + 1),
    ),
    payrollCents: Float64Array.from(
      rows,
      ({ month, department }) =>
        (figures.paidToMonth[department * MONTHS + month] ?? 0) -
        (month === 0 ? 0 : (figures.paidToMonth[department * MONTHS + month - 1] ?? 0)),
    ),
    severanceCents: amounts(figures.severanceCents),
  };
}
