import { describe, expect, it } from 'vitest';
import { inferRate, inferRateUnit, parseRate } from './rate-format.ts';

describe('inferRate', () => {
  it('W-17 follows the first matching row of its table', () => {
    const inferred = (...values: string[]): string => {
      const { unit, confidence } = inferRate(values);
      return `${unit} ${confidence}`;
    };
    expect(inferred('6%', '7.5 %', '0')).toBe('percent high');
    expect(inferred('6%', '7.5')).toBe('none low');
    expect(inferred()).toBe('fraction high');
    expect(inferred('0', '', '-1')).toBe('fraction high');
    expect(inferred('0.06', '0.075')).toBe('fraction high');
    expect(inferred('0.30', '0.30')).toBe('fraction high');
    expect(inferred('0.2', '0.4')).toBe('fraction high');
    expect(inferred('0.2', '0.401')).toBe('fraction low');
    expect(inferred('0.5', '0.6')).toBe('fraction low');
    expect(inferred('6', '7.5', '3')).toBe('percent high');
    expect(inferred('1', '1', '250')).toBe('percent high');
    expect(inferred('1', '1.0')).toBe('none low');
    expect(inferred('0.5', '1')).toBe('fraction low');
    expect(inferred('0.5', ...Array.from({ length: 9 }, () => '4'))).toBe('percent low');
    expect(inferred('0.5', ...Array.from({ length: 8 }, () => '4'))).toBe('none low');
    expect(inferred('0.06', '6', '4')).toBe('none low');
    expect(inferred('0.9999999999', '1')).toBe('none low');
  });

  it('W-17 converts by the unit of the column, never by single cells', () => {
    expect(inferRate(['6', '7.5', '3'])).toEqual({
      unit: 'percent',
      confidence: 'high',
      ppm: [60_000, 75_000, 30_000],
    });
    expect(inferRate(['0.06', '0.075']).ppm).toEqual([60_000, 75_000]);
    expect(inferRate(['0.06', '6', '4']).ppm).toBeNull();
    expect(inferRate(['0.5', ...Array.from({ length: 9 }, () => '4')]).ppm?.[0]).toBe(5_000);
    expect(inferRate(['6%', '', 'n/a']).ppm).toEqual([60_000, null, null]);
  });

  it('W-17 weighs distinct texts by their cells', () => {
    expect(inferRateUnit(['0.5', '4'], [1, 9])).toEqual({ unit: 'percent', confidence: 'low' });
  });
});

describe('parseRate', () => {
  it('W-2 rounds once, halves away from zero, without a binary float', () => {
    expect(parseRate('1.00005', 'percent')).toBe(10_001);
    expect(parseRate('0.0000005', 'fraction')).toBe(1);
    expect(parseRate('-5', 'percent')).toBe(-50_000);
    expect(parseRate('7,5 %', 'percent')).toBe(75_000);
  });

  it('W-17 a percent sign has no place in a column of fractions', () => {
    expect(parseRate('6%', 'fraction')).toBeNull();
    expect(parseRate('six', 'percent')).toBeNull();
    expect(parseRate('%', 'percent')).toBeNull();
  });
});
