import { allocate, normalise } from './allocate.ts';
import { addYears, dayOf, daysInMonth, daysInYear, yearsBetween } from './calendar.ts';
import { at, compare, largest, MILLION, rnd, sum } from './exact.ts';
import { bernoulli, calibrate, race, reason, strength, type Candidate } from './hazards.ts';
import { scheduledLeaving, type Alignment, type Leaving } from './leavers.ts';
import { grown } from './levels.ts';
import type { Parameters } from './parameters.ts';
import { ageMultiplier, byId, drawOf, levelMultiplier, type Person } from './people.ts';
import { category, happens, noisePpm, personKey, pick, uniform, type Luck } from './random.ts';
import type { Solution } from './solver.ts';

/** What the HIRE event of a simulated hire says beyond the person. */
interface HireFacts {
  readonly rangeMin: bigint;
  readonly rangeMax: bigint;
  readonly percentile: bigint;
  readonly market: bigint;
  readonly noise: bigint;
  /** null when there is no opening staff at all. */
  readonly donor: string | null;
  readonly monthDraw: number;
  readonly dayDraw: number;
  readonly levelDraw: number;
  readonly departmentDraw: number;
  readonly ageBandDraw: number;
  readonly birthDateDraw: number;
  readonly partTimeDraw: number;
  readonly donorDraw: number;
}

export interface Hire {
  readonly person: Person;
  /** null for a scheduled hire. */
  readonly facts: HireFacts | null;
}

/** Carries of the allocations, in ppm of one hire, by level and by level and department (W-44, W-45). */
export interface HiringCarries {
  readonly levels: Map<number, bigint>;
  readonly departments: Map<string, bigint>;
}

const departmentKey = (level: number, department: string): string => `${level}|${department}`;

/** First and last birth date for which the age at hire lies in [min, max) (W-46). */
export function birthDates(hire: number, min: number, max: number): { first: number; last: number } {
  let first = addYears(hire, -max) - 3;
  while (yearsBetween(first, hire) >= max) first += 1;
  let last = addYears(hire, -min) + 3;
  while (yearsBetween(last, hire) < min) last -= 1;
  return { first, last };
}

/** Start date from its two draws (W-43). */
export function startDate(year: number, profile: readonly bigint[], month: bigint, day: bigint): number {
  const chosen = category(month, profile) + 1;
  const date = dayOf(year, chosen, 1 + pick(day, daysInMonth(year, chosen)));
  return date === dayOf(year, 12, 31) ? date - 1 : date;
}

/** Starting pay (W-47): everything in one product, rounded once. */
export function hirePay(
  range: { readonly min: bigint; readonly max: bigint },
  percentile: bigint,
  market: bigint,
  noise: bigint,
  hours: bigint,
  fullTimeHours: bigint,
): bigint {
  const position = range.min * MILLION + (range.max - range.min) * percentile;
  return rnd(
    position * (MILLION + market) * (MILLION + noise) * hours,
    MILLION * MILLION * MILLION * fullTimeHours,
  );
}

/** Gives each of some draws one of the categories: the smallest draws the first, by quota (W-44). */
export function assignByQuota(quotas: readonly bigint[], draws: readonly bigint[]): number[] {
  const order = draws.map((_, i) => i).sort((a, b) => compare(at(draws, a), at(draws, b)) || a - b);
  const result = draws.map(() => -1);
  let next = 0;
  for (const [index, quota] of quotas.entries()) {
    for (let i = 0n; i < quota; i += 1n) {
      result[at(order, next)] = index;
      next += 1;
    }
  }
  return result;
}

/** Categories of some hires by weight: quotas with carry in exact mode, own draws in stochastic mode (W-44). */
function assign(
  exact: boolean,
  weights: readonly bigint[],
  carry: readonly bigint[],
  draws: readonly bigint[],
): { readonly chosen: number[]; readonly carry: readonly bigint[] } {
  if (draws.length === 0) return { chosen: [], carry };
  // Without any opening staff there is no mix to copy: all categories count alike.
  const mix = sum(weights) === 0n ? weights.map(() => 1n) : weights;
  if (!exact) {
    const normalised = normalise(mix);
    return { chosen: draws.map((k) => category(k, normalised)), carry };
  }
  const allocation = allocate(BigInt(draws.length), mix, carry);
  return { chosen: assignByQuota(allocation.parts, draws), carry: allocation.carry };
}

/** Simulated hires of a year with all their attributes (W-41, W-43 … W-47). */
export function simulatedHires(
  p: Parameters,
  luck: Luck,
  year: number,
  count: number,
  opening: readonly Person[],
  departments: readonly string[],
  carries: HiringCarries,
): Hire[] {
  const ids = Array.from({ length: count }, (_, i) => `NH-${year}-${String(i + 1).padStart(6, '0')}`);
  const newcomers = ids.map((id) => ({ id, key: personKey(id) }));
  const countWhere = (condition: (person: Person) => boolean): bigint =>
    BigInt(opening.filter(condition).length);

  const levels = p.levels.map((level) => level.level);
  const levelWeights =
    p.hiring.levelMix ?? levels.map((level) => countWhere((person) => person.level === level));
  const levelChoice = assign(
    p.exact,
    levelWeights,
    levels.map((level) => carries.levels.get(level) ?? 0n),
    newcomers.map((one) => drawOf(luck, one, year, 31)),
  );
  for (const [i, level] of levels.entries()) carries.levels.set(level, at(levelChoice.carry, i));

  const departmentMix = p.hiring.departmentMix;
  const departmentOf = newcomers.map(() => '');
  for (const [levelIndex, level] of levels.entries()) {
    const group = newcomers.map((_, i) => i).filter((i) => levelChoice.chosen[i] === levelIndex);
    const held = opening.some((person) => person.level === level);
    const weights = departments.map((department) => {
      if (departmentMix !== null) return departmentMix.get(department) ?? 0n;
      return countWhere((person) => person.department === department && (!held || person.level === level));
    });
    const choice = assign(
      p.exact,
      weights,
      departments.map((department) => carries.departments.get(departmentKey(level, department)) ?? 0n),
      group.map((i) => drawOf(luck, at(newcomers, i), year, 32)),
    );
    for (const [i, department] of departments.entries()) {
      carries.departments.set(departmentKey(level, department), at(choice.carry, i));
    }
    for (const [i, member] of group.entries()) {
      departmentOf[member] = at(departments, at(choice.chosen, i));
    }
  }

  return newcomers.map(({ id, key }, i): Hire => {
    const k = (process: number, index = 0): bigint => drawOf(luck, { key }, year, process, index);
    const level = at(levels, at(levelChoice.chosen, i));
    const department = at(departmentOf, i);
    const hire = startDate(year, p.hiring.startProfile, k(30, 0), k(30, 1));
    const bracket = at(p.hiring.ages, category(k(33), p.hiring.ageWeights));
    const births = birthDates(hire, bracket.min, bracket.max);
    const partTime = happens(k(36), p.hiring.partTimeShare);
    const hours = partTime ? p.hiring.partTimeHours : p.hiring.fullTimeHours;
    const scenarioRange = at(p.levels, level - 1);
    const range = {
      min: grown(scenarioRange.min, scenarioRange.growth, year - p.startYear),
      max: grown(scenarioRange.max, scenarioRange.growth, year - p.startYear),
    };
    const percentile = p.hiring.percentile.get(level) ?? 0n;
    const market = p.hiring.market.get(level) ?? 0n;
    const noise = noisePpm(
      Array.from({ length: 12 }, (_, index) => uniform(k(35, index))),
      p.hiring.noise,
    );
    const sameLevel = opening.filter((one) => one.level === level && one.department === department);
    const sameDepartment = opening.filter((one) => one.department === department);
    const donors = [sameLevel, sameDepartment, opening].find((list) => list.length > 0) ?? [];
    const donor = [...donors].sort(byId)[pick(k(37), donors.length)];
    return {
      person: {
        id,
        key,
        birth: births.first + pick(k(34), births.last - births.first + 1),
        hire,
        scheduled: null,
        department,
        location: donor?.location ?? null,
        costCentre: donor?.costCentre ?? null,
        jobTitle: donor?.jobTitle ?? null,
        hours,
        flsa: donor?.flsa ?? 'none',
        union: donor?.union ?? false,
        basis: null,
        level,
        levelSince: hire,
        pay: hirePay(range, percentile, market, noise, hours, p.hiring.fullTimeHours),
        sequence: 0,
      },
      facts: {
        rangeMin: range.min,
        rangeMax: range.max,
        percentile,
        market,
        noise,
        donor: donor?.id ?? null,
        monthDraw: uniform(k(30, 0)),
        dayDraw: uniform(k(30, 1)),
        levelDraw: uniform(k(31)),
        departmentDraw: uniform(k(32)),
        ageBandDraw: uniform(k(33)),
        birthDateDraw: uniform(k(34)),
        partTimeDraw: uniform(k(36)),
        donorDraw: uniform(k(37)),
      },
    };
  });
}

interface NewHireLeavers {
  readonly leaving: Map<string, Leaving>;
  readonly alignment: Alignment;
  readonly unmet: bigint;
}

/** Multiplier of the hazard of a hire in the year of hire, in proportion to the days left (W-42). */
function hireMultiplier(p: Parameters, year: number, person: Person): bigint {
  const age = yearsBetween(person.birth, person.hire);
  const left = dayOf(year, 12, 31) - person.hire;
  return rnd(
    ageMultiplier(p, p.termination, age) * levelMultiplier(p.termination, person.level) * BigInt(left),
    MILLION * BigInt(daysInYear(year)),
  );
}

/** Same-year leavers among the hires of a year (W-42). */
export function newHireLeavers(
  p: Parameters,
  luck: Luck,
  year: number,
  hires: readonly Hire[],
  solution: Solution,
): NewHireLeavers {
  const december = dayOf(year, 12, 31);
  const leaving = new Map<string, Leaving>();
  for (const { person } of hires) {
    if (person.scheduled !== null && person.scheduled.day <= december) {
      leaving.set(person.id, scheduledLeaving(person.scheduled));
    }
  }
  const scheduledCount = BigInt(leaving.size);
  const atRisk = hires.map((hire) => hire.person).filter((person) => person.scheduled === null);
  // Nobody able to leave is not an error here: the quota is cut and the difference kept (W-42).
  const { hazards } = calibrate(
    largest(0n, BigInt(hires.length) * p.newHireRate(year) - MILLION * scheduledCount),
    atRisk.map((person) => hireMultiplier(p, year, person)),
    atRisk.map(() => 0n),
  );
  const candidates = atRisk.map((person, i): Candidate => ({
    id: person.id,
    key: person.key,
    hazard: at(hazards, i),
    draw: drawOf(luck, person, year, 4),
  }));
  const wanted = solution.newHireLeavers - scheduledCount;
  const able = BigInt(candidates.filter((candidate) => candidate.hazard > 0n).length);
  const quota = wanted > able ? able : wanted;
  const chosen = p.exact ? race(candidates, quota) : bernoulli(candidates);
  for (const [i, person] of atRisk.entries()) {
    const choice = chosen.find((one) => one.id === person.id);
    if (choice === undefined) continue;
    const candidate = at(candidates, i);
    const reasonDraw = drawOf(luck, person, year, 2);
    const dateDraw = drawOf(luck, person, year, 3);
    leaving.set(person.id, {
      day: person.hire + 1 + pick(dateDraw, december - person.hire),
      category: 'newHire',
      reason: reason(candidate.hazard, 0n, p.reasonShares, reasonDraw),
      rule: choice.rule,
      hazard: candidate.hazard,
      retirement: 0n,
      draw: uniform(candidate.draw),
      raceKey: choice.raceKey,
      quota: p.exact ? quota : null,
      reasonDraw: uniform(reasonDraw),
      dateDraw: uniform(dateDraw),
      dayDraw: null,
    });
  }
  return {
    leaving,
    alignment: {
      process: 'newHire',
      quota,
      hazardSum: sum(hazards),
      strength: strength(chosen),
    },
    unmet: p.exact ? wanted - quota : 0n,
  };
}
