import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { build } from 'vite';
import { utils, write, type CellObject } from 'xlsx';
import {
  examineCensusFile,
  importCensus,
  type CensusImport,
  type CensusImportOptions,
} from '../../src-main/services/census/import-census.ts';
import type { CensusExamination } from '../../src-main/services/census/examine-census.ts';
import { parseMapping } from '../../src-main/services/census/mapping.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CENSUS = join(ROOT, 'src-main/services/census');

/** Cells of a table; the first row holds the headers. */
export type Cells = readonly (readonly (string | number | null)[])[];

/** What a test says of an import: the mapping as JSON, and options with defaults that accept certain formats. */
export type ImportSettings = Partial<Omit<CensusImportOptions, 'path' | 'mapping' | 'programs'>> & {
  readonly mapping?: unknown;
};

/** A folder for census files, and the programs of the import built from the sources under test. */
export class CensusFolder {
  readonly path: string;
  readonly #programs: { readonly excelProcess: string; readonly censusThread: string };
  #next = 0;

  private constructor(path: string) {
    this.path = path;
    this.#programs = {
      excelProcess: join(path, 'programs', 'excel-process.mjs'),
      censusThread: join(path, 'programs', 'census-thread.mjs'),
    };
  }

  /** `withPrograms` builds the programs for workbooks and threads, which takes a second or two. */
  static async create(withPrograms: boolean): Promise<CensusFolder> {
    const folder = new CensusFolder(await mkdtemp(join(tmpdir(), 'planalign-census-')));
    if (withPrograms) await folder.#buildPrograms();
    return folder;
  }

  async #buildPrograms(): Promise<void> {
    // The programs find the database, which is not bundled, as they do in dist.
    await symlink(join(ROOT, 'node_modules'), join(this.path, 'node_modules'), 'junction');
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: join(this.path, 'programs'),
        target: 'node20',
        rolldownOptions: {
          input: {
            'excel-process': join(CENSUS, 'excel-process.ts'),
            'census-thread': join(CENSUS, 'census-thread.ts'),
          },
          external: [/^@duckdb\//, ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
          output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        },
      },
    });
  }

  remove = (): Promise<void> => rm(this.path, { recursive: true, force: true });

  async write(content: string | Uint8Array, extension = 'csv'): Promise<string> {
    this.#next += 1;
    const path = join(this.path, `census-${this.#next}.${extension}`);
    await writeFile(path, content);
    return path;
  }

  #options(path: string, { mapping, ...settings }: ImportSettings): CensusImportOptions {
    return {
      startYear: 2025,
      endYear: 2029,
      acceptInferred: true,
      ...settings,
      path,
      mapping: parseMapping(mapping ?? {}),
      programs: this.#programs,
    };
  }

  importFile = (path: string, settings: ImportSettings = {}): Promise<CensusImport> =>
    importCensus(this.#options(path, settings));

  examineFile = (path: string, settings: ImportSettings = {}): Promise<CensusExamination> =>
    examineCensusFile(this.#options(path, settings));

  importText = async (text: string | Uint8Array, settings: ImportSettings = {}): Promise<CensusImport> =>
    this.importFile(await this.write(text), settings);

  examineText = async (
    text: string | Uint8Array,
    settings: ImportSettings = {},
  ): Promise<CensusExamination> => this.examineFile(await this.write(text), settings);
}

const quoteCell = (text: string): string =>
  /[",\n\r;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The cells as delimited text. */
export const toDelimited = (cells: Cells, delimiter = ',', lineBreak = '\n'): string =>
  cells
    .map((row) => row.map((cell) => quoteCell(cell === null ? '' : String(cell))).join(delimiter) + lineBreak)
    .join('');

/** A workbook with one sheet of the cells, numbers as numbers. */
export function toWorkbook(
  cells: Cells,
  decorate: (sheet: Record<string, CellObject>) => void = () => undefined,
): Buffer {
  const sheet = utils.aoa_to_sheet(cells.map((row) => [...row]));
  decorate(sheet);
  const bytes: unknown = write(
    { SheetNames: ['Census'], Sheets: { Census: sheet } },
    { type: 'buffer', bookType: 'xlsx' },
  );
  if (!Buffer.isBuffer(bytes)) throw new Error('no workbook was written');
  return bytes;
}

/** Writes a CSV as Parquet, with the given SQL expression per column (default: its text). */
export async function toParquet(
  csv: string,
  path: string,
  expressions: Readonly<Record<string, string>>,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = Object.entries(expressions).map(([name, sql]) => `${sql} AS "${name}"`);
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM read_csv($1, all_varchar = true, header = true, delim = ',')) TO '${path}' (FORMAT parquet)`,
    [csv],
  );
  connection.closeSync();
  instance.closeSync();
}
