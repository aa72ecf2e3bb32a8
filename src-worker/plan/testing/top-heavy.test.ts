import { describe, expect, it } from 'vitest';
import type { Cents } from '../../../src-shared/units.ts';
import { BALANCE, KEY_REASON, keyEmployees, topHeavyMinimums, topHeavyTest } from './top-heavy.ts';

const cents = (dollars: number): Cents => (dollars * 100) as Cents;
const column = (...dollars: readonly number[]): Float64Array => Float64Array.from(dollars, cents);

describe('P-114 keyEmployees', () => {
  const thresholds = { keyOfficer: cents(235_000), onePercentOwner: cents(150_000) };
  const { none, officer, fivePercentOwner, onePercentOwner } = KEY_REASON;

  it('P-114 officers above the limit, highest paid first, three of a small firm', () => {
    const facts = {
      count: 6,
      grossPay: column(240_000, 300_000, 250_000, 235_000, 240_000, 900_000),
      isOfficer: Uint8Array.of(1, 1, 1, 1, 1, 0),
      isFivePercentOwner: new Uint8Array(6),
      isOnePercentOwner: new Uint8Array(6),
    };
    expect(Array.from(keyEmployees(facts, thresholds, 30))).toEqual([
      officer,
      officer,
      officer,
      none,
      none,
      none,
    ]);
    expect(keyEmployees(facts, thresholds, 31)[4]).toBe(officer);
  });

  it('P-114 owners: 5 % whatever the pay, 1 % above 150,000', () => {
    const facts = {
      count: 4,
      grossPay: column(20_000, 150_000, 150_000.01, 300_000),
      isOfficer: Uint8Array.of(0, 0, 0, 1),
      isFivePercentOwner: Uint8Array.of(1, 0, 0, 1),
      isOnePercentOwner: Uint8Array.of(0, 1, 1, 1),
    };
    expect(Array.from(keyEmployees(facts, thresholds, 10))).toEqual([
      fivePercentOwner,
      none,
      onePercentOwner,
      fivePercentOwner,
    ]);
  });
});

describe('P-115 topHeavyTest', () => {
  const { leftOut, nonKey, key } = BALANCE;
  const balances = column(3_100_000, 1_900_000, 9_000_000);
  const standing = Uint8Array.of(key, nonKey, leftOut);

  it('P-115 leaves out former keys and those not employed in the year', () => {
    expect(topHeavyTest(balances, standing, Uint8Array.of(1, 1, 0))).toEqual({
      ratio: 6_200,
      isTopHeavy: true,
      keyBalance: cents(3_100_000),
      totalBalance: cents(5_000_000),
      result: 'topHeavy',
      isIncomplete: false,
    });
    const equal = topHeavyTest(column(3, 2, 0), standing, Uint8Array.of(1, 1, 1));
    expect(equal).toMatchObject({ ratio: 6_000, result: 'notTopHeavy' });
  });

  it('P-115 without any opening balance nothing is evaluated; with some missing it is flagged', () => {
    expect(topHeavyTest(balances, standing, Uint8Array.of(0, 0, 1))).toMatchObject({
      result: 'notEvaluated',
      isIncomplete: false,
    });
    expect(topHeavyTest(balances, standing, Uint8Array.of(1, 0, 0))).toMatchObject({
      result: 'topHeavy',
      isIncomplete: true,
    });
  });
});

describe('P-116 topHeavyMinimums', () => {
  it('P-116 deferrals count for key employees only; each non-key participant is brought to the minimum', () => {
    const { none, officer } = KEY_REASON;
    const columns = {
      pay: column(300_000, 64_000, 64_000, 64_000),
      deferral: column(20_000, 6_400, 0, 0),
      employerMoney: column(4_000, 900, 2_500, 0),
      keyReason: Uint8Array.of(officer, none, none, none),
      isDue: Uint8Array.of(0, 1, 1, 0),
    };
    expect(topHeavyMinimums(columns)).toEqual({
      highestKeyRate: 80_000,
      rate: 30_000,
      additional: column(0, 1_020, 0, 0),
      total: cents(1_020),
    });
    expect(topHeavyMinimums({ ...columns, deferral: column(2_600, 0, 0, 0) })).toMatchObject({
      rate: 22_000,
      total: cents(508),
    });
  });
});
