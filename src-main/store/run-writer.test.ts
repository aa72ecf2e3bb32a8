import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../src-shared/units.ts';
import { deleteRun } from './delete-run.ts';
import { RunEncoder } from './encoded-run.ts';
import { workspaceHealth } from './health.ts';
import {
  CELL_RELATION,
  HIRE_RELATION,
  MONTH_RELATION,
  OPENING_RELATION,
  PROMOTION_RELATION,
  RAISE_RELATION,
  SNAPSHOT_RELATION,
  TERMINATION_RELATION,
  type Relation,
} from './relations.ts';
import { eventCounts, getRun, listRuns, validationResults, yearSummaries } from './run-queries.ts';
import { InvariantFailure, RunWriter } from './run-writer.ts';
import type { ColumnData } from './stored-column.ts';
import { headerFor, storeSyntheticRun } from './testing/stored-run.ts';
import { syntheticRun } from './testing/synthetic-run.ts';
import { temporaryWorkspace } from './testing/temporary-workspace.ts';
import { verifyRun } from './verify-run.ts';
import type { Workspace } from './workspace.ts';

/** What a query gives for a value of the engine, written out independently of the code under test. */
function asJson(data: ColumnData, row: number): unknown {
  const value = data.values[row] ?? NaN;
  switch (data.type) {
    case 'int32':
      return value === data.nullValue ? null : value;
    case 'date':
      return value === NO_DAY ? null : formatIsoDate(value as Day);
    case 'uint8':
      return value;
    case 'boolean':
      return value === -1 ? null : value === 1;
    case 'int64':
      return Number.isNaN(value) ? null : String(value);
    case 'double':
      return Number.isNaN(value) ? null : value;
  }
}

async function expectStored<Source>(
  workspace: Workspace,
  relation: Relation<Source>,
  source: Source,
  rows: number,
  where: string,
): Promise<void> {
  const names = relation.columns.map(({ name }) => name);
  const stored = await workspace.read(
    `SELECT ${names.join(', ')} FROM ${relation.table} WHERE ${where} ORDER BY rowid`,
  );
  const columns = relation.columns.map(({ name, data }) => ({ name, data: data(source) }));
  const expected = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, data }) => [name, asJson(data, row)])),
  );
  expect(stored).toEqual(expected);
}

describe('RunWriter', () => {
  it('keeps every column of every table, in order, with what is absent as NULL', async () => {
    const workspace = await temporaryWorkspace();
    const run = syntheticRun({ persons: 300, startYear: 2027, years: 3 });
    await storeSyntheticRun(workspace, run);
    const { opening, dictionaries } = run.opening;
    await expectStored(workspace, OPENING_RELATION, opening, opening.rowCount, 'run_key = 1');
    const ids = [...dictionaries.censusPersonIds];
    for (const batch of run.years()) {
      const where = `run_key = 1 AND simulation_year = ${batch.year}`;
      await expectStored(workspace, HIRE_RELATION, batch.hires, batch.hires.rowCount, where);
      await expectStored(
        workspace,
        TERMINATION_RELATION,
        batch.terminations,
        batch.terminations.rowCount,
        where,
      );
      await expectStored(workspace, PROMOTION_RELATION, batch.promotions, batch.promotions.rowCount, where);
      await expectStored(workspace, RAISE_RELATION, batch.raises, batch.raises.rowCount, where);
      await expectStored(workspace, SNAPSHOT_RELATION, batch.snapshot, batch.snapshot.rowCount, where);
      await expectStored(workspace, MONTH_RELATION, batch.months, batch.months.rowCount, where);
      await expectStored(workspace, CELL_RELATION, batch.cells, batch.cells.rowCount, where);
      ids.push(...batch.newPersonIds);
    }
    const persons = await workspace.read('SELECT person, employee_id FROM run_person ORDER BY person');
    expect(persons).toEqual(ids.map((employee_id, person) => ({ person, employee_id })));
    const titles = await workspace.read(
      "SELECT value FROM run_dictionary WHERE kind IN ('job_title', 'department') ORDER BY kind, code",
    );
    expect(titles).toEqual(
      [...dictionaries.departments, ...dictionaries.jobTitles].map((value) => ({ value })),
    );
    expect(
      await workspace.read("SELECT code FROM run_dictionary WHERE kind = 'level' ORDER BY code"),
    ).toEqual([{ code: 1 }, { code: 2 }, { code: 3 }]);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('records a run, its scenario version, summaries and counts', async () => {
    const workspace = await temporaryWorkspace();
    const run = syntheticRun({ persons: 300, startYear: 2027, years: 3 });
    const { runId, fingerprint } = await storeSyntheticRun(workspace, run);
    const again = await storeSyntheticRun(workspace, run);
    expect(await getRun(workspace, runId.slice(0, 8).toUpperCase())).toEqual({
      runId,
      name: 'Base case',
      status: 'complete',
      scenario: {
        id: 'Baseline',
        version: 1,
        name: 'Baseline',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        source: '/scenarios/base.planalign',
        gitCommit: 'a'.repeat(40),
        overrides: { 'workforce.targetGrowthRate': 0.05 },
      },
      census: { id: null, name: 'Acme 2026', hash: 'c'.repeat(64), rows: 320, accepted: 300, quarantined: 5 },
      startYear: 2027,
      endYear: 2029,
      storedYears: 3,
      seed: 9_007_199_254_740_991,
      mode: 'exact',
      replicate: 2,
      engineVersion: expect.any(String) as string,
      schemaVersion: workspace.schemaVersion,
      userName: 'planner',
      machine: 'linux',
      startedAt: '2026-01-02T03:04:05.678Z',
      finishedAt: '2026-01-02T03:04:05.678Z',
      fingerprint,
      failure: null,
      timings: { storeMs: 12 },
    });
    expect((await listRuns(workspace)).map((record) => record.runId)).toEqual([again.runId, runId]);
    expect(again.fingerprint).toBe(fingerprint);
    const batches = [...run.years()];
    expect(await yearSummaries(workspace, runId)).toEqual(batches.map(({ summary }) => summary));
    const total = (count: (batch: (typeof batches)[number]) => number): number =>
      batches.reduce((sum, batch) => sum + count(batch), 0);
    expect(await eventCounts(workspace, runId)).toEqual({
      HIRE: total(({ hires }) => hires.rowCount),
      TERMINATION: total(({ terminations }) => terminations.rowCount),
      PROMOTION: total(({ promotions }) => promotions.rowCount),
      RAISE: total(({ raises }) => raises.rowCount),
    });
    expect(await workspace.read('SELECT action, subject FROM audit_log')).toEqual(
      [runId, again.runId].flatMap((subject) => [
        { action: 'run.start', subject },
        { action: 'run.end', subject },
      ]),
    );
  });

  it('RUN_UNKNOWN: for an id nobody has, and for the beginning of several', async () => {
    const workspace = await temporaryWorkspace();
    await expect(getRun(workspace, randomUUID())).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    await expect(getRun(workspace, '')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });

  it('INVARIANT_FAILED: discards the year, keeps the checks with the rows named, fails the run', async () => {
    const workspace = await temporaryWorkspace();
    const run = syntheticRun({ persons: 50, startYear: 2027, years: 2 });
    const runId = randomUUID();
    const encoder = new RunEncoder(workspace.spoolFolder, runId);
    const writer = await RunWriter.begin(workspace, headerFor(runId, 2027, 2), encoder.opening(run.opening));
    const batches = [...run.years()];
    const [first, second] = batches.map((batch) => encoder.year(batch));
    if (first === undefined || second === undefined) throw new Error('two years expected');
    const warning = {
      id: 'INV-26',
      severity: 'WARN',
      checked: 50,
      failed: 1,
      offenders: ['E0000007'],
    } as const;
    await writer.appendYear(first, null, () => Promise.resolve([warning]));
    const broken = {
      id: 'INV-5',
      severity: 'FAIL',
      checked: 58,
      failed: 2,
      offenders: ['E0000001', 'E0000002'],
    } as const;
    const failure: unknown = await writer
      .appendYear(second, null, async (connection, runKey, year) => {
        const reader = await connection.runAndReadAll(
          `SELECT count(*)::INTEGER FROM snapshot WHERE run_key = ${runKey} AND simulation_year = ${year}`,
        );
        expect(reader.getRowsJson()).toEqual([[batches[1]?.snapshot.rowCount]]);
        return [broken];
      })
      .catch((error: unknown) => error);
    if (!(failure instanceof InvariantFailure)) throw new Error('an invariant failure expected');
    expect(failure.items).toEqual(['INV-5: E0000001', 'INV-5: E0000002']);
    await writer.end(
      { status: 'failed', code: failure.code, detail: failure.detail, items: failure.items },
      {},
      failure.checks,
    );
    expect(await workspace.read('SELECT DISTINCT simulation_year FROM snapshot')).toEqual([
      { simulation_year: 2027 },
    ]);
    expect(await workspace.read('SELECT DISTINCT simulation_year FROM run_year')).toEqual([
      { simulation_year: 2027 },
    ]);
    expect(await getRun(workspace, runId)).toMatchObject({
      status: 'failed',
      fingerprint: null,
      storedYears: 1,
      failure: { code: 'INVARIANT_FAILED', items: ['INV-5: E0000001', 'INV-5: E0000002'] },
    });
    expect(await validationResults(workspace, runId)).toEqual([
      { year: 2027, origin: 'engine', id: 'INV-2', severity: 'FAIL', checked: 1, failed: 0, offenders: [] },
      { year: 2027, origin: 'store', ...warning },
      { year: 2028, origin: 'engine', id: 'INV-2', severity: 'FAIL', checked: 1, failed: 0, offenders: [] },
      { year: 2028, origin: 'store', ...broken },
    ]);
    expect(await workspace.read('SELECT * FROM fct_workforce_snapshot')).toEqual([]);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('STORE_FAILED: a value that does not fit fails the year as a whole', async () => {
    const workspace = await temporaryWorkspace();
    const run = syntheticRun({ persons: 50, startYear: 2027, years: 1 });
    const runId = randomUUID();
    const encoder = new RunEncoder(workspace.spoolFolder, runId);
    const writer = await RunWriter.begin(workspace, headerFor(runId, 2027, 1), encoder.opening(run.opening));
    const [batch] = run.years();
    if (batch === undefined) throw new Error('a year expected');
    batch.snapshot.department[3] = -1;
    await expect(
      writer.appendYear(encoder.year(batch), null, () => Promise.resolve([])),
    ).rejects.toMatchObject({ code: 'STORE_FAILED' });
    expect(await workspace.read('SELECT * FROM event_raise')).toEqual([]);
  });

  it('shows a run only when it is complete, with every column of W-53 and W-60', async () => {
    const workspace = await temporaryWorkspace();
    const run = syntheticRun({ persons: 50, startYear: 2027, years: 1 });
    const runId = randomUUID();
    const encoder = new RunEncoder(workspace.spoolFolder, runId);
    const writer = await RunWriter.begin(workspace, headerFor(runId, 2027, 1), encoder.opening(run.opening));
    const [batch] = run.years();
    if (batch === undefined) throw new Error('a year expected');
    const encoded = encoder.year(batch);
    await writer.appendYear(encoded, 'design-a', () => Promise.resolve([]));
    const counts = `SELECT (SELECT count(*) FROM fct_yearly_events)::INTEGER AS events,
      (SELECT count(*) FROM fct_workforce_snapshot)::INTEGER AS persons`;
    expect(await workspace.read(counts)).toEqual([{ events: 0, persons: 0 }]);
    await writer.end({ status: 'complete', fingerprint: encoded.link.link }, {});
    const { hires, terminations, promotions, raises, snapshot } = batch;
    const events = hires.rowCount + terminations.rowCount + promotions.rowCount + raises.rowCount;
    expect(await workspace.read(counts)).toEqual([{ events, persons: snapshot.rowCount }]);
    const [event] = await workspace.read(
      `SELECT * EXCLUDE (event_payload), to_json(event_payload) AS payload FROM fct_yearly_events
       WHERE event_type = 'RAISE' ORDER BY employee_id, event_sequence LIMIT 1`,
    );
    const person = raises.person[0] ?? 0;
    expect(event).toMatchObject({
      run_id: runId,
      scenario_id: 'Baseline',
      plan_design_id: 'design-a',
      replicate: 2,
      employee_id: run.opening.dictionaries.censusPersonIds[person],
      simulation_year: 2027,
      event_type: 'RAISE',
      event_category: 'cola',
      effective_date: '2027-01-01',
      event_sequence: 1,
      created_at: '2026-01-02 03:04:05.678',
    });
    const [row] = await workspace.read(
      `SELECT * FROM fct_workforce_snapshot WHERE employee_id = '${run.opening.dictionaries.censusPersonIds[2]}'`,
    );
    expect(row).toMatchObject({
      run_id: runId,
      snapshot_date: '2027-12-31',
      department: 'R&D',
      location: 'Zürich',
      job_level: snapshot.level[2],
      annual_compensation: ((snapshot.annualPayCents[2] ?? 0) / 100).toFixed(2),
      scheduled_hours_per_week: '40.00',
      age_band: '35-44',
    });
    expect(Object.keys(row as object).length).toBeGreaterThan(20);
  });
});

describe('verifyRun', () => {
  it('recomputes the fingerprint from the rows', async () => {
    const workspace = await temporaryWorkspace();
    const { runId, fingerprint } = await storeSyntheticRun(workspace);
    expect(await verifyRun(workspace, runId)).toEqual({ runId, fingerprint, problems: [] });
  });

  it.each([
    [
      'one cent',
      'UPDATE snapshot SET annual_pay_cents = annual_pay_cents + 1 WHERE person = 17 AND simulation_year = 2028',
      'snapshot.annual_pay_cents of 2028',
    ],
    [
      'a draw',
      'UPDATE event_termination SET draw = draw + 1e-16 WHERE year_rank = (SELECT min(year_rank) FROM event_termination WHERE simulation_year = 2027) AND simulation_year = 2027',
      'event_termination.draw of 2027',
    ],
    [
      'a person',
      "UPDATE run_person SET employee_id = 'E0000017x' WHERE person = 17",
      'run_person.employee_id of the opening',
    ],
    [
      'a name',
      "UPDATE run_dictionary SET value = 'Sales' WHERE kind = 'department' AND code = 1",
      'run_dictionary.value of the opening',
    ],
    [
      'a row less',
      'DELETE FROM event_raise WHERE simulation_year = 2029 AND year_rank = (SELECT max(year_rank) FROM event_raise WHERE simulation_year = 2029)',
      'event_raise.person of 2029',
    ],
    [
      'an absent value',
      'UPDATE event_hire SET location = NULL WHERE simulation_year = 2027 AND location = 0',
      'event_hire.location of 2027',
    ],
  ])('detects %s', async (_name, sql, column) => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeSyntheticRun(workspace);
    await workspace.transaction((connection) => connection.run(sql));
    const { problems } = await verifyRun(workspace, runId);
    expect(problems).toContain(`${column} was changed`);
  });
});

describe('deleteRun', () => {
  it('removes everything of one run and nothing of another, and says so in the audit log', async () => {
    const workspace = await temporaryWorkspace();
    const first = await storeSyntheticRun(workspace);
    const second = await storeSyntheticRun(workspace);
    expect((await deleteRun(workspace, first.runId)).runId).toBe(first.runId);
    expect((await listRuns(workspace)).map(({ runId }) => runId)).toEqual([second.runId]);
    const tables = await workspace.read(
      "SELECT table_name FROM duckdb_columns() WHERE column_name = 'run_key' AND NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())",
    );
    for (const row of tables) {
      const { table_name: table } = row as { table_name: string };
      expect(await workspace.read(`SELECT DISTINCT run_key FROM ${table}`), table).toEqual([{ run_key: 2 }]);
    }
    expect((await verifyRun(workspace, second.runId)).problems).toEqual([]);
    expect(await workspace.read("SELECT subject FROM audit_log WHERE action = 'run.delete'")).toEqual([
      { subject: first.runId },
    ]);
  });

  it('RUN_IN_PROGRESS: refuses a run that is being written', async () => {
    const workspace = await temporaryWorkspace();
    const run = syntheticRun({ persons: 5, startYear: 2027, years: 1 });
    const runId = randomUUID();
    const opening = new RunEncoder(workspace.spoolFolder, runId).opening(run.opening);
    await RunWriter.begin(workspace, headerFor(runId, 2027, 1), opening);
    await expect(deleteRun(workspace, runId)).rejects.toMatchObject({ code: 'RUN_IN_PROGRESS' });
  });
});

describe('workspaceHealth', () => {
  it('passes a sound workspace', async () => {
    const workspace = await temporaryWorkspace();
    await storeSyntheticRun(workspace);
    const health = await workspaceHealth(workspace, true);
    expect(
      health.checks.map(({ name, passed, detail }) => [name.replace(/[0-9a-f-]{36}/, 'X'), passed, detail]),
    ).toEqual([
      ['complete runs have every year', true, 'no exception'],
      ['ledgers are unbroken chains', true, 'no exception'],
      ['row counts agree with the ledgers', true, 'no exception'],
      ['fingerprint of run X', true, 'recomputed from the rows'],
    ]);
    expect(health.runs).toEqual({ complete: 1 });
    expect(health.fileBytes).toBeGreaterThan(0);
    expect(health.freeBytes).toBeGreaterThan(0);
  });

  it.each([
    ['complete runs have every year', 'DELETE FROM run_year WHERE simulation_year = 2028'],
    ['ledgers are unbroken chains', 'DELETE FROM ledger WHERE position = 2'],
    ['ledgers are unbroken chains', "UPDATE run_end SET fingerprint = repeat('1', 64)"],
    ['row counts agree with the ledgers', 'DELETE FROM event_promotion WHERE simulation_year = 2028'],
    ['row counts agree with the ledgers', 'INSERT INTO event_raise SELECT * FROM event_raise LIMIT 1'],
  ])('fails "%s" after %s', async (name, sql) => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeSyntheticRun(workspace);
    await workspace.transaction((connection) => connection.run(sql));
    const { checks } = await workspaceHealth(workspace, false);
    const check = checks.find((candidate) => candidate.name === name);
    expect(check?.passed).toBe(false);
    expect(check?.detail).toContain(runId);
  });
});
