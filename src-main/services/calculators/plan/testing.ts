import type { Calculator } from '../calculator.ts';
import { coverageCalculators } from './testing-coverage.ts';
import { hceCalculators } from './testing-hce.ts';
import { nondiscriminationCalculators } from './testing-nondiscrimination.ts';

/** Calculators of the plan's tests, in the order of P-133. */
export const testingCalculators: readonly Calculator[] = [
  ...hceCalculators,
  ...nondiscriminationCalculators,
  ...coverageCalculators,
];
