import { describe, expect, it } from 'vitest';
import type { Day } from '../../../src-shared/units.ts';
import { completedYears, toDay } from '../../../src-shared/dates.ts';
import { resourcePath } from '../../resource-folder.ts';
import { importCensus } from '../../services/census/import-census.ts';
import { profileCensus } from './census-profile.ts';

const { columns: census } = await importCensus({
  path: resourcePath('sample-census.csv'),
  startYear: 2026,
  endYear: 2030,
  acceptInferred: true,
});

describe('the deferral rates of a profile', () => {
  const profile = profileCensus(census, 2026);
  const START = toDay(2026, 1, 1);
  /** Rates of the people employed at the start, one by one. */
  const rates = Array.from({ length: census.rowCount }, (_, row) => row)
    .filter(
      (row) =>
        (census.hireDay[row] ?? 0) < START &&
        census.inactiveWithoutDate[row] === 0 &&
        ((census.terminationDay[row] ?? 0) >= START || (census.terminationDay[row] ?? 0) < -1_000_000),
    )
    .map((row) => ({
      ppm: census.plan.deferralRatePpm[row] ?? -1,
      age: completedYears((census.birthDay[row] ?? 0) as Day, START),
      level: census.level.values[census.level.codes[row] ?? -1] ?? 'Not stated',
    }));
  const stated = rates.filter(({ ppm }) => ppm >= 0);

  it('count everybody with a rate once, those who defer nothing apart', () => {
    expect(rates.length).toBe(profile.people);
    const total = (groups: readonly { readonly people: number }[]): number =>
      groups.reduce((sum, group) => sum + group.people, 0);
    expect(stated.length).toBeGreaterThan(0);
    for (const groups of [profile.byDeferral, profile.deferralByAge, profile.deferralByLevel])
      expect(total(groups)).toBe(stated.length);
    const [none, next] = profile.byDeferral;
    expect(none).toMatchObject({ label: '0', people: stated.filter(({ ppm }) => ppm === 0).length });
    expect(next?.label).not.toBe('0');
  });

  it('average over the people of a group, zeros included', () => {
    for (const { label, people, zero, meanPpm } of profile.deferralByLevel) {
      const own = stated.filter(({ level }) => level === label).map(({ ppm }) => ppm);
      const sum = own.reduce((total, ppm) => total + ppm, 0);
      expect({ people, zero, meanPpm }).toEqual({
        people: own.length,
        zero: own.filter((ppm) => ppm === 0).length,
        meanPpm: Math.floor(sum / own.length),
      });
    }
    const thirties = profile.deferralByAge.find(({ label }) => label === '30–34');
    expect(thirties?.people).toBe(stated.filter(({ age }) => age >= 30 && age < 35).length);
  });
});
