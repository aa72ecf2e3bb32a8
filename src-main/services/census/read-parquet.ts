import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { MAX_COLUMNS, type ColumnSelection, type ImportControl, type RawTable } from './raw-table.ts';
import { RecordReader } from './record-reader.ts';

/** Types whose text is a number; doubles print whole numbers with `.0`, which no other format of the data has. */
const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;
const FLOATING = /^(?:FLOAT|DOUBLE)$/;

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path as a pattern that matches that path only. */
const literalPattern = (path: string): string => path.replace(/[[*?]/g, '[$&]');

/** SQL for a cell as a quoted field of delimited text: dates in ISO, times in UTC, numbers in shortest decimal form. */
function cellExpression(name: string, type: string): string {
  const text = `CAST(${quoteName(name)} AS VARCHAR)`;
  if (FLOATING.test(type)) return `coalesce(regexp_replace(${text}, '\\.0$', ''), '')`;
  return NUMERIC.test(type)
    ? `coalesce(${text}, '')`
    : `coalesce('"' || replace(${text}, '"', '""') || '"', '')`;
}

/** SQL that is '1' where any of the columns that are not read has content. */
function otherContentExpression(names: readonly string[]): string {
  const filled = names.map((name) => `coalesce(trim(CAST(${quoteName(name)} AS VARCHAR)), '') <> ''`);
  return `CASE WHEN ${filled.join(' OR ')} THEN '1' ELSE '' END`;
}

/** A connection to a private database in memory that can read the one file and nothing else. */
async function openReader(
  path: string,
): Promise<{ readonly connection: DuckDBConnection; close: () => void }> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  // The database asks for permission twice: for the pattern it is given, and for the file that matches it.
  const allowed = [path, literalPattern(path)].map(quoteText).join(', ');
  await connection.run(`SET allowed_paths = [${allowed}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Reads a Parquet file (W-15). Typed columns become the texts that a CSV of the same data would hold (W-25).
 * @throws PlanAlignError CENSUS_FORMAT, CENSUS_EMPTY, CENSUS_TOO_LARGE or CANCELLED.
 */
export async function readParquet(
  path: string,
  bytes: number,
  select: ColumnSelection,
  control: ImportControl,
): Promise<RawTable> {
  const { connection, close } = await openReader(path);
  try {
    return await readTable(connection, path, bytes, select, control);
  } catch (error) {
    if (error instanceof PlanAlignError) throw error;
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new PlanAlignError('CENSUS_FORMAT', `The Parquet file could not be read: ${reason}`, {
      file: path,
    });
  } finally {
    close();
  }
}

async function readTable(
  connection: DuckDBConnection,
  path: string,
  bytes: number,
  select: ColumnSelection,
  control: ImportControl,
): Promise<RawTable> {
  const pattern = [literalPattern(path)];
  const source = 'read_parquet($1, hive_partitioning = false)';
  const empty = await connection.run(`SELECT * FROM ${source} LIMIT 0`, pattern);
  const headers = empty.columnNames();
  const types = empty.columnTypes().map(String);
  if (headers.length > MAX_COLUMNS)
    throw new PlanAlignError('CENSUS_TOO_LARGE', `The file has more than ${MAX_COLUMNS} columns.`, {
      file: path,
    });
  const total = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${source}`, pattern);
  const rows = Number(total.value(0, 0) ?? 0);
  if (rows === 0) throw new PlanAlignError('CENSUS_EMPTY', 'The file has no rows.', { file: path });
  const chosen = select(headers);
  const others = headers.filter((_, position) => !chosen.has(position));
  const firstOther = headers.findIndex((_, position) => !chosen.has(position));
  const cells = headers.map((name, position) => {
    if (chosen.has(position)) return cellExpression(name, types[position] ?? '');
    return position === firstOther ? otherContentExpression(others) : `''`;
  });
  const reader = new RecordReader({ width: headers.length, delimiter: ',', firstRow: 1, chosen, path });
  reader.reserve(rows);
  const records = await connection.stream(
    `SELECT concat_ws(',', ${cells.join(', ')}) FROM ${source}`,
    pattern,
  );
  for (;;) {
    control.throwIfCancelled();
    const chunk = await records.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    reader.read(Buffer.from(`${chunk.getColumnValues(0).map(String).join('\n')}\n`, 'utf8'), false);
    control.onProgress('read', (reader.nextRow - 1) / rows);
  }
  const table = reader.finish();
  return {
    headers,
    firstRowNumber: 1,
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      isNumeric: NUMERIC.test(types[column.position] ?? ''),
    })),
    date1904: false,
    facts: { format: 'parquet', bytes, encoding: null, delimiter: null, sheet: null, sheets: [] },
  };
}
