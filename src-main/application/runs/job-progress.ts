import type { JobProgress } from '../../../src-shared/api/runs.ts';
import type { StartEngine } from '../../services/runs/engine-run.ts';

const EVENT_TABLE = /^event_|^snapshot$/;

export const WAITING: JobProgress = {
  stage: 'waiting',
  year: null,
  storedYears: 0,
  years: 0,
  events: {},
  rows: 0,
  rowsPerSecond: 0,
  secondsLeft: null,
  memoryMb: 0,
};

/** Counts what the engine of one run produces while it goes by. */
export class ProgressCounter {
  #progress: JobProgress;
  #start = 0;
  readonly #now: () => number;
  readonly #report: (progress: JobProgress) => void;

  /** @param now Milliseconds of a clock that never goes back. */
  constructor(years: number, now: () => number, report: (progress: JobProgress) => void) {
    this.#now = now;
    this.#report = report;
    this.#progress = { ...WAITING, stage: 'preparing', years };
  }

  get progress(): JobProgress {
    return this.#progress;
  }

  /** The engine, watched: every year it gives is counted. */
  watch(start: StartEngine): StartEngine {
    return (input, target, signal) => {
      this.#start = this.#now();
      const engine = start(input, target, signal);
      const simulated = this.#simulated.bind(this);
      return {
        opening: () => engine.opening(),
        async *years() {
          for await (const year of engine.years()) {
            const rows = year.files
              .filter(({ table }) => EVENT_TABLE.test(table))
              .reduce((sum, file) => sum + file.rows, 0);
            simulated(year.year, rows, year.eventCounts);
            yield year;
          }
        },
        close: () => engine.close(),
      };
    };
  }

  /** `stored` years are in the workspace. */
  stored(stored: number): void {
    const { years } = this.#progress;
    const seconds = (this.#now() - this.#start) / 1_000;
    this.#set({
      stage: 'simulating',
      storedYears: stored,
      secondsLeft: stored === 0 ? null : (seconds / stored) * (years - stored),
    });
  }

  #simulated(year: number, rows: number, counts: Readonly<Partial<Record<string, number>>>): void {
    const events: Record<string, number> = { ...this.#progress.events };
    for (const [type, count = 0] of Object.entries(counts)) events[type] = (events[type] ?? 0) + count;
    const total = this.#progress.rows + rows;
    const seconds = (this.#now() - this.#start) / 1_000;
    this.#set({ year, events, rows: total, rowsPerSecond: seconds > 0 ? Math.round(total / seconds) : 0 });
  }

  #set(change: Partial<JobProgress>): void {
    const memoryMb = Math.round(process.memoryUsage.rss() / 1_048_576);
    this.#progress = { ...this.#progress, ...change, memoryMb };
    this.#report(this.#progress);
  }
}
