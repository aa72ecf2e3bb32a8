import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDollars,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatSeconds,
} from './format.ts';

describe('format', () => {
  it('writes counts with thousands separators', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
  });
  it('writes cents as whole dollars, the sign first', () => {
    expect([formatDollars(123_456_789), formatDollars(-5_000), formatDollars(0)]).toEqual([
      '$1,234,568',
      '-$50',
      '$0',
    ]);
  });
  it('writes cents to the cent where they matter', () => {
    expect([formatMoney(123_456_789), formatMoney(-5), formatMoney(0)]).toEqual([
      '$1,234,567.89',
      '-$0.05',
      '$0.00',
    ]);
  });
  it('writes ppm as a percentage', () => {
    expect([formatPercent(35_000), formatPercent(-1_234)]).toEqual(['3.50%', '-0.12%']);
  });
  it('writes milliseconds as seconds', () => {
    expect(formatSeconds(1_234.5)).toBe('1.23 s');
  });
  it('writes bytes in the largest fitting unit', () => {
    expect([999, 1_000, 25_400_000, 3e9].map(formatBytes)).toEqual([
      '999 bytes',
      '1.0 kB',
      '25.4 MB',
      '3.0 GB',
    ]);
  });
  it('writes one and many', () => {
    expect([
      formatQuantity(1, 'row'),
      formatQuantity(2_000, 'row'),
      formatQuantity(0, 'census', 'censuses'),
    ]).toEqual(['1 row', '2,000 rows', '0 censuses']);
  });
});
