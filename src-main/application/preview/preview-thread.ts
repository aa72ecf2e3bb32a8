import { parentPort } from 'node:worker_threads';
import { Preview } from '../../../src-worker/preview.ts';
import { CensusAssembly } from '../../services/runs/census-transfer.ts';
import { describeFailure } from '../../services/runs/engine-messages.ts';
import type { FromPreview, ToPreview } from './preview-messages.ts';

/** Entry of the thread that simulates while a scenario is edited. It keeps one census and what it remembers of the scenario before, and stores nothing. */
const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');

let arriving = new CensusAssembly();
let present: { readonly key: string; readonly people: number; readonly preview: Preview } | null = null;

function simulate({ requestId, censusKey, scenario, cancelled }: ToPreview & { kind: 'run' }): FromPreview {
  const flag = new Int32Array(cancelled);
  try {
    if (present?.key !== censusKey) throw new Error('the census was not sent');
    const start = performance.now();
    const isCancelled = (): boolean => Atomics.load(flag, 0) !== 0;
    const years = present.preview.simulate(scenario, { isCancelled });
    return {
      kind: 'done',
      requestId,
      years,
      people: present.people,
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
    case 'census': {
      const columns = arriving.finish();
      present = { key: message.censusKey, people: columns.rowCount, preview: new Preview(columns) };
      arriving = new CensusAssembly();
      break;
    }
    case 'run':
      port.postMessage(simulate(message));
      break;
  }
});
