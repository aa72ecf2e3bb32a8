import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Comparisons } from './comparisons.ts';
import type { PlanFacts } from './plan-facts.ts';
import { DUE_CODES, SUMMED, eventScreen, headScreen } from './plan-screen.ts';
import type { Tallies } from './tallies.ts';
import type { YearFacts } from './year-facts.ts';
import { KIND, PLAN_KINDS, inYear } from './year-relations.ts';

/** The plan side of a year counted and added up. */
export interface PlanTallies {
  /** Events by type. */
  readonly events: ReadonlyMap<string, number>;
  /** Heads and sums of the people of the snapshot. */
  readonly people: Readonly<Record<string, number>>;
  /** Row of run_year_plan; null if there is none. */
  readonly figures: Readonly<Record<string, number>> | null;
  /** Whether a person or an event may break an invariant of the plan. */
  readonly isDoubtful: boolean;
  /** Whether there are events of people who have no row of the snapshot. */
  readonly hasStrangers: boolean;
}

const whole = z.coerce.number();
const codeRow = z.object({ code: whole, n: whole, known: whole, doubts: whole });
const numbers = z.record(z.string(), whole);

/** Reads the tallies, and screens people and events in the same passes. */
export async function readPlanTallies(
  connection: DuckDBConnection,
  facts: YearFacts,
  plan: PlanFacts,
): Promise<PlanTallies> {
  const read = async (sql: string): Promise<unknown[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const codes = z.array(codeRow).parse(await read(eventScreen(facts, plan)));
  const people = numbers.parse((await read(headScreen(facts, plan)))[0]);
  const [figures] = await read(
    `SELECT eligible, participants, base_deferral_cents, catch_up_cents, match_cents, true_up_cents, core_cents,
       core_excess_cents, reallocated_cents, gross_cost_cents, forfeitures_created_cents, pool_available_cents,
       pool_applied_cents, pool_carried_cents, net_cash_cents, net_expense_cents, gross_pay_cents, hce_count,
       coalesce((SELECT pool_carried_cents + forfeitures_created_cents FROM run_year_plan
         WHERE run_key = ${facts.runKey} AND simulation_year < ${facts.year}
         ORDER BY simulation_year DESC LIMIT 1), ${plan.openingPoolCents}) AS brought_forward
     FROM run_year_plan WHERE ${inYear(facts)}`,
  );
  const countOf = (isMeant: (code: number) => boolean): number =>
    sumOf(
      codes.filter(({ code }) => isMeant(code)),
      ({ n }) => n,
    );
  const events = new Map(
    PLAN_KINDS.map(({ type, kind }) => [type, countOf((code) => code >> 4 === kind)] as const),
  );
  return {
    events,
    people,
    figures: figures === undefined ? null : numbers.parse(figures),
    isDoubtful:
      people['doubts'] !== 0 ||
      codes.some(({ doubts }) => doubts > 0) ||
      people['hces'] !== countOf((code) => code >> 4 === KIND.hceStatus) ||
      DUE_CODES.some((code) => people[`due_${code}`] !== countOf((each) => each === code)),
    hasStrangers: sumOf(codes, ({ known }) => known) + (people['events'] ?? 0) !== sumOf(codes, ({ n }) => n),
  };
}

/** Events of the plan in the year. */
export const planEventsOf = ({ events }: PlanTallies): number =>
  [...events.values()].reduce((sum, n) => sum + n, 0);

/**
 * Compares the figures of the plan with people and events: event counts (INV-1), sums (PINV-11), the pool (PINV-13),
 * cost (PINV-14) and heads (PINV-30).
 */
export function comparePlanFigures(
  comparisons: Comparisons,
  plan: PlanFacts,
  { summary }: Tallies,
  tallies: PlanTallies,
): void {
  const { events, people, figures } = tallies;
  for (const [type, n] of events)
    comparisons.expect('INV-1', `${type} events of the summary`, summary?.[`${type} events`] ?? null, n);
  comparisons.expect(
    'PINV-30',
    'years with figures of the plan',
    figures === null ? 0 : 1,
    plan.isInForce ? 1 : 0,
  );
  if (figures === null) return;
  const sum = (column: (typeof SUMMED)[number]): number => people[column] ?? NaN;
  const figure = (name: string): number => figures[name] ?? NaN;
  const expect = (id: string, name: string, due: number): void => {
    comparisons.expect(id, `${name} of the plan`, figure(name), due);
  };
  for (const column of SUMMED) if (column in figures) expect('PINV-11', column, sum(column));
  expect('PINV-11', 'gross_pay_cents', sum('prorated_pay_cents'));
  const cost = sum('match_cents') + sum('true_up_cents') + sum('core_cents') + sum('core_excess_cents');
  const created = sum('forfeited_match_cents') + sum('forfeited_core_cents');
  const applied = figure('pool_applied_cents');
  expect('PINV-11', 'gross_cost_cents', cost);
  expect('PINV-13', 'forfeitures_created_cents', created);
  expect('PINV-13', 'pool_available_cents', figure('brought_forward'));
  expect('PINV-13', 'pool_carried_cents', Math.max(0, figure('pool_available_cents') - applied));
  if (plan.policy !== 'expenses')
    expect('PINV-14', 'net_cash_cents', plan.policy === 'offset' ? cost - applied : cost);
  expect('PINV-14', 'net_expense_cents', cost - created);
  expect('PINV-30', 'eligible', people['eligible'] ?? NaN);
  expect('PINV-30', 'participants', people['participants'] ?? NaN);
  expect('PINV-30', 'hce_count', people['hces'] ?? NaN);
}

function sumOf<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}
