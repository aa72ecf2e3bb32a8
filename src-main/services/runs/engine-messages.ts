import { PlanAlignError, type ErrorCode, type ErrorPlace } from '../../../src-shared/errors.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { SimulatedOpening, SimulatedYear, SpoolTarget } from './engine-run.ts';

/**
 * What the thread of the engine and its owner say to each other. The owner sends the census column by column, then
 * `start`; the thread answers with the opening, the years, and `done` or `failed`. Results travel as names of files:
 * no message is large. `stored` allows one more year to be produced.
 */
export type ToEngine =
  | { readonly kind: 'column'; readonly path: readonly string[]; readonly value: unknown }
  | {
      readonly kind: 'start';
      readonly scenario: Scenario;
      readonly replicate: number;
      readonly target: SpoolTarget;
      /** One 32-bit word; other than 0 when the run is cancelled. */
      readonly cancelled: SharedArrayBuffer;
    }
  | { readonly kind: 'stored' };

export type FromEngine =
  | { readonly kind: 'opening'; readonly opening: SimulatedOpening }
  | { readonly kind: 'year'; readonly year: SimulatedYear }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: EngineFailure };

/** A failure as it crosses the thread boundary, where errors lose their class and fields. */
export type EngineFailure =
  | {
      readonly expected: true;
      readonly code: ErrorCode;
      readonly detail: string;
      readonly place: ErrorPlace;
      readonly items: readonly string[];
    }
  | { readonly expected: false; readonly message: string; readonly stack: string };

/** How many years may be simulated and not yet stored. */
export const YEARS_IN_FLIGHT = 2;

export function describeFailure(error: unknown): EngineFailure {
  if (error instanceof PlanAlignError) {
    const { code, detail, place, items } = error;
    return { expected: true, code, detail, place, items };
  }
  // What the system refused (a full disk, say) keeps its code in the text.
  const message = error instanceof Error ? error.message : String(error);
  return { expected: false, message, stack: error instanceof Error ? (error.stack ?? '') : '' };
}

export function failureOf(failure: EngineFailure): Error {
  if (failure.expected) return new PlanAlignError(failure.code, failure.detail, failure.place, failure.items);
  const error = new Error(failure.message);
  if (failure.stack !== '') error.stack = failure.stack;
  return error;
}
