import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { YearFacts } from './year-facts.ts';

/** What was found out about one check. */
export interface Outcome {
  /** Things that were compared; 0 where only failures were looked for. */
  readonly checked: number;
  readonly failed: number;
  readonly offenders: readonly string[];
}

/** Outcomes by invariant id. */
export type Outcomes = ReadonlyMap<string, Outcome>;

/** One way to break a check: id, what to say of the row (an SQL expression of text), and the condition. */
export type Breach = readonly [id: string, words: string, condition: string];

/**
 * The breaches found in the rows of a relation that has person and place (which orders offenders), as a relation for
 * {@link readFindings}. Words are made for the few rows that break something only.
 */
export function breachesIn(relation: string, breaches: readonly Breach[]): string {
  const cases = breaches.map(
    ([id, words, condition]) => `CASE WHEN ${condition} THEN {'id': '${id}', 'words': ${words}} END`,
  );
  return `SELECT breach.id AS id, person, place, breach.words AS words
    FROM (
      SELECT person, place, unnest([${cases.join(', ')}]) AS breach FROM ${relation}
      WHERE ${breaches.map(([, , condition]) => `(${condition})`).join(' OR ')}
    )
    WHERE breach IS NOT NULL`;
}

/** Rows that a result names at most. */
export const MAX_OFFENDERS = 20;

const outcomeRow = z.object({ id: z.string(), failed: z.coerce.number(), offenders: z.array(z.string()) });

/**
 * Evaluates a relation of failures: (id, person, place, words), one row for each thing that broke invariant `id`.
 * Offenders are named by employee id and year, the lowest places first.
 */
export async function readFindings(
  connection: DuckDBConnection,
  { runKey, year }: YearFacts,
  relation: string,
): Promise<Outcomes> {
  const reader = await connection.runAndReadAll(
    `SELECT f.id, count(*) AS failed,
       arg_min(coalesce(p.employee_id, 'person ' || f.person) || ' in ${year}: ' || f.words, f.place,
         ${MAX_OFFENDERS}) AS offenders
     FROM (${relation}) f
     LEFT JOIN run_person p ON p.run_key = ${runKey} AND p.person = f.person
     GROUP BY f.id`,
  );
  const rows = z.array(outcomeRow).parse(reader.getRowObjectsJson());
  return new Map(rows.map(({ id, failed, offenders }) => [id, { checked: 0, failed, offenders }]));
}
