import type { z } from 'zod';
import { PlanAlignError } from '../../../src-shared/errors.ts';

/** What a failed calculation tells: a stable code, one sentence, and (for invalid input) every finding. */
interface CalculatorFailure {
  readonly code: string;
  readonly message: string;
  readonly items: readonly string[];
}

export type CalculatorAnswer = { readonly result: unknown } | { readonly error: CalculatorFailure };

/** One calculator: a function of the engine or of the import behind a documented, strict interface (W-67). */
export interface Calculator {
  readonly name: string;
  /** Rule ids the calculator implements. */
  readonly rule: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Parses the input, calculates, and answers with the result or the failure. Throws only on a defect. */
  readonly answer: (input: unknown) => CalculatorAnswer;
}

interface CalculatorDefinition<Input extends z.ZodType, Output extends z.ZodType> {
  readonly name: string;
  readonly rule: string;
  readonly summary: string;
  /** Strict: an unknown field is an error; converts to the engine's units (cents, ppm, days). */
  readonly input: Input;
  /** Describes the result; only listed and tested against, not run on each answer. */
  readonly output: Output;
  readonly run: (input: z.output<Input>) => z.input<Output>;
}

/** A failure of the calculation whose code is a reason of the census rules, not an entry of the error catalogue. */
export class CalculationFailed extends Error {
  override readonly name = 'CalculationFailed';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const describeIssue = (issue: z.core.$ZodIssue): string => {
  const place = issue.path.map(String).join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
};

const failureOf = (error: unknown): CalculatorFailure => {
  if (error instanceof PlanAlignError) return { code: error.code, message: error.detail, items: error.items };
  if (error instanceof CalculationFailed) return { code: error.code, message: error.message, items: [] };
  throw error;
};

/** Makes a record of the registry out of a schema pair and a function in the engine's units. */
export function defineCalculator<Input extends z.ZodType, Output extends z.ZodType>(
  definition: CalculatorDefinition<Input, Output>,
): Calculator {
  const { name, rule, summary, input, output, run } = definition;
  return {
    name,
    rule,
    summary,
    input,
    output,
    answer: (value) => {
      const parsed = input.safeParse(value);
      if (!parsed.success) {
        const items = parsed.error.issues.map(describeIssue);
        return {
          error: {
            code: 'CALCULATOR_INPUT',
            message: `invalid input of ${name}: ${items.join('; ')}`,
            items,
          },
        };
      }
      try {
        return { result: run(parsed.data) };
      } catch (error) {
        return { error: failureOf(error) };
      }
    },
  };
}
