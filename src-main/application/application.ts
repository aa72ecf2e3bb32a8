import { join } from 'node:path';
import { API_CALLS, type PlanAlignApi } from '../../src-shared/api/api.ts';
import {
  DEFAULT_PREFERENCES,
  preferencesSchema,
  type ApplicationInfo,
  type Preferences,
} from '../../src-shared/api/application.ts';
import type { ComparisonService } from '../../src-shared/api/comparisons.ts';
import type { FileReference } from '../../src-shared/api/files.ts';
import type { PersonService } from '../../src-shared/api/persons.ts';
import type { Pipe } from '../../src-shared/rpc/pipe.ts';
import { serveLink } from '../../src-shared/rpc/serve.ts';
import { forkHelper, type StartHelper } from '../services/census/helper-process.ts';
import type { Log } from '../log/log.ts';
import { scenarioDocument } from '../store/run-queries.ts';
import { Workspace } from '../store/workspace.ts';
import { applicationService } from './application-service.ts';
import { calculatorService } from './calculators.ts';
import { CensusRecords } from './censuses/census-records.ts';
import { censusService } from './censuses/census-service.ts';
import { RejectedRows } from './censuses/rejected-rows.ts';
import { comparisonService } from './comparisons/comparison-service.ts';
import { Differences, differenceService } from './differences/difference-service.ts';
import { ComplianceReader } from './compliance/compliance-service.ts';
import { Backups } from './documents/backups.ts';
import { DocumentStore } from './documents/document-store.ts';
import { ParentVersions } from './documents/parent-versions.ts';
import { RecentFiles } from './documents/recent-files.ts';
import { EventHub } from './events.ts';
import { exportService } from './exports/export-service.ts';
import { FileGrants } from './file-grants.ts';
import { MonthlyReader } from './monthly/monthly-service.ts';
import { planResultService } from './plan-results/plan-result-service.ts';
import { personService } from './persons/person-service.ts';
import { PreviewEngine } from './preview/preview-engine.ts';
import { PreviewCensuses, previewService } from './preview/preview-service.ts';
import { ResultReader } from './results/result-service.ts';
import { ReadableRuns } from './results/run-dictionary.ts';
import { readerApi, type ReaderPreferences } from './reader-api.ts';
import { RunQueue } from './runs/run-queue.ts';
import { runService } from './runs/run-service.ts';
import { scenarioService } from './scenarios/scenario-service.ts';
import { SettingsFile } from './settings-file.ts';
import { ValidationReports, validationService } from './validation/validation-service.ts';
import { WorkRegistry } from './work.ts';

export interface ApplicationOptions {
  readonly host: ApplicationInfo['host'];
  readonly dataFolder: string;
  /** Path of the workspace file; it is created when there is none. */
  readonly workspace: string;
  readonly log: Log;
  readonly clock?: () => Date;
  /** Hears of every scenario file that is opened or saved, for the list of the system. */
  readonly onDocumentFile?: (path: string) => void;
  /** Starts the program that parses workbooks; a process of Node when left out. */
  readonly startHelper?: StartHelper;
}

/**
 * The application behind the windows: it owns the workspace, the open documents, the queue of runs and the files that
 * windows may name, and serves the one API to any number of windows, whatever program they are in.
 */
export class Application {
  readonly files: FileGrants;
  readonly #options: ApplicationOptions;
  readonly #workspace: Workspace;
  readonly #events = new EventHub();
  readonly #preferences: SettingsFile<Preferences>;
  readonly #documents: DocumentStore;
  readonly #queue: RunQueue;
  readonly #previews = new PreviewEngine();
  readonly #previewCensuses: PreviewCensuses;
  readonly #censuses: CensusRecords;
  readonly #rejects = new RejectedRows();
  readonly #results: ResultReader;
  readonly #comparisons: ComparisonService;
  readonly #monthly: MonthlyReader;
  readonly #planResults: PlanAlignApi['planResults'];
  readonly #validation: ValidationReports;
  readonly #differences: Differences;
  readonly #persons: PersonService;
  readonly #compliance: ComplianceReader;

  private constructor(options: ApplicationOptions, workspace: Workspace) {
    const { dataFolder, log, clock = () => new Date() } = options;
    this.#options = options;
    this.#workspace = workspace;
    this.files = new FileGrants(join(dataFolder, 'copies'));
    this.#preferences = new SettingsFile(
      join(dataFolder, 'preferences.json'),
      preferencesSchema,
      DEFAULT_PREFERENCES,
    );
    this.#documents = new DocumentStore({
      files: this.files,
      recent: new RecentFiles(dataFolder, clock, options.onDocumentFile),
      backups: new Backups(dataFolder),
      versions: new ParentVersions(dataFolder),
      events: this.#events,
      library: join(dataFolder, 'scenarios'),
      clock,
    });
    this.#queue = new RunQueue(
      (jobs) => {
        this.#events.emit({ kind: 'jobs', jobs });
      },
      (error) => {
        log.failure('run', error);
      },
      clock,
    );
    this.#previewCensuses = new PreviewCensuses(workspace);
    this.#censuses = new CensusRecords(workspace);
    const runs = new ReadableRuns(workspace);
    this.#results = new ResultReader(workspace, runs);
    this.#comparisons = comparisonService(workspace);
    this.#monthly = new MonthlyReader({ workspace, runs });
    this.#planResults = planResultService({ workspace, runs });
    this.#validation = new ValidationReports(workspace);
    this.#differences = new Differences(workspace, runs);
    this.#persons = personService({ workspace, runs });
    this.#compliance = new ComplianceReader(workspace, runs);
  }

  /** Opens the workspace and what the last session left. @throws PlanAlignError as Workspace.open does. */
  static async open(options: ApplicationOptions): Promise<Application> {
    const workspace = await Workspace.open(options.workspace, {
      create: true,
      ...(options.clock === undefined ? {} : { clock: options.clock }),
    });
    const application = new Application(options, workspace);
    // The workspace is ours alone, so the copies of a session that ended badly are too.
    await application.files.clear();
    return application;
  }

  /** Whether a run is going on or waits. */
  get isBusy(): boolean {
    return this.#queue.isBusy;
  }

  /** The API of one window; `closed` is aborted when the window is gone. */
  api(closed: AbortSignal): PlanAlignApi {
    const work = new WorkRegistry(closed);
    const files = this.files;
    const workspace = this.#workspace;
    const rejects = this.#rejects;
    const parts = { ...this.#options, workspace, events: this.#events, preferences: this.#preferences };
    return {
      application: applicationService({ ...parts, logFile: this.#options.log.file }, work, closed),
      documents: this.#documents,
      scenarios: scenarioService((runId) => scenarioDocument(workspace, runId)),
      censuses: censusService(
        {
          workspace,
          files,
          records: this.#censuses,
          rejects,
          startHelper: this.#options.startHelper ?? forkHelper,
        },
        work,
      ),
      runs: runService(
        { workspace, queue: this.#queue, documents: this.#documents, censuses: this.#censuses },
        closed,
      ),
      results: this.#results,
      comparisons: this.#comparisons,
      monthly: this.#monthly,
      planResults: this.#planResults,
      validation: validationService({ workspace, reports: this.#validation }, work),
      differences: differenceService(this.#differences, files, work),
      persons: this.#persons,
      compliance: this.#compliance,
      preview: previewService(this.#previews, this.#previewCensuses, work),
      calculators: calculatorService,
      exports: exportService(
        { files, rejects, results: this.#results, compliance: this.#compliance, workspace },
        work,
      ),
    };
  }

  /** Serves the API at one end of a pipe until it closes: to the owner, or to a reader with their preferences. */
  serve(pipe: Pipe, reader: ReaderPreferences | null = null): void {
    serveLink(pipe, {
      calls: API_CALLS,
      api: (closed) => (reader === null ? this.api(closed) : readerApi(this.api(closed), reader)),
      onDefect: (call, error) => {
        this.#options.log.failure(call, error);
      },
    });
  }

  /** Tells the windows that a file was opened from outside. */
  async openFile(path: string): Promise<FileReference> {
    const file = await this.files.grant(path);
    this.#events.emit({ kind: 'fileOpened', file });
    return file;
  }

  /** Stops what runs, keeps what is unsaved for the next session, and closes the workspace. */
  async close(): Promise<void> {
    await this.#queue.end();
    await this.#documents.end();
    await this.#previews.end();
    await this.files.clear();
    await this.#workspace.close();
  }
}
