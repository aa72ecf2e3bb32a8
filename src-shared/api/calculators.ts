import { z } from 'zod';
import type { CallsOf } from './calls.ts';
import { idSchema } from './files.ts';

export interface CalculatorEntry {
  readonly name: string;
  /** Rule ids it implements. */
  readonly rule: string;
  readonly summary: string;
}

/** What a calculator takes and gives, each as a JSON Schema. */
export interface CalculatorSchema extends CalculatorEntry {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
}

/** The result, or why there is none: both are answers. */
export type CalculatorOutcome =
  | { readonly result: unknown }
  | {
      readonly error: { readonly code: string; readonly message: string; readonly items: readonly string[] };
    };

const nameRequest = z.strictObject({ name: idSchema });
const runRequest = z.strictObject({ name: idSchema, input: z.unknown() });

/** The rules of the engine and the plan, one by one, in the units of W-67. */
export interface CalculatorService {
  list(): Promise<readonly CalculatorEntry[]>;
  describe(request: z.output<typeof nameRequest>): Promise<CalculatorSchema>;
  run(request: z.output<typeof runRequest>): Promise<CalculatorOutcome>;
}

export const calculatorCalls: CallsOf<CalculatorService> = {
  list: [],
  describe: [nameRequest],
  run: [runRequest],
};
