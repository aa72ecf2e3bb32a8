import { parentPort } from 'node:worker_threads';
import type { PreviewYear } from '../../../src-shared/api/preview.ts';
import type { CensusColumns } from '../../../src-shared/columns.ts';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { CensusAssembly } from '../../services/runs/census-transfer.ts';
import { describeFailure } from '../../services/runs/engine-messages.ts';
import type { FromPreview, ToPreview } from './preview-messages.ts';

/** Entry of the thread that simulates while a scenario is edited. It keeps one census and stores nothing. */
const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');

let arriving = new CensusAssembly();
let present: { readonly key: string; readonly columns: CensusColumns } | null = null;

function simulate({ requestId, censusKey, scenario, cancelled }: ToPreview & { kind: 'run' }): FromPreview {
  const flag = new Int32Array(cancelled);
  try {
    if (present?.key !== censusKey) throw new Error('the census was not sent');
    const start = performance.now();
    const { columns } = present;
    // The tests change no figure of a preview (P-25) and cost as much as everything else.
    const simulation = openSimulation({ scenario, census: columns, replicate: 0, tests: false });
    const years: PreviewYear[] = [];
    const isCancelled = (): boolean => Atomics.load(flag, 0) !== 0;
    for (const batch of simulation.years({ isCancelled })) {
      years.push({ summary: batch.summary, plan: batch.plan.summary });
      simulation.takeBack(batch);
    }
    return {
      kind: 'done',
      requestId,
      years,
      people: columns.rowCount,
      elapsedMs: performance.now() - start,
    };
  } catch (error) {
    return { kind: 'failed', requestId, failure: describeFailure(error) };
  }
}

port.on('message', (message: ToPreview) => {
  switch (message.kind) {
    case 'column':
      arriving.add(message);
      break;
    case 'census':
      present = { key: message.censusKey, columns: arriving.finish() };
      arriving = new CensusAssembly();
      break;
    case 'run':
      port.postMessage(simulate(message));
      break;
  }
});
