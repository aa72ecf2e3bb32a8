import type { CensusColumns, YearBatch } from '../../src-shared/columns.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { openSimulation } from '../../src-worker/simulation.ts';
import { dayOf, yearsBetween } from '../reference/calendar.ts';
import { censusOf, type CensusPerson } from '../reference/census.ts';
import { at } from '../reference/exact.ts';
import { defaultScenario } from '../reference/scenarios.ts';

/** A census of 100,000 people and single years simulated on it. */

export const YEAR = 2025;
const HEADCOUNT = 100_000;
const DEPARTMENTS = ['Finance', 'Operations', 'Sales'];

/** A number in [0, 1) that depends on two integers and looks like chance. */
function scatter(a: number, b: number): number {
  let x = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca77);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
}

const january = dayOf(YEAR, 1, 1);

function person(i: number): CensusPerson {
  const recent = scatter(i, 1) < 0.1;
  const service = recent ? Math.floor(scatter(i, 2) * 365) : 366 + Math.floor(scatter(i, 2) ** 2 * 36 * 365);
  const hire = january - 1 - service;
  const birth = hire - Math.floor((18 + scatter(i, 3) * 30) * 365.25);
  const level = 1 + Math.floor(scatter(i, 4) ** 2 * 5);
  return {
    id: `E${String(i).padStart(6, '0')}`,
    birth,
    hire,
    pay: 6_000_000 + level * 3_000_000 + Math.floor(scatter(i, 5) * 1_000_000),
    level: String(level),
    department: at(DEPARTMENTS, Math.floor(scatter(i, 6) * 3)),
  };
}

export const people: readonly CensusPerson[] = Array.from({ length: HEADCOUNT }, (_, i) => person(i)).filter(
  (one) => yearsBetween(one.birth, january) <= 75,
);

const census: CensusColumns = censusOf(people);

/** Persons by index as the engine numbers them: the census is in id order already. */
export const personAt = (index: number): CensusPerson => at(people, index);

/** Default scenario of one year with some settings replaced. */
export function oneYear(change: (scenario: Scenario) => Partial<Scenario>): Scenario {
  const scenario: Scenario = {
    ...defaultScenario,
    simulation: { ...defaultScenario.simulation, startYear: YEAR, endYear: YEAR, randomSeed: 42 },
  };
  return { ...scenario, ...change(scenario) };
}

export const inMode = (scenario: Scenario, flowMode: Scenario['simulation']['flowMode']): Scenario => ({
  ...scenario,
  simulation: { ...scenario.simulation, flowMode },
});

/** The one year of a scenario. */
export function simulateYear(scenario: Scenario): YearBatch {
  const run = openSimulation({ scenario, census, replicate: 0 });
  for (const batch of run.years({ isCancelled: () => false })) return batch;
  throw new Error('the engine simulated nothing');
}

/** Position of the band that holds a number of years. */
export const bandOf = (bands: Scenario['bands']['age'], years: number): number =>
  bands.findIndex((band) => years >= band.min && (band.max === null || years < band.max));

interface Multipliers {
  readonly ageMultipliers: Readonly<Record<string, number>>;
  readonly tenureMultipliers: Readonly<Record<string, number>>;
  readonly levelMultipliers: Readonly<Record<string, number>>;
}

/** Somebody at a date, in the cell that decides the relative risk. */
export interface Placed {
  readonly index: number;
  readonly age: number;
  readonly tenure: number;
  readonly cell: string;
  readonly multiplier: number;
}

/** Cell and relative risk of a census person at a date. */
export function place(scenario: Scenario, table: Multipliers, index: number, date: number): Placed {
  const one = personAt(index);
  const age = yearsBetween(one.birth, date);
  const tenure = yearsBetween(one.hire, date);
  const ageBand = at(scenario.bands.age, bandOf(scenario.bands.age, age)).id;
  const tenureBand = at(scenario.bands.tenure, bandOf(scenario.bands.tenure, tenure)).id;
  const level = one.level ?? '';
  return {
    index,
    age,
    tenure,
    cell: `age ${ageBand}, tenure ${tenureBand}, level ${level}`,
    multiplier:
      (table.ageMultipliers[ageBand] ?? 0) *
      (table.tenureMultipliers[tenureBand] ?? 0) *
      (table.levelMultipliers[level] ?? 0),
  };
}

/** The factor s with Σ min(1, s·m + r) = target, by bisection in floating point: another way than the engine's. */
export function factor(
  members: readonly { readonly multiplier: number; readonly retirement: number }[],
  target: number,
): number {
  const total = (s: number): number =>
    members.reduce((sum, { multiplier, retirement }) => sum + Math.min(1, s * multiplier + retirement), 0);
  let low = 0;
  let high = 1_000;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (total(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
