import type { MessagePort } from 'node:worker_threads';
import { CensusAssembly } from './census-transfer.ts';
import { describeFailure, YEARS_IN_FLIGHT, type FromEngine, type ToEngine } from './engine-messages.ts';
import { simulateParts, type OpenSimulation } from './engine-run.ts';

/**
 * The engine's side of the conversation in engine-messages.ts: one run after the other. Between two years it waits
 * until at most one year is unstored, so that neither files nor memory pile up before a slow disk.
 */
export function serveEngine(port: MessagePort, open: OpenSimulation): void {
  let census = new CensusAssembly();
  let allowance = YEARS_IN_FLIGHT;
  let wake: (() => void) | null = null;
  const send = (message: FromEngine): void => {
    port.postMessage(message);
  };

  const run = async (start: Extract<ToEngine, { kind: 'start' }>): Promise<void> => {
    const cancelled = new Int32Array(start.cancelled);
    const isCancelled = (): boolean => Atomics.load(cancelled, 0) !== 0;
    const input = { scenario: start.scenario, census: census.finish(), replicate: start.replicate };
    census = new CensusAssembly();
    // What was left over says that the years of the run before are stored.
    allowance = YEARS_IN_FLIGHT;
    for (const part of simulateParts(open, input, start.target, isCancelled)) {
      send(
        part.part === 'opening'
          ? { kind: 'opening', opening: part.opening }
          : { kind: 'year', year: part.year },
      );
      if (part.part === 'year') allowance -= 1;
      while (allowance === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    send({ kind: 'done' });
  };

  port.on('message', (message: ToEngine) => {
    switch (message.kind) {
      case 'column':
        census.add(message);
        break;
      case 'stored':
        allowance += 1;
        wake?.();
        break;
      case 'start':
        run(message).catch((error: unknown) => {
          send({ kind: 'failed', failure: describeFailure(error) });
        });
        break;
    }
  });
}
