import { describe, expect, it } from 'vitest';
import { TERMINATION_CATEGORIES } from '../../src-shared/vocabulary.ts';
import { dateOf, dayOf, daysInMonth, yearsBetween } from '../reference/calendar.ts';
import { at } from '../reference/exact.ts';
import { birthDates } from '../reference/hires.ts';
import { categoryCells, expectWithinBounds, tally } from './bounds.ts';
import { bandOf, factor, inMode, oneYear, people, simulateYear, YEAR } from './workforce.ts';

/** Growth of a third, so that there are some 50,000 hires whose attributes can be counted. */
const growing = inMode(
  oneYear(({ workforce, hiring }) => ({
    workforce: { ...workforce, targetGrowthRate: 0.3, newHireTerminationRate: 0.2 },
    hiring: {
      ...hiring,
      partTimeShare: 0.15,
      startDateProfile: [3, 1, 2, 1, 1, 0, 2, 1, 4, 1, 1, 2],
      pay: { ...hiring.pay, noiseStdDev: 0.08 },
    },
  })),
  'stochastic',
);
const batch = simulateYear(growing);
const { hires, terminations } = batch;
const rows = Array.from({ length: hires.rowCount }, (_, row) => row);
const hireDay = (row: number): number => hires.effectiveDay[row] ?? 0;
const dates = rows.map((row) => dateOf(hireDay(row)));
const december = dayOf(YEAR, 12, 31);
const shares = (weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};
const countOf = (condition: (one: (typeof people)[number]) => boolean): number =>
  people.filter(condition).length;

describe('attributes of some 50,000 hires', () => {
  it('W-43 start months follow their weights, days are even within a month, 31 December excepted', () => {
    expect(hires.rowCount).toBeGreaterThan(40_000);
    const profile = shares(growing.hiring.startDateProfile);
    expectWithinBounds(
      categoryCells(
        'month',
        dates.map((date) => date.month - 1),
        profile,
      ),
    );
    const days = (month: number): number[] =>
      dates.filter((date) => date.month === month).map((date) => date.day - 1);
    const even = (month: number): number[] =>
      Array.from({ length: daysInMonth(YEAR, month) }, () => 1 / daysInMonth(YEAR, month));
    expectWithinBounds(categoryCells('September', days(9), even(9)));
    const lastDays = even(12).map((share, i) => (i === 29 ? 2 * share : i === 30 ? 0 : share));
    expectWithinBounds(categoryCells('December', days(12), lastDays));
  });

  it('W-44 levels follow opening headcount', () => {
    const mix = shares([1, 2, 3, 4, 5].map((level) => countOf((one) => one.level === String(level))));
    expectWithinBounds(
      categoryCells(
        'level',
        Array.from(hires.level, (level) => level - 1),
        mix,
      ),
    );
  });

  it('W-45 departments follow opening headcount at the level', () => {
    for (const level of [1, 2, 3, 4, 5]) {
      const mix = shares(
        ['Finance', 'Operations', 'Sales'].map((department) =>
          countOf((one) => one.department === department && one.level === String(level)),
        ),
      );
      const found = rows
        .filter((row) => hires.level[row] === level)
        .map((row) => hires.department[row] ?? -1);
      expectWithinBounds(categoryCells(`level ${level}, department`, found, mix));
    }
  });

  it('W-46 ages at hire follow the brackets, birth dates are even within a bracket', () => {
    const brackets = growing.hiring.ageDistribution;
    const bracketOf = (row: number): number => {
      const age = yearsBetween(hires.birthDay[row] ?? 0, hireDay(row));
      return brackets.findIndex((bracket) => age >= bracket.min && age < bracket.max);
    };
    const found = rows.map(bracketOf);
    expectWithinBounds(categoryCells('bracket', found, shares(brackets.map((bracket) => bracket.weight))));
    const tenths = rows
      .filter((row) => found[row] === 1)
      .map((row) => {
        const { first, last } = birthDates(hireDay(row), 25, 30);
        return Math.floor((((hires.birthDay[row] ?? 0) - first) / (last - first + 1)) * 10);
      });
    expectWithinBounds(
      categoryCells(
        'tenth of the bracket',
        tenths,
        Array.from({ length: 10 }, () => 0.1),
      ),
    );
  });

  it('W-47 the part-time share is met and pay noise has mean 0 and the stated deviation', () => {
    const partTime = rows.map((row) => (hires.scheduledHoursHundredths[row] === 2_000 ? 0 : 1));
    expectWithinBounds(categoryCells('part time', partTime, [0.15, 0.85]));
    const noise = Array.from(hires.noisePpm);
    const n = noise.length;
    const mean = noise.reduce((sum, value) => sum + value, 0) / n;
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
    expect(Math.abs(mean)).toBeLessThan((3.29 * 80_000) / Math.sqrt(n));
    expect(Math.abs(deviation / 80_000 - 1)).toBeLessThan(0.02);
    expect(Math.max(...noise.map(Math.abs))).toBeLessThanOrEqual(240_000);
  });

  it('W-42 same-year leavers follow age, level and the days left in the year', () => {
    const { ageMultipliers, levelMultipliers } = growing.workforce.terminationHazard;
    const members = rows.map((row) => {
      const age = yearsBetween(hires.birthDay[row] ?? 0, hireDay(row));
      const ageBand = at(growing.bands.age, bandOf(growing.bands.age, age)).id;
      const level = String(hires.level[row]);
      return {
        person: hires.person[row] ?? -1,
        month: dateOf(hireDay(row)).month,
        cell: `age ${ageBand}, level ${level}`,
        multiplier:
          (ageMultipliers[ageBand] ?? 0) * (levelMultipliers[level] ?? 0) * ((december - hireDay(row)) / 365),
        retirement: 0,
      };
    });
    const s = factor(members, members.length * 0.2);
    const left = new Set(
      Array.from({ length: terminations.rowCount }, (_, row) => row)
        .filter((row) => at(TERMINATION_CATEGORIES, terminations.category[row] ?? 9) === 'newHire')
        .map((row) => terminations.person[row] ?? -1),
    );
    const hazard = (one: (typeof members)[number]): number => Math.min(1, s * one.multiplier);
    const happened = (one: (typeof members)[number]): boolean => left.has(one.person);
    expectWithinBounds(tally(members, (one) => `hired in month ${one.month}`, hazard, happened));
    expectWithinBounds(tally(members, (one) => one.cell, hazard, happened));
  });
});
