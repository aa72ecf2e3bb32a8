import { describe, expect, it } from 'vitest';
import { bandWords } from './plan-figures.ts';
import { cohortWords, planView } from './plan-view.ts';

describe('the choices of the plan page', () => {
  it('open with everybody in the last year, of the eligible, by age', () => {
    expect(planView({})).toEqual({
      part: 'participation',
      year: null,
      cohort: 'all',
      of: 'eligible',
      grouping: 'age',
      rate: 'elected',
    });
  });

  it('are read from an address, and kept from saying what does not exist', () => {
    expect(
      planView({ part: 'cost', year: '2027', cohort: '2026', of: 'active', by: 'pay', rate: 'effective' }),
    ).toEqual({ part: 'cost', year: 2027, cohort: 2026, of: 'active', grouping: 'pay', rate: 'effective' });
    expect(planView({ part: 'x', year: 'last', cohort: 'nobody', of: '', by: 'x', rate: 'x' })).toEqual(
      planView({}),
    );
    expect(planView({ cohort: 'newHires' }).cohort).toBe('newHires');
  });

  it('are said in words', () => {
    expect([cohortWords('all'), cohortWords('census'), cohortWords(2026)]).toEqual([
      'everybody',
      'people of the census',
      'people hired in 2026',
    ]);
    expect(bandWords({ min: 0, max: 3 }, 'service')).toBe('0 to 2 years of service');
    expect(bandWords({ min: 35, max: null }, 'age')).toBe('Age 35 and more');
    expect(bandWords({ min: 0, max: null }, 'everybody')).toBe('Everybody');
  });
});
