import { expect, it } from 'vitest';
import { day } from '../reference/calendar.ts';
import { censusOf, type CensusPerson } from '../reference/census.ts';
import { defaultScenario } from '../reference/scenarios.ts';
import { openSimulation } from '../../src-worker/simulation.ts';

/** Known dates of the census where the rates ask for more than they leave (W-23, W-31, W-34). */

const person = (id: string, hire: string, termination: string | null = null): CensusPerson => ({
  id,
  birth: day('1985-05-05'),
  hire: day(hire),
  pay: 6_000_000,
  termination: termination === null ? null : day(termination),
  reason: termination === null ? 'none' : 'voluntary',
});

const firstYear = (people: readonly CensusPerson[]) => {
  const scenario = {
    ...defaultScenario,
    simulation: { ...defaultScenario.simulation, startYear: 2025, endYear: 2025 },
  };
  const run = openSimulation({ scenario, census: censusOf(people), replicate: 0 });
  const [year] = [...run.years({ isCancelled: () => false })];
  if (year === undefined) throw new Error('nothing was simulated');
  return year;
};

it('W-34 a stratum whose people all have a later scheduled date has nobody at risk, which is no error', () => {
  const year = firstYear([
    person('A', '2015-01-05'),
    person('B', '2016-02-05'),
    person('C', '2024-03-01', '2026-06-30'),
  ]);
  expect(year.summary.experiencedTerminations).toBe(0);
  expect(year.summary.alignment.find((one) => one.process === 'priorYearHire')).toEqual({
    process: 'priorYearHire',
    quota: 0,
    hazardSumPpm: 0,
    strength: null,
  });
});

it('W-31 scheduled leavers beyond the rate use it up: nobody else leaves', () => {
  const year = firstYear([
    person('A', '2015-01-05', '2025-01-01'),
    person('B', '2016-02-05', '2025-12-31'),
    person('C', '2016-03-05'),
  ]);
  expect(year.summary.experiencedTerminations).toBe(2);
  expect([...year.terminations.person].filter((index) => index < 3)).toEqual([0, 1]);
  expect([...year.snapshot.employedDays].slice(0, 2)).toEqual([1, 365]);
});

it('W-31 a hire dated 31 December who leaves that day is a leaver of the year', () => {
  const year = firstYear([
    person('A', '2015-01-05'),
    person('B', '2016-02-05'),
    person('C', '2025-12-31', '2025-12-31'),
  ]);
  expect(year.summary.newHireTerminations).toBeGreaterThanOrEqual(1);
  const { opening, hires, experiencedTerminations, newHireTerminations, closing } = year.summary;
  expect(opening + hires - experiencedTerminations - newHireTerminations).toBe(closing);
  expect(closing).toBe(year.summary.targetClosing);
});
