import type { RunService, RunSummary } from '../../../src-shared/api/runs.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { processEngine } from '../../services/runs/engine-host.ts';
import { simulateStudy } from '../../services/runs/simulate-study.ts';
import { loadStudyCensus } from '../../services/studies/stored-census.ts';
import { deleteRun } from '../../store/delete-run.ts';
import {
  eventCounts,
  getRun,
  listRuns,
  planSummaries,
  validationResults,
  yearSummaries,
  type RunRecord,
} from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { CensusRecords } from '../censuses/census-records.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import { ProgressCounter } from './job-progress.ts';
import { runNotes, writeRunNote, type RunNote } from './run-notes.ts';
import type { RunQueue } from './run-queue.ts';

const NO_NOTE: RunNote = { notes: '', tags: [] };

function summaryOf(record: RunRecord, note: RunNote = NO_NOTE): RunSummary {
  const { scenario, ...rest } = record;
  const { name, version, hash, source, overrides } = scenario;
  return { ...rest, scenario: { name, version, hash, source, overrides }, ...note };
}

/** The runs of one window; `closed` ends what it follows. */
export function runService(
  parts: {
    readonly workspace: Workspace;
    readonly queue: RunQueue;
    readonly documents: DocumentStore;
    readonly censuses: CensusRecords;
  },
  closed: AbortSignal,
): RunService {
  const { workspace, queue, documents, censuses } = parts;
  const get = async (runId: string): Promise<RunSummary> => {
    const record = await getRun(workspace, runId);
    return summaryOf(record, (await runNotes(workspace)).get(record.runId));
  };
  return {
    start: async ({ name, scenario: document, documentId, censusId }) => {
      const { scenario } = parseScenario(document);
      const scenarioSource = documentId === null ? null : documents.pathOf(documentId);
      const { name: censusName } = await censuses.get(censusId);
      const about = { name, scenarioName: scenario.name, censusName };
      return queue.add(about, async (change, signal) => {
        const { startYear, endYear } = scenario.simulation;
        const counter = new ProgressCounter(
          endYear - startYear + 1,
          () => performance.now(),
          (progress) => {
            change({ progress });
          },
        );
        change({ progress: counter.progress });
        const engine = counter.watch(processEngine());
        const census = await loadStudyCensus(workspace, censusId, scenario);
        await simulateStudy({
          workspace,
          scenario,
          scenarioSource,
          overrides: {},
          census: census.columns,
          censusReference: census.reference,
          name,
          engine: (input, target, engineSignal) => {
            change({ runId: target.runId });
            return engine(input, target, engineSignal);
          },
          onProgress: ({ stored }) => {
            counter.stored(stored);
          },
          signal,
        });
      });
    },
    follow: ({ jobId }, onProgress) => queue.follow(jobId, onProgress, closed),
    cancel: ({ jobId }) => queue.cancel(jobId),
    queue: () => Promise.resolve(queue.list()),
    list: async () => {
      const [runs, notes] = await Promise.all([listRuns(workspace), runNotes(workspace)]);
      return runs.map((run) => summaryOf(run, notes.get(run.runId)));
    },
    get: ({ runId }) => get(runId),
    result: async ({ runId }) => {
      const [run, years, plan, events] = await Promise.all([
        get(runId),
        yearSummaries(workspace, runId),
        planSummaries(workspace, runId),
        eventCounts(workspace, runId),
      ]);
      return { run, years, plan, events };
    },
    checks: ({ runId }) => validationResults(workspace, runId),
    annotate: async ({ runId, notes, tags }) => {
      const record = await getRun(workspace, runId);
      await writeRunNote(workspace, record.runId, { notes, tags });
      return get(record.runId);
    },
    delete: async ({ runId }) => {
      await deleteRun(workspace, runId);
    },
  };
}
