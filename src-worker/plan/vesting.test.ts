import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents } from '../../src-shared/units.ts';
import { design, cents, ppm } from './money-fixtures.ts';
import {
  closingBalance,
  fullVesting,
  fullVestingTerms,
  isPartialTermination,
  splitVested,
  vestedShare,
  vestingSchedule,
} from './vesting.ts';

describe('fullVesting', () => {
  const terms = fullVestingTerms({ ...design.vesting, normalRetirementAge: 62, nraParticipationYears: 5 });

  it.each([
    [61, 10, null, null],
    [62, 4, null, null],
    [62, 5, null, 'normalRetirement'],
    [40, 0, 'death', 'death'],
    [40, 0, 'disability', 'disability'],
    [70, 9, 'death', 'death'],
  ] as const)('P-82 age %i, %i years in the plan, %s → %s', (age, participation, cause, reason) => {
    expect(fullVesting(terms, age, participation, cause)).toBe(reason);
  });

  it('P-82 death and disability vest by option only', () => {
    const neither = fullVestingTerms({ ...design.vesting, fullOnDeath: false, fullOnDisability: false });
    expect(fullVesting(neither, 64, 0, 'death')).toBeNull();
    expect(fullVesting(neither, 64, 0, 'disability')).toBeNull();
    expect(fullVesting(neither, 65, 0, 'death')).toBe('normalRetirement');
    const deathOnly = fullVestingTerms({ ...design.vesting, fullOnDisability: false });
    expect(fullVesting(deathOnly, 40, 0, 'death')).toBe('death');
    expect(fullVesting(deathOnly, 40, 0, 'disability')).toBeNull();
  });
});

describe('isPartialTermination', () => {
  it.each([
    [20, 90, 10, true],
    [19, 90, 10, false],
    [21, 90, 15, true],
    [0, 0, 0, false],
  ])(
    'P-82 %i involuntary of %i participants and %i entrants: %s',
    (involuntary, participants, entrants, partial) => {
      expect(isPartialTermination(involuntary, participants, entrants)).toBe(partial);
    },
  );
});

describe('accounts', () => {
  it('P-78 return on the opening balance only, and none in the year of termination', () => {
    expect(closingBalance(cents(1_000), ppm(50_000), cents(300), cents(0), false)).toBe(cents(1_350));
    expect(closingBalance(cents(1_000), ppm(50_000), cents(300), cents(520), true)).toBe(cents(780));
    expect(closingBalance(cents(1_000), ppm(-250_000), cents(0), cents(0), false)).toBe(cents(750));
    expect(closingBalance(cents(0.1), ppm(50_000), cents(0), cents(0), false)).toBe(11);
  });

  it('PINV-12 vested + forfeited = balance; nothing is left of what was forfeited', () => {
    const balances = fc.integer({ min: 0, max: 1e10 });
    fc.assert(
      fc.property(balances, fc.integer({ min: 0, max: 1_000_000 }), (balance, share) => {
        const { vested, forfeited } = splitVested(balance as Cents, ppm(share));
        expect(vested + forfeited).toBe(balance);
        expect(vested).toBe(Number((2n * BigInt(balance) * BigInt(share) + 1_000_000n) / 2_000_000n));
        expect(closingBalance(0 as Cents, ppm(0), balance as Cents, forfeited, true)).toBe(vested);
      }),
    );
  });
});

describe('vestedShare', () => {
  it('P-79 percents keep four decimals of a percent; the last one holds for more years', () => {
    const schedule = vestingSchedule([0, 33.3333, 100]);
    expect([0, 1, 2, 30].map((years) => vestedShare(schedule, years))).toEqual([
      0, 333_333, 1_000_000, 1_000_000,
    ]);
  });
});
