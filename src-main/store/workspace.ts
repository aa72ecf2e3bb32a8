import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, realpath, rm, rmdir } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance as Instance,
  DuckDBValue,
} from '@duckdb/node-api';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { ConnectionPool } from './connection-pool.ts';
import { DuckDBInstance } from './duckdb.ts';
import { closeInterruptedRuns } from './interrupted-runs.ts';
import { migrate } from './migrate.ts';
import { ROW_GROUP_ROWS } from './parquet.ts';
import { openFailure, storeFailure } from './store-failure.ts';

export interface WorkspaceOptions {
  /** Whether a workspace that does not exist is made. */
  readonly create: boolean;
  /** Memory the database may use for its own buffers, in MB; by default a quarter of the machine's, 512 to 4096. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
  /** What the clock says; it enters records, never results. */
  readonly clock?: () => Date;
}

/** Name of the file among the databases of the instance. */
const DATABASE = 'workspace';

/** Statements that are read at one time; more would only share the processors among them. */
const READING_CONNECTIONS = 4;

/** Values of a statement's parameters. */
export type SqlValues = DuckDBValue[];

/**
 * Paths of the workspaces that this process has open. The lock of the file system does not tell two openings of one
 * process apart, and they would overwrite each other.
 */
const openHere = new Set<string>();

/**
 * The one DuckDB file with everything a user keeps, and the only opener of it. Writing happens one transaction at a
 * time; reading goes on beside it and sees what is committed. The file must never be read by other means while it is
 * open: closing any other handle of this process on it would release the lock.
 */
export class Workspace {
  readonly path: string;
  /** Folder beside the file for rows on their way into it. It holds personal data and is emptied at every opening. */
  readonly spoolFolder: string;
  readonly schemaVersion: number;
  readonly clock: () => Date;
  readonly #instance: Instance;
  readonly #writer: DuckDBConnection;
  readonly #readers: ConnectionPool;
  /** Connections of the streams that are being read. */
  readonly #streams = new Set<DuckDBConnection>();
  #lastTransaction: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(
    path: string,
    schemaVersion: number,
    clock: () => Date,
    instance: Instance,
    writer: DuckDBConnection,
  ) {
    this.path = path;
    this.spoolFolder = spoolFolderOf(path);
    this.schemaVersion = schemaVersion;
    this.clock = clock;
    this.#instance = instance;
    this.#writer = writer;
    this.#readers = new ConnectionPool(() => connectTo(instance), READING_CONNECTIONS);
  }

  /**
   * Opens a workspace, brings it to the newest schema, and records runs that a crash interrupted.
   * @throws PlanAlignError WORKSPACE_NOT_FOUND, WORKSPACE_LOCKED, WORKSPACE_TOO_NEW, WORKSPACE_DAMAGED, DISK_FULL,
   * STORE_FAILED.
   */
  static async open(path: string, options: WorkspaceOptions): Promise<Workspace> {
    const file = await locate(path, options.create);
    if (openHere.has(file))
      throw new PlanAlignError('WORKSPACE_LOCKED', 'This program already has it open.', { file: path });
    openHere.add(file);
    try {
      return await openFile(file, options, (...parts) => new Workspace(...parts));
    } catch (error) {
      openHere.delete(file);
      throw openFailure(error, path);
    }
  }

  /**
   * Runs `work` in a transaction of its own, after the ones asked for before. Whatever `work` throws rolls it back.
   * Aborting `signal` interrupts the statement that is running.
   * @throws PlanAlignError CANCELLED, DISK_FULL, STORE_FAILED; and those that `work` throws.
   */
  transaction<Result>(
    work: (connection: DuckDBConnection) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    const result = this.#lastTransaction.then(() => this.#inTransaction(work, signal));
    this.#lastTransaction = result.catch(() => undefined);
    return result;
  }

  /** Rows of a query as objects of JSON values: dates and timestamps as text, BIGINT and DECIMAL as text. */
  async read(sql: string, values: SqlValues = []): Promise<unknown[]> {
    const connection = await this.#readers.take();
    try {
      const reader = await connection.runAndReadAll(sql, values);
      return reader.getRowObjectsJson();
    } catch (error) {
      throw storeFailure(error, this.path);
    } finally {
      this.#readers.giveBack(connection);
    }
  }

  /**
   * Runs `work` with a connection that only it reads with, beside whatever is written. Aborting `signal` interrupts the
   * statement that is running.
   * @throws PlanAlignError CANCELLED, STORE_FAILED; and those that `work` throws.
   */
  async reading<Result>(
    work: (connection: DuckDBConnection) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    const connection = await this.#readers.take();
    const interrupt = (): void => {
      connection.interrupt();
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      stopIfAborted(signal);
      const result = await work(connection);
      stopIfAborted(signal);
      return result;
    } catch (error) {
      throw storeFailure(error, this.path);
    } finally {
      signal?.removeEventListener('abort', interrupt);
      this.#readers.giveBack(connection);
    }
  }

  /** Chunks of a query, of up to 2,048 rows each, read as they are asked for. */
  async *stream(sql: string, values: SqlValues = []): AsyncGenerator<DuckDBDataChunk> {
    const connection = await connectTo(this.#instance);
    this.#streams.add(connection);
    try {
      const result = await connection.stream(sql, values);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk;
      }
    } catch (error) {
      throw storeFailure(error, this.path);
    } finally {
      if (this.#streams.delete(connection)) connection.closeSync();
    }
  }

  /** Waits for the transaction in progress and releases the file. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#readers.interrupt();
    await this.#lastTransaction;
    // Closing would do it too, but synchronously.
    await this.#writer.run('CHECKPOINT').catch(() => undefined);
    // The lock goes only when the instance and every connection are closed.
    for (const connection of this.#streams) connection.closeSync();
    this.#streams.clear();
    this.#readers.close();
    this.#writer.closeSync();
    this.#instance.closeSync();
    await emptyFolder(this.spoolFolder);
    await rmdir(this.spoolFolder).catch(() => undefined);
    openHere.delete(this.path);
  }

  async #inTransaction<Result>(
    work: (connection: DuckDBConnection) => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    if (this.#closed)
      throw new PlanAlignError('STORE_FAILED', 'The workspace is closed.', { file: this.path });
    const interrupt = (): void => {
      this.#writer.interrupt();
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      stopIfAborted(signal);
      await this.#writer.run('BEGIN');
      try {
        const result = await work(this.#writer);
        stopIfAborted(signal);
        await this.#writer.run('COMMIT');
        await keepPrivate(`${this.path}.wal`);
        return result;
      } catch (error) {
        // A COMMIT that failed has ended the transaction itself.
        await this.#writer.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    } catch (error) {
      throw storeFailure(error, this.path);
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  }
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PlanAlignError('CANCELLED', 'The work was cancelled.');
}

type Assemble = (
  path: string,
  schemaVersion: number,
  clock: () => Date,
  instance: Instance,
  writer: DuckDBConnection,
) => Workspace;

async function openFile(file: string, options: WorkspaceOptions, assemble: Assemble): Promise<Workspace> {
  const isNew = !existsSync(file);
  const spool = spoolFolderOf(file);
  const memory =
    options.memoryLimitMb ?? Math.min(4_096, Math.max(512, Math.floor(totalmem() / 4 / 1_048_576)));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memory}MB`,
    threads: String(options.threads ?? availableParallelism()),
    temp_directory: join(spool, 'spill'),
    // Merging the log into the file costs more than the years themselves; at the default of 16 MB it happens in the
    // middle of a run (10,000 people: 0.8 s of processor time against 0.4 s).
    checkpoint_threshold: '256MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const writer = await instance.connect();
    try {
      // The size of row groups can be said of an attached file only.
      await writer.run(
        `ATTACH '${file.replaceAll("'", "''")}' AS ${DATABASE}
         (ROW_GROUP_SIZE ${ROW_GROUP_ROWS}, STORAGE_VERSION 'v1.5.0')`,
      );
      await writer.run(`USE ${DATABASE}`);
      if (isNew) await keepPrivate(file);
      await emptyFolder(spool);
      await mkdir(spool, { recursive: true, mode: 0o700 });
      await writer.run(`SET allowed_directories = ['${spool.replaceAll("'", "''")}']`);
      await writer.run('SET enable_external_access = false');
      await writer.run('SET lock_configuration = true');
      const clock = options.clock ?? (() => new Date());
      const schemaVersion = await migrate(writer, file, clock());
      await closeInterruptedRuns(writer, clock());
      return assemble(file, schemaVersion, clock, instance, writer);
    } catch (error) {
      writer.closeSync();
      throw error;
    }
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** A connection that finds the tables of the workspace. */
async function connectTo(instance: Instance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`USE ${DATABASE}`);
  return connection;
}

/** The real path of a workspace file, so that it is known under one name. */
async function locate(path: string, create: boolean): Promise<string> {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpath(absolute);
  if (!create) throw new PlanAlignError('WORKSPACE_NOT_FOUND', 'There is no such file.', { file: path });
  const folder = dirname(absolute);
  try {
    await mkdir(folder, { recursive: true });
    return join(await realpath(folder), absolute.slice(folder.length));
  } catch (error) {
    throw storeFailure(error, path);
  }
}

function spoolFolderOf(file: string): string {
  return `${file}.spool`;
}

/** Lets only the owner read a file with personal data. Where that cannot be said, or there is no file, nothing happens. */
async function keepPrivate(file: string): Promise<void> {
  await chmod(file, 0o600).catch(() => undefined);
}

/** Removes what a crash may have left; nobody else uses the folder, since the workspace is locked. */
async function emptyFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}
