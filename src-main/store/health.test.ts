import { describe, expect, it } from 'vitest';
import { deleteRun } from './delete-run.ts';
import { workspaceHealth } from './health.ts';
import { listRuns } from './run-queries.ts';
import { eventfulStudy } from './testing/simulated-study.ts';
import { beginRun, storeStudy } from './testing/stored-run.ts';
import { temporaryWorkspace } from './testing/temporary-workspace.ts';
import { verifyRun } from './verify-run.ts';

const study = eventfulStudy(60);

describe('workspaceHealth', () => {
  it('passes a sound workspace', async () => {
    const workspace = await temporaryWorkspace();
    await storeStudy(workspace, study);
    await beginRun(workspace, study);
    const health = await workspaceHealth(workspace, true);
    const checks = health.checks.map(({ name, passed, detail }) => [
      name.replace(/[0-9a-f-]{36}/, 'X'),
      passed,
      detail,
    ]);
    expect(checks).toEqual([
      ['complete runs have every year', true, 'no exception'],
      ['ledgers are unbroken chains', true, 'no exception'],
      ['row counts agree with the ledgers', true, 'no exception'],
      ['fingerprint of run X', true, 'recomputed from the rows'],
    ]);
    expect(health.runs).toEqual({ complete: 1, running: 1 });
    expect(health.fileBytes).toBeGreaterThan(0);
    expect(health.freeBytes).toBeGreaterThan(0);
  });

  it.each([
    ['complete runs have every year', 'DELETE FROM run_year WHERE simulation_year = 2026'],
    ['ledgers are unbroken chains', 'DELETE FROM ledger WHERE position = 2'],
    ['ledgers are unbroken chains', "UPDATE run_end SET fingerprint = repeat('1', 64)"],
    ['row counts agree with the ledgers', 'DELETE FROM event_promotion WHERE simulation_year = 2026'],
    ['row counts agree with the ledgers', 'INSERT INTO event_raise SELECT * FROM event_raise LIMIT 1'],
  ])('fails "%s" after %s', async (name, sql) => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeStudy(workspace, study);
    await workspace.transaction((connection) => connection.run(sql));
    const { checks } = await workspaceHealth(workspace, false);
    const check = checks.find((candidate) => candidate.name === name);
    expect(check?.passed).toBe(false);
    expect(check?.detail).toContain(runId);
  });
});

describe('deleteRun', () => {
  it('removes everything of one run and nothing of another, and says so in the audit log', async () => {
    const workspace = await temporaryWorkspace();
    const first = await storeStudy(workspace, study);
    const second = await storeStudy(workspace, study);
    expect((await deleteRun(workspace, first.runId)).runId).toBe(first.runId);
    expect((await listRuns(workspace)).map(({ runId }) => runId)).toEqual([second.runId]);
    const tables = await workspace.read(
      `SELECT DISTINCT table_name AS name FROM duckdb_columns()
       WHERE column_name = 'run_key' AND table_name IN (SELECT table_name FROM duckdb_tables())`,
    );
    expect(tables.length).toBe(26);
    for (const row of tables) {
      const { name } = row as { name: string };
      expect(await workspace.read(`SELECT DISTINCT run_key FROM ${name}`), name).toEqual([{ run_key: 2 }]);
    }
    expect((await verifyRun(workspace, second.runId)).problems).toEqual([]);
    expect(await workspace.read("SELECT subject FROM audit_log WHERE action = 'run.delete'")).toEqual([
      { subject: first.runId },
    ]);
  });

  it('RUN_IN_PROGRESS: refuses a run that is being written', async () => {
    const workspace = await temporaryWorkspace();
    const { runId } = await beginRun(workspace, study);
    await expect(deleteRun(workspace, runId)).rejects.toMatchObject({ code: 'RUN_IN_PROGRESS' });
  });
});
