import type { openSimulation, SimulationInput } from '../../../src-worker/simulation.ts';
import { RunEncoder, type EncodedOpening, type EncodedYear } from '../../store/encoded-run.ts';

/** Opens the simulation core on an input. */
export type OpenSimulation = typeof openSimulation;

/** Where the encoded parts of a run go. */
export interface SpoolTarget {
  readonly spoolFolder: string;
  readonly runId: string;
}

/** Milliseconds spent on one part: simulating it, and encoding it for the store. */
interface PartTimes {
  readonly engineMs: number;
  readonly encodeMs: number;
}

export type SimulatedOpening = EncodedOpening & PartTimes;
export type SimulatedYear = EncodedYear & PartTimes;

/** A simulation in progress, here or in another thread. */
export interface EngineRun {
  /** The opening; to be awaited before the first year is asked for. */
  opening(): Promise<SimulatedOpening>;
  /** The years in order. Asking for the next one says that those before are stored and their files are gone. */
  years(): AsyncGenerator<SimulatedYear>;
  /** Ends the simulation, finished or not. */
  close(): Promise<void>;
}

export type StartEngine = (input: SimulationInput, target: SpoolTarget, signal: AbortSignal) => EngineRun;

/** Simulates and encodes part by part; the same code runs in every thread, so the fingerprint is the same. */
export function* simulateParts(
  open: OpenSimulation,
  input: SimulationInput,
  target: SpoolTarget,
  isCancelled: () => boolean,
): Generator<
  | { readonly part: 'opening'; readonly opening: SimulatedOpening }
  | { readonly part: 'year'; readonly year: SimulatedYear }
> {
  const encoder = new RunEncoder(target.spoolFolder, target.runId);
  const start = performance.now();
  const simulation = open(input);
  const opened = performance.now();
  const opening = encoder.opening(simulation.opening);
  yield {
    part: 'opening',
    opening: { ...opening, engineMs: opened - start, encodeMs: performance.now() - opened },
  };
  const years = simulation.years({ isCancelled });
  for (;;) {
    const before = performance.now();
    const next = years.next();
    if (next.done === true) return;
    const simulated = performance.now();
    const year = encoder.year(next.value);
    simulation.takeBack(next.value);
    yield {
      part: 'year',
      year: { ...year, engineMs: simulated - before, encodeMs: performance.now() - simulated },
    };
  }
}

/** Runs the simulation in this thread. */
export const startEngineHere =
  (open: OpenSimulation): StartEngine =>
  (input, target, signal) => {
    const parts = simulateParts(open, input, target, () => signal.aborted);
    return {
      opening: () =>
        Promise.resolve().then(() => {
          const first = parts.next();
          if (first.done === true || first.value.part !== 'opening')
            throw new Error('the simulation has no opening');
          return first.value.opening;
        }),
      async *years() {
        for (const part of parts) {
          if (part.part === 'year') yield part.year;
          // Whoever shares this thread gets a turn between two years.
          await new Promise((done) => setImmediate(done));
        }
      },
      close: () => Promise.resolve(),
    };
  };
