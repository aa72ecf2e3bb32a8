import type { Calculator } from '../calculator.ts';
import { comparisonCalculators } from './comparison.ts';
import { designCalculators } from './design-checks.ts';
import { coverageCalculators } from './testing-coverage.ts';
import { hceCalculators } from './testing-hce.ts';
import { nondiscriminationCalculators } from './testing-nondiscrimination.ts';
import { topHeavyCalculators } from './testing-top-heavy.ts';

/** Calculators of the plan's tests, checks and comparisons, in the order of P-133. */
export const testingCalculators: readonly Calculator[] = [
  ...hceCalculators,
  ...nondiscriminationCalculators,
  ...coverageCalculators,
  ...topHeavyCalculators,
  ...designCalculators,
  ...comparisonCalculators,
];
