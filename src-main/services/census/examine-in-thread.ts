import { Worker } from 'node:worker_threads';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { CensusAssembly } from '../runs/census-transfer.ts';
import { failureOf } from '../runs/engine-messages.ts';
import type { CensusThreadData, FromCensusThread } from './census-thread.ts';
import type { CensusExamination, CensusRequest } from './examine-census.ts';
import type { ImportControl } from './raw-table.ts';

/**
 * {@link examineCensus} in a thread of its own. The thread is never terminated, because it may be inside the database;
 * a cancelled one stops at its next look at the flag.
 */
export function examineInThread(
  request: CensusRequest,
  bundle: string,
  signal: AbortSignal,
  onProgress: ImportControl['onProgress'],
): Promise<CensusExamination> {
  const cancelled = new SharedArrayBuffer(4);
  const data: CensusThreadData = { request, cancelled };
  const worker = new Worker(bundle, { workerData: data });
  const columns = new CensusAssembly();
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
      reject(new PlanAlignError('CANCELLED', 'The import was cancelled.'));
    };
    const receive = (message: FromCensusThread): void => {
      if (message.kind === 'progress') onProgress(message.stage, message.share);
      else if (message.kind === 'column') columns.add(message);
      else if (message.kind === 'failed') reject(failureOf(message.failure));
      else {
        const { hash, examination } = message;
        resolve({ ...examination, census: hash === null ? null : { columns: columns.finish(), hash } });
      }
    };
    worker.on('message', receive);
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', cancel);
      reject(new PlanAlignError('INTERNAL', 'The thread of the import ended early.'));
    });
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
