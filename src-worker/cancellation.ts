import { PlanAlignError } from '../src-shared/errors.ts';

/** Lets the caller of a long calculation stop it. */
export interface SimulationControl {
  /** Asked every few milliseconds. */
  readonly isCancelled: () => boolean;
}

/** People handled between two questions: a pass over them takes a few milliseconds. */
const CHUNK = 32_768;

/** Throws CANCELLED once the caller asked to stop. */
export function checkCancelled(control: SimulationControl): void {
  if (control.isCancelled()) throw new PlanAlignError('CANCELLED', 'The simulation was cancelled.');
}

/** Runs a pass over `from` to `to` (exclusive) in chunks and throws CANCELLED between two of them when asked to. */
export function inChunks(
  control: SimulationControl,
  from: number,
  to: number,
  pass: (from: number, to: number) => void,
): void {
  for (let start = from; start < to; start += CHUNK) {
    checkCancelled(control);
    pass(start, Math.min(to, start + CHUNK));
  }
}
