import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PlanAlignError, type ErrorCode } from '../../src-shared/errors.ts';
import { temporaryFolder, temporaryWorkspace } from './testing/temporary-workspace.ts';
import { Workspace } from './workspace.ts';

const expectCode = async (work: Promise<unknown>, code: ErrorCode): Promise<PlanAlignError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PlanAlignError);
  if (!(error instanceof PlanAlignError)) throw new Error('unreachable');
  expect(error.code).toBe(code);
  return error;
};

/** Runs SQL on a database file in a process of its own, and so leaves no trace in this one. */
function runSqlElsewhere(path: string, sql: string): void {
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const instance = await DuckDBInstance.create(process.argv[1], { storage_compatibility_version: 'v1.5.0' });
    const connection = await instance.connect();
    await connection.run(process.argv[2]);
    connection.closeSync();
    instance.closeSync();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script, path, sql]);
}

describe('Workspace.open', () => {
  it('makes a workspace that only its owner can read, with a spool folder like it', async () => {
    const workspace = await temporaryWorkspace();
    expect(workspace.schemaVersion).toBeGreaterThanOrEqual(2);
    await workspace.transaction((connection) =>
      connection.run(`INSERT INTO audit_log VALUES (TIMESTAMP '2026-01-01', 'u', 'x', 's', '{}')`),
    );
    if (process.platform !== 'win32') {
      expect(statSync(workspace.path).mode & 0o777).toBe(0o600);
      expect(statSync(`${workspace.path}.wal`).mode & 0o777).toBe(0o600);
      expect(statSync(workspace.spoolFolder).mode & 0o777).toBe(0o700);
    }
    await workspace.close();
    expect(existsSync(workspace.spoolFolder)).toBe(false);
  });

  it('keeps what is in it, and applies no migration twice', async () => {
    const path = join(temporaryFolder(), 'w.duckdb');
    const first = await Workspace.open(path, { create: true });
    await first.transaction((connection) =>
      connection.run(`INSERT INTO audit_log VALUES (TIMESTAMP '2026-01-01', 'u', 'run.end', 's', '{}')`),
    );
    const migrations = await first.read('SELECT version, name FROM schema_version ORDER BY version');
    await first.close();
    const second = await Workspace.open(path, { create: false });
    onTestFinished(() => second.close());
    expect(await second.read('SELECT version, name FROM schema_version ORDER BY version')).toEqual(
      migrations,
    );
    expect(await second.read('SELECT user_name FROM audit_log')).toEqual([{ user_name: 'u' }]);
  });

  it('WORKSPACE_NOT_FOUND: makes no file unless asked to', async () => {
    const path = join(temporaryFolder(), 'absent.duckdb');
    await expectCode(Workspace.open(path, { create: false }), 'WORKSPACE_NOT_FOUND');
    expect(existsSync(path)).toBe(false);
  });

  it('WORKSPACE_LOCKED: names the process that holds the file', async () => {
    const path = join(temporaryFolder(), 'w.duckdb');
    const script = `
      import { DuckDBInstance } from '@duckdb/node-api';
      const instance = await DuckDBInstance.create(process.argv[1]);
      globalThis.held = await instance.connect();
      console.log('ready');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      holder.kill('SIGKILL');
    });
    await once(holder.stdout, 'data');
    const error = await expectCode(Workspace.open(path, { create: true }), 'WORKSPACE_LOCKED');
    if (process.platform === 'linux') expect(error.detail).toContain(`process ${holder.pid}`);
  });

  it('WORKSPACE_LOCKED: also within one process, under whatever name', async () => {
    const folder = temporaryFolder();
    const workspace = await temporaryWorkspace(join(folder, 'w.duckdb'));
    symlinkSync(folder, join(folder, 'link'));
    await expectCode(Workspace.open(join(folder, 'link', 'w.duckdb'), { create: false }), 'WORKSPACE_LOCKED');
    await workspace.close();
    const again = await Workspace.open(join(folder, 'link', 'w.duckdb'), { create: false });
    await again.close();
  });

  it('WORKSPACE_TOO_NEW: a schema of a later version', async () => {
    const path = join(temporaryFolder(), 'w.duckdb');
    const workspace = await Workspace.open(path, { create: true });
    await workspace.close();
    runSqlElsewhere(
      path,
      "INSERT INTO schema_version VALUES (9999, 'later.sql', now()::TIMESTAMP, '99.0.0')",
    );
    const error = await expectCode(Workspace.open(path, { create: false }), 'WORKSPACE_TOO_NEW');
    expect(error.detail).toContain('9999');
  });

  it.each([
    ['text', 'This is not a database. '.repeat(500)],
    ['short', 'abc'],
    ['empty', ''],
  ])('WORKSPACE_DAMAGED: a file of %s', async (_name, content) => {
    const path = join(temporaryFolder(), 'garbage.duckdb');
    writeFileSync(path, content);
    await expectCode(Workspace.open(path, { create: true }), 'WORKSPACE_DAMAGED');
    expect(statSync(path).size).toBe(content.length);
  });

  it('WORKSPACE_DAMAGED: a folder, and a database that is something else', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sub.duckdb'));
    await expectCode(Workspace.open(join(folder, 'sub.duckdb'), { create: true }), 'WORKSPACE_DAMAGED');
    const other = join(folder, 'other.duckdb');
    runSqlElsewhere(other, 'CREATE TABLE sales (amount INTEGER)');
    await expectCode(Workspace.open(other, { create: true }), 'WORKSPACE_DAMAGED');
  });

  it('DISK_FULL: when the system says so while the file is made', async () => {
    const create = DuckDBInstance.create.bind(DuckDBInstance);
    onTestFinished(() => {
      DuckDBInstance.create = create;
    });
    DuckDBInstance.create = () =>
      Promise.reject(new Error('IO Error: Could not write file "w.duckdb": No space left on device'));
    const path = join(temporaryFolder(), 'w.duckdb');
    await expectCode(Workspace.open(path, { create: true }), 'DISK_FULL');
    DuckDBInstance.create = create;
    const workspace = await Workspace.open(path, { create: true });
    await workspace.close();
  });

  it('empties the spool folder that a crash left', async () => {
    const path = join(temporaryFolder(), 'w.duckdb');
    mkdirSync(`${path}.spool/spill`, { recursive: true });
    writeFileSync(`${path}.spool/left-2027-snapshot.parquet`, 'personal data');
    const workspace = await temporaryWorkspace(path);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('lets statements touch the spool folder and nothing else', async () => {
    const folder = temporaryFolder();
    const workspace = await temporaryWorkspace(join(folder, "it's.duckdb"));
    writeFileSync(join(folder, 'secret.csv'), 'a\n1\n');
    writeFileSync(join(workspace.spoolFolder, 'ours.csv'), 'a\n1\n');
    expect(
      await workspace.read('SELECT a FROM read_csv($1)', [join(workspace.spoolFolder, 'ours.csv')]),
    ).toEqual([{ a: '1' }]);
    for (const sql of [
      `SELECT * FROM read_csv('${join(folder.replaceAll("'", "''"), 'secret.csv')}')`,
      'INSTALL httpfs',
      "ATTACH 'elsewhere.duckdb'",
      'SET enable_external_access = true',
    ])
      await expectCode(workspace.read(sql), 'STORE_FAILED');
  });
});

describe('Workspace.transaction', () => {
  it('runs one at a time in the order asked for, and rolls back what throws', async () => {
    const workspace = await temporaryWorkspace();
    const log = (user: string) => (connection: Parameters<Parameters<Workspace['transaction']>[0]>[0]) =>
      connection.run(`INSERT INTO audit_log VALUES (TIMESTAMP '2026-01-01', '${user}', 'x', 's', '{}')`);
    const failing = workspace.transaction(async (connection) => {
      await log('lost')(connection);
      throw new PlanAlignError('INVARIANT_FAILED', 'on purpose');
    });
    const kept = workspace.transaction(log('kept'));
    await expectCode(failing, 'INVARIANT_FAILED');
    await kept;
    expect(await workspace.read('SELECT user_name FROM audit_log')).toEqual([{ user_name: 'kept' }]);
  });

  it('STORE_FAILED: a statement that fails is not committed by later ones', async () => {
    const workspace = await temporaryWorkspace();
    const work = workspace.transaction(async (connection) => {
      await connection.run(`INSERT INTO audit_log VALUES (TIMESTAMP '2026-01-01', 'u', 'x', 's', '{}')`);
      await connection.run('INSERT INTO audit_log VALUES (NULL, NULL, NULL, NULL, NULL)');
    });
    await expectCode(work, 'STORE_FAILED');
    expect(await workspace.read('SELECT * FROM audit_log')).toEqual([]);
  });

  it('CANCELLED: interrupts the statement that is running', async () => {
    const workspace = await temporaryWorkspace();
    const abort = new AbortController();
    const work = workspace.transaction(async (connection) => {
      setTimeout(() => {
        abort.abort();
      }, 20);
      await connection.run('SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b');
    }, abort.signal);
    await expectCode(work, 'CANCELLED');
    expect(await workspace.read('SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });
});
