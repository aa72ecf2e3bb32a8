import { addMonths, addYears, dayOf, monthsBetween, yearsBetween } from '../calendar.ts';
import { at, ceilOf, largest, MILLION, rnd } from '../exact.ts';
import type { VESTING_REASONS } from '../../../src-shared/vocabulary.ts';
import type { Design } from './designs.ts';
import { HOUR_PARTS, serviceStart } from './eligibility.ts';

/** Credited years and vested percents (P-79 … P-83). */

/** Percent by credited years; the last goes on for ever. */
const SCHEDULES: Readonly<Record<string, readonly number[]>> = {
  immediate: [100],
  cliff1: [0, 100],
  cliff2: [0, 0, 100],
  cliff3: [0, 0, 0, 100],
  graded3: [0, 33.33, 66.67, 100],
  graded4: [0, 25, 50, 75, 100],
  graded5: [0, 20, 40, 60, 80, 100],
  graded6: [0, 0, 20, 40, 60, 80, 100],
};

/** Vested share in ppm by a schedule. */
export function scheduledShare(schedule: Design['vesting']['match'], creditedYears: number): bigint {
  const percents = typeof schedule === 'string' ? (SCHEDULES[schedule] ?? []) : schedule;
  const percent = at(percents, Math.min(creditedYears, percents.length - 1));
  return BigInt(Math.round(percent * 10_000));
}

interface ElapsedFacts {
  readonly birth: number;
  readonly hire: number;
  readonly originalHire: number | null;
  /** Of the census, in hundredths; null when it gives none. */
  readonly vestingYears: bigint | null;
  readonly startYear: number;
}

export interface ServiceFacts extends ElapsedFacts {
  /** Credited at the start of the run, and years of the run with enough hours (P-81). */
  readonly openingYears: number;
  readonly yearsByHours: number;
}

/** Completed years of service on a day, those left out that end before the 18th birthday if the plan says so. */
function serviceYears(person: ElapsedFacts, design: Design, day: number): number {
  const start = serviceStart(person, design);
  let years = 0;
  for (let k = 1; k <= yearsBetween(start, day); k += 1) {
    if (isCounted(person, design, addYears(start, k) - 1)) years += 1;
  }
  return years;
}

/** Whether a year of service whose last day is `end` counts (P-81). */
const isCounted = (person: ElapsedFacts, design: Design, end: number): boolean =>
  !design.vesting.excludeServiceBefore18 || end >= addYears(person.birth, 18);

/** Credited years on a day (P-81). */
export function creditedYears(person: ServiceFacts, design: Design, day: number): number {
  if (design.vesting.serviceMethod === 'hours') return person.openingYears + person.yearsByHours;
  return elapsedYears(person, design, day);
}

/** Credited years at the start of the run: of the census, or completed service; kept for good (P-24). */
export const openingYears = (person: ElapsedFacts, design: Design, day: number): number =>
  elapsedYears(person, design, day);

function elapsedYears(person: ElapsedFacts, design: Design, day: number): number {
  const january = dayOf(person.startYear, 1, 1);
  const { vestingYears } = person;
  if (vestingYears === null) return serviceYears(person, design, day);
  // floor(vesting years + completed months ÷ 12), counted year by year so that each has a day on which it ends.
  let years = Number(vestingYears / 100n);
  const months = day < january ? 0 : monthsBetween(january, day);
  const reached = (vestingYears * 12n + BigInt(months) * 100n) / 1_200n;
  for (let k = BigInt(years) + 1n; k <= reached; k += 1n) {
    const end = addMonths(january, Number(ceilOf((k * 100n - vestingYears) * 12n, 100n)));
    if (isCounted(person, design, end - 1)) years += 1;
  }
  return years;
}

/** Whether the hours of a year earn credit: 500 for people who are or were long-term part-time (P-81). */
export const earnsCredit = (
  person: ElapsedFacts,
  design: Design,
  year: number,
  hours: bigint,
  isLongTermPartTime: boolean,
): boolean =>
  hours >= BigInt(isLongTermPartTime ? 500 : design.vesting.hoursRequired) * 100n * HOUR_PARTS &&
  isCounted(person, design, dayOf(year, 12, 31));

interface Vesting {
  readonly share: bigint;
  readonly reason: (typeof VESTING_REASONS)[number];
}

/** Vested share of a source on a day, and what gives it (P-82). `leftFor` is the reason of a termination. */
export function vestedShare(
  schedule: Design['vesting']['match'],
  design: Design,
  person: { readonly birth: number; readonly entry: number; readonly creditedYears: number },
  day: number,
  leftFor: string | null,
): Vesting {
  const { normalRetirementAge, nraParticipationYears, fullOnDeath, fullOnDisability } = design.vesting;
  if (leftFor === 'death' && fullOnDeath) return { share: MILLION, reason: 'death' };
  if (leftFor === 'disability' && fullOnDisability) return { share: MILLION, reason: 'disability' };
  if (
    yearsBetween(person.birth, day) >= normalRetirementAge &&
    yearsBetween(person.entry, day) >= nraParticipationYears
  ) {
    return { share: MILLION, reason: 'normalRetirement' };
  }
  if (scheduledShare(schedule, 0) === MILLION) return { share: MILLION, reason: 'immediate' };
  return { share: scheduledShare(schedule, person.creditedYears), reason: 'schedule' };
}

/** What a leaver forfeits of a balance: everything but the rounded vested part (P-83). */
export const forfeited = (balance: bigint, share: bigint): bigint => balance - rnd(balance * share, MILLION);

/** An account with the return of a year (P-78). */
export const withReturn = (opening: bigint, returnRate: bigint): bigint =>
  rnd(opening * (MILLION + returnRate), MILLION);

/** Hours of a year in hundredths, as they are shown (P-33). */
export const shownHours = (hours: bigint): bigint => rnd(largest(hours, 0n), HOUR_PARTS);
