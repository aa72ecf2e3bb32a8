import { PlanAlignError } from '../../src-shared/errors.ts';

/** Work of one window that it may stop by the id it gave; all of it stops when the window is gone. */
export class WorkRegistry {
  readonly #running = new Map<string, AbortController>();
  readonly #closed: AbortSignal;

  constructor(closed: AbortSignal) {
    this.#closed = closed;
  }

  /**
   * Runs work under an id. Work that had the id before is stopped.
   * @throws PlanAlignError CANCELLED once stopped; and whatever `work` throws.
   */
  async run<Result>(workId: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.cancel(workId);
    const controller = new AbortController();
    this.#running.set(workId, controller);
    const signal = AbortSignal.any([controller.signal, this.#closed]);
    try {
      return await work(signal);
    } catch (error) {
      if (signal.aborted) throw new PlanAlignError('CANCELLED', '');
      throw error;
    } finally {
      if (this.#running.get(workId) === controller) this.#running.delete(workId);
    }
  }

  cancel(workId: string): void {
    this.#running.get(workId)?.abort();
  }
}
