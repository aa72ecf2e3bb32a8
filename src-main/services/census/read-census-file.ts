import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { CensusMapping } from './mapping.ts';
import { matchColumns } from './header-match.ts';
import { cleanColumn, type ImportControl, type RawTable } from './raw-table.ts';
import { readDelimited } from './read-delimited.ts';
import { readWorkbook, type WorkbookProgram } from './read-workbook.ts';
import { markedEncoding } from './text-source.ts';

const SNIFFED_BYTES = 64 * 1024;

const startsWith = (bytes: Uint8Array, signature: string): boolean =>
  Buffer.from(bytes.subarray(0, signature.length)).toString('latin1') === signature;

/** Signature of compound files: old .xls workbooks and password-protected .xlsx. */
const COMPOUND_FILE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

const isZip = (start: Uint8Array): boolean =>
  startsWith(start, 'PK\x03\x04') || startsWith(start, 'PK\x05\x06');

/** Whether a file is a workbook by its first bytes; one that cannot be read is none, and reading it will say why. */
export async function isWorkbook(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return isZip(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new PlanAlignError('FILE_NOT_FOUND', '', { file: path });
    throw new PlanAlignError('FILE_UNREADABLE', code === 'EACCES' ? 'Permission was denied.' : code, {
      file: path,
    });
  }
}

/** Refuses bytes that no text holds, and says so for UTF-16 without its mark. */
function refuseBinary(start: Uint8Array, mapping: CensusMapping, path: string): void {
  if (markedEncoding(start) !== null || mapping.encoding?.startsWith('utf-16') === true) return;
  const zeros = start.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  if (zeros === 0) return;
  if (zeros * 3 > start.length)
    throw new PlanAlignError(
      'CENSUS_ENCODING',
      'The file looks like UTF-16 without a byte order mark; state "encoding": "utf-16le" or "utf-16be" in a mapping file if it is.',
      { file: path },
    );
  throw new PlanAlignError('CENSUS_FORMAT', 'The file is binary, and neither a workbook nor Parquet.', {
    file: path,
  });
}

/**
 * Reads the mapped columns of a census file, whatever its format: recognised by content, not by name (W-15, W-25).
 * @param program Parses workbooks; null where they have been read before.
 * @throws PlanAlignError of the catalogue for what cannot be read; MAPPING_INVALID, CANCELLED.
 */
export async function readCensusFile(
  path: string,
  mapping: CensusMapping,
  control: ImportControl,
  program: WorkbookProgram | null,
): Promise<RawTable> {
  const absolute = resolve(path);
  const file = await openFile(absolute);
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw new PlanAlignError('FILE_UNREADABLE', 'It is a folder.', { file: path });
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    const select = (headers: readonly string[]): ReadonlySet<number> =>
      new Set(matchColumns(headers, mapping).positionOf.values());
    const table = await readBy(start, {
      file,
      absolute,
      bytes: stat.size,
      mapping,
      select,
      control,
      program,
    });
    return { ...table, columns: table.columns.map((column) => cleanColumn(column, mapping.blankTexts)) };
  } finally {
    await file.close();
  }
}

interface ReadRequest {
  readonly file: FileHandle;
  readonly absolute: string;
  readonly bytes: number;
  readonly mapping: CensusMapping;
  readonly select: (headers: readonly string[]) => ReadonlySet<number>;
  readonly control: ImportControl;
  readonly program: WorkbookProgram | null;
}

async function readBy(start: Uint8Array, request: ReadRequest): Promise<RawTable> {
  const { file, absolute, bytes, mapping, select, control, program } = request;
  if (start.length === 0) throw new PlanAlignError('CENSUS_EMPTY', 'The file is empty.', { file: absolute });
  if (startsWith(start, 'PAR1') || startsWith(start, 'PARE')) {
    // The database is loaded for the files that need it only.
    const { readParquet } = await import('./read-parquet.ts');
    return readParquet(absolute, bytes, select, control);
  }
  if (isZip(start)) {
    if (program !== null) return readWorkbook(absolute, bytes, mapping, control, program);
    throw new PlanAlignError('CENSUS_FORMAT', 'The file has changed while it was read.', { file: absolute });
  }
  if (startsWith(start, COMPOUND_FILE))
    throw new PlanAlignError(
      'CENSUS_UNSAFE',
      'The file is a workbook of the old .xls format, or is protected by a password. Save it as .xlsx without a password.',
      { file: absolute },
    );
  refuseBinary(start, mapping, absolute);
  return readDelimited(file, bytes, start, absolute, mapping, select, control);
}
