import { Comparisons } from './comparisons.ts';
import type { Outcomes } from './findings.ts';
import { comparePlanFigures, type PlanTallies } from './plan-figures.ts';
import { countsOf, headsOf, type MonthPayroll, type Tallies } from './tallies.ts';
import type { YearFacts } from './year-facts.ts';

/**
 * Compares the figures of the year, its departments, levels and months with what opening persons and events give:
 * headcount (INV-1, INV-3), persons (INV-8), employed days of the months (INV-10) and money (INV-12).
 */
export function compareFigures(
  facts: YearFacts,
  tallies: Tallies,
  planTallies: PlanTallies | null,
): Outcomes {
  const comparisons = new Comparisons(facts.year);
  if (facts.plan !== null && planTallies !== null)
    comparePlanFigures(comparisons, facts.plan, tallies, planTallies);
  compareSummary(comparisons, tallies);
  compareLevels(comparisons, tallies);
  const departments = splitByDepartment(tallies);
  for (const department of departments) compareDepartment(comparisons, facts, department);
  return comparisons.outcomes;
}

/** Compares the payroll of each month and department with that of its people (W-56). */
export function compareMonthPayroll(
  facts: YearFacts,
  tallies: Tallies,
  payroll: readonly MonthPayroll[],
): Outcomes {
  const comparisons = new Comparisons(facts.year);
  const key = (row: { readonly department: number; readonly month: number }): string =>
    `${row.department}/${row.month}`;
  const stored = new Map(tallies.months.map((row) => [key(row), row.payroll_cents]));
  for (const row of payroll) {
    const what = `payroll_cents of ${nameOf(tallies, row.department)} in month ${row.month}`;
    comparisons.expect('INV-12', what, stored.get(key(row)) ?? 0, row.payroll);
    stored.delete(key(row));
  }
  for (const [place, found] of stored)
    comparisons.expect('INV-12', `payroll_cents of department and month ${place}`, found, 0);
  return comparisons.outcomes;
}

/** Headcount, events and money of the year against its summary. */
function compareSummary(comparisons: Comparisons, tallies: Tallies): void {
  const { joined, gone, people, summary } = tallies;
  const { opening, hires, terminations, promotions, raises } = countsOf(tallies);
  const earlyLeavers = headsOf(gone.filter(({ is_hired }) => is_hired === true));
  const reductions = headsOf(gone.filter(({ is_hired, is_reduction }) => is_hired !== true && is_reduction));
  const active = people.filter(({ has_left }) => !has_left);
  const closing = opening + hires - terminations;
  comparisons.expect('INV-1', 'closing headcount of the snapshot', headsOf(active), closing);
  const scheduled = headsOf(joined.filter(({ is_scheduled }) => is_scheduled));
  comparisons.expect('INV-8', 'simulated hires', hires - scheduled, tallies.newPersons);
  const heads: Readonly<Record<string, number>> = {
    opening,
    hires,
    scheduled_hires: scheduled,
    experienced_terminations: terminations - earlyLeavers - reductions,
    reductions,
    new_hire_terminations: earlyLeavers,
    promotions,
    raises,
    closing,
    'HIRE events': hires,
    'TERMINATION events': terminations,
    'PROMOTION events': promotions,
    'RAISE events': raises,
  };
  const money: Readonly<Record<string, number>> = {
    closing_payroll_cents: sumOf(active, ({ annual_pay }) => annual_pay),
    prorated_payroll_cents: sumOf(people, ({ prorated_pay }) => prorated_pay),
    severance_cents: sumOf(gone, ({ severance }) => severance),
  };
  for (const [name, due] of Object.entries(heads))
    comparisons.expect('INV-1', `${name} of the summary`, summary?.[name] ?? null, due);
  for (const [name, due] of Object.entries(money))
    comparisons.expect('INV-12', `${name} of the summary`, summary?.[name] ?? null, due);
}

/** INV-3: opening + hires + promoted in − promoted out − leavers = closing, by level. */
function compareLevels(comparisons: Comparisons, { opened, joined, gone, risen, people }: Tallies): void {
  const due = new Map<number, number>();
  const closing = new Map<number, number>();
  const add = (heads: Map<number, number>, level: number, n: number): void => {
    heads.set(level, (heads.get(level) ?? 0) + n);
  };
  for (const { level, n } of [...opened, ...joined]) add(due, level, n);
  for (const { from_level, to_level, n } of risen) {
    add(due, to_level, n);
    add(due, from_level, -n);
  }
  for (const { level, n } of gone) if (level !== null) add(due, level, -n);
  for (const { level, n, has_left } of people) if (!has_left) add(closing, level, n);
  const levels = new Set([...due.keys(), ...closing.keys()]);
  for (const level of [...levels].sort((a, b) => a - b))
    comparisons.expect(
      'INV-3',
      `closing headcount of level ${level}`,
      closing.get(level) ?? 0,
      due.get(level) ?? 0,
    );
}

/** The tallies of one department. */
interface Department extends Pick<Tallies, 'opened' | 'joined' | 'gone' | 'people' | 'months'> {
  readonly name: string;
}

function splitByDepartment(tallies: Tallies): Department[] {
  const { opened, joined, gone, people, months } = tallies;
  const codes = [...opened, ...joined, ...gone, ...people, ...months].map(({ department }) => department);
  const split = <Row extends { readonly department: number | null }>(rows: readonly Row[]) => {
    const groups = new Map<number | null, Row[]>();
    for (const row of rows) {
      const group = groups.get(row.department);
      if (group === undefined) groups.set(row.department, [row]);
      else group.push(row);
    }
    return (code: number): readonly Row[] => groups.get(code) ?? [];
  };
  const of = {
    opened: split(opened),
    joined: split(joined),
    gone: split(gone),
    people: split(people),
    months: split(months),
  };
  return [...new Set(codes.filter((code) => code !== null))]
    .sort((a, b) => a - b)
    .map((code) => ({
      name: nameOf(tallies, code),
      opened: of.opened(code),
      joined: of.joined(code),
      gone: of.gone(code),
      people: of.people(code),
      months: of.months(code),
    }));
}

/** One department and its months (W-56). A month without a row counts as a row of zeros. */
function compareDepartment(
  comparisons: Comparisons,
  { monthEnds }: YearFacts,
  { name, opened, joined, gone, people, months }: Department,
): void {
  let heads = headsOf(opened);
  for (const [index, lastDay] of monthEnds.entries()) {
    const isInMonth = ({ month }: { readonly month: number }): boolean => month === index + 1;
    const [hired, left] = [joined.filter(isInMonth), gone.filter(isInMonth)];
    const stored = months.filter(isInMonth);
    const opening = heads;
    heads += headsOf(hired) - headsOf(left);
    const days = lastDay - (monthEnds[index - 1] ?? 0);
    const place = `of ${name} in month ${index + 1}`;
    const expect = (id: string, column: keyof Tallies['months'][number], due: number): void => {
      comparisons.expect(
        id,
        `${column} ${place}`,
        sumOf(stored, (row) => row[column]),
        due,
      );
    };
    expect('INV-1', 'opening', opening);
    expect('INV-1', 'hires', headsOf(hired));
    expect('INV-1', 'terminations', headsOf(left));
    expect('INV-1', 'closing', heads);
    const partDays = sumOf(hired, (row) => row.days) - sumOf(left, (row) => row.days);
    expect('INV-10', 'employed_days', opening * days + partDays);
    const severance = sumOf(left, (row) => row.severance);
    expect('INV-12', 'severance_cents', severance);
  }
  const active = people.filter(({ has_left }) => !has_left);
  comparisons.expect('INV-1', `closing headcount of ${name}`, headsOf(active), heads);
  const payroll = sumOf(months, ({ payroll_cents }) => payroll_cents);
  const prorated = sumOf(people, ({ prorated_pay }) => prorated_pay);
  comparisons.expect('INV-12', `payroll of the months of ${name}`, payroll, prorated);
}

function nameOf({ departmentNames }: Tallies, department: number): string {
  return departmentNames.get(department) ?? `department ${department}`;
}

function sumOf<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}
