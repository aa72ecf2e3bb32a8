import { describe, expect, it } from 'vitest';
import { cents } from '../../money-fixtures.ts';
import { censusAverages, type CensusYear } from './census-averages.ts';

const column = (...dollars: readonly number[]): Float64Array => Float64Array.from(dollars, cents);

const YEAR: CensusYear = {
  count: 3,
  pay: column(50_000, 400_000, 100_000),
  deferral: column(2_000, 30_000, 6_000),
  match: column(1_000, 10_000, 3_000),
  isHce: Uint8Array.of(0, 1, 0),
  compensation: cents(350_000),
  electiveDeferral: cents(23_500),
};

describe('censusAverages', () => {
  it('P-93 averages the NHCEs of the year before', () => {
    expect(censusAverages(YEAR)).toEqual({ nhceAdp: 500, nhceAcp: 250 });
  });

  it('P-93 needs the contributions of everyone, HCEs included', () => {
    expect(censusAverages({ ...YEAR, deferral: column(2_000, NaN, 6_000) })).toEqual({
      nhceAdp: null,
      nhceAcp: 250,
    });
    expect(censusAverages({ ...YEAR, match: column(NaN, 0, 0) })).toEqual({ nhceAdp: 500, nhceAcp: null });
  });

  it('P-91 P-20 leaves catch-up out and caps pay', () => {
    const averages = censusAverages({ ...YEAR, isHce: Uint8Array.of(1, 0, 1) });
    // 23,500 ÷ 350,000
    expect(averages.nhceAdp).toBe(671);
    expect(censusAverages({ ...YEAR, isHce: Uint8Array.of(1, 1, 1) }).nhceAdp).toBeNull();
  });
});
