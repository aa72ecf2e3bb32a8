import { describe, expect, it } from 'vitest';
import type { YearBatch } from '../../src-shared/columns.ts';
import { TERMINATION_CATEGORIES, TERMINATION_REASONS } from '../../src-shared/vocabulary.ts';
import { dateOf, dayOf, daysInMonth, daysInYear } from '../reference/calendar.ts';
import { at } from '../reference/exact.ts';
import { categoryCells, expectDispersion, expectWithinBounds, tally } from './bounds.ts';
import { factor, inMode, oneYear, people, personAt, place, simulateYear, YEAR } from './workforce.ts';

const months = [3, 1, 0, 2, 1, 1, 4, 1, 1, 1, 1, 0];
const uniformDates = oneYear(() => ({}));
const monthlyDates = oneYear(({ workforce }) => ({
  workforce: {
    ...workforce,
    terminationHazard: { ...workforce.terminationHazard, dateProfile: months },
  },
}));
const january = dayOf(YEAR, 1, 1);

function retirement(age: number, service: number): number {
  const { table } = uniformDates.workforce.retirement;
  const row = table.ages.filter((lowest) => age >= lowest).length - 1;
  const column = table.service.filter((lowest) => service >= lowest).length - 1;
  return table.rates[row]?.[column] ?? 0;
}

/** Every opening person with the hazard that the parameters say, stratum by stratum (W-33, W-34). */
const members = [true, false].flatMap((recent) => {
  const rate = recent ? 0.25 : 0.12;
  const stratum = people
    .map((_, index) => index)
    .filter((index) => (dateOf(personAt(index).hire).year === YEAR - 1) === recent)
    .map((index) => {
      const placed = place(uniformDates, uniformDates.workforce.terminationHazard, index, january);
      return { ...placed, retirement: retirement(placed.age, placed.tenure) };
    });
  const s = factor(stratum, stratum.length * rate);
  return stratum.map((member) => ({
    ...member,
    recent,
    hazard: Math.min(1, s * member.multiplier + member.retirement),
  }));
});

const openingLeavers = ({ terminations }: YearBatch): number[] =>
  Array.from({ length: terminations.rowCount }, (_, row) => row).filter((row) =>
    ['experienced', 'priorYearHire'].includes(at(TERMINATION_CATEGORIES, terminations.category[row] ?? 9)),
  );

const count = (sum: number, value: number): number => sum + value;

describe.each(['stochastic', 'exact'] as const)('leavers of 100,000 people in %s mode', (mode) => {
  const batch = simulateYear(inMode(uniformDates, mode));
  const { terminations } = batch;
  const rows = openingLeavers(batch);
  const left = new Set(rows.map((row) => terminations.person[row] ?? -1));

  it('W-34 W-35 lie in every age × tenure × level cell within the bounds of the hazards', () => {
    const cells = tally(
      members,
      (one) => `${one.recent ? 'P' : 'E'} ${one.cell}`,
      (one) => one.hazard,
      (one) => left.has(one.index),
    );
    expect(cells.length).toBeGreaterThan(100);
    expectWithinBounds(cells);
    expectDispersion(cells);
  });

  it('W-34 keep to the stated rate of each stratum', () => {
    for (const recent of [true, false]) {
      const stratum = members.filter((one) => one.recent === recent);
      const expected = stratum.map((one) => one.hazard).reduce(count, 0);
      const found = stratum.filter((one) => left.has(one.index)).length;
      // Exact mode meets the number to the person; independent draws stray by the square root of it.
      const slack = mode === 'exact' ? 1.01 : 3.3 * Math.sqrt(expected);
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(slack);
    }
  });

  it('W-38 leave for the reasons that the shares and the retirement table say', () => {
    const hazardOf = new Map(members.map((one) => [one.index, one] as const));
    const other = [0, 0.75, 0.22, 0, 0.02, 0.01];
    for (const [code, share] of other.entries()) {
      const name = at(TERMINATION_REASONS, code);
      if (name === 'none') continue;
      const cells = tally(
        rows,
        () => name,
        (row) => {
          const member = hazardOf.get(terminations.person[row] ?? -1);
          const retires = member === undefined ? 0 : member.retirement / member.hazard;
          return name === 'retirement' ? retires : (1 - retires) * share;
        },
        (row) => terminations.reason[row] === code,
      );
      expectWithinBounds(cells);
    }
  });

  it('W-39 leave evenly over the days of the year', () => {
    const dates = rows.map((row) => dateOf(terminations.effectiveDay[row] ?? 0));
    const lengths = Array.from({ length: 12 }, (_, i) => daysInMonth(YEAR, i + 1) / daysInYear(YEAR));
    expectWithinBounds(
      categoryCells(
        'month',
        dates.map((date) => date.month - 1),
        lengths,
      ),
    );
  });
});

it('W-39 leavers follow twelve month weights, evenly within a month', () => {
  const batch = simulateYear(inMode(monthlyDates, 'stochastic'));
  const dates = openingLeavers(batch).map((row) => dateOf(batch.terminations.effectiveDay[row] ?? 0));
  const total = months.reduce(count, 0);
  expectWithinBounds(
    categoryCells(
      'month',
      dates.map((date) => date.month - 1),
      months.map((weight) => weight / total),
    ),
  );
  const july = dates.filter((date) => date.month === 7);
  expectWithinBounds(
    categoryCells(
      'July',
      july.map((date) => date.day - 1),
      Array.from({ length: 31 }, () => 1 / 31),
    ),
  );
});
