import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Section 16 of the plan specification: the 415(c) limit and its enforcement. Figures are copied. */

const formula = { tiers: [{ min: 0, max: 0.05, rate: 1 }] };
const nothing = {
  over: 0,
  reclassified: 0,
  afterTaxReturned: 0,
  unmatchedReturned: 0,
  matchedReturned: 0,
  matchForfeited: 0,
  coreReduced: 0,
};

/** 2026, pay 300,000, match 100 % of 5. */
const on300 = { grossPay: 300_000, match: 15_000, formula };

describe('P-76 order of enforcement', () => {
  it('P-76 (1) 24,500 + 15,000 + core 36,000: 3,500 over, all from unmatched deferrals', () => {
    expect(answer('additions415', { ...on300, deferral: 24_500, core: 36_000 })).toEqual({
      ...nothing,
      limit: 72_000,
      additions: 75_500,
      over: 3_500,
      unmatchedReturned: 3_500,
      finalAdditions: 72_000,
      status: 'limited',
      utilisation: 100,
    });
  });

  it('P-76 (2) as (1), unused catch-up 8,000: 3,500 reclassified, nothing returned', () => {
    const input = { ...on300, deferral: 24_500, core: 36_000, unusedCatchUp: 8_000 };
    expect(answer('additions415', input)).toMatchObject({
      ...nothing,
      over: 3_500,
      reclassified: 3_500,
      finalAdditions: 72_000,
      status: 'limited',
    });
  });

  it('P-76 (3) 16,000 + 15,000 + 45,000: 1,000 unmatched, then 1,500 with match 1,500', () => {
    expect(answer('additions415', { ...on300, deferral: 16_000, core: 45_000 })).toMatchObject({
      ...nothing,
      over: 4_000,
      unmatchedReturned: 1_000,
      matchedReturned: 1_500,
      matchForfeited: 1_500,
      finalAdditions: 72_000,
    });
  });

  it('P-75, P-76 (4) paid 30,000 in the year: the pay arm; trap: 100 % of the annual rate', () => {
    const input = { grossPay: 30_000, deferral: 18_000, match: 1_500, core: 12_500, formula };
    expect(answer('additions415', input)).toMatchObject({
      ...nothing,
      limit: 30_000,
      additions: 32_000,
      over: 2_000,
      unmatchedReturned: 2_000,
      finalAdditions: 30_000,
    });
  });

  it('P-76 after-tax goes before unmatched deferrals, and after reclassification', () => {
    const input = { ...on300, deferral: 24_500, core: 36_000, afterTax: 2_000, unusedCatchUp: 1_000 };
    expect(answer('additions415', input)).toMatchObject({
      ...nothing,
      over: 5_500,
      reclassified: 1_000,
      afterTaxReturned: 2_000,
      unmatchedReturned: 2_500,
      finalAdditions: 72_000,
    });
  });

  it('P-76 core goes after all deferrals, then reallocated forfeitures, then the match that remains', () => {
    const input = { grossPay: 10_000, planPay: 10_000, deferral: 500, match: 500, formula };
    expect(answer('additions415', { ...input, core: 9_500, forfeitures: 100 })).toMatchObject({
      ...nothing,
      over: 600,
      matchedReturned: 300,
      matchForfeited: 300,
      finalAdditions: 10_000,
    });
    expect(answer('additions415', { ...input, core: 12_000, forfeitures: 100 })).toMatchObject({
      over: 3_100,
      matchedReturned: 500,
      matchForfeited: 500,
      coreReduced: 2_100,
      finalAdditions: 10_000,
    });
    expect(answer('additions415', { ...input, core: 1_000, forfeitures: 10_100 })).toMatchObject({
      over: 2_100,
      matchedReturned: 500,
      matchForfeited: 500,
      coreReduced: 1_000,
      finalAdditions: 10_000,
    });
    // The match on catch-up dollars has no base deferral to go with.
    expect(
      answer('additions415', { grossPay: 100, planPay: 10_000, catchUp: 500, match: 500, formula }),
    ).toMatchObject({ over: 400, matchedReturned: 0, matchForfeited: 400, finalAdditions: 100 });
  });

  it('P-76 x is the smallest cents whose removal with their match suffices: it may take a cent more', () => {
    // 4.00 over at a match of 300 %: one dollar and its three dollars.
    const triple = { tiers: [{ min: 0, max: 0.05, rate: 3 }] };
    const input = { grossPay: 72_000, planPay: 72_000, deferral: 3_600, match: 10_800, formula: triple };
    expect(answer('additions415', { ...input, core: 57_604 })).toMatchObject({
      over: 4,
      matchedReturned: 1,
      matchForfeited: 3,
      finalAdditions: 72_000,
    });
    expect(answer('additions415', { ...input, core: 57_604.01 })).toMatchObject({
      over: 4.01,
      matchedReturned: 1.01,
      matchForfeited: 3.03,
      finalAdditions: 71_999.97,
    });
  });

  it('P-76 reclassified deferrals go on counting as matched', () => {
    const input = { ...on300, deferral: 16_000, core: 45_000, unusedCatchUp: 500 };
    expect(answer('additions415', input)).toMatchObject({
      over: 4_000,
      reclassified: 500,
      unmatchedReturned: 1_000,
      matchedReturned: 1_250,
      matchForfeited: 1_250,
    });
  });

  it('P-76 without a match every deferral is unmatched', () => {
    const input = { grossPay: 20_000, deferral: 15_000, core: 10_000 };
    expect(answer('additions415', input)).toMatchObject({
      over: 5_000,
      unmatchedReturned: 5_000,
      matchedReturned: 0,
    });
  });

  it('P-66, P-76 deferrals beyond the dollar cap are unmatched', () => {
    const input = { grossPay: 300_000, deferral: 20_000, match: 5_000, core: 48_000 };
    expect(answer('additions415', { ...input, formula: { ...formula, dollarCap: 5_000 } })).toMatchObject({
      over: 1_000,
      unmatchedReturned: 1_000,
      matchForfeited: 0,
    });
    expect(
      answer('additions415', { ...input, core: 65_000, formula: { ...formula, dollarCap: 5_000 } }),
    ).toMatchObject({
      over: 18_000,
      unmatchedReturned: 15_000,
      matchedReturned: 1_500,
      matchForfeited: 1_500,
    });
  });
});

describe('P-77 report', () => {
  it.each([
    [{ core: 68_399.99 }, 'atRisk', 95],
    [{ core: 68_396.3 }, 'pass', 94.99],
    [{ core: 68_400 }, 'atRisk', 95],
    [{ core: 72_000 }, 'atRisk', 100],
    [{ core: 72_000.01 }, 'limited', 100],
    [{}, 'pass', 0],
  ])('P-77 2026, pay 300,000, %j → %s at %d %%', (sources, status, utilisation) => {
    // 68,399.99 rounds to 95.00 % and is used rounded (P-9).
    expect(answer('additions415', { grossPay: 300_000, ...sources })).toMatchObject({ status, utilisation });
  });

  it('P-75 catch-up is no annual addition; nobody paid nothing has a limit of 0', () => {
    expect(answer('additions415', { grossPay: 300_000, catchUp: 8_000 })).toMatchObject({ additions: 0 });
    expect(answer('additions415', { grossPay: 0 })).toMatchObject({
      limit: 0,
      status: 'pass',
      utilisation: 0,
    });
  });

  it('P-133 the formula may be the list of its tiers; a band must be chosen', () => {
    const input = { ...on300, deferral: 16_000, core: 45_000 };
    expect(answer('additions415', { ...input, formula: formula.tiers })).toEqual(
      answer('additions415', input),
    );
    for (const wrong of [{ type: 'gradedByService' }, { tears: [] }, 'x']) {
      expect(answer('additions415', { ...input, formula: wrong })).toEqual({ error: 'CALCULATOR_INPUT' });
    }
  });
});
