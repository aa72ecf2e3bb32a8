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
 * Runs simulations in threads of their own, each from a bundle that calls `serveEngine`. The first thread starts to
 * load at once, so that it is ready when the input is; it does not keep the process alive while it waits.
 */
export function startEngineInThread(bundle: string): StartEngine {
  const first = new Worker(bundle);
  let ready: Worker | null = first;
  first.unref();
  // A thread that ends before it is needed is replaced; should that fail too, the run says why.
  for (const event of ['error', 'exit'])
    first.once(event, () => {
      ready = null;
    });
  return (input, target, signal) => {
    const worker = ready ?? new Worker(bundle);
    ready = null;
    worker.ref();
    return new EngineThread(worker, input, target, signal);
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

  constructor(worker: Worker, input: SimulationInput, target: SpoolTarget, signal: AbortSignal) {
    this.#worker = worker;
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
