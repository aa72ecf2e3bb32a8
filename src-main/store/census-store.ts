import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { CensusColumns } from '../../src-shared/columns.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { currentUser, recordAction } from './audit-log.ts';
import { assembleCensus, CENSUS_COLUMNS, textColumnsOf } from './census-columns.ts';
import { emptyColumn, readTexts, readVector, selectExpression } from './column-reader.ts';
import { encodeTexts, writeParquet, type ParquetColumn } from './parquet.ts';
import { encodeColumn, type ColumnData } from './stored-column.ts';
import { storeFailure } from './store-failure.ts';
import type { Workspace } from './workspace.ts';

/** A census to be kept, and what is known of its import. */
export interface CensusImport {
  readonly name: string;
  /** Path as given. */
  readonly sourceFile: string;
  /** SHA-256 of the accepted rows: censuses with equal hashes have equal columns. */
  readonly hash: string;
  /** Confirmed columns and formats (W-16). */
  readonly mapping: unknown;
  /** Reconciliation (W-24). */
  readonly report: unknown;
  readonly columns: CensusColumns;
}

/** A census of the workspace. */
export interface CensusRecord {
  readonly censusId: string;
  readonly name: string;
  readonly sourceFile: string;
  readonly hash: string;
  /** Accepted rows. */
  readonly rowCount: number;
  readonly mapping: unknown;
  readonly report: unknown;
  /** ISO text in UTC. */
  readonly importedAt: string;
  readonly importedBy: string;
}

/** Rows encoded at a time; the event loop gets a turn in between. */
const ROWS_PER_FILE = 32_768;

const CENSUS_SQL = `
SELECT c.content_key, c.census_id, c.name, c.source_file, t.content_hash, t.row_count, c.mapping, c.report,
  strftime(c.imported_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS imported_at, c.imported_by
FROM census c JOIN census_content t ON t.content_key = c.content_key`;

const jsonText = z.string().transform((text): unknown => JSON.parse(text));
const censusRow = z.object({
  content_key: z.number(),
  census_id: z.string(),
  name: z.string(),
  source_file: z.string(),
  content_hash: z.string(),
  row_count: z.number(),
  mapping: jsonText,
  report: jsonText,
  imported_at: z.string(),
  imported_by: z.string(),
});

function recordOf(row: unknown): { readonly contentKey: number; readonly record: CensusRecord } {
  const c = censusRow.parse(row);
  const record = {
    censusId: c.census_id,
    name: c.name,
    sourceFile: c.source_file,
    hash: c.content_hash,
    rowCount: c.row_count,
    mapping: c.mapping,
    report: c.report,
    importedAt: c.imported_at,
    importedBy: c.imported_by,
  };
  return { contentKey: c.content_key, record };
}

/**
 * Keeps a census, in one transaction. Rows that the workspace has already are not stored again, and importing the
 * same content under the same name again changes nothing.
 * @throws PlanAlignError DISK_FULL, STORE_FAILED.
 */
export async function saveCensus(workspace: Workspace, census: CensusImport): Promise<CensusRecord> {
  const same = await workspace.read(`${CENSUS_SQL} WHERE c.name = $1 AND t.content_hash = $2`, [
    census.name,
    census.hash,
  ]);
  if (same.length > 0) return recordOf(same[0]).record;
  const known = await workspace.read('SELECT content_key FROM census_content WHERE content_hash = $1', [
    census.hash,
  ]);
  const files: string[] = [];
  try {
    if (known.length === 0) await writeRows(census.columns, join(workspace.spoolFolder, randomUUID()), files);
    const now = workspace.clock();
    await workspace.transaction(async (connection) => {
      const contentKey =
        known.length === 0
          ? await insertContent(connection, census, files)
          : z.object({ content_key: z.number() }).parse(known[0]).content_key;
      await connection.run(
        `INSERT INTO census
         SELECT nextval('census_key'), uuid(), $1, $2, $3, $4, $5, CAST($6 AS TIMESTAMP), $7`,
        [
          census.name,
          contentKey,
          census.sourceFile,
          JSON.stringify(census.mapping),
          JSON.stringify(census.report),
          now.toISOString(),
          currentUser(),
        ],
      );
      await recordAction(connection, now, 'census.import', census.hash, {
        name: census.name,
        rows: census.columns.rowCount,
      });
    });
  } catch (error) {
    throw storeFailure(error, workspace.path);
  } finally {
    for (const file of files) await rm(file, { force: true });
  }
  return (await findCensus(workspace, census.name)).record;
}

/** All censuses, newest first. */
export async function listCensuses(workspace: Workspace): Promise<CensusRecord[]> {
  const rows = await workspace.read(`${CENSUS_SQL} ORDER BY c.census_key DESC`);
  return rows.map((row) => recordOf(row).record);
}

/**
 * A census by its id or name with its rows, equal to what was saved. Of several with one name it is the newest.
 * @throws PlanAlignError CENSUS_UNKNOWN, STORE_FAILED.
 */
export async function loadCensus(
  workspace: Workspace,
  nameOrId: string,
): Promise<{ readonly record: CensusRecord; readonly columns: CensusColumns }> {
  const { contentKey, record } = await findCensus(workspace, nameOrId);
  const rows = record.rowCount;
  const columns = CENSUS_COLUMNS.map(({ name, shape }) => ({ name, shape, data: emptyColumn(shape, rows) }));
  const employeeId = new Array<string>(rows).fill('');
  const select = [
    'row_index',
    'employee_id',
    ...columns.map(({ name, shape }) => selectExpression(name, shape)),
  ];
  const sql = `SELECT ${select.join(', ')} FROM census_row WHERE content_key = ${contentKey}`;
  for await (const chunk of workspace.stream(sql)) {
    // Rows are put where they belong, so that nothing has to be sorted.
    const count = chunk.rowCount;
    const at = new Int32Array(count);
    readVector(chunk, 0, { type: 'int32', nullValue: null, values: at }, 0);
    readTexts(chunk, 1).forEach((id, row) => {
      employeeId[at[row] ?? 0] = id;
    });
    columns.forEach(({ shape, data }, index) => {
      const part = emptyColumn(shape, count);
      readVector(chunk, index + 2, part, 0);
      for (let row = 0; row < count; row += 1) data.values[at[row] ?? 0] = part.values[row] ?? 0;
    });
  }
  const texts = new Map<string, string[]>();
  const textRow = z.object({ attribute: z.string(), value: z.string() });
  const textRows = await workspace.read(
    'SELECT attribute, value FROM census_text WHERE content_key = $1 ORDER BY attribute, code',
    [contentKey],
  );
  for (const row of textRows) {
    const { attribute, value } = textRow.parse(row);
    const values = texts.get(attribute);
    if (values === undefined) texts.set(attribute, [value]);
    else values.push(value);
  }
  const byName = new Map<string, ColumnData>(columns.map(({ name, data }) => [name, data]));
  return { record, columns: assembleCensus({ employeeId, columns: byName, texts }) };
}

async function findCensus(
  workspace: Workspace,
  nameOrId: string,
): Promise<{ readonly contentKey: number; readonly record: CensusRecord }> {
  const rows = await workspace.read(
    `${CENSUS_SQL} WHERE c.name = $1 OR CAST(c.census_id AS VARCHAR) = lower($1) ORDER BY c.census_key DESC LIMIT 1`,
    [nameOrId],
  );
  if (rows.length === 0)
    throw new PlanAlignError('CENSUS_UNKNOWN', `The workspace has no census ${nameOrId}.`);
  return recordOf(rows[0]);
}

/** Writes the rows to files, a piece at a time, and names each file in `files` before it is made. */
async function writeRows(census: CensusColumns, prefix: string, files: string[]): Promise<void> {
  for (let first = 0; first < census.rowCount; first += ROWS_PER_FILE) {
    const rows = Math.min(ROWS_PER_FILE, census.rowCount - first);
    const path = `${prefix}-${files.length}.parquet`;
    files.push(path);
    const columns: ParquetColumn[] = [
      {
        name: 'row_index',
        type: 'int32',
        values: Int32Array.from({ length: rows }, (_, row) => first + row),
        present: null,
      },
      {
        name: 'employee_id',
        type: 'text',
        texts: encodeTexts(census.employeeId.slice(first, first + rows)),
        present: null,
      },
      ...CENSUS_COLUMNS.map(({ name, data }) => encodeColumn(name, piece(data(census), first, rows)).parquet),
    ];
    writeParquet(path, rows, columns);
    await new Promise((done) => setImmediate(done));
  }
}

function piece(data: ColumnData, first: number, rows: number): ColumnData {
  switch (data.type) {
    case 'int32':
    case 'date':
      return { ...data, values: data.values.subarray(first, first + rows) };
    case 'uint8':
      return { ...data, values: data.values.subarray(first, first + rows) };
    case 'boolean':
      return { ...data, values: data.values.subarray(first, first + rows) };
    case 'int64':
    case 'double':
      return { ...data, values: data.values.subarray(first, first + rows) };
  }
}

async function insertContent(
  connection: DuckDBConnection,
  census: CensusImport,
  files: readonly string[],
): Promise<number> {
  const reader = await connection.runAndReadAll(
    `INSERT INTO census_content SELECT coalesce(max(content_key), 0) + 1, $1, $2 FROM census_content
     RETURNING content_key`,
    [census.hash, census.columns.rowCount],
  );
  const contentKey = Number(reader.getColumns()[0]?.[0]);
  const paths = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
  if (files.length > 0) {
    const result = await connection.run(
      `INSERT INTO census_row BY NAME SELECT ${contentKey} AS content_key, * FROM read_parquet([${paths}])`,
    );
    if (result.rowsChanged !== census.columns.rowCount)
      throw new PlanAlignError(
        'STORE_FAILED',
        `census_row: ${result.rowsChanged} of ${census.columns.rowCount} rows were written.`,
      );
  }
  const texts = Object.entries(textColumnsOf(census.columns)).flatMap(([attribute, { values }]) =>
    values.map((value, code) => ({ attribute, code, value })),
  );
  await connection.run(
    `INSERT INTO census_text
     SELECT $1, t->>'attribute', CAST(t->>'code' AS INTEGER), t->>'value' FROM (SELECT unnest(CAST($2 AS JSON[])) AS t)`,
    [contentKey, JSON.stringify(texts)],
  );
  return contentKey;
}
