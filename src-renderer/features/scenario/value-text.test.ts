import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setLocale } from '../../components/format.ts';
import { choiceText, numberText, numberWithUnit, readNumber, valueText } from './value-text.ts';

beforeAll(() => {
  setLocale('en-US');
});
afterAll(() => {
  setLocale(null);
});

describe('a setting in words', () => {
  it('shows fractions as percentages without what binary arithmetic leaves', () => {
    expect([0.035, 0.07, 0.285].map((value) => numberText(value, 'fraction'))).toEqual(['3.5', '7', '28.5']);
    expect(numberText(2026, 'year')).toBe('2026');
    expect(numberWithUnit(80_000, 'dollars')).toBe('$80,000');
    expect(numberWithUnit(12, 'months')).toBe('12 months');
  });

  it('reads a percentage with and without its sign, and every number back as it was', () => {
    expect(['3.5', '3.5%', ' 3.5 % '].map((text) => readNumber(text, 'fraction'))).toEqual([
      0.035, 0.035, 0.035,
    ]);
    for (const value of [0.1, 0.07, 0.285, 0.000001, 1])
      expect(readNumber(numberText(value, 'fraction'), 'fraction')).toBe(value);
    expect(readNumber('80,000', 'dollars')).toBe(80_000);
    expect(readNumber('many', 'factor')).toBeNull();
  });

  it('names choices in words', () => {
    expect(['newEntrants', 'lastIn', 'EACA'].map(choiceText)).toEqual([
      'New entrants',
      'Last in, first out',
      'EACA',
    ]);
    expect([true, null, [1], {}].map((value) => valueText(value, null))).toEqual([
      'yes',
      'none',
      'a table',
      'none',
    ]);
  });
});
