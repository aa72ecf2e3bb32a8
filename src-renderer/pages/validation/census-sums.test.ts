import { describe, expect, it } from 'vitest';
import { censusSums } from './census-sums.ts';

const CENSUS = {
  censusId: 'c',
  name: 'Staff',
  read: 110,
  accepted: 100,
  quarantined: 6,
  blank: 3,
  duplicateDropped: 1,
  openingActive: 80,
  futureHire: 15,
  futureHireBeyondHorizon: 1,
  former: 4,
  openingHeadcount: 80,
  reasons: [],
};

describe('the reconciliation of a census', () => {
  it('W-24 adds up the rows read, the rows accepted and the opening', () => {
    expect(censusSums(CENSUS).map(({ addsUp }) => addsUp)).toEqual([true, true, true]);
    expect(censusSums({ ...CENSUS, blank: 2 }).map(({ addsUp }) => addsUp)).toEqual([false, true, true]);
    expect(censusSums({ ...CENSUS, openingHeadcount: 81 }).map(({ addsUp }) => addsUp)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('names what the run alone does not tell apart, and waits for a first year', () => {
    const sums = censusSums({ ...CENSUS, blank: null, duplicateDropped: null, openingHeadcount: null });
    expect(sums).toHaveLength(2);
    expect(sums[0]?.parts.at(-1)).toEqual({ name: 'Left out as blank or duplicate', rows: 4 });
  });
});
