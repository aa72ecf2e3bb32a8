import type { CensusFileReport } from '../../../src-shared/api/census-report.ts';
import type { CensusDetail, CensusSummary } from '../../../src-shared/api/censuses.ts';
import type { CensusColumns } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { isJsonObject } from '../../../src-shared/scenario/json-value.ts';
import { resourcePath } from '../../resource-folder.ts';
import { keepCensus, readStudyCensus } from '../../services/studies/census-file.ts';
import { listCensuses, loadCensus, type CensusRecord } from '../../store/census-store.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';

export const summaryOf = ({
  censusId,
  name,
  sourceFile,
  hash,
  rowCount,
  importedAt,
  importedBy,
}: CensusRecord): CensusSummary => ({
  censusId,
  name,
  sourceFile,
  hash,
  rows: rowCount,
  importedAt,
  importedBy,
});

const SAMPLE_NAME = 'Sample company';

/** The censuses of the workspace. */
export class CensusRecords {
  readonly #workspace: Workspace;
  #sample: Promise<CensusSummary> | null = null;
  readonly #columns = new Map<string, Promise<CensusColumns>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  async list(): Promise<readonly CensusSummary[]> {
    return (await listCensuses(this.#workspace)).map(summaryOf);
  }

  /** @throws PlanAlignError CENSUS_UNKNOWN */
  async get(censusId: string): Promise<CensusDetail> {
    const record = (await listCensuses(this.#workspace)).find((census) => census.censusId === censusId);
    if (record === undefined) throw new PlanAlignError('CENSUS_UNKNOWN', 'The workspace has no such census.');
    return {
      ...summaryOf(record),
      mapping: isJsonObject(record.mapping) ? record.mapping : {},
      // Written from the same type by the import.
      report: record.report as CensusFileReport,
    };
  }

  /**
   * The rows of a census. Those of the last one stay in memory: its suggestions are counted anew with every edit of the
   * scenario, and a census never changes.
   * @throws PlanAlignError CENSUS_UNKNOWN
   */
  columns(censusId: string): Promise<CensusColumns> {
    return remembered(
      this.#columns,
      censusId,
      1,
      async () => (await loadCensus(this.#workspace, censusId)).columns,
    );
  }

  /** The sample census; imported once. */
  sample(): Promise<CensusSummary> {
    if (this.#sample === null) {
      this.#sample = this.#importSample();
      this.#sample.catch(() => {
        this.#sample = null;
      });
    }
    return this.#sample;
  }

  async #importSample(): Promise<CensusSummary> {
    const present = (await this.list()).find(
      ({ name, sourceFile }) => name === SAMPLE_NAME && sourceFile === resourcePath('sample-census.csv'),
    );
    if (present !== undefined) return present;
    const census = await readStudyCensus({
      file: null,
      join: null,
      mapping: null,
      acceptInferred: true,
      duplicates: null,
      strict: false,
      scenario: parseScenario({}).scenario,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    return summaryOf(await keepCensus(this.#workspace, census, SAMPLE_NAME));
  }
}
