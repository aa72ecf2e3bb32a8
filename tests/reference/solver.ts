import { ceilOf, floorOf, largest, MILLION, rnd, smallest } from './exact.ts';

interface SolverInput {
  /** Opening headcount and its two strata. */
  readonly n: bigint;
  readonly nE: bigint;
  readonly nP: bigint;
  /** In ppm. */
  readonly growth: bigint;
  readonly experiencedRate: bigint;
  readonly newHireRate: bigint;
  /** Planned path in millionths of a head, and the leaver carry. */
  readonly path: bigint;
  readonly carry: bigint;
  readonly scheduledLeavers: bigint;
  readonly scheduledHires: bigint;
  readonly scheduledHireLeavers: bigint;
  readonly cap: bigint;
  readonly hiresNotAtRisk: bigint;
}

export interface Solution {
  readonly target: bigint;
  readonly raised: bigint;
  readonly leavers: bigint;
  readonly reduction: bigint;
  readonly hires: bigint;
  readonly newHireLeavers: bigint;
  readonly carry: bigint;
  readonly path: bigint;
}

/** The growth solver (W-31). */
export function solve(input: SolverInput): Solution {
  const { n, nE, nP, growth, experiencedRate, newHireRate } = input;
  // 1
  const plannedPath = rnd(input.path * (MILLION + growth), MILLION);
  const plannedTarget = rnd(plannedPath, MILLION);
  // 2
  const x = nE * experiencedRate + nP * newHireRate + input.carry;
  const leavers = smallest(largest(floorOf(x, MILLION), input.scheduledLeavers), input.cap);
  const carry = smallest(largest(x - MILLION * leavers, 0n), MILLION - 1n);
  // 3
  const net = plannedTarget - (n - leavers);
  const gain = largest(net, 0n);
  // 4
  const need = net > 0n ? ceilOf(net * MILLION, MILLION - newHireRate) : 0n;
  const hires = largest(need, input.scheduledHires, net + input.scheduledHireLeavers, 0n);
  // 5
  const reduction = largest(0n, -net);
  const newHireLeavers = smallest(
    hires - gain,
    largest(input.scheduledHireLeavers, ceilOf(hires * newHireRate, MILLION)),
    hires - input.hiresNotAtRisk,
  );
  const raised = hires - gain - newHireLeavers;
  const target = plannedTarget + raised;
  const path = plannedPath + raised * MILLION;
  // 6
  if (n + hires - leavers - reduction - newHireLeavers !== target)
    throw new Error('the solver does not add up');
  return { target, raised, leavers, reduction, hires, newHireLeavers, carry, path };
}
