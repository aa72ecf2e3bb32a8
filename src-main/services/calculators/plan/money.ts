import type { Calculator } from '../calculator.ts';
import { additionsCalculators } from './money-additions.ts';
import { deferralCalculators } from './money-deferrals.ts';
import { employerCalculators } from './money-employer.ts';
import { limitCalculators } from './money-limits.ts';
import { vestingCalculators } from './money-vesting.ts';

/** Calculators of the plan's money, in the order of P-133. */
export const moneyCalculators: readonly Calculator[] = [
  ...limitCalculators,
  ...deferralCalculators,
  ...employerCalculators,
  ...additionsCalculators,
  ...vestingCalculators,
];
