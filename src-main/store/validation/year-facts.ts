import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { planFactsOf, planSettings, type PlanFacts } from './plan-facts.ts';

/** A band of completed years: [min, max), without end where max is null (W-28). */
export interface Band {
  readonly min: number;
  readonly max: number | null;
}

/** What the checks of one year need to know of its run. All of it comes from the workspace and its calendar. */
export interface YearFacts {
  readonly runKey: number;
  readonly year: number;
  /** The opening persons of the first year are in opening_state, those of later years in the snapshot before. */
  readonly isFirstYear: boolean;
  /** D, the number of days of the year (W-4). */
  readonly days: number;
  /** Day of the year of the last day of each month. */
  readonly monthEnds: readonly number[];
  readonly ageBands: readonly Band[];
  readonly tenureBands: readonly Band[];
  readonly topLevel: number;
  /** Null for a run that knows the workforce alone. */
  readonly plan: PlanFacts | null;
}

const bands = z.array(z.object({ min: z.int(), max: z.int().nullable() }));
const scenarioFacts = planSettings.extend({
  bands: z.object({ age: bands, tenure: bands }),
  jobLevels: z.array(z.unknown()),
});
const runRow = z.object({
  start_year: z.int(),
  document: z.string().transform((text) => scenarioFacts.parse(JSON.parse(text))),
  has_plan: z.boolean(),
});

/** What the checks need to know of a run; it is the same in all its years. */
export interface RunFacts {
  readonly runKey: number;
  readonly startYear: number;
  readonly scenario: z.infer<typeof scenarioFacts>;
  /** Whether the plan was simulated: runs of older versions know the workforce alone. */
  readonly hasPlan: boolean;
}

/**
 * Reads the facts of a run. Bands, levels and the plan are those of the scenario as the run used it.
 * @throws PlanAlignError RUN_UNKNOWN.
 */
export async function readRunFacts(connection: DuckDBConnection, runKey: number): Promise<RunFacts> {
  const reader = await connection.runAndReadAll(
    `SELECT r.start_year, s.document,
       EXISTS (SELECT 1 FROM ledger l WHERE l.run_key = r.run_key AND l.position = 0
         AND json_exists(l.row_counts, '$.opening_plan')) AS has_plan
     FROM run r JOIN scenario_version s ON s.scenario_key = r.scenario_key
     WHERE r.run_key = $1`,
    [runKey],
  );
  const [row] = reader.getRowObjectsJson();
  if (row === undefined)
    throw new PlanAlignError('RUN_UNKNOWN', `No run has the key ${runKey}.`, { stage: 'VALIDATION' });
  const { start_year: startYear, document: scenario, has_plan: hasPlan } = runRow.parse(row);
  return { runKey, startYear, scenario, hasPlan };
}

/**
 * The facts of one year of a run.
 * @throws PlanAlignError LIMIT_YEAR for a year before the table of limits (P-15).
 */
export function yearFactsOf({ runKey, startYear, scenario, hasPlan }: RunFacts, year: number): YearFacts {
  const dayOfYear = (month: number): number =>
    (Date.UTC(year, month, 1) - Date.UTC(year, 0, 1)) / MILLISECONDS_PER_DAY;
  const monthEnds = Array.from({ length: 12 }, (_, month) => dayOfYear(month + 1));
  return {
    runKey,
    year,
    isFirstYear: year === startYear,
    days: monthEnds[11] ?? 0,
    monthEnds,
    ageBands: scenario.bands.age,
    tenureBands: scenario.bands.tenure,
    topLevel: scenario.jobLevels.length,
    plan: hasPlan ? planFactsOf(scenario, startYear, year) : null,
  };
}

const MILLISECONDS_PER_DAY = 86_400_000;
