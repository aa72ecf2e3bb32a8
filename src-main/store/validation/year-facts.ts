import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { PlanAlignError } from '../../../src-shared/errors.ts';

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
}

const bandList = z.string().transform((text): Band[] => bands.parse(JSON.parse(text)));
const bands = z.array(z.object({ min: z.int(), max: z.int().nullable() }));
const factsRow = z.object({
  start_year: z.int(),
  age_bands: bandList,
  tenure_bands: bandList,
  top_level: z.coerce.number().int(),
  month_ends: z.array(z.coerce.number().int()).length(12),
});

/**
 * Reads the facts of a year. Bands and levels are those of the scenario as the run used it.
 * @throws PlanAlignError RUN_UNKNOWN.
 */
export async function readYearFacts(
  connection: DuckDBConnection,
  runKey: number,
  year: number,
): Promise<YearFacts> {
  const reader = await connection.runAndReadAll(
    `SELECT r.start_year,
       s.document->'$.bands.age' AS age_bands,
       s.document->'$.bands.tenure' AS tenure_bands,
       json_array_length(s.document, '$.jobLevels') AS top_level,
       (SELECT list(last_day(make_date($2, CAST(m AS INTEGER), 1)) - make_date($2 - 1, 12, 31) ORDER BY m)
        FROM range(1, 13) AS months(m)) AS month_ends
     FROM run r JOIN scenario_version s ON s.scenario_key = r.scenario_key
     WHERE r.run_key = $1`,
    [runKey, year],
  );
  const [row] = reader.getRowObjectsJson();
  if (row === undefined)
    throw new PlanAlignError('RUN_UNKNOWN', `No run has the key ${runKey}.`, { stage: 'VALIDATION', year });
  const facts = factsRow.parse(row);
  return {
    runKey,
    year,
    isFirstYear: year === facts.start_year,
    days: facts.month_ends[11] ?? 0,
    monthEnds: facts.month_ends,
    ageBands: facts.age_bands,
    tenureBands: facts.tenure_bands,
    topLevel: facts.top_level,
  };
}
