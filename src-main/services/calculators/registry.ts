import { z } from 'zod';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { nearest } from '../../../src-shared/scenario/nearest.ts';
import { allocationCalculators } from './allocation.ts';
import { calendarCalculators } from './calendar.ts';
import { calibrationCalculators } from './calibration.ts';
import type { Calculator, CalculatorAnswer } from './calculator.ts';
import { censusFormatCalculators } from './census-formats.ts';
import { censusRowCalculators } from './census-rows.ts';
import { eventCalculators } from './events.ts';
import { growthCalculators } from './growth.ts';
import { hiringCalculators } from './hiring.ts';
import { levelCalculators } from './levels.ts';
import { payCalculators } from './pay.ts';
import { moneyCalculators } from './plan/money.ts';
import { eligibilityCalculators } from './plan/participation-eligibility.ts';
import { enrolmentCalculators } from './plan/participation-enrolment.ts';
import { testingCalculators } from './plan/testing.ts';
import { randomCalculators } from './random.ts';
import { solverCalculators } from './solver.ts';
import { terminationCalculators } from './terminations.ts';
import { yearEndCalculators } from './year-end.ts';

/** Every calculator, in the order of the specification. A new family of calculators joins by its list. */
export const CALCULATORS: readonly Calculator[] = [
  ...calendarCalculators,
  ...randomCalculators,
  ...allocationCalculators,
  ...censusFormatCalculators,
  ...censusRowCalculators,
  ...levelCalculators,
  ...solverCalculators,
  ...terminationCalculators,
  ...hiringCalculators,
  ...payCalculators,
  ...yearEndCalculators,
  ...growthCalculators,
  ...calibrationCalculators,
  ...eventCalculators,
  ...eligibilityCalculators,
  ...enrolmentCalculators,
  ...moneyCalculators,
  ...testingCalculators,
];

const byName: ReadonlyMap<string, Calculator> = indexByName(CALCULATORS);

function indexByName(calculators: readonly Calculator[]): Map<string, Calculator> {
  const index = new Map<string, Calculator>();
  for (const calculator of calculators) {
    if (index.has(calculator.name)) throw new Error(`two calculators are called ${calculator.name}`);
    index.set(calculator.name, calculator);
  }
  return index;
}

/** The calculator of a name, or null. */
export function findCalculator(name: string): Calculator | null {
  return byName.get(name) ?? null;
}

/**
 * Runs a calculator by name on an input in the units of W-67. Failures are part of the answer: CALCULATOR_UNKNOWN,
 * CALCULATOR_INPUT, or the code of the rule that refused the calculation.
 */
export function runCalculator(name: string, input: unknown): CalculatorAnswer {
  const calculator = findCalculator(name);
  if (calculator !== null) return calculator.answer(input);
  return { error: { code: 'CALCULATOR_UNKNOWN', message: unknownName(name), items: [] } };
}

const unknownName = (name: string): string => {
  const near = nearest(name, [...byName.keys()]);
  return `There is no calculator "${name}"${near === null ? '' : `; the nearest name is "${near.name}"`}.`;
};

/** What a calculator takes and gives, each as a JSON Schema. */
export interface CalculatorDescription {
  readonly name: string;
  readonly rule: string;
  readonly summary: string;
  readonly input: z.core.JSONSchema.BaseSchema;
  readonly output: z.core.JSONSchema.BaseSchema;
}

/**
 * Describes a calculator to the writer of its input.
 * @throws PlanAlignError CALCULATOR_UNKNOWN, naming the nearest.
 */
export function describeCalculator(name: string): CalculatorDescription {
  const calculator = findCalculator(name);
  if (calculator === null) throw new PlanAlignError('CALCULATOR_UNKNOWN', unknownName(name));
  const { rule, summary, input, output } = calculator;
  return {
    name,
    rule,
    summary,
    input: z.toJSONSchema(input, { io: 'input' }),
    output: z.toJSONSchema(output, { io: 'output' }),
  };
}
