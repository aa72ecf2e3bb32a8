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
    expect([937_000_000_000, 1_020_000_000_000, 500, 0].map(format.shortMoney)).toEqual([
      '$9.370B',
      '$10.20B',
      '$5.00',
      '$0',
    ]);
  });

  it('show differences with a sign, and none as a dash', () => {
    format.setLocale('en-US');
    expect([12, 0, -3].map(format.peopleDifference)).toEqual(['+12', '–', '−3']);
    expect([0.0123, 0.0001].map(format.pointsDifference)).toEqual(['+1.2 pt', '–']);
    expect(format.shortMoneyDifference(-1_234_500_000)).toBe('−$12.3M');
    expect([400_000_000_000, -27_193, 0].map(format.shortMoneyDifference)).toEqual([
      '+$4.00B',
      '−$271.93',
      '–',
    ]);
    expect([123_456_789, 0, -5_050].map(format.moneyDifference)).toEqual(['+$1,234,568', '–', '−$50.50']);
    expect([0.0412, 0.0001, -1].map(format.percentDifference)).toEqual(['+4.1%', '–', '−100.0%']);
  });

  it('stand on axes with no more digits than they have', () => {
    format.setLocale('en-US');
    expect([0, 3_000_000_000, 50_000].map(format.axisForm(format.shortMoney))).toEqual([
      '$0',
      '$30M',
      '$500',
    ]);
    expect(format.axisForm(format.shortMoneyDifference)(3_000_000_000)).toBe('+$30M');
    expect([0.5, 0.125].map(format.axisForm(format.percent))).toEqual(['50%', '12.5%']);
    expect(format.axisForm(format.people)).toBe(format.people);
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
