import { scaleDecimal, shareOf } from '../../src-shared/arithmetic.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { MILLION, type Cents, type Ppm } from '../../src-shared/units.ts';

type VestingSettings = Scenario['planDesigns'][number]['vesting'];
/** A named schedule, or percents by credited years from 0 on. */
export type ScheduleSetting = VestingSettings['match'];

/** Vested share by credited years from 0 on; the last one holds for more years. */
export type VestingSchedule = readonly Ppm[];

/** Percents by credited years (P-79). */
const SCHEDULES: Readonly<Record<Extract<ScheduleSetting, string>, readonly number[]>> = {
  immediate: [100],
  cliff1: [0, 100],
  cliff2: [0, 0, 100],
  cliff3: [0, 0, 0, 100],
  graded3: [0, 33.33, 66.67, 100],
  graded4: [0, 25, 50, 75, 100],
  graded5: [0, 20, 40, 60, 80, 100],
  graded6: [0, 0, 20, 40, 60, 80, 100],
};

const FULL = MILLION as Ppm;

/** The schedule of a setting (P-79). */
export function vestingSchedule(setting: ScheduleSetting): VestingSchedule {
  const percents = typeof setting === 'string' ? SCHEDULES[setting] : setting;
  return percents.map((percent) => (scaleDecimal(String(percent), 4) ?? 0) as Ppm);
}

/** Vested share at a number of credited years (P-79). */
export function vestedShare(schedule: VestingSchedule, creditedYears: number): Ppm {
  return schedule[Math.min(creditedYears, schedule.length - 1)] ?? (0 as Ppm);
}

/** The money a schedule applies to: the law is stricter for safe-harbor contributions (P-80). */
export type VestingKind = 'ordinary' | 'safeHarbor' | 'qaca';

/** Shares that a schedule must reach by credited years; one of the lists suffices (P-80, IRC 411(a)(2)(B)). */
const REQUIRED: Readonly<
  Record<VestingKind, readonly (readonly (readonly [years: number, percent: number])[])[]>
> = {
  ordinary: [
    [[3, 100]],
    [
      [2, 20],
      [3, 40],
      [4, 60],
      [5, 80],
      [6, 100],
    ],
  ],
  safeHarbor: [[[0, 100]]],
  qaca: [[[2, 100]]],
};

/** P-80: whether the law allows a schedule for a kind of money. */
export function isLegalSchedule(schedule: VestingSchedule, kind: VestingKind): boolean {
  return REQUIRED[kind].some((points) =>
    points.every(([years, percent]) => vestedShare(schedule, years) * 100 >= percent * MILLION),
  );
}

/** Why a person is vested as far as they are (P-82). */
export type VestingReason = 'schedule' | 'immediate' | 'normalRetirement' | 'death' | 'disability';

/** What vests a person in full whatever their credited years (P-82). */
export interface FullVestingTerms {
  readonly normalRetirementAge: number;
  readonly participationYears: number;
  readonly onDeath: boolean;
  readonly onDisability: boolean;
}

/** The full-vesting settings of a design. */
export function fullVestingTerms(settings: VestingSettings): FullVestingTerms {
  return {
    normalRetirementAge: settings.normalRetirementAge,
    participationYears: settings.nraParticipationYears,
    onDeath: settings.fullOnDeath,
    onDisability: settings.fullOnDisability,
  };
}

/**
 * P-82: why a person is fully vested whatever the schedule says, or null. Age and years since entry are completed ones
 * on the settlement date, up to which the person is employed.
 */
export function fullVesting(
  terms: FullVestingTerms,
  age: number,
  participationYears: number,
  diedOrDisabled: 'death' | 'disability' | null,
): Extract<VestingReason, 'normalRetirement' | 'death' | 'disability'> | null {
  if (diedOrDisabled === 'death' && terms.onDeath) return 'death';
  if (diedOrDisabled === 'disability' && terms.onDisability) return 'disability';
  const isRetired = age >= terms.normalRetirementAge && participationYears >= terms.participationYears;
  return isRetired ? 'normalRetirement' : null;
}

/** A balance split at termination (P-83). */
export interface VestedSplit {
  readonly vested: Cents;
  readonly forfeited: Cents;
}

/** P-83: the vested part is rounded once, the rest is forfeited. */
export function splitVested(balance: Cents, share: Ppm): VestedSplit {
  const vested = share === FULL ? balance : shareOf(balance, share);
  return { vested, forfeited: (balance - vested) as Cents };
}

/** P-78: closing balance of an account. Nothing is earned on the year's contributions, nor in the year of termination. */
export function closingBalance(
  opening: Cents,
  annualReturn: Ppm,
  contributions: Cents,
  forfeited: Cents,
  isTerminated: boolean,
): Cents {
  const grown = isTerminated ? opening : shareOf(opening, (MILLION + annualReturn) as Ppm);
  return (grown + contributions - forfeited) as Cents;
}

/** P-82: whether involuntary terminations reach 20 % of those who took part, so that the law may vest all of them. */
export function isPartialTermination(
  involuntary: number,
  participantsOn1January: number,
  entrants: number,
): boolean {
  return involuntary > 0 && involuntary * 5 >= participantsOn1January + entrants;
}
