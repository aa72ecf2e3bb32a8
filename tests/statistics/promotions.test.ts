import { describe, expect, it } from 'vitest';
import type { YearBatch } from '../../src-shared/columns.ts';
import { dateOf, dayInYear, monthsBetween } from '../reference/calendar.ts';
import { at } from '../reference/exact.ts';
import { categoryCells, expectDispersion, expectWithinBounds, tally } from './bounds.ts';
import { factor, inMode, oneYear, people, personAt, place, simulateYear, YEAR } from './workforce.ts';

/** Nobody leaves, so that everybody is at risk of a promotion and due for a merit raise. */
const steady = oneYear(({ workforce, compensation }) => ({
  workforce: {
    ...workforce,
    targetGrowthRate: 0,
    experiencedTerminationRate: 0,
    newHireTerminationRate: 0,
    retirement: { ...workforce.retirement, enabled: false },
  },
  compensation: {
    ...compensation,
    merit: {
      ...compensation.merit,
      minServiceMonths: 0,
      timing: { kind: 'monthly', weights: [26, 3, 7, 17, 4, 5, 21, 3, 4, 7, 2, 1] },
    },
  },
}));
const promotionDay = dayInYear(YEAR, '03-01');

const eligible = people
  .map((_, index) => index)
  .filter((index) => personAt(index).level !== '5' && monthsBetween(personAt(index).hire, promotionDay) >= 12)
  .map((index) => ({
    ...place(steady, steady.workforce.promotionHazard, index, promotionDay),
    retirement: 0,
  }));
const s = factor(eligible, eligible.length * 0.05);
const hazardOf = (one: { readonly multiplier: number }): number => Math.min(1, s * one.multiplier);

const promoted = ({ promotions }: YearBatch): Set<number> => new Set(promotions.person);

describe.each(['stochastic', 'exact'] as const)('promotions of 100,000 people in %s mode', (mode) => {
  const batch = simulateYear(inMode(steady, mode));
  const chosen = promoted(batch);

  it('W-50 lie in every age × tenure × level cell within the bounds of the hazards', () => {
    const cells = tally(
      eligible,
      (one) => one.cell,
      hazardOf,
      (one) => chosen.has(one.index),
    );
    expect(cells.length).toBeGreaterThan(60);
    expectWithinBounds(cells);
    expectDispersion(cells);
    const known = new Set(eligible.map((one) => one.index));
    expect([...chosen].filter((index) => !known.has(index))).toEqual([]);
  });

  it('W-50 meet the rate', () => {
    const expected = eligible.length * 0.05;
    const slack = mode === 'exact' ? 1 : 3.3 * Math.sqrt(expected);
    expect(Math.abs(chosen.size - expected)).toBeLessThanOrEqual(slack);
  });

  it('W-51 increases spread evenly around the middle', () => {
    const tenths = Array.from(batch.promotions.increasePpm, (ppm) =>
      Math.min(9, Math.floor((ppm - 75_000) / 10_000)),
    );
    expectWithinBounds(
      categoryCells(
        'tenth of the spread',
        tenths,
        Array.from({ length: 10 }, () => 0.1),
      ),
    );
  });
});

it('W-52 personal merit dates follow the month weights, evenly within a month', () => {
  const { raises } = simulateYear(steady);
  const dates = Array.from({ length: raises.rowCount }, (_, row) => row)
    .filter((row) => raises.category[row] === 1)
    .map((row) => dateOf(raises.effectiveDay[row] ?? 0));
  expect(dates.length).toBe(people.length);
  const weights = [26, 3, 7, 17, 4, 5, 21, 3, 4, 7, 2, 1];
  expectWithinBounds(
    categoryCells(
      'month',
      dates.map((date) => date.month - 1),
      weights.map((weight) => weight / 100),
    ),
  );
  const april = dates.filter((date) => date.month === 4).map((date) => date.day - 1);
  expectWithinBounds(
    categoryCells(
      'April',
      april,
      Array.from({ length: 30 }, () => 1 / 30),
    ),
  );
  expect(at(april, 0)).toBeGreaterThanOrEqual(0);
});
