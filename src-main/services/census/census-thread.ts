import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { censusMessages } from '../runs/census-transfer.ts';
import { describeFailure, type ToEngine } from '../runs/engine-messages.ts';
import { examineCensus, type CensusExamination, type CensusRequest } from './examine-census.ts';
import type { ImportStage } from './raw-table.ts';

/** The thread of a large import: one request in its data, progress and the result as messages, then it ends. */

export interface CensusThreadData {
  readonly request: CensusRequest;
  /** One 32-bit word; other than 0 when the import is cancelled. */
  readonly cancelled: SharedArrayBuffer;
}

export type FromCensusThread =
  | { readonly kind: 'progress'; readonly stage: ImportStage; readonly share: number }
  | Extract<ToEngine, { kind: 'column' }>
  | {
      readonly kind: 'done';
      readonly examination: Omit<CensusExamination, 'census'>;
      readonly hash: string | null;
    }
  | { readonly kind: 'failed'; readonly failure: ReturnType<typeof describeFailure> };

/** Typed arrays change hands; texts are copied a slice at a time, so that the receiver is never held up for long. */
async function serve(port: MessagePort, { request, cancelled }: CensusThreadData): Promise<void> {
  const flag = new Int32Array(cancelled);
  const send = (message: FromCensusThread): void => {
    const isColumn = message.kind === 'column' && ArrayBuffer.isView(message.value);
    port.postMessage(
      message,
      isColumn && message.value.buffer instanceof ArrayBuffer ? [message.value.buffer] : [],
    );
  };
  try {
    const { census, ...examination } = await examineCensus(request, {
      onProgress: (stage, share) => {
        send({ kind: 'progress', stage, share });
      },
      throwIfCancelled: () => {
        if (Atomics.load(flag, 0) !== 0) throw new PlanAlignError('CANCELLED', 'The import was cancelled.');
      },
    });
    if (census !== null)
      for (const message of censusMessages(census.columns)) {
        send(message);
        await nextTurn();
      }
    send({ kind: 'done', examination, hash: census?.hash ?? null });
  } catch (error) {
    send({ kind: 'failed', failure: describeFailure(error) });
  }
}

if (parentPort !== null) {
  const data: unknown = workerData;
  await serve(parentPort, data as CensusThreadData);
}
