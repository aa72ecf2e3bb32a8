import { randomUUID } from 'node:crypto';
import type { RunJob } from '../../../src-shared/api/runs.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { WAITING } from './job-progress.ts';

/** Does the work of a job; it reports changes of the job as they come. */
export type JobWork = (
  change: (change: Partial<Pick<RunJob, 'runId' | 'progress'>>) => void,
  signal: AbortSignal,
) => Promise<void>;

interface Entry {
  job: RunJob;
  readonly controller: AbortController;
  readonly work: JobWork;
  readonly followers: Set<(job: RunJob) => void>;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/** Jobs beyond this many that have ended are forgotten; their runs are in the workspace. */
const MOST_KEPT = 100;

/** Runs of this session, one after the other. */
export class RunQueue {
  readonly #entries = new Map<string, Entry>();
  readonly #onChange: (jobs: readonly RunJob[]) => void;
  readonly #onDefect: (error: unknown) => void;
  readonly #clock: () => Date;
  #isWorking = false;

  /** @param onChange Hears whenever a job joins, starts or ends. */
  constructor(
    onChange: (jobs: readonly RunJob[]) => void,
    onDefect: (error: unknown) => void,
    clock: () => Date,
  ) {
    this.#onChange = onChange;
    this.#onDefect = onDefect;
    this.#clock = clock;
  }

  list(): readonly RunJob[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  get isBusy(): boolean {
    return this.list().some(({ state }) => state === 'running' || state === 'waiting');
  }

  add(about: Pick<RunJob, 'name' | 'scenarioName' | 'censusName'>, work: JobWork): RunJob {
    const job: RunJob = {
      ...about,
      jobId: randomUUID(),
      state: 'waiting',
      runId: null,
      progress: WAITING,
      failure: null,
      queuedAt: this.#clock().toISOString(),
      startedAt: null,
      finishedAt: null,
    };
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const controller = new AbortController();
    this.#entries.set(job.jobId, { job, controller, work, followers: new Set(), ended, end });
    this.#forgetOldest();
    this.#onChange(this.list());
    void this.#workThrough();
    return job;
  }

  /** Reports a job until it has ended or nobody listens any more. @throws PlanAlignError JOB_UNKNOWN */
  async follow(jobId: string, listen: (job: RunJob) => void, closed: AbortSignal): Promise<RunJob> {
    const entry = this.#find(jobId);
    entry.followers.add(listen);
    listen(entry.job);
    const left = new Promise<void>((resolve) => {
      closed.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
    });
    await Promise.race([entry.ended, left]);
    entry.followers.delete(listen);
    return entry.job;
  }

  /** Stops a job and waits until it has; one that has ended stays as it is. @throws PlanAlignError JOB_UNKNOWN */
  async cancel(jobId: string): Promise<RunJob> {
    const entry = this.#find(jobId);
    entry.controller.abort();
    if (entry.job.state === 'waiting') this.#finish(entry, 'cancelled', null);
    await entry.ended;
    return entry.job;
  }

  /** Stops everything. */
  async end(): Promise<void> {
    for (const { jobId } of this.list()) await this.cancel(jobId);
  }

  async #workThrough(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (;;) {
      const next = [...this.#entries.values()].find(({ job }) => job.state === 'waiting');
      if (next === undefined) break;
      await this.#runOne(next);
    }
    this.#isWorking = false;
  }

  async #runOne(entry: Entry): Promise<void> {
    const { signal } = entry.controller;
    this.#change(entry, { state: 'running', startedAt: this.#clock().toISOString() });
    this.#onChange(this.list());
    try {
      await entry.work((change) => {
        this.#change(entry, change);
      }, signal);
      this.#finish(entry, 'complete', null);
    } catch (error) {
      if (signal.aborted) this.#finish(entry, 'cancelled', null);
      else this.#finish(entry, 'failed', this.#failureOf(error));
    }
  }

  #failureOf(error: unknown): RunJob['failure'] {
    if (error instanceof PlanAlignError) {
      const { code, detail, items } = error;
      return { code, detail, items };
    }
    this.#onDefect(error);
    return { code: 'INTERNAL', detail: 'See the log file for the cause.', items: [] };
  }

  #finish(entry: Entry, state: RunJob['state'], failure: RunJob['failure']): void {
    const progress = { ...entry.job.progress, stage: 'finished', secondsLeft: null } as const;
    this.#change(entry, { state, failure, progress, finishedAt: this.#clock().toISOString() });
    entry.end();
    this.#onChange(this.list());
  }

  #change(entry: Entry, change: Partial<RunJob>): void {
    entry.job = { ...entry.job, ...change };
    for (const listen of entry.followers) listen(entry.job);
  }

  #find(jobId: string): Entry {
    const entry = this.#entries.get(jobId);
    if (entry === undefined) throw new PlanAlignError('JOB_UNKNOWN', '');
    return entry;
  }

  #forgetOldest(): void {
    for (const [jobId, { job }] of this.#entries) {
      if (this.#entries.size <= MOST_KEPT) return;
      if (job.finishedAt !== null) this.#entries.delete(jobId);
    }
  }
}
