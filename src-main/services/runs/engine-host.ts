import { Worker } from 'node:worker_threads';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { SimulationInput } from '../../../src-worker/simulation.ts';
import { findBundle } from '../../bundle.ts';
import { censusMessages } from './census-transfer.ts';
import { failureOf, type FromEngine, type ToEngine } from './engine-messages.ts';
import type { EngineRun, SimulatedOpening, SimulatedYear, SpoolTarget, StartEngine } from './engine-run.ts';

/** The bundle of the engine's thread: beside this code when it is bundled, in dist/main when it runs from sources. */
export function engineBundle(): string {
  return findBundle('engine-thread.mjs');
}

/**
 * People of a census up to which a thread is kept for the next run: it then simulates in compiled code, which a run of
 * 10,000 people is through with before it would be compiled. A larger run hardly notices, and leaves much to clear away.
 */
const SMALL_CENSUS = 25_000;

let engineOfProcess: StartEngine | null = null;

/** The engine of this process. Its thread loads from the first call on, so call it before the input is there. */
export function processEngine(): StartEngine {
  engineOfProcess ??= startEngineInThread(engineBundle());
  return engineOfProcess;
}

/**
 * Runs simulations in threads, from a bundle that calls `serveEngine`. The first thread starts to load at once, so that
 * it is ready when the input is; a thread that waits does not keep the process alive.
 */
export function startEngineInThread(bundle: string): StartEngine {
  let ready: Worker | null = null;
  const keep = (worker: Worker): void => {
    ready = worker;
    worker.unref();
    // A thread that ends before it is needed is replaced; should that fail too, the run says why.
    for (const event of ['error', 'exit'])
      worker.once(event, () => {
        if (ready === worker) ready = null;
      });
  };
  keep(new Worker(bundle));
  return (input, target, signal) => {
    const worker = ready ?? new Worker(bundle);
    ready = null;
    worker.ref();
    const isSmall = input.census.rowCount <= SMALL_CENSUS;
    return new EngineThread(worker, input, target, signal, isSmall ? keep : null);
  };
}

class EngineThread implements EngineRun {
  readonly #worker: Worker;
  /** Parts that arrived and were not asked for yet, and how the conversation ended. */
  readonly #parts: (SimulatedOpening | SimulatedYear)[] = [];
  #end: { readonly error: Error | null } | null = null;
  #wake: (() => void) | null = null;
  readonly #signal: AbortSignal;
  readonly #cancel: () => void;
  readonly #keep: ((worker: Worker) => void) | null;

  /** @param keep Takes the thread after a run to its end; without it every thread is ended. */
  constructor(
    worker: Worker,
    input: SimulationInput,
    target: SpoolTarget,
    signal: AbortSignal,
    keep: ((worker: Worker) => void) | null,
  ) {
    this.#worker = worker;
    this.#keep = keep;
    this.#signal = signal;
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    this.#cancel = () => {
      Atomics.store(cancelled, 0, 1);
      this.#finish(new PlanAlignError('CANCELLED', 'The run was cancelled.'));
    };
    worker.on('message', (message: FromEngine) => {
      this.#receive(message);
    });
    worker.on('error', (error: unknown) => {
      this.#finish(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      this.#finish(new Error('the thread of the engine ended early'));
    });
    if (signal.aborted) this.#cancel();
    else signal.addEventListener('abort', this.#cancel, { once: true });
    this.#send(input, target, cancelled.buffer).catch((error: unknown) => {
      this.#finish(error instanceof Error ? error : new Error(String(error)));
    });
  }

  async opening(): Promise<SimulatedOpening> {
    const part = await this.#next();
    if (part === null || !('counts' in part)) throw new Error('the simulation has no opening');
    return part;
  }

  async *years(): AsyncGenerator<SimulatedYear> {
    for (;;) {
      const part = await this.#next();
      if (part === null) return;
      if (!('summary' in part)) throw new Error('a second opening');
      yield part;
      this.#post({ kind: 'stored' });
    }
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#cancel);
    if (this.#keep !== null && this.#end?.error === null) {
      for (const event of ['message', 'error', 'exit']) this.#worker.removeAllListeners(event);
      this.#keep(this.#worker);
      return;
    }
    // Safe at any moment: this thread never loads the database, whose calls must not be cut off.
    await this.#worker.terminate();
  }

  async #send(input: SimulationInput, target: SpoolTarget, cancelled: SharedArrayBuffer): Promise<void> {
    for (const message of censusMessages(input.census)) {
      if (this.#end !== null) return;
      this.#post(message);
      await new Promise((done) => setImmediate(done));
    }
    this.#post({
      kind: 'start',
      scenario: input.scenario,
      replicate: input.replicate,
      target,
      cancelled,
    });
  }

  #post(message: ToEngine): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromEngine): void {
    switch (message.kind) {
      case 'opening':
        this.#parts.push(message.opening);
        break;
      case 'year':
        this.#parts.push(message.year);
        break;
      case 'done':
        this.#finish(null);
        break;
      case 'failed':
        this.#finish(failureOf(message.failure));
        break;
    }
    this.#wake?.();
  }

  #finish(error: Error | null): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  /** The next part; null after the last. A failure is thrown once the parts before it are taken. */
  async #next(): Promise<SimulatedOpening | SimulatedYear | null> {
    for (;;) {
      if (this.#signal.aborted) throw new PlanAlignError('CANCELLED', 'The run was cancelled.');
      const part = this.#parts.shift();
      if (part !== undefined) return part;
      if (this.#end !== null) {
        if (this.#end.error !== null) throw this.#end.error;
        return null;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
