import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../src-shared/units.ts';
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
import { InvariantFailure } from './run-writer.ts';
import type { ColumnData } from './stored-column.ts';
import { eventfulStudy, type SimulatedStudy } from './testing/simulated-study.ts';
import { beginRun, storeStudy } from './testing/stored-run.ts';
import { temporaryWorkspace } from './testing/temporary-workspace.ts';
import type { Workspace } from './workspace.ts';

let study: SimulatedStudy;
beforeAll(() => {
  study = eventfulStudy(300);
});

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

/** Compares a table with the columns of the engine; gives the columns that are nowhere, and everywhere, present. */
async function expectStored<Source extends { readonly rowCount: number }>(
  workspace: Workspace,
  relation: Relation<Source>,
  source: Source,
  where: string,
): Promise<void> {
  const names = relation.columns.map(({ name }) => name);
  const stored = await workspace.read(
    `SELECT ${names.join(', ')} FROM ${relation.table} WHERE ${where} ORDER BY rowid`,
  );
  const columns = relation.columns.map(({ name, data }) => ({ name, data: data(source) }));
  const expected = Array.from({ length: source.rowCount }, (_, row) =>
    Object.fromEntries(columns.map(({ name, data }) => [name, asJson(data, row)])),
  );
  expect(stored).toEqual(expected);
}

describe('RunWriter', () => {
  it('keeps every column of every table, in order, with what is absent as NULL', async () => {
    const workspace = await temporaryWorkspace();
    await storeStudy(workspace, study);
    const { opening, dictionaries } = study.opening;
    await expectStored(workspace, OPENING_RELATION, opening, 'run_key = 1');
    const ids = [...dictionaries.censusPersonIds];
    for (const batch of study.batches) {
      const where = `run_key = 1 AND simulation_year = ${batch.year}`;
      await expectStored(workspace, HIRE_RELATION, batch.hires, where);
      await expectStored(workspace, TERMINATION_RELATION, batch.terminations, where);
      await expectStored(workspace, PROMOTION_RELATION, batch.promotions, where);
      await expectStored(workspace, RAISE_RELATION, batch.raises, where);
      await expectStored(workspace, SNAPSHOT_RELATION, batch.snapshot, where);
      await expectStored(workspace, MONTH_RELATION, batch.months, where);
      await expectStored(workspace, CELL_RELATION, batch.cells, where);
      ids.push(...batch.newPersonIds);
    }
    const persons = await workspace.read('SELECT person, employee_id FROM run_person ORDER BY person');
    expect(persons).toEqual(ids.map((employee_id, person) => ({ person, employee_id })));
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('was tried on a study in which no column is absent from every row', async () => {
    const workspace = await temporaryWorkspace();
    await storeStudy(workspace, study);
    for (const { table, columns } of [
      HIRE_RELATION,
      TERMINATION_RELATION,
      PROMOTION_RELATION,
      RAISE_RELATION,
    ]) {
      const counts = columns.map(({ name }) => `count(${name})::INTEGER AS ${name}`).join(', ');
      const [row] = await workspace.read(`SELECT ${counts} FROM ${table}`);
      expect(
        Object.values(row as object).every((count: number) => count > 0),
        table,
      ).toBe(true);
    }
  });

  it('keeps the texts of a run by kind and code; levels count from 1', async () => {
    const workspace = await temporaryWorkspace();
    await storeStudy(workspace, study);
    const { departments, jobTitles, levelNames } = study.opening.dictionaries;
    const rows = await workspace.read(
      `SELECT kind, code, value FROM run_dictionary WHERE kind IN ('department', 'job_title', 'level')
       ORDER BY kind, code`,
    );
    expect(rows).toEqual([
      ...departments.map((value, code) => ({ kind: 'department', code, value })),
      ...jobTitles.map((value, code) => ({ kind: 'job_title', code, value })),
      ...levelNames.map((value, index) => ({ kind: 'level', code: index + 1, value })),
    ]);
    expect(Math.max(...jobTitles.map((title) => title.length))).toBeGreaterThan(1_000);
  });

  it('records a run, its scenario version, summaries and counts', async () => {
    const workspace = await temporaryWorkspace();
    const { runId, fingerprint } = await storeStudy(workspace, study);
    const again = await storeStudy(workspace, study);
    const renamed = await storeStudy(workspace, {
      ...study,
      scenario: { ...study.scenario, description: 'changed' },
    });
    expect(await getRun(workspace, runId.slice(0, 8).toUpperCase())).toEqual({
      runId,
      name: 'Base case',
      status: 'complete',
      scenario: {
        id: study.scenario.name,
        version: 1,
        name: study.scenario.name,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        source: '/scenarios/base.planalign',
        gitCommit: 'a'.repeat(40),
        overrides: { 'workforce.targetGrowthRate': 0.05 },
      },
      census: {
        id: null,
        name: 'Acme 2026',
        hash: 'c'.repeat(64),
        rows: 320,
        accepted: 300,
        quarantined: 5,
      },
      startYear: 2025,
      endYear: 2027,
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
    expect((await listRuns(workspace)).map((run) => [run.runId, run.scenario.version])).toEqual([
      [renamed.runId, 2],
      [again.runId, 1],
      [runId, 1],
    ]);
    expect([again.fingerprint, renamed.fingerprint]).toEqual([fingerprint, fingerprint]);
    expect(await yearSummaries(workspace, runId)).toEqual(study.batches.map(({ summary }) => summary));
    const total = (count: (batch: SimulatedStudy['batches'][number]) => number): number =>
      study.batches.reduce((sum, batch) => sum + count(batch), 0);
    expect(await eventCounts(workspace, runId)).toMatchObject({
      HIRE: total(({ hires }) => hires.rowCount),
      TERMINATION: total(({ terminations }) => terminations.rowCount),
      PROMOTION: total(({ promotions }) => promotions.rowCount),
      RAISE: total(({ raises }) => raises.rowCount),
    });
    expect(await workspace.read('SELECT action, subject FROM audit_log')).toEqual(
      [runId, again.runId, renamed.runId].flatMap((subject) => [
        { action: 'run.start', subject },
        { action: 'run.end', subject },
      ]),
    );
  });

  it.each(['', '00000000-0000-4000-8000-000000000000'])('RUN_UNKNOWN: "%s"', async (reference) => {
    const workspace = await temporaryWorkspace();
    await beginRun(workspace, study);
    await expect(getRun(workspace, reference)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });

  it('INVARIANT_FAILED: a check of the store fails the run, with the checks kept and the rows named', async () => {
    const workspace = await temporaryWorkspace();
    const { runId, encoder, writer } = await beginRun(workspace, study);
    const [first, second] = study.batches.slice(0, 2).map((batch) => encoder.year(batch));
    if (first === undefined || second === undefined) throw new Error('two years expected');
    const warning = { id: 'INV-26', severity: 'WARN', checked: 50, failed: 1, offenders: ['E7'] } as const;
    await writer.appendYear(first, null);
    const checked = await writer.checkYear(2025, () => Promise.resolve([warning]));
    const broken = {
      id: 'INV-5',
      severity: 'FAIL',
      checked: 58,
      failed: 2,
      offenders: ['E1', 'E2'],
    } as const;
    let seen: unknown = null;
    await writer.appendYear(second, null);
    const failure: unknown = await writer
      .checkYear(2026, async (connection, runKey, year) => {
        const reader = await connection.runAndReadAll(
          `SELECT count(*)::INTEGER FROM snapshot WHERE run_key = ${runKey} AND simulation_year = ${year}`,
        );
        seen = reader.getRowsJson();
        return [broken];
      })
      .catch((error: unknown) => error);
    expect(seen).toEqual([[study.batches[1]?.snapshot.rowCount]]);
    if (!(failure instanceof InvariantFailure)) throw new Error('an invariant failure expected');
    const { code, detail, items, checks } = failure;
    expect(items).toEqual(['INV-5: E1', 'INV-5: E2']);
    await writer.end({ status: 'failed', code, detail, items }, {}, [checked, checks]);
    expect(await getRun(workspace, runId)).toMatchObject({
      status: 'failed',
      fingerprint: null,
      storedYears: 2,
      failure: { code: 'INVARIANT_FAILED', items: ['INV-5: E1', 'INV-5: E2'] },
    });
    const results = await validationResults(workspace, runId);
    expect(results.filter(({ origin }) => origin === 'store')).toEqual([
      { year: 2025, origin: 'store', ...warning },
      { year: 2026, origin: 'store', ...broken },
    ]);
    const fromEngine = study.batches
      .slice(0, 2)
      .flatMap(({ year, invariants, plan }) =>
        [...invariants, ...plan.invariants].map((result) => ({ year, origin: 'engine', ...result })),
      );
    expect(results.filter(({ origin }) => origin === 'engine')).toEqual(expect.arrayContaining(fromEngine));
    expect(results.length).toBe(fromEngine.length + 2);
    expect(await workspace.read('SELECT * FROM fct_workforce_snapshot')).toEqual([]);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('INVARIANT_FAILED: a year that a check of the engine refused is not written', async () => {
    const workspace = await temporaryWorkspace();
    const { encoder, writer } = await beginRun(workspace, study);
    const [batch] = study.batches;
    if (batch === undefined) throw new Error('a year expected');
    const broken = { id: 'INV-4', severity: 'FAIL', checked: 9, failed: 1, offenders: ['E3'] } as const;
    const refused = encoder.year({ ...batch, invariants: [broken] });
    await expect(writer.appendYear(refused, null)).rejects.toMatchObject({
      code: 'INVARIANT_FAILED',
      items: ['INV-4: E3'],
    });
    expect(await workspace.read('SELECT * FROM run_year')).toEqual([]);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('STORE_FAILED: a value that does not fit fails the year as a whole', async () => {
    const workspace = await temporaryWorkspace();
    const { encoder, writer } = await beginRun(workspace, study);
    const [batch] = study.batches;
    if (batch === undefined) throw new Error('a year expected');
    const department = batch.snapshot.department.map((code, row) => (row === 3 ? -1 : code));
    const spoilt = encoder.year({ ...batch, snapshot: { ...batch.snapshot, department } });
    await expect(writer.appendYear(spoilt, null)).rejects.toMatchObject({ code: 'STORE_FAILED' });
    expect(await workspace.read('SELECT * FROM event_raise')).toEqual([]);
  });

  it('shows a run only when it is complete, with every column of W-53 and W-60', async () => {
    const workspace = await temporaryWorkspace();
    const { runId, encoder, writer } = await beginRun(workspace, study);
    const [batch] = study.batches;
    if (batch === undefined) throw new Error('a year expected');
    const encoded = encoder.year(batch);
    await writer.appendYear(encoded, 'design-a');
    const counts = `SELECT (SELECT count(*) FROM fct_yearly_events)::INTEGER AS events,
      (SELECT count(*) FROM fct_workforce_snapshot)::INTEGER AS persons`;
    expect(await workspace.read(counts)).toEqual([{ events: 0, persons: 0 }]);
    await writer.end({ status: 'complete', fingerprint: encoded.link.link }, {});
    const { raises, snapshot } = batch;
    const events = Object.values(batch.eventCounts).reduce((sum, count) => sum + count, 0);
    expect(await workspace.read(counts)).toEqual([{ events, persons: snapshot.rowCount }]);
    const ids = study.opening.dictionaries.censusPersonIds;
    const [event] = await workspace.read(
      `SELECT * FROM fct_yearly_events WHERE event_type = 'RAISE' ORDER BY employee_id, event_sequence LIMIT 1`,
    );
    expect(event).toMatchObject({
      run_id: runId,
      scenario_id: study.scenario.name,
      plan_design_id: 'design-a',
      replicate: 2,
      employee_id: ids[raises.person[0] ?? 0],
      simulation_year: 2025,
      event_category: 'cola',
      effective_date: '2025-01-01',
      event_sequence: raises.sequence[0],
      event_payload: {
        previous_pay: ((raises.previousPayCents[0] ?? 0) / 100).toFixed(2),
        amount: ((raises.amountCents[0] ?? 0) / 100).toFixed(2),
        rate_ppm: 20_000,
        reason: null,
      },
      created_at: '2026-01-02 03:04:05.678',
    });
    const [row] = await workspace.read(
      `SELECT * FROM fct_workforce_snapshot WHERE employee_id = '${ids[snapshot.person[2] ?? 0]}'`,
    );
    expect(row).toMatchObject({
      run_id: runId,
      snapshot_date: '2025-12-31',
      department: study.opening.dictionaries.departments[snapshot.department[2] ?? 0],
      job_level: snapshot.level[2],
      job_level_name: study.opening.dictionaries.levelNames[(snapshot.level[2] ?? 1) - 1],
      annual_compensation: ((snapshot.annualPayCents[2] ?? 0) / 100).toFixed(2),
      age_band: study.opening.dictionaries.ageBandIds[snapshot.ageBand[2] ?? 0],
    });
    expect(Object.keys(row as object).length).toBeGreaterThan(20);
  });
});
