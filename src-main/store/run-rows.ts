import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { InvariantResult, YearSummary } from '../../src-shared/columns.ts';
import type { PlanTestRow } from '../../src-shared/compliance-rows.ts';
import type { PlanYearSummary } from '../../src-shared/plan-columns.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { PRODUCT_VERSION } from '../files/product-version.ts';
import { canonicalJson } from './canonical-json.ts';
import type { EncodedOpening, EncodedYear, SpoolFile } from './encoded-run.ts';
import type { LedgerLink } from './fingerprint.ts';

/** The statements that write the rows of a run; RunWriter puts them into transactions. */

/** What is recorded of a run when it starts. */
export interface RunHeader {
  readonly runId: string;
  readonly name: string;
  readonly scenario: {
    /** Identity of the scenario over its versions. */
    readonly id: string;
    readonly name: string;
    /** The whole document, every value resolved. */
    readonly document: object;
    /** Path of the file it was read from; null for the shipped default. */
    readonly source: string | null;
    readonly gitCommit: string | null;
    /** Settings that were changed for this run only, path: value. */
    readonly overrides: Readonly<Record<string, unknown>>;
  };
  readonly census: CensusReference;
  readonly startYear: number;
  readonly endYear: number;
  readonly seed: number;
  readonly mode: string;
  readonly replicate: number;
  readonly userName: string;
  readonly machine: string;
}

/** Which census a run started from. */
export interface CensusReference {
  /** null when the census was not kept in the workspace. */
  readonly id: string | null;
  readonly name: string;
  /** SHA-256 of the accepted rows. */
  readonly hash: string;
  /** Data rows of the file, and what became of them (W-24). */
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
}

/** Checks of one year, and where they were made. */
export interface YearChecks {
  readonly year: number;
  readonly origin: 'engine' | 'store';
  readonly results: readonly InvariantResult[];
}

export async function insertRun(
  connection: DuckDBConnection,
  header: RunHeader,
  opening: EncodedOpening,
  schemaVersion: number,
  now: Date,
): Promise<number> {
  const { key: scenarioKey, hash: scenarioHash } = await insertScenario(connection, header.scenario, now);
  const reader = await connection.runAndReadAll("SELECT CAST(nextval('run_key') AS INTEGER)");
  const runKey = Number(reader.getColumns()[0]?.[0]);
  const { census, scenario } = header;
  await connection.run(
    `INSERT INTO run VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
       CAST($17 AS BIGINT), $18, $19, $20, $21, $22, $23, $24, CAST($25 AS TIMESTAMP))`,
    [
      runKey,
      header.runId,
      header.name,
      scenarioKey,
      scenarioHash,
      scenario.source,
      scenario.gitCommit,
      canonicalJson(scenario.overrides),
      census.id,
      census.name,
      census.hash,
      census.rows,
      census.accepted,
      census.quarantined,
      header.startYear,
      header.endYear,
      String(header.seed),
      header.mode,
      header.replicate,
      JSON.stringify(opening.counts),
      PRODUCT_VERSION,
      schemaVersion,
      header.userName,
      header.machine,
      now.toISOString(),
    ],
  );
  return runKey;
}

/** Stores the document unless the workspace has it already. */
async function insertScenario(
  connection: DuckDBConnection,
  scenario: RunHeader['scenario'],
  now: Date,
): Promise<{ key: number; hash: string }> {
  const document = canonicalJson(scenario.document);
  const hash = createHash('sha256').update(document).digest('hex');
  const known = await connection.runAndReadAll(
    'SELECT scenario_key FROM scenario_version WHERE scenario_id = $1 AND content_hash = $2',
    [scenario.id, hash],
  );
  const knownKey = known.getColumns()[0]?.[0];
  if (knownKey !== undefined) return { key: Number(knownKey), hash };
  const inserted = await connection.runAndReadAll(
    `INSERT INTO scenario_version
     SELECT nextval('scenario_key'), $1, 1 + coalesce(max(version), 0), $2, $3, $4, CAST($5 AS TIMESTAMP)
     FROM scenario_version WHERE scenario_id = $1
     RETURNING scenario_key`,
    [scenario.id, scenario.name, hash, document, now.toISOString()],
  );
  return { key: Number(inserted.getColumns()[0]?.[0]), hash };
}

/** Columns that a table has in front of those in the file. */
function keyColumns(table: string, runKey: number, year: number | null): string {
  if (table === 'run_person') return `${runKey} AS run_key, ${year ?? 'NULL'} AS hired_by_year`;
  return year === null ? `${runKey} AS run_key` : `${runKey} AS run_key, ${year} AS simulation_year`;
}

export async function insertFile(
  connection: DuckDBConnection,
  { table, path, rows }: SpoolFile,
  runKey: number,
  year: number | null,
): Promise<void> {
  const keys = keyColumns(table, runKey, year);
  const result = await connection.run(
    `INSERT INTO ${table} BY NAME SELECT ${keys}, * FROM read_parquet($1)`,
    [path],
  );
  if (result.rowsChanged !== rows)
    throw new PlanAlignError('STORE_FAILED', `${table}: ${result.rowsChanged} of ${rows} rows were written.`);
}

export async function insertSummary(
  connection: DuckDBConnection,
  runKey: number,
  { year, summary, eventCounts }: EncodedYear,
  planDesignId: string | null,
  now: Date,
): Promise<void> {
  await connection.run(
    `INSERT INTO run_year BY NAME SELECT $1 AS run_key, $2 AS simulation_year, $3 AS plan_design_id,
       $4 AS event_counts, $5 AS summary, CAST($6 AS TIMESTAMP) AS written_at, ${literals(yearFigures(summary))}`,
    [runKey, year, planDesignId, JSON.stringify(eventCounts), JSON.stringify(summary), now.toISOString()],
  );
}

/** Writes what the plan cost and did in a year (P-84, P-85). */
export async function insertPlanSummary(
  connection: DuckDBConnection,
  runKey: number,
  year: number,
  summary: PlanYearSummary,
): Promise<void> {
  await connection.run(
    `INSERT INTO run_year_plan BY NAME SELECT $1 AS run_key, $2 AS simulation_year, $3 AS design_id,
       $4 AS partial, $5 AS net_cash_basis_points, ${literals(planFigures(summary))}`,
    [runKey, year, summary.designId, summary.partial, summary.netCashBasisPoints],
  );
}

/** Writes the tests of a year with their working, all in one statement. */
export async function insertPlanTests(
  connection: DuckDBConnection,
  runKey: number,
  year: number,
  tests: readonly PlanTestRow[],
): Promise<void> {
  if (tests.length === 0) return;
  await connection.run(
    `INSERT INTO plan_test
     SELECT $1, $2, t->>'test', t->>'part', t->>'group', t->>'result', t->>'reason',
       CAST(t->>'nhceBasisPoints' AS INTEGER), CAST(t->>'hceBasisPoints' AS INTEGER),
       CAST(t->>'ratioBasisPoints' AS INTEGER), CAST(t->>'limitPpm' AS INTEGER), t->'working'
     FROM (SELECT unnest(CAST($3 AS JSON[])) AS t)`,
    [runKey, year, JSON.stringify(tests)],
  );
}

function planFigures(summary: PlanYearSummary): Readonly<Record<string, number>> {
  return {
    eligible: summary.eligible,
    participants: summary.participants,
    base_deferral_cents: summary.baseCents,
    catch_up_cents: summary.catchUpCents,
    match_cents: summary.matchCents,
    true_up_cents: summary.trueUpCents,
    core_cents: summary.coreCents,
    core_excess_cents: summary.coreExcessCents,
    reallocated_cents: summary.reallocatedCents,
    gross_cost_cents: summary.grossCostCents,
    forfeitures_created_cents: summary.forfeituresCreatedCents,
    pool_available_cents: summary.poolAvailableCents,
    pool_applied_cents: summary.poolAppliedCents,
    pool_carried_cents: summary.poolCarriedCents,
    pool_overdue_cents: summary.poolOverdueCents,
    net_cash_cents: summary.netCashCents,
    net_expense_cents: summary.netExpenseCents,
    gross_pay_cents: summary.grossPayCents,
    hce_count: summary.hceCount,
  };
}

/** The figures of a summary that run_year has as columns. */
function yearFigures(summary: YearSummary): Readonly<Record<string, number>> {
  return {
    opening: summary.opening,
    hires: summary.hires,
    scheduled_hires: summary.scheduledHires,
    experienced_terminations: summary.experiencedTerminations,
    reductions: summary.reductions,
    new_hire_terminations: summary.newHireTerminations,
    promotions: summary.promotions,
    raises: summary.raises,
    closing: summary.closing,
    target_closing: summary.targetClosing,
    raised: summary.raised,
    unmet: summary.unmet,
    closing_payroll_cents: summary.closingPayrollCents,
    prorated_payroll_cents: summary.proratedPayrollCents,
    severance_cents: summary.severanceCents,
  };
}

/** Columns with whole numbers as they stand in a statement. */
function literals(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([column, figure]) => `${BigInt(figure)} AS ${column}`)
    .join(', ');
}

/** Writes the results of checks, of any years, in one statement. */
export async function insertChecks(
  connection: DuckDBConnection,
  runKey: number,
  checks: readonly YearChecks[],
): Promise<void> {
  const rows = checks.flatMap(({ year, origin, results }) =>
    results.map((result) => ({ year, origin, ...result })),
  );
  if (rows.length === 0) return;
  await connection.run(
    `INSERT INTO validation_result
     SELECT $1, CAST(r->>'year' AS INTEGER), r->>'id', r->>'origin', r->>'severity', CAST(r->>'checked' AS BIGINT),
       CAST(r->>'failed' AS BIGINT), CAST(r->'offenders' AS VARCHAR[])
     FROM (SELECT unnest(CAST($2 AS JSON[])) AS r)`,
    [runKey, JSON.stringify(rows)],
  );
}

export async function insertLink(
  connection: DuckDBConnection,
  runKey: number,
  { position, year, relations, previous, link }: LedgerLink,
): Promise<void> {
  const rowCounts = Object.fromEntries(relations.map(({ table, rows }) => [table, rows]));
  const digests = Object.fromEntries(
    relations.map(({ table, columns }) => [
      table,
      Object.fromEntries(columns.map(({ name, digest }) => [name, digest])),
    ]),
  );
  await connection.run('INSERT INTO ledger VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    runKey,
    position,
    year,
    JSON.stringify(rowCounts),
    JSON.stringify(digests),
    previous,
    link,
  ]);
}
