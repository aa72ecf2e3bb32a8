import { Worker } from 'node:worker_threads';
import type { PreviewResult } from '../../../src-shared/api/preview.ts';
import type { CensusColumns } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { findBundle } from '../../bundle.ts';
import { censusMessages } from '../../services/runs/census-transfer.ts';
import { failureOf } from '../../services/runs/engine-messages.ts';
import type { FromPreview, ToPreview } from './preview-messages.ts';

type Answer = Omit<PreviewResult, 'warnings'>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** One census, ready to be sent to the thread. */
export interface PreviewCensus {
  /** Equal keys mean equal columns. */
  readonly key: string;
  readonly columns: CensusColumns;
}

/** Simulates in a thread that keeps the census of the last request, so that an edit costs the simulation alone. */
export class PreviewEngine {
  #worker: Worker | null = null;
  #sentCensus: string | null = null;
  #nextRequest = 1;
  readonly #waiting = new Map<number, Waiting>();
  /** Stops the simulation that only makes the thread ready; null when there is none. */
  #warmUp: AbortController | null = null;
  /** Requests take their turn, so that the columns of two censuses never mix. */
  #lastTurn: Promise<unknown> = Promise.resolve();

  /** @throws PlanAlignError CANCELLED once `signal` is aborted; the errors of the engine. */
  simulate(census: PreviewCensus, scenario: Scenario, signal: AbortSignal): Promise<Answer> {
    this.#warmUp?.abort();
    return this.#simulate(census, scenario, signal);
  }

  /**
   * Makes the first request as fast as the later ones: sends the census ahead and simulates once for nobody, because
   * code that has not run yet takes several times as long. A request stops it.
   */
  async prepare(census: PreviewCensus, scenario: Scenario): Promise<void> {
    this.#warmUp?.abort();
    const warmUp = new AbortController();
    this.#warmUp = warmUp;
    try {
      await this.#simulate(census, scenario, warmUp.signal);
    } catch (error) {
      if (!warmUp.signal.aborted) throw error;
    } finally {
      if (this.#warmUp === warmUp) this.#warmUp = null;
    }
  }

  async #simulate(census: PreviewCensus, scenario: Scenario, signal: AbortSignal): Promise<Answer> {
    const cancelled = new SharedArrayBuffer(4);
    const stop = (): void => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.#inTurn(async () => {
        if (signal.aborted) throw new PlanAlignError('CANCELLED', '');
        await this.#send(census);
        const requestId = this.#nextRequest;
        this.#nextRequest += 1;
        const answer = new Promise<Answer>((resolve, reject) => {
          this.#waiting.set(requestId, { resolve, reject });
        });
        this.#post({ kind: 'run', requestId, censusKey: census.key, scenario, cancelled });
        return answer;
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#lastTurn.then(work);
    this.#lastTurn = result.catch(() => undefined);
    return result;
  }

  async #send({ key, columns }: PreviewCensus): Promise<void> {
    if (this.#sentCensus === key && this.#worker !== null) return;
    for (const message of censusMessages(columns)) {
      this.#post(message);
      await new Promise((done) => setImmediate(done));
    }
    this.#post({ kind: 'census', censusKey: key });
    this.#sentCensus = key;
  }

  #post(message: ToPreview): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(findBundle('preview-thread.mjs'));
    worker.unref();
    worker.on('message', (message: FromPreview) => {
      const waiting = this.#waiting.get(message.requestId);
      this.#waiting.delete(message.requestId);
      if (message.kind === 'failed') waiting?.reject(failureOf(message.failure));
      else {
        const { years, people, elapsedMs } = message;
        waiting?.resolve({ years, people, elapsedMs });
      }
    });
    const ended = (error: Error): void => {
      this.#worker = null;
      this.#sentCensus = null;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    worker.on('error', (error: unknown) => {
      ended(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      ended(new PlanAlignError('CANCELLED', 'The preview has ended.'));
    });
    return worker;
  }
}
