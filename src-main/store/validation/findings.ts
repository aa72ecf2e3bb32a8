import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { YearFacts } from './year-facts.ts';

/** What one statement found out about one check. */
export interface Outcome {
  /** Things that were compared; null where the statement only lists failures. */
  readonly checked: number | null;
  readonly failed: number;
  readonly offenders: readonly string[];
}

/** Outcomes by invariant id. */
export type Outcomes = ReadonlyMap<string, Outcome>;

const MAX_OFFENDERS = 20;

const outcomeRow = z.object({
  id: z.string(),
  checked: z.coerce.number().nullable(),
  failed: z.coerce.number(),
  offenders: z.array(z.string()).nullable(),
});

/**
 * Evaluates a relation of failures: (id, person, place, words), one row for each thing that broke invariant `id`.
 * Offenders are named by employee id and year, the lowest places first.
 */
export function readFindings(
  connection: DuckDBConnection,
  { runKey, year }: YearFacts,
  relation: string,
): Promise<Outcomes> {
  return readOutcomes(
    connection,
    `SELECT f.id, NULL AS checked, count(*) AS failed,
       arg_min(coalesce(p.employee_id, 'person ' || f.person) || ' in ${year}: ' || f.words, f.place, ${MAX_OFFENDERS}) AS offenders
     FROM (${relation}) f
     LEFT JOIN run_person p ON p.run_key = ${runKey} AND p.person = f.person
     GROUP BY f.id`,
  );
}

/** Evaluates a relation of compared figures: (id, place, what, found, expected), of which unequal ones are failures. */
export function readFigures(
  connection: DuckDBConnection,
  { year }: YearFacts,
  relation: string,
): Promise<Outcomes> {
  return readOutcomes(
    connection,
    `SELECT id, count(*) AS checked, count(*) FILTER (WHERE found IS DISTINCT FROM expected) AS failed,
       arg_min(what || ' in ${year}: ' || coalesce(CAST(found AS VARCHAR), 'nothing') || ', expected '
         || coalesce(CAST(expected AS VARCHAR), 'nothing'), place, ${MAX_OFFENDERS})
         FILTER (WHERE found IS DISTINCT FROM expected) AS offenders
     FROM (${relation}) GROUP BY id`,
  );
}

async function readOutcomes(connection: DuckDBConnection, sql: string): Promise<Outcomes> {
  const reader = await connection.runAndReadAll(sql);
  return new Map(
    reader.getRowObjectsJson().map((row) => {
      const { id, checked, failed, offenders } = outcomeRow.parse(row);
      return [id, { checked, failed, offenders: offenders ?? [] }];
    }),
  );
}
