import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Ends the runs that have no end: the process that wrote them was killed. Their committed years stay, but a run that
 * is not complete is never a result.
 */
export async function closeInterruptedRuns(connection: DuckDBConnection, now: Date): Promise<void> {
  await connection.run(
    `INSERT INTO run_end (run_key, status, finished_at, timings)
     SELECT run_key, 'interrupted', CAST($1 AS TIMESTAMP), '{}' FROM run
     WHERE run_key NOT IN (SELECT run_key FROM run_end)`,
    [now.toISOString()],
  );
}
