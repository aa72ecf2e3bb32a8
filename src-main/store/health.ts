import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { EVENT_TABLES } from './event-tables.ts';
import { listRuns } from './run-queries.ts';
import { verifyRun } from './verify-run.ts';
import type { Workspace } from './workspace.ts';

/** One check of a workspace. */
export interface HealthCheck {
  readonly name: string;
  readonly passed: boolean;
  /** What was found, in words. */
  readonly detail: string;
}

export interface WorkspaceHealth {
  readonly path: string;
  readonly schemaVersion: number;
  readonly fileBytes: number;
  readonly freeBytes: number;
  readonly runs: Readonly<Record<string, number>>;
  readonly checks: readonly HealthCheck[];
}

/**
 * Examines a workspace: that complete runs have all their years, that their ledgers are unbroken chains that end in
 * the fingerprint, and that the tables hold the rows the ledgers say. With `verify` every complete run is read back
 * and its fingerprint recomputed, which takes about as long as writing it did.
 */
export async function workspaceHealth(workspace: Workspace, verify: boolean): Promise<WorkspaceHealth> {
  const [file, disk, runs] = await Promise.all([
    stat(workspace.path),
    statfs(dirname(workspace.path)),
    listRuns(workspace),
  ]);
  const byStatus: Record<string, number> = {};
  for (const { status } of runs) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const checks = [
    await emptyQuery(workspace, 'complete runs have every year', INCOMPLETE_YEARS),
    await emptyQuery(workspace, 'ledgers are unbroken chains', BROKEN_CHAINS),
    await emptyQuery(workspace, 'row counts agree with the ledgers', ROW_COUNTS),
  ];
  if (verify) {
    for (const { runId } of runs.filter(({ status }) => status === 'complete')) {
      const { problems } = await verifyRun(workspace, runId);
      checks.push({
        name: `fingerprint of run ${runId}`,
        passed: problems.length === 0,
        detail: problems.length === 0 ? 'recomputed from the rows' : problems.join('; '),
      });
    }
  }
  return {
    path: workspace.path,
    schemaVersion: workspace.schemaVersion,
    fileBytes: file.size,
    freeBytes: disk.bavail * disk.bsize,
    runs: byStatus,
    checks,
  };
}

const INCOMPLETE_YEARS = `
SELECT CAST(r.run_id AS VARCHAR) || ' has ' || count(y.simulation_year) || ' years of ' || (r.end_year - r.start_year + 1)
  AS finding
FROM run r
JOIN run_end e ON e.run_key = r.run_key AND e.status = 'complete'
LEFT JOIN run_year y ON y.run_key = r.run_key
GROUP BY r.run_key, r.run_id, r.start_year, r.end_year
HAVING count(y.simulation_year) <> r.end_year - r.start_year + 1`;

const BROKEN_CHAINS = `
WITH chain AS (
  SELECT l.run_key, l.position, l.link, l.previous_link,
    lag(l.link, 1, repeat('0', 64)) OVER (PARTITION BY l.run_key ORDER BY l.position) AS expected,
    row_number() OVER (PARTITION BY l.run_key ORDER BY l.position) - 1 AS expected_position,
    last_value(l.link) OVER (PARTITION BY l.run_key ORDER BY l.position
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_link
  FROM ledger l
)
SELECT CAST(r.run_id AS VARCHAR) || ' at link ' || c.position AS finding
FROM chain c
JOIN run r ON r.run_key = c.run_key
LEFT JOIN run_end e ON e.run_key = c.run_key
WHERE c.previous_link <> c.expected OR c.position <> c.expected_position
  OR (e.status = 'complete' AND e.fingerprint IS DISTINCT FROM c.last_link)`;

const COUNTED_TABLES = [...EVENT_TABLES.map(({ table }) => table), 'snapshot'];
/** The ledger of a run of an older schema does not name the tables of a newer one, where it has no rows either. */
const ROW_COUNTS = `
WITH stored AS (
  ${COUNTED_TABLES.map(
    (table) =>
      `SELECT '${table}' AS relation, run_key, simulation_year, count(*) AS n FROM ${table} GROUP BY run_key, simulation_year`,
  ).join('\n  UNION ALL ')}
), recorded AS (
  SELECT relation, run_key, simulation_year, CAST(row_counts->>relation AS BIGINT) AS n
  FROM ledger, (SELECT unnest(['${COUNTED_TABLES.join("','")}']) AS relation)
  WHERE simulation_year IS NOT NULL
)
SELECT coalesce(s.relation, d.relation) || ' of ' || coalesce(s.simulation_year, d.simulation_year) || ' in run '
  || coalesce(CAST(r.run_id AS VARCHAR), '?') || ': ' || coalesce(s.n, 0) || ' rows, ledger '
  || coalesce(CAST(d.n AS VARCHAR), 'without') AS finding
FROM stored s
FULL JOIN recorded d USING (relation, run_key, simulation_year)
LEFT JOIN run r ON r.run_key = coalesce(s.run_key, d.run_key)
WHERE coalesce(s.n, 0) <> coalesce(d.n, 0)`;

/** A check that passes when a query finds nothing. */
async function emptyQuery(workspace: Workspace, name: string, sql: string): Promise<HealthCheck> {
  const rows = z.array(z.object({ finding: z.string() })).parse(await workspace.read(sql));
  return {
    name,
    passed: rows.length === 0,
    detail: rows.length === 0 ? 'no exception' : rows.map(({ finding }) => finding).join('; '),
  };
}
