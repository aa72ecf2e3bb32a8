import { z } from 'zod';
import type { YearSummary } from '../columns.ts';
import type { PlanYearSummary } from '../plan-columns.ts';
import type { Severity } from '../vocabulary.ts';
import type { CallsOf, Listener } from './calls.ts';
import { listener } from './calls.ts';
import { idSchema, nameSchema } from './files.ts';
import { scenarioDocumentSchema } from './scenarios.ts';

const startRequest = z.strictObject({
  name: nameSchema,
  /** The scenario to run. It need not be saved, but must be valid. */
  scenario: scenarioDocumentSchema,
  /** The open document it comes from, so that the run can name its file; null for none. */
  documentId: idSchema.nullable(),
  censusId: idSchema,
});
const jobRequest = z.strictObject({ jobId: idSchema });
const runRequest = z.strictObject({ runId: idSchema });
const annotationRequest = z.strictObject({
  runId: idSchema,
  notes: z.string().max(10_000),
  tags: z.array(nameSchema).max(50),
});

/** What a job is doing, in words the screen has a text for. */
export type JobStage = 'waiting' | 'preparing' | 'simulating' | 'finished';

/** How far a job is. */
export interface JobProgress {
  readonly stage: JobStage;
  /** The year that was simulated last; null before the first. */
  readonly year: number | null;
  /** Years in the workspace, of how many. */
  readonly storedYears: number;
  readonly years: number;
  /** Events so far, by type. */
  readonly events: Readonly<Record<string, number>>;
  /** Rows of events and snapshots so far, and per second of simulation. */
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
  /** Resident memory of the process in MB. */
  readonly memoryMb: number;
}

/** Why something failed: the code of the catalogue, the particulars, and several findings of one kind. */
interface JobFailure {
  readonly code: string;
  readonly detail: string;
  readonly items: readonly string[];
}

/** A run that was asked for in this session: one runs, the others wait in order. */
export interface RunJob {
  readonly jobId: string;
  readonly name: string;
  readonly scenarioName: string;
  readonly censusName: string;
  readonly state: 'waiting' | 'running' | 'complete' | 'failed' | 'cancelled';
  /** Null until the run is recorded. */
  readonly runId: string | null;
  readonly progress: JobProgress;
  readonly failure: JobFailure | null;
  /** ISO texts in UTC. */
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** A run as it is recorded. Times are ISO texts in UTC. */
export interface RunSummary {
  readonly runId: string;
  readonly name: string;
  readonly status: 'running' | 'complete' | 'failed' | 'cancelled' | 'interrupted';
  readonly scenario: {
    readonly name: string;
    readonly version: number;
    readonly hash: string;
    readonly source: string | null;
    readonly overrides: Readonly<Record<string, unknown>>;
  };
  readonly census: {
    readonly id: string | null;
    readonly name: string;
    readonly hash: string;
    readonly rows: number;
    readonly accepted: number;
    readonly quarantined: number;
  };
  readonly startYear: number;
  readonly endYear: number;
  /** Years whose facts are stored. */
  readonly storedYears: number;
  readonly seed: number;
  readonly mode: string;
  readonly engineVersion: string;
  readonly userName: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly fingerprint: string | null;
  readonly failure: JobFailure | null;
  /** Milliseconds by name of the work. */
  readonly timings: Readonly<Record<string, number>>;
  readonly notes: string;
  readonly tags: readonly string[];
}

/** One check of section 11 in one year. */
export interface RunCheck {
  readonly year: number;
  readonly id: string;
  readonly origin: 'engine' | 'store';
  readonly severity: Severity;
  readonly checked: number;
  readonly failed: number;
  /** At most 20 rows that broke it, in words. */
  readonly offenders: readonly string[];
}

/** The results of a run, year by year. */
export interface RunResult {
  readonly run: RunSummary;
  readonly years: readonly YearSummary[];
  /** Years with a plan design in force. */
  readonly plan: readonly (PlanYearSummary & { readonly year: number })[];
  /** Events of the run by type. */
  readonly events: Readonly<Record<string, number>>;
}

/** Runs: the queue of this session and the history of the workspace. */
export interface RunService {
  /** Puts a run into the queue and returns at once. Throws SCENARIO_… when the scenario is not valid. */
  start(request: z.output<typeof startRequest>): Promise<RunJob>;
  /** Reports the progress of a job, and returns once it has ended; a job goes on when nobody follows it. */
  follow(request: z.output<typeof jobRequest>, onProgress: Listener<RunJob>): Promise<RunJob>;
  /** Takes a waiting job out of the queue or stops the running one; returns once it has stopped. */
  cancel(request: z.output<typeof jobRequest>): Promise<RunJob>;
  /** The jobs of this session, oldest first. */
  queue(): Promise<readonly RunJob[]>;
  /** All runs of the workspace, newest first. */
  list(): Promise<readonly RunSummary[]>;
  get(request: z.output<typeof runRequest>): Promise<RunSummary>;
  result(request: z.output<typeof runRequest>): Promise<RunResult>;
  checks(request: z.output<typeof runRequest>): Promise<readonly RunCheck[]>;
  /** Replaces the notes and tags of a run. */
  annotate(request: z.output<typeof annotationRequest>): Promise<RunSummary>;
  /** Removes a run for good, with a line in the audit log. The window has asked first. */
  delete(request: z.output<typeof runRequest>): Promise<void>;
}

export const runCalls: CallsOf<RunService> = {
  start: [startRequest],
  follow: [jobRequest, listener()],
  cancel: [jobRequest],
  queue: [],
  list: [],
  get: [runRequest],
  result: [runRequest],
  checks: [runRequest],
  annotate: [annotationRequest],
  delete: [runRequest],
};
