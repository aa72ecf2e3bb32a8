import { open, type FileHandle } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import Papa from 'papaparse';
import type { CensusPreview } from '../../../src-shared/api/censuses.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { findBundle } from '../../bundle.ts';
import { sniffDelimiter } from '../../services/census/delimited-text.ts';
import { forkHelper, type StartHelper } from '../../services/census/helper-process.ts';
import type { CensusMapping } from '../../services/census/mapping.ts';
import type { ImportControl, RawTable } from '../../services/census/raw-table.ts';
import { readWorkbook } from '../../services/census/read-workbook.ts';
import { markedEncoding } from '../../services/census/text-source.ts';

/** Enough for the first rows of any census. */
const HEAD_BYTES = 1024 * 1024;

/** Records above and between those that are shown: titles, and blank ones. */
const RECORDS_ABOVE = 60;

const UNSTOPPED: ImportControl = { onProgress: () => undefined, throwIfCancelled: () => undefined };

/**
 * The first rows of a census file as they stand in it. Only the beginning of a text file is read.
 * @throws PlanAlignError FILE_NOT_FOUND, FILE_UNREADABLE; for workbooks and Parquet the refusals of the import.
 */
export async function previewCensusFile(
  path: string,
  mapping: CensusMapping,
  rows: number,
  startHelper: StartHelper = forkHelper,
): Promise<CensusPreview> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const signature = head.subarray(0, 4).toString('latin1');
    if (signature.startsWith('PK')) {
      const program = { path: findBundle('excel-process.mjs'), start: startHelper };
      return previewTable(await readWorkbook(path, size, mapping, UNSTOPPED, program), rows);
    }
    if (signature === 'PAR1') {
      const { readParquet } = await import('../../services/census/read-parquet.ts');
      const all = (headers: readonly string[]): ReadonlySet<number> => new Set(headers.keys());
      return previewTable(await readParquet(path, size, all, UNSTOPPED), rows);
    }
    return previewText(head, size > bytesRead, mapping, rows);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new PlanAlignError(code === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', code, { file: path });
  }
}

const isFilled = (record: readonly string[]): boolean => record.some((cell) => cell.trim() !== '');

/** Text in a wrong encoding is shown with replacement marks: the import says what to do about it. */
function previewText(head: Buffer, isCut: boolean, mapping: CensusMapping, rows: number): CensusPreview {
  const encoding = mapping.encoding ?? markedEncoding(head) ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(head, { stream: isCut });
  const bytes = Buffer.from(text, 'utf8');
  const declared = /^sep=(.)\r?\n/.exec(text);
  const delimiter =
    mapping.delimiter ??
    declared?.[1] ??
    sniffDelimiter(bytes, declared?.[0].length ?? 0, bytes.length, !isCut);
  // Most headers stand near the top; only a file that begins with much else is read further.
  const enough = (mapping.headerRow ?? 0) + rows + RECORDS_ABOVE;
  const near = Papa.parse<string[]>(text, { delimiter, quoteChar: '"', preview: enough });
  const { data } =
    near.data.slice(0, -rows).some(isFilled) || near.data.length < enough
      ? near
      : Papa.parse<string[]>(text, { delimiter, quoteChar: '"' });
  // The last record of a part may be half of one.
  const records = isCut && data.length !== enough ? data.slice(0, -1) : data;
  const first = declared === null ? 0 : 1;
  const header =
    mapping.headerRow === undefined
      ? records.findIndex((record, index) => index >= first && isFilled(record))
      : mapping.headerRow - 1;
  const headers = (records[header] ?? []).map((cell) => cell.trim());
  return {
    format: 'csv',
    sheets: [],
    sheet: null,
    headers,
    firstRow: header + 2,
    rows: records
      .slice(header + 1)
      .filter(isFilled)
      .slice(0, rows)
      .map((record) => headers.map((_, column) => record[column] ?? '')),
  };
}

function previewTable(table: RawTable, rows: number): CensusPreview {
  const { headers, columns, rowCount, firstRowNumber, facts } = table;
  const shown = Math.min(rows, rowCount);
  const byPosition = new Map(columns.map((column) => [column.position, column]));
  return {
    format: facts.format,
    sheets: facts.sheets,
    sheet: facts.sheet,
    headers,
    firstRow: firstRowNumber,
    rows: Array.from({ length: shown }, (_, row) =>
      headers.map((_header, position) => {
        const column = byPosition.get(position);
        return column === undefined ? null : (column.texts[column.codes[row] ?? 0] ?? '');
      }),
    ),
  };
}
