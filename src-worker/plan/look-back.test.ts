import { describe, expect, it } from 'vitest';
import { lookBackFacts } from './look-back.ts';
import { cents, day } from './money-fixtures.ts';

const RATE = cents(73_000);

describe('lookBackFacts', () => {
  it.each([
    ['hired before the year', '2024-12-31', RATE],
    ['hired on its first day: 365 days', '2025-01-01', RATE],
    ['hired on the second day: 364 days', '2025-01-02', cents(72_800)],
    ['hired in it: 184 days', '2025-07-01', cents(36_800)],
    ['hired on its last day', '2025-12-31', cents(200)],
    ['hired later', '2026-01-01', null],
  ])('P-22 blank, %s', (_case, hired, expected) => {
    const fact = { cents: expected, assumed: true };
    expect(lookBackFacts(2026, day(hired), RATE, null, null)).toEqual({ pay: fact, ficaWages: fact });
  });

  it('P-22 given figures are taken as they are; blank wages are the figure of the pay, assumed', () => {
    expect(lookBackFacts(2026, day('2020-01-01'), RATE, cents(60_000), cents(58_000))).toEqual({
      pay: { cents: cents(60_000), assumed: false },
      ficaWages: { cents: cents(58_000), assumed: false },
    });
    expect(lookBackFacts(2026, day('2020-01-01'), RATE, cents(60_000), null).ficaWages).toEqual({
      cents: cents(60_000),
      assumed: true,
    });
    expect(lookBackFacts(2026, day('2020-01-01'), RATE, null, cents(58_000))).toEqual({
      pay: { cents: RATE, assumed: true },
      ficaWages: { cents: cents(58_000), assumed: false },
    });
  });
});
