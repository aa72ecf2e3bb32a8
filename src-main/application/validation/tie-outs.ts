import { z } from 'zod';
import type { TieFigure, TieOut } from '../../../src-shared/api/validation.ts';
import { CONTRIBUTION_CATEGORIES, DETAILED_STATUSES } from '../../../src-shared/vocabulary.ts';
import type { Workspace } from '../../store/workspace.ts';

const code = <List extends readonly string[]>(list: List, ...names: readonly List[number][]): string =>
  names.map((name) => list.indexOf(name)).join(', ');

const contribution = (...names: readonly (typeof CONTRIBUTION_CATEGORIES)[number][]): string =>
  `sum(amount_cents) FILTER (category IN (${code(CONTRIBUTION_CATEGORIES, ...names)}))`;

const status = (...names: readonly (typeof DETAILED_STATUSES)[number][]): string =>
  `count_if(detailed_status IN (${code(DETAILED_STATUSES, ...names)}))`;

/** SQL of the figures of each place by year; a place does not have what it does not name. */
const places = (run: number): Readonly<Record<keyof Omit<TieOut, 'year' | 'figure'>, readonly string[]>> => ({
  events: [
    `SELECT simulation_year AS year, count(*) AS hires FROM event_hire WHERE run_key = ${run} GROUP BY ALL`,
    `SELECT simulation_year AS year, count(*) AS terminations, coalesce(sum(severance_cents), 0) AS severance
     FROM event_termination WHERE run_key = ${run} GROUP BY ALL`,
    `SELECT simulation_year AS year, ${contribution('deferralPreTax', 'deferralRoth')} AS deferrals,
       ${contribution('catchUpPreTax', 'catchUpRoth')} AS "catchUp", ${contribution('match')} AS match,
       ${contribution('matchTrueUp')} AS "trueUp", ${contribution('core')} AS core,
       ${contribution('coreExcess')} AS "coreExcess", ${contribution('forfeitureReallocated')} AS reallocated
     FROM event_contribution WHERE run_key = ${run} GROUP BY ALL`,
    `SELECT simulation_year AS year, sum(amount_cents) AS forfeitures
     FROM event_forfeiture WHERE run_key = ${run} GROUP BY ALL`,
  ],
  people: [
    `SELECT simulation_year AS year, ${status('newHireActive', 'newHireTermination')} AS hires,
       ${status('newHireTermination', 'experiencedTermination')} AS terminations,
       ${status('newHireActive', 'continuousActive')} AS closing, sum(prorated_pay_cents) AS payroll,
       sum(base_deferral_cents) AS deferrals, sum(catch_up_cents) AS "catchUp", sum(match_cents) AS match,
       sum(true_up_cents) AS "trueUp", sum(core_cents) AS core, sum(core_excess_cents) AS "coreExcess",
       sum(reallocated_cents) AS reallocated, sum(forfeited_match_cents) + sum(forfeited_core_cents) AS forfeitures
     FROM snapshot WHERE run_key = ${run} GROUP BY ALL`,
  ],
  months: [
    `SELECT simulation_year AS year, sum(hires) AS hires, sum(terminations) AS terminations,
       sum(closing) FILTER (month = 12) AS closing, sum(payroll_cents) AS payroll, sum(severance_cents) AS severance
     FROM month_department WHERE run_key = ${run} GROUP BY ALL`,
  ],
  totals: [
    `SELECT simulation_year AS year, hires, experienced_terminations + reductions + new_hire_terminations AS terminations,
       closing, prorated_payroll_cents AS payroll, severance_cents AS severance
     FROM run_year WHERE run_key = ${run}`,
    `SELECT simulation_year AS year, base_deferral_cents AS deferrals, catch_up_cents AS "catchUp",
       match_cents AS match, true_up_cents AS "trueUp", core_cents AS core, core_excess_cents AS "coreExcess",
       reallocated_cents AS reallocated, forfeitures_created_cents AS forfeitures
     FROM run_year_plan WHERE run_key = ${run}`,
  ],
});

const WORKFORCE: readonly TieFigure[] = ['hires', 'terminations', 'closing', 'payroll', 'severance'];
const PLAN: readonly TieFigure[] = [
  'deferrals',
  'catchUp',
  'match',
  'trueUp',
  'core',
  'coreExcess',
  'reallocated',
  'forfeitures',
];

const yearRow = z.record(z.string(), z.coerce.number());
const openingRow = z.object({ year: z.number(), opening: z.number(), hasPlan: z.boolean() });
type Figures = ReadonlyMap<number, Readonly<Record<string, number>>>;

/**
 * The figures of the stored years that events, people, months and totals keep each by themselves. Closing headcount of
 * the events is opening plus hires less leavers.
 */
export async function tieOuts(workspace: Workspace, run: number): Promise<readonly TieOut[]> {
  const years = z.array(openingRow).parse(
    await workspace.read(
      `SELECT y.simulation_year AS year, y.opening, p.run_key IS NOT NULL AS "hasPlan" FROM run_year y
       LEFT JOIN run_year_plan p ON p.run_key = y.run_key AND p.simulation_year = y.simulation_year
       WHERE y.run_key = ${run} ORDER BY year`,
    ),
  );
  const figuresOf = async (statements: readonly string[]): Promise<Figures> => {
    const byYear = new Map<number, Record<string, number>>();
    for (const statement of statements)
      for (const row of z.array(yearRow).parse(await workspace.read(statement)))
        byYear.set(row['year'] ?? 0, { ...byYear.get(row['year'] ?? 0), ...row });
    return byYear;
  };
  const sql = places(run);
  const [events, people, months, totals] = [
    await figuresOf(sql.events),
    await figuresOf(sql.people),
    await figuresOf(sql.months),
    await figuresOf(sql.totals),
  ];
  return years.flatMap(({ year, opening, hasPlan }) => {
    const figures = hasPlan ? [...WORKFORCE, ...PLAN] : WORKFORCE;
    const eventsOfYear = events.get(year) ?? {};
    const closing = opening + (eventsOfYear['hires'] ?? 0) - (eventsOfYear['terminations'] ?? 0);
    return figures.map((figure): TieOut => {
      const at = (place: Figures): number | null => place.get(year)?.[figure] ?? null;
      // A year without an event of a kind has no row for it: its sum is 0.
      const inEvents =
        figure === 'payroll' ? null : figure === 'closing' ? closing : (eventsOfYear[figure] ?? 0);
      return {
        year,
        figure,
        events: inEvents,
        people: figure === 'severance' ? null : at(people),
        months: at(months),
        totals: at(totals),
      };
    });
  });
}
