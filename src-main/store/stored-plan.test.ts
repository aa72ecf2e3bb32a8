import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { formatIsoDate } from '../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../src-shared/units.ts';
import { planTestRows } from '../../src-worker/plan/testing/year/test-rows.ts';
import { EVENT_TYPES } from '../../src-shared/vocabulary.ts';
import { deleteRun } from './delete-run.ts';
import { EVENT_TABLES } from './event-tables.ts';
import { appendLink, type LedgerLink } from './fingerprint.ts';
import { workspaceHealth } from './health.ts';
import { logHash } from './log-hash.ts';
import {
  CONTRIBUTION_RELATION,
  DEFERRAL_CHANGE_RELATION,
  ELIGIBILITY_RELATION,
  ENROLLMENT_RELATION,
  FORFEITURE_RELATION,
  HCE_RELATION,
  OPENING_PLAN_RELATION,
  PLAN_SNAPSHOT_RELATION,
  VESTING_RELATION,
} from './plan-relations.ts';
import type { Relation } from './relations.ts';
import { insertLink } from './run-rows.ts';
import { checkRun } from './validation/check-year.ts';
import { PLAN_KINDS } from './validation/year-relations.ts';
import { eventCounts, planSummaries } from './run-queries.ts';
import { withInventedPlan } from './testing/invented-plan.ts';
import { eventfulStudy, type SimulatedStudy } from './testing/simulated-study.ts';
import { beginRun, storeStudy } from './testing/stored-run.ts';
import { temporaryFolder, temporaryWorkspace } from './testing/temporary-workspace.ts';
import { verifyRun } from './verify-run.ts';
import { Workspace } from './workspace.ts';

let study: SimulatedStudy;
let planned: SimulatedStudy;
beforeAll(() => {
  study = eventfulStudy(90);
  planned = withInventedPlan(study);
});

/** Stores the invented plan, which would not pass a check. */
async function storePlan(workspace: Workspace): Promise<string> {
  const { runId, encoder, writer } = await beginRun(workspace, planned);
  let fingerprint = '';
  for (const batch of planned.batches) {
    const encoded = encoder.year(batch);
    await writer.appendYear(encoded, 'design-a');
    fingerprint = encoded.link.link;
  }
  await writer.end({ status: 'complete', fingerprint }, {});
  return runId;
}

async function expectStored<Source>(
  workspace: Workspace,
  relation: Relation<Source>,
  source: Source,
  where: string,
): Promise<void> {
  const names = relation.columns.map(({ name }) => name);
  const stored = await workspace.read(
    `SELECT ${names.join(', ')} FROM ${relation.table} WHERE run_key = 1 AND ${where} ORDER BY rowid`,
  );
  const columns = relation.columns.map(({ name, data }) => ({ name, data: data(source) }));
  const rows = columns[0]?.data.values.length ?? 0;
  const expected = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      columns.map(({ name, data }) => {
        const value = data.values[row] ?? NaN;
        const isNone = Number.isNaN(value) || ('nullValue' in data && value === data.nullValue);
        if (isNone) return [name, null];
        if (data.type === 'date') return [name, value === NO_DAY ? null : formatIsoDate(value as Day)];
        return [name, data.type === 'int64' ? String(value) : data.type === 'boolean' ? value === 1 : value];
      }),
    ),
  );
  expect(stored).toEqual(expected);
}

describe('the plan of a run', () => {
  it('P-129 P-132 keeps every column of every table, in order, with what is absent as NULL', async () => {
    const workspace = await temporaryWorkspace();
    await storePlan(workspace);
    const { opening, planOpening } = planned.opening;
    await expectStored(workspace, OPENING_PLAN_RELATION, { person: opening.person, ...planOpening }, 'true');
    for (const { year, plan } of planned.batches) {
      const where = `simulation_year = ${year}`;
      await expectStored(workspace, ELIGIBILITY_RELATION, plan.eligibility, where);
      await expectStored(workspace, ENROLLMENT_RELATION, plan.enrollments, where);
      await expectStored(workspace, DEFERRAL_CHANGE_RELATION, plan.deferralChanges, where);
      await expectStored(workspace, CONTRIBUTION_RELATION, plan.contributions, where);
      await expectStored(workspace, VESTING_RELATION, plan.vesting, where);
      await expectStored(workspace, FORFEITURE_RELATION, plan.forfeitures, where);
      await expectStored(workspace, HCE_RELATION, plan.hceStatus, where);
      await expectStored(workspace, PLAN_SNAPSHOT_RELATION, plan.snapshot, where);
    }
  });

  it('P-85 keeps the figures of each year', async () => {
    const workspace = await temporaryWorkspace();
    const runId = await storePlan(workspace);
    expect(await planSummaries(workspace, runId)).toEqual(
      planned.batches.map(({ year, plan }) => ({ year, ...plan.summary })),
    );
  });

  it('P-25 keeps the tests of each year with their working', async () => {
    const workspace = await temporaryWorkspace();
    await storeStudy(workspace, study);
    const rows = await workspace.read(
      `SELECT test, part, tested_group, result, reason, nhce_basis_points, hce_basis_points, ratio_basis_points,
         limit_ppm, working FROM plan_test ORDER BY rowid`,
    );
    const expected = study.batches.flatMap(({ plan }) =>
      plan.compliance === null ? [] : planTestRows(plan.compliance).tests,
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(
      rows.map((row) => {
        const { working, ...columns } = row as { readonly working: string };
        return { ...columns, working: JSON.parse(working) as unknown };
      }),
    ).toEqual(
      expected.map((test) => ({
        test: test.test,
        part: test.part,
        tested_group: test.group,
        result: test.result,
        reason: test.reason,
        nhce_basis_points: test.nhceBasisPoints,
        hce_basis_points: test.hceBasisPoints,
        ratio_basis_points: test.ratioBasisPoints,
        limit_ppm: test.limitPpm,
        working: JSON.parse(JSON.stringify(test.working)) as unknown,
      })),
    );
  });

  it('P-129 P-131 says rule, process and draw index of the decisions in the public view', async () => {
    const workspace = await temporaryWorkspace();
    await storePlan(workspace);
    const rows = await workspace.read(
      `SELECT event_category AS category, any_value(event_payload.rule_id) AS rule,
         list_sort(list(DISTINCT event_payload.process_id) FILTER (event_payload.process_id IS NOT NULL)) AS processes,
         bool_and((event_payload.draw IS NULL) = (event_payload.process_id IS NULL)) AS is_drawn
       FROM fct_yearly_events WHERE event_type IN ('DC_PLAN_ENROLLMENT', 'DC_PLAN_DEFERRAL_CHANGE')
       GROUP BY event_category ORDER BY event_category`,
    );
    const decision = (category: string, rule: string, processes: readonly number[] | null) => ({
      category,
      rule,
      processes,
      is_drawn: processes !== null,
    });
    expect(rows).toMatchObject([
      decision('auto', 'P-39', null),
      decision('conversion', 'P-43', [106]),
      decision('escalation', 'P-49', [108]),
      decision('escalationRefused', 'P-50', [108]),
      decision('matchResponse', 'P-53', [109]),
      decision('optOut', 'P-40', [105]),
      decision('proactive', 'P-41', [101]),
      decision('sweep', 'P-39', null),
      decision('voluntary', 'P-42', [103]),
      decision('withdrawal', 'P-40', [105]),
    ]);
  });

  it('has an event table for every type', () => {
    expect(EVENT_TABLES.map(({ type }) => type)).toEqual(EVENT_TYPES);
  });

  it('counts the events of every type', async () => {
    const workspace = await temporaryWorkspace();
    const counts = await eventCounts(workspace, await storePlan(workspace));
    const total = (count: (plan: (typeof planned.batches)[number]['plan']) => number): number =>
      planned.batches.reduce((sum, { plan }) => sum + count(plan), 0);
    expect(counts).toMatchObject({
      DC_PLAN_ELIGIBILITY: total(({ eligibility }) => eligibility.rowCount),
      DC_PLAN_ENROLLMENT: total(({ enrollments }) => enrollments.rowCount),
      DC_PLAN_DEFERRAL_CHANGE: total(({ deferralChanges }) => deferralChanges.rowCount),
      DC_PLAN_CONTRIBUTION: total(({ contributions }) => contributions.rowCount),
      DC_PLAN_VESTING: total(({ vesting }) => vesting.rowCount),
      DC_PLAN_FORFEITURE: total(({ forfeitures }) => forfeitures.rowCount),
      HCE_STATUS: total(({ hceStatus }) => hceStatus.rowCount),
    });
  });

  it('is covered by the fingerprint and the log hash', async () => {
    const workspace = await temporaryWorkspace();
    const runId = await storePlan(workspace);
    expect((await verifyRun(workspace, runId)).problems).toEqual([]);
    const hash = await logHash(workspace, runId);
    await workspace.transaction(async (connection) => {
      await connection.run(
        `UPDATE event_contribution SET amount_cents = amount_cents + 1
         WHERE simulation_year = 2026 AND year_rank = (SELECT min(year_rank) FROM event_contribution)`,
      );
      await connection.run('UPDATE snapshot SET is_hce = NOT is_hce WHERE simulation_year = 2027');
      await connection.run('UPDATE opening_plan SET balances_missing = NOT balances_missing');
    });
    expect((await verifyRun(workspace, runId)).problems.filter((text) => text.includes('changed'))).toEqual([
      'opening_plan.balances_missing of the opening was changed',
      'event_contribution.amount_cents of 2026 was changed',
      'snapshot.is_hce of 2027 was changed',
    ]);
    expect(await logHash(workspace, runId)).not.toBe(hash);
  });

  it('goes with its run when that is deleted', async () => {
    const workspace = await temporaryWorkspace();
    await deleteRun(workspace, await storePlan(workspace));
    for (const { table } of [...EVENT_TABLES, { table: 'opening_plan' }, { table: 'run_year_plan' }])
      expect(await workspace.read(`SELECT * FROM ${table}`), table).toEqual([]);
  });

  it('W-60 the content of an event is without its sequence', async () => {
    const workspace = await temporaryWorkspace();
    const runId = await storePlan(workspace);
    const hash = await logHash(workspace, runId);
    await workspace.transaction(async (connection) => {
      for (const { table } of EVENT_TABLES)
        await connection.run(`UPDATE ${table} SET sequence = sequence + 7, year_rank = year_rank + 7`);
    });
    expect(await logHash(workspace, runId)).toBe(hash);
  });
});

describe('migration 0003', () => {
  it('keeps the runs of a workspace of schema 2, and what they say', async () => {
    const folder = temporaryFolder();
    const newest = await temporaryWorkspace(join(folder, 'newest.duckdb'));
    const { runId } = await storeStudy(newest, study);
    const contentOf = async (workspace: Workspace): Promise<unknown[][]> => [
      await workspace.read(
        `SELECT * FROM fct_yearly_events
         WHERE event_type IN ('HIRE', 'TERMINATION', 'PROMOTION', 'RAISE') ORDER BY ALL`,
      ),
      await workspace.read(
        `SELECT ${SNAPSHOT_COLUMNS.join(', ')} FROM fct_workforce_snapshot ORDER BY simulation_year, employee_id`,
      ),
    ];
    const content = await contentOf(newest);
    await newest.close();
    const path = join(folder, 'older.duckdb');
    await copyAsSchemaTwo(newest.path, path);
    const workspace = await Workspace.open(path, { create: false });
    onTestFinished(() => workspace.close());
    expect(workspace.schemaVersion).toBe(newest.schemaVersion);
    expect(await contentOf(workspace)).toEqual(content);
    expect(await workspace.read('SELECT DISTINCT plan_status FROM fct_workforce_snapshot')).toEqual([
      { plan_status: null },
    ]);
    expect((await verifyRun(workspace, runId)).problems).toEqual([]);
    expect((await workspaceHealth(workspace, true)).checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(await logHash(workspace, runId)).toMatch(/^[0-9a-f]{64}$/);
    expect(await planSummaries(workspace, runId)).toEqual([]);
    const [check] = await workspace.transaction((connection) => checkRun(connection, 1));
    expect(check?.results.map(({ id }) => id)).not.toContain('PINV-1');
  });
});

/** Columns of the public snapshot that every version had. */
const SNAPSHOT_COLUMNS = [
  'run_id',
  'employee_id',
  'birth_date',
  'hire_date',
  'termination_reason',
  'department',
  'job_level_name',
  'annual_compensation',
  'prorated_compensation',
  'tenure_band',
];

/** Makes the file that an older product would have: its schema, with the rows that it has a place for. */
async function copyAsSchemaTwo(newest: string, path: string): Promise<void> {
  const instance = await DuckDBInstance.create(path, { storage_compatibility_version: 'v1.5.0' });
  const connection = await instance.connect();
  const folder = join(import.meta.dirname, '../../resources/migrations');
  for (const name of ['0001-tables.sql', '0002-public-views.sql'])
    await connection.run(readFileSync(join(folder, name), 'utf8'));
  const tables = await connection.runAndReadAll(
    `SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
     WHERE table_name IN (SELECT table_name FROM duckdb_tables()) GROUP BY ALL`,
  );
  await connection.run(`ATTACH '${newest}' AS newest (READ_ONLY)`);
  for (const [name, columns] of tables.getRowsJson()) {
    const table = name as string;
    const where = table === 'schema_version' ? 'version <= 2' : 'true';
    await connection.run(
      `INSERT INTO ${table} BY NAME
       SELECT ${(columns as string[]).join(', ')} FROM newest.${table} WHERE ${where} ORDER BY rowid`,
    );
  }
  await rewriteLedger(connection);
  connection.closeSync();
  instance.closeSync();
}

/** Makes the ledger that of a run without a plan. */
async function rewriteLedger(connection: DuckDBConnection): Promise<void> {
  const rows = await connection.runAndReadAll(
    'SELECT simulation_year, column_digests, row_counts FROM ledger ORDER BY position',
  );
  await connection.run('DELETE FROM ledger');
  let last: LedgerLink | null = null;
  for (const [year, digests, counts] of rows.getRowsJson()) {
    const rowCounts = JSON.parse(counts as string) as Record<string, number>;
    const relations = Object.entries(JSON.parse(digests as string) as Record<string, Record<string, string>>)
      .filter(([table]) => !PLAN_TABLES.includes(table))
      .map(([table, columns]) => ({
        table,
        rows: rowCounts[table] ?? 0,
        columns: Object.entries(columns)
          .filter(([name]) => table !== 'snapshot' || !PLAN_COLUMNS.includes(name))
          .map(([name, digest]) => ({ name, digest })),
      }));
    last = appendLink(last, year === null ? null : Number(year), relations);
    await insertLink(connection, 1, last);
  }
  await connection.run('UPDATE run_end SET fingerprint = $1', [last?.link ?? '']);
}

const PLAN_COLUMNS = PLAN_SNAPSHOT_RELATION.columns.map(({ name }) => name);
const PLAN_TABLES = ['opening_plan', ...PLAN_KINDS.map(({ table }) => table)];
