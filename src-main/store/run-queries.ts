import { z } from 'zod';
import type { YearSummary } from '../../src-shared/columns.ts';
import type { PlanYearSummary } from '../../src-shared/plan-columns.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { isJsonObject, type JsonObject } from '../../src-shared/scenario/json-value.ts';
import { EVENT_TABLES } from './event-tables.ts';
import type { Workspace } from './workspace.ts';

/** A run as it is recorded. Times are ISO texts in UTC. */
export interface RunRecord {
  readonly runId: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly scenario: {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly hash: string;
    readonly source: string | null;
    readonly gitCommit: string | null;
    readonly overrides: Readonly<Record<string, unknown>>;
  };
  readonly census: {
    readonly id: string | null;
    readonly name: string;
    readonly hash: string;
    readonly rows: number;
    readonly accepted: number;
    readonly quarantined: number;
  };
  readonly startYear: number;
  readonly endYear: number;
  /** Years whose facts are stored. */
  readonly storedYears: number;
  readonly seed: number;
  readonly mode: string;
  readonly replicate: number;
  readonly engineVersion: string;
  readonly schemaVersion: number;
  readonly userName: string;
  readonly machine: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly fingerprint: string | null;
  readonly failure: {
    readonly code: string;
    readonly detail: string;
    readonly items: readonly string[];
  } | null;
  /** Milliseconds by name of the work. */
  readonly timings: Readonly<Record<string, number>>;
}

type RunStatus = 'running' | 'complete' | 'failed' | 'cancelled' | 'interrupted';

const isoTime = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

const RUN_SQL = `
SELECT r.run_key, r.run_id, r.name, coalesce(e.status, 'running') AS status, s.scenario_id, s.version AS scenario_version,
  s.name AS scenario_name, r.scenario_hash, r.scenario_source, r.scenario_commit, r.overrides, r.census_id,
  r.census_name, r.census_hash, r.census_rows, r.census_accepted, r.census_quarantined, r.start_year, r.end_year,
  (SELECT CAST(count(*) AS INTEGER) FROM run_year y WHERE y.run_key = r.run_key) AS stored_years,
  r.random_seed, r.flow_mode, r.replicate, r.engine_version, r.schema_version, r.user_name, r.machine,
  ${isoTime('r.started_at')} AS started_at, ${isoTime('e.finished_at')} AS finished_at, e.fingerprint,
  e.failure_code, e.failure_detail, e.failure_items, e.timings
FROM run r
JOIN scenario_version s ON s.scenario_key = r.scenario_key
LEFT JOIN run_end e ON e.run_key = r.run_key`;

const jsonText = z.string().transform((text): unknown => JSON.parse(text));
const runRow = z.object({
  run_key: z.number(),
  run_id: z.string(),
  name: z.string(),
  status: z.enum(['running', 'complete', 'failed', 'cancelled', 'interrupted']),
  scenario_id: z.string(),
  scenario_version: z.number(),
  scenario_name: z.string(),
  scenario_hash: z.string(),
  scenario_source: z.string().nullable(),
  scenario_commit: z.string().nullable(),
  overrides: jsonText.pipe(z.record(z.string(), z.unknown())),
  census_id: z.string().nullable(),
  census_name: z.string(),
  census_hash: z.string(),
  census_rows: z.number(),
  census_accepted: z.number(),
  census_quarantined: z.number(),
  start_year: z.number(),
  end_year: z.number(),
  stored_years: z.number(),
  random_seed: z.coerce.number(),
  flow_mode: z.string(),
  replicate: z.number(),
  engine_version: z.string(),
  schema_version: z.number(),
  user_name: z.string(),
  machine: z.string(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  fingerprint: z.string().nullable(),
  failure_code: z.string().nullable(),
  failure_detail: z.string().nullable(),
  failure_items: z.array(z.string()).nullable(),
  timings: jsonText.pipe(z.record(z.string(), z.number())).nullable(),
});

/** A run with the surrogate that its facts carry. */
interface KeyedRun {
  readonly key: number;
  readonly run: RunRecord;
}

function recordOf(row: unknown): KeyedRun {
  const r = runRow.parse(row);
  const run: RunRecord = {
    runId: r.run_id,
    name: r.name,
    status: r.status,
    scenario: {
      id: r.scenario_id,
      version: r.scenario_version,
      name: r.scenario_name,
      hash: r.scenario_hash,
      source: r.scenario_source,
      gitCommit: r.scenario_commit,
      overrides: r.overrides,
    },
    census: {
      id: r.census_id,
      name: r.census_name,
      hash: r.census_hash,
      rows: r.census_rows,
      accepted: r.census_accepted,
      quarantined: r.census_quarantined,
    },
    startYear: r.start_year,
    endYear: r.end_year,
    storedYears: r.stored_years,
    seed: r.random_seed,
    mode: r.flow_mode,
    replicate: r.replicate,
    engineVersion: r.engine_version,
    schemaVersion: r.schema_version,
    userName: r.user_name,
    machine: r.machine,
    startedAt: r.started_at,
    finishedAt: r.finished_at,
    fingerprint: r.fingerprint,
    failure:
      r.failure_code === null
        ? null
        : { code: r.failure_code, detail: r.failure_detail ?? '', items: r.failure_items ?? [] },
    timings: r.timings ?? {},
  };
  return { key: r.run_key, run };
}

/** All runs, newest first. */
export async function listRuns(workspace: Workspace): Promise<RunRecord[]> {
  const rows = await workspace.read(`${RUN_SQL} ORDER BY r.run_key DESC`);
  return rows.map((row) => recordOf(row).run);
}

/**
 * One run, by its id or the beginning of it.
 * @throws PlanAlignError RUN_UNKNOWN when none, or more than one, matches.
 */
export async function getRun(workspace: Workspace, reference: string): Promise<RunRecord> {
  return (await findRun(workspace, reference)).run;
}

/** The run as {@link getRun} finds it, with the surrogate that its facts carry. */
export async function findRun(workspace: Workspace, reference: string): Promise<KeyedRun> {
  const text = reference.trim().toLowerCase();
  const rows =
    text === ''
      ? []
      : await workspace.read(
          `${RUN_SQL} WHERE starts_with(CAST(r.run_id AS VARCHAR), $1) ORDER BY r.run_key`,
          [text],
        );
  const [found] = rows;
  if (found === undefined || rows.length > 1) {
    const detail =
      rows.length === 0 ? `No run has the id ${reference}.` : `${rows.length} runs begin with ${reference}.`;
    throw new PlanAlignError('RUN_UNKNOWN', detail);
  }
  return recordOf(found);
}

/**
 * A run by its id, the beginning of it, or its name, for commands that only read; of several runs with one name, the
 * newest.
 * @throws PlanAlignError RUN_UNKNOWN when none, or more than one id, matches.
 */
export async function findNamedRun(workspace: Workspace, reference: string): Promise<KeyedRun> {
  const named = (await listRuns(workspace)).find(({ name }) => name === reference);
  return findRun(workspace, named?.runId ?? reference);
}

/** The scenario of a run as it was used, every value resolved (W-28). */
export async function scenarioDocument(workspace: Workspace, runId: string): Promise<JsonObject> {
  const { key } = await findRun(workspace, runId);
  const [row] = await workspace.read(
    `SELECT s.document FROM run r JOIN scenario_version s ON s.scenario_key = r.scenario_key
     WHERE r.run_key = $1`,
    [key],
  );
  const document: unknown = JSON.parse(z.object({ document: z.string() }).parse(row).document);
  if (!isJsonObject(document)) throw new RangeError('a scenario is an object');
  return document;
}

/** Summaries of the stored years of a run, in order (section 8). */
export async function yearSummaries(workspace: Workspace, runId: string): Promise<YearSummary[]> {
  const { key } = await findRun(workspace, runId);
  const rows = await workspace.read(
    'SELECT summary FROM run_year WHERE run_key = $1 ORDER BY simulation_year',
    [key],
  );
  // The document was written from the same type by RunWriter.
  return rows.map((row) => JSON.parse(z.object({ summary: z.string() }).parse(row).summary) as YearSummary);
}

const planRow = z.object({
  key: z.number(),
  year: z.number(),
  designId: z.string(),
  eligible: z.number(),
  participants: z.number(),
  baseCents: z.coerce.number(),
  catchUpCents: z.coerce.number(),
  matchCents: z.coerce.number(),
  trueUpCents: z.coerce.number(),
  coreCents: z.coerce.number(),
  coreExcessCents: z.coerce.number(),
  reallocatedCents: z.coerce.number(),
  grossCostCents: z.coerce.number(),
  forfeituresCreatedCents: z.coerce.number(),
  poolAvailableCents: z.coerce.number(),
  poolAppliedCents: z.coerce.number(),
  poolCarriedCents: z.coerce.number(),
  poolOverdueCents: z.coerce.number(),
  netCashCents: z.coerce.number(),
  netExpenseCents: z.coerce.number(),
  netCashBasisPoints: z.number().nullable(),
  grossPayCents: z.coerce.number(),
  partial: z.boolean(),
  hceCount: z.number(),
});

/** What the plan cost and did in the years of runs with a design in force, by run and year (P-84, P-85). */
export async function planYears(
  workspace: Workspace,
  keys: readonly number[],
): Promise<{ readonly key: number; readonly plan: PlanYearSummary & { readonly year: number } }[]> {
  const rows = await workspace.read(
    `SELECT run_key AS key, simulation_year AS year, design_id AS "designId", eligible, participants,
       base_deferral_cents AS "baseCents", catch_up_cents AS "catchUpCents", match_cents AS "matchCents",
       true_up_cents AS "trueUpCents", core_cents AS "coreCents", core_excess_cents AS "coreExcessCents",
       reallocated_cents AS "reallocatedCents", gross_cost_cents AS "grossCostCents",
       forfeitures_created_cents AS "forfeituresCreatedCents", pool_available_cents AS "poolAvailableCents",
       pool_applied_cents AS "poolAppliedCents", pool_carried_cents AS "poolCarriedCents",
       pool_overdue_cents AS "poolOverdueCents", net_cash_cents AS "netCashCents",
       net_expense_cents AS "netExpenseCents", net_cash_basis_points AS "netCashBasisPoints",
       gross_pay_cents AS "grossPayCents", partial, hce_count AS "hceCount"
     FROM run_year_plan WHERE run_key IN (${keys.join(', ')}) ORDER BY run_key, simulation_year`,
  );
  return z
    .array(planRow)
    .parse(rows)
    .map(({ key, ...plan }) => ({ key, plan }));
}

/** What the plan cost and did in the years of a run with a design in force, in order (P-84, P-85). */
export async function planSummaries(
  workspace: Workspace,
  runId: string,
): Promise<(PlanYearSummary & { readonly year: number })[]> {
  const { key } = await findRun(workspace, runId);
  return (await planYears(workspace, [key])).map(({ plan }) => plan);
}

/** Events of a run by type, counted in the tables. */
export async function eventCounts(workspace: Workspace, runId: string): Promise<Record<string, number>> {
  const { key } = await findRun(workspace, runId);
  const rows = await workspace.read(
    EVENT_TABLES.map(
      ({ type, table }) =>
        `SELECT '${type}' AS type, CAST(count(*) AS INTEGER) AS events FROM ${table} WHERE run_key = ${key}`,
    ).join(' UNION ALL '),
  );
  const counts = z.array(z.object({ type: z.string(), events: z.number() })).parse(rows);
  return Object.fromEntries(counts.map(({ type, events }) => [type, events]));
}

/** A check of section 11 as it came out in one year. */
export interface StoredCheck {
  readonly year: number;
  readonly id: string;
  readonly origin: 'engine' | 'store';
  readonly severity: 'FAIL' | 'WARN';
  readonly checked: number;
  readonly failed: number;
  readonly offenders: readonly string[];
}

const checkRow = z.object({
  year: z.number(),
  id: z.string(),
  origin: z.enum(['engine', 'store']),
  severity: z.enum(['FAIL', 'WARN']),
  checked: z.coerce.number(),
  failed: z.coerce.number(),
  offenders: z.array(z.string()),
});

/** Results of all checks of a run, by year and id. */
export async function validationResults(workspace: Workspace, runId: string): Promise<StoredCheck[]> {
  const { key } = await findRun(workspace, runId);
  const rows = await workspace.read(
    `SELECT simulation_year AS year, invariant_id AS id, origin, severity, checked, failed, offenders
     FROM validation_result WHERE run_key = $1
     ORDER BY simulation_year, CAST(regexp_extract(invariant_id, '[0-9]+') AS INTEGER), invariant_id, origin`,
    [key],
  );
  return rows.map((row) => checkRow.parse(row));
}
