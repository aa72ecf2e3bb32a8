import { ceilRatio, roundRatio } from '../../src-shared/arithmetic.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { MILLION } from '../../src-shared/units.ts';

/** Rates above this leave no room for hires that stay (W-31). */
const MAX_NEW_HIRE_RATE = 990_000;

/** What the solver carries from year to year (W-31). */
export interface GrowthPath {
  /** Planned headcount in micro-heads, not rounded. */
  readonly pathMicro: number;
  /** Fraction of a leaver not yet taken, in millionths. */
  readonly leaverCarry: number;
}

/** The path before the first year: the opening headcount, and nothing carried. */
export function startPath(opening: number): GrowthPath {
  return { pathMicro: opening * MILLION, leaverCarry: 0 };
}

export interface SolverInput extends GrowthPath {
  /** Opening headcount, and the part of it hired earlier than last year (E) and last year (P). */
  readonly opening: number;
  readonly experienced: number;
  readonly priorYearHires: number;
  /** Rates in ppm. */
  readonly growth: number;
  readonly experiencedRate: number;
  readonly newHireRate: number;
  /** Opening persons with a scheduled termination in the year. */
  readonly scheduledLeavers: number;
  readonly scheduledHires: number;
  /** Scheduled hires with a scheduled termination in the same year. */
  readonly scheduledHireLeavers: number;
  /** Opening persons with a hazard above 0 or scheduled to leave in the year. */
  readonly capacity: number;
  /** Scheduled hires that stay and are not at risk in the year. */
  readonly hiresNotAtRisk: number;
}

export interface GrowthSolution extends GrowthPath {
  /** Final closing target: `raised` is in it. */
  readonly target: number;
  /** Heads by which known hires lift the target. */
  readonly raised: number;
  /** Leavers among opening staff, scheduled ones included. */
  readonly leavers: number;
  readonly reduction: number;
  /** All hires, scheduled ones included. */
  readonly hires: number;
  /** Hires that leave in the year of hire, scheduled ones included. */
  readonly newHireLeavers: number;
}

/**
 * W-31: how many leave, are hired and leave again so that closing headcount is the planned path, in integers:
 * opening + hires − leavers − reduction − newHireLeavers = target, always.
 * Throws NEW_HIRE_RATE_TOO_HIGH and GROWTH_OUT_OF_RANGE.
 */
export function solveGrowth(input: SolverInput): GrowthSolution {
  const { opening, growth, newHireRate, scheduledHires, scheduledHireLeavers } = input;
  if (newHireRate > MAX_NEW_HIRE_RATE)
    throw new PlanAlignError(
      'NEW_HIRE_RATE_TOO_HIGH',
      `the new-hire termination rate is ${newHireRate / 10_000}%`,
      { setting: 'workforce.newHireTerminationRate' },
    );
  if (Math.abs(growth) > MILLION)
    throw new PlanAlignError('GROWTH_OUT_OF_RANGE', `the growth target is ${growth / 10_000}%`, {
      setting: 'workforce.targetGrowthRate',
    });

  const path = Number(roundRatio(BigInt(input.pathMicro) * BigInt(MILLION + growth), BigInt(MILLION)));
  const planned = Number(roundRatio(BigInt(path), BigInt(MILLION)));

  const expected =
    input.experienced * input.experiencedRate + input.priorYearHires * newHireRate + input.leaverCarry;
  const leavers = Math.min(Math.max(Math.floor(expected / MILLION), input.scheduledLeavers), input.capacity);
  const leaverCarry = Math.min(Math.max(expected - MILLION * leavers, 0), MILLION - 1);

  const net = planned - (opening - leavers);
  const growthNeed = Math.max(net, 0);
  const need = Number(ceilRatio(BigInt(growthNeed) * BigInt(MILLION), BigInt(MILLION - newHireRate)));
  const hires = Math.max(need, scheduledHires, net + scheduledHireLeavers, 0);
  const newHireLeavers = Math.min(
    hires - growthNeed,
    Math.max(scheduledHireLeavers, Number(ceilRatio(BigInt(hires) * BigInt(newHireRate), BigInt(MILLION)))),
    hires - input.hiresNotAtRisk,
  );
  const raised = hires - growthNeed - newHireLeavers;
  return {
    pathMicro: path + raised * MILLION,
    leaverCarry,
    target: planned + raised,
    raised,
    leavers,
    reduction: Math.max(0, -net),
    hires,
    newHireLeavers,
  };
}
