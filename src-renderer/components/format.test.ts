import { afterEach, describe, expect, it } from 'vitest';
import * as format from './format.ts';

afterEach(() => {
  format.setLocale(null);
});

describe('numbers', () => {
  it('show dollars with cents below 1,000 only', () => {
    format.setLocale('en-US');
    expect([99_999, 100_000, -123_456_789].map(format.money)).toEqual(['$999.99', '$1,000', '−$1,234,568']);
    expect(format.shortMoney(41_234_567_800)).toBe('$412.3M');
  });

  it('show differences with a sign, and none as a dash', () => {
    format.setLocale('en-US');
    expect([12, 0, -3].map(format.peopleDifference)).toEqual(['+12', '–', '−3']);
    expect([0.0123, 0.0001].map(format.pointsDifference)).toEqual(['+1.2 pt', '–']);
    expect(format.shortMoneyDifference(-1_234_500_000)).toBe('−$12.3M');
    expect([123_456_789, 0, -5_050].map(format.moneyDifference)).toEqual(['+$1,234,568', '–', '−$50.50']);
    expect([0.0412, 0.0001, -1].map(format.percentDifference)).toEqual(['+4.1%', '–', '−100.0%']);
  });

  it('are read as the user writes them', () => {
    format.setLocale('de-DE');
    expect(format.parseNumber('1.234,5')).toBe(1234.5);
    expect(format.percent(0.125)).toBe('12,5\u00a0%');
    format.setLocale('en-US');
    expect(['1,234.5', ' $80,000 ', '-.5', 'x', ''].map(format.parseNumber)).toEqual([
      1234.5,
      80_000,
      -0.5,
      null,
      null,
    ]);
  });

  it('keep to the system where a locale is unknown', () => {
    format.setLocale('not a locale');
    expect(format.people(1)).toBe('1');
  });
});
