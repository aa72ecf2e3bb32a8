import type { ExportService } from '../../../src-shared/api/exports.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { serialiseScenario } from '../../../src-shared/scenario/serialise-scenario.ts';
import { parseMapping } from '../../services/census/mapping.ts';
import type { RejectedRows } from '../censuses/rejected-rows.ts';
import type { ComplianceReader } from '../compliance/compliance-service.ts';
import type { FileGrants } from '../file-grants.ts';
import type { ResultReader } from '../results/result-service.ts';
import type { WorkRegistry } from '../work.ts';
import type { Workspace } from '../../store/workspace.ts';
import { writeGridCsv } from './grid-csv.ts';
import { writeTestPeopleCsv } from './test-people-csv.ts';
import { writeRunWorkbook } from './run-workbook.ts';

/** The exports of one window. */
export function exportService(
  parts: {
    readonly files: FileGrants;
    readonly rejects: RejectedRows;
    readonly results: ResultReader;
    readonly compliance: ComplianceReader;
    readonly workspace: Workspace;
  },
  work: WorkRegistry,
): ExportService {
  const { files, rejects, results, compliance, workspace } = parts;
  return {
    scenario: async ({ document, target }) => {
      const text = serialiseScenario(parseScenario(document).scenario);
      return files.write(target, (sink) => sink.write(text));
    },
    rejects: async ({ fileId, target }) => {
      const rows = rejects.of(fileId);
      return files.write(target, (sink) => sink.write(rows));
    },
    mapping: async ({ mapping, target }) => {
      const text = `${JSON.stringify(parseMapping(mapping), null, 2)}\n`;
      return files.write(target, (sink) => sink.write(text));
    },
    grid: ({ selection, columns, workId, target }) =>
      work.run(workId, (signal) =>
        files.write(target, (sink) => writeGridCsv(results, selection, columns, sink, signal)),
      ),
    testPeople: ({ selection, workId, target }) =>
      work.run(workId, (signal) =>
        files.write(target, (sink) => writeTestPeopleCsv(compliance, selection, sink, signal)),
      ),
    workbook: ({ runId, workId, target }) =>
      work.run(workId, (signal) =>
        files.write(target, (sink) =>
          writeRunWorkbook(workspace, results, runId, sink, signal, () => undefined),
        ),
      ),
  };
}
