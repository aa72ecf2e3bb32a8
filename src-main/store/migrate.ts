import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { PRODUCT_VERSION } from '../files/product-version.ts';
import { resourcePath } from '../resource-folder.ts';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly path: string;
}

const MIGRATION_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** The migrations that ship with the product, in order. */
function shippedMigrations(): Migration[] {
  const folder = resourcePath('migrations');
  return readdirSync(folder)
    .sort()
    .map((name) => ({ version: Number(MIGRATION_NAME.exec(name)?.[1]), name, path: join(folder, name) }));
}

/**
 * Brings the open file to the newest schema, one transaction for each migration, and returns the version it has then.
 * @throws PlanAlignError WORKSPACE_TOO_NEW for a file of a newer product, WORKSPACE_DAMAGED for a database that is
 * not a workspace.
 */
export async function migrate(connection: DuckDBConnection, file: string, now: Date): Promise<number> {
  const migrations = shippedMigrations();
  const newest = migrations.at(-1)?.version ?? 0;
  const present = await schemaVersion(connection, file);
  if (present > newest)
    throw new PlanAlignError(
      'WORKSPACE_TOO_NEW',
      `The workspace has schema ${present}; this version knows ${newest}.`,
      { file },
    );
  for (const { version, name, path } of migrations) {
    if (version <= present) continue;
    await connection.run('BEGIN');
    try {
      await connection.run(readFileSync(path, 'utf8'));
      await connection.run('INSERT INTO schema_version VALUES ($1, $2, CAST($3 AS TIMESTAMP), $4)', [
        version,
        name,
        now.toISOString(),
        PRODUCT_VERSION,
      ]);
      await connection.run('COMMIT');
    } catch (error) {
      await connection.run('ROLLBACK');
      throw error;
    }
  }
  return newest;
}

/** Schema version of the open file: 0 for an empty database. */
async function schemaVersion(connection: DuckDBConnection, file: string): Promise<number> {
  const tables = await connection.runAndReadAll('SELECT table_name FROM duckdb_tables()');
  const names = tables.getColumns()[0] ?? [];
  if (names.length === 0) return 0;
  if (!names.includes('schema_version'))
    throw new PlanAlignError('WORKSPACE_DAMAGED', 'It is a DuckDB database, but not a workspace.', { file });
  const version = await connection.runAndReadAll('SELECT max(version) FROM schema_version');
  return Number(version.getColumns()[0]?.[0] ?? 0);
}
