import { z } from 'zod';
import type {
  ComparedPlan,
  ComparedRun,
  ComparedTest,
  ComparedYear,
  LeaverCategory,
} from '../../../src-shared/api/comparisons.ts';
import type { GrowthMetrics } from '../../../src-shared/columns.ts';
import type { LimitUsed } from '../../../src-shared/compliance.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { PlanYearSummary } from '../../../src-shared/plan-columns.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { PLAN_STATUSES, TERMINATION_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { planYears } from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';

/** Scenarios that are kept: those of two full comparisons. */
const MOST_SCENARIOS = 16;

const runRow = z.object({
  key: z.number(),
  runId: z.string(),
  status: z.string().nullable(),
  schemaVersion: z.number(),
  scenarioHash: z.string(),
});
type RunRow = z.output<typeof runRow>;

const yearRow = z.object({
  key: z.number(),
  year: z.number(),
  opening: z.number(),
  hires: z.number(),
  closing: z.number(),
  closingPayrollCents: z.coerce.number(),
  proratedPayrollCents: z.coerce.number(),
  severanceCents: z.coerce.number(),
  growth: z.string(),
});
const leaverRow = z.object({ key: z.number(), year: z.number(), category: z.number(), people: z.number() });
const rateRow = z.object({ key: z.number(), year: z.number(), ratePpm: z.number() });
const testRow = z.object({
  key: z.number(),
  year: z.number(),
  test: z.enum(['adp', 'acp', 'design']),
  group: z.enum(['everyone', 'otherwiseExcludable', 'notOtherwiseExcludable']),
  result: z.string(),
  nhceBasisPoints: z.number().nullable(),
  hceBasisPoints: z.number().nullable(),
  limitPpm: z.number().nullable(),
  limits: z.string().nullable(),
});

/** Rows by a key, in their order. */
function grouped<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Rows of several runs by run and year. */
function byRunYear<Row extends { readonly key: number; readonly year: number }>(
  rows: readonly Row[],
): (key: number, year: number) => readonly Row[] {
  const groups = grouped(rows, ({ key, year }) => `${key} ${year}`);
  return (key, year) => groups.get(`${key} ${year}`) ?? [];
}

/** Reads runs to be compared from what is stored of them: each relation once for all runs. */
export class ComparedRuns {
  readonly #workspace: Workspace;
  readonly #scenarios = new Map<string, Promise<Scenario>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @throws PlanAlignError RUN_UNKNOWN; RUN_IN_PROGRESS for a run without a result. */
  async read(runIds: readonly string[]): Promise<readonly ComparedRun[]> {
    const runs = await this.#find(runIds);
    const [years, scenarios] = await Promise.all([
      this.#years(runs),
      Promise.all(runs.map((run) => this.#scenario(run))),
    ]);
    return runs.flatMap(({ key, runId, schemaVersion }, index) => {
      const scenario = scenarios[index];
      return scenario === undefined ? [] : [{ runId, schemaVersion, scenario, years: years.get(key) ?? [] }];
    });
  }

  async #find(runIds: readonly string[]): Promise<readonly RunRow[]> {
    const rows = await this.#workspace.read(
      `SELECT r.run_key AS key, CAST(r.run_id AS VARCHAR) AS "runId", e.status, r.schema_version AS "schemaVersion",
         r.scenario_hash AS "scenarioHash"
       FROM run r LEFT JOIN run_end e ON e.run_key = r.run_key
       WHERE list_contains(CAST(CAST($1 AS JSON) AS VARCHAR[]), CAST(r.run_id AS VARCHAR))`,
      [JSON.stringify(runIds)],
    );
    const found = z.array(runRow).parse(rows);
    return runIds.map((runId) => {
      const run = found.find((row) => row.runId === runId);
      if (run === undefined) throw new PlanAlignError('RUN_UNKNOWN', `No run has the id ${runId}.`);
      if (run.status !== 'complete')
        throw new PlanAlignError('RUN_IN_PROGRESS', `The run ${runId} has no result.`);
      return run;
    });
  }

  #scenario({ key, scenarioHash }: RunRow): Promise<Scenario> {
    return remembered(this.#scenarios, scenarioHash, MOST_SCENARIOS, async () => {
      const [row] = await this.#workspace.read(
        `SELECT s.document FROM run r JOIN scenario_version s ON s.scenario_key = r.scenario_key
         WHERE r.run_key = $1`,
        [key],
      );
      return parseScenario(JSON.parse(z.object({ document: z.string() }).parse(row).document)).scenario;
    });
  }

  async #years(runs: readonly RunRow[]): Promise<ReadonlyMap<number, readonly ComparedYear[]>> {
    const keys = runs.map(({ key }) => key);
    const isCompared = `run_key IN (${keys.join(', ')})`;
    const read = async <Row>(schema: z.ZodType<Row>, sql: string): Promise<Row[]> =>
      z.array(schema).parse(await this.#workspace.read(sql));
    const [years, plans, leavers, rates, tests] = await Promise.all([
      read(
        yearRow,
        `SELECT run_key AS key, simulation_year AS year, opening, hires, closing,
           closing_payroll_cents AS "closingPayrollCents", prorated_payroll_cents AS "proratedPayrollCents",
           severance_cents AS "severanceCents", CAST(summary->'growth' AS VARCHAR) AS growth
         FROM run_year WHERE ${isCompared} ORDER BY run_key, simulation_year`,
      ),
      planYears(this.#workspace, keys),
      read(
        leaverRow,
        `SELECT run_key AS key, simulation_year AS year, category, CAST(count(*) AS INTEGER) AS people
         FROM event_termination WHERE ${isCompared} GROUP BY ALL`,
      ),
      // A participant is enrolled with a rate above nothing and employed on 31 December (P-125).
      read(
        rateRow,
        `SELECT run_key AS key, simulation_year AS year, CAST(sum(deferral_rate_ppm) AS DOUBLE) AS "ratePpm"
         FROM snapshot WHERE ${isCompared} AND termination_date IS NULL
           AND plan_status = ${PLAN_STATUSES.indexOf('enrolled')} AND deferral_rate_ppm > 0
         GROUP BY ALL`,
      ),
      read(
        testRow,
        `SELECT run_key AS key, simulation_year AS year, test, tested_group AS "group", result,
           nhce_basis_points AS "nhceBasisPoints", hce_basis_points AS "hceBasisPoints", limit_ppm AS "limitPpm",
           CASE WHEN test = 'design' THEN CAST(working->'limits' AS VARCHAR) END AS limits
         FROM plan_test WHERE ${isCompared} AND test IN ('adp', 'acp', 'design')
         ORDER BY run_key, simulation_year, test DESC, tested_group`,
      ),
    ]);
    const planOf = byRunYear(plans.map(({ key, plan }) => ({ key, year: plan.year, plan })));
    const leaversOf = byRunYear(leavers);
    const ratesOf = byRunYear(rates);
    const testsOf = byRunYear(tests);
    const compared = years.map(({ key, growth, ...figures }) => {
      const { year } = figures;
      const summary = planOf(key, year)[0]?.plan;
      const categories = leaversOf(key, year).map(({ category, people }): [LeaverCategory, number] => [
        TERMINATION_CATEGORIES[category] ?? 'experienced',
        people,
      ]);
      return {
        key,
        value: {
          ...figures,
          leavers: Object.fromEntries(categories),
          // The document was written from the same type by RunWriter.
          growth: JSON.parse(growth) as GrowthMetrics,
          plan:
            summary === undefined
              ? null
              : planFigures(summary, ratesOf(key, year)[0]?.ratePpm ?? 0, testsOf(key, year)),
        },
      };
    });
    const groups = grouped(compared, ({ key }) => key);
    return new Map([...groups].map(([key, group]) => [key, group.map(({ value }) => value)]));
  }
}

function planFigures(
  summary: PlanYearSummary,
  participantRatePpm: number,
  rows: readonly z.output<typeof testRow>[],
): ComparedPlan {
  const limits = rows.find(({ test }) => test === 'design')?.limits ?? '[]';
  const tests = rows.flatMap(
    ({ test, group, result, nhceBasisPoints, hceBasisPoints, limitPpm }): readonly ComparedTest[] =>
      test === 'design' ? [] : [{ test, group, result, nhceBasisPoints, hceBasisPoints, limitPpm }],
  );
  // The limits were written from the same type (TestWorkings).
  return { ...summary, participantRatePpm, tests, limits: JSON.parse(limits) as readonly LimitUsed[] };
}
