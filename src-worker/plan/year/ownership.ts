import type { PlanCensusColumns } from '../../../src-shared/columns.ts';

/** Owners of more than 5 % are highly compensated and key employees, in ppm (P-87, P-114). */
export const FIVE_PERCENT = 50_000;
const ONE_PERCENT = 10_000;

/** P-114: whether the census says that a row owns more than 1 %, by the flag or, where it is blank, by the share. */
export function isOnePercentOwner(facts: PlanCensusColumns, row: number): boolean {
  const flag = facts.onePercentOwner[row] ?? -1;
  return flag === 1 || (flag < 0 && (facts.ownershipSharePpm[row] ?? 0) > ONE_PERCENT);
}
