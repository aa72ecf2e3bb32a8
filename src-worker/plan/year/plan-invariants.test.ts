import { describe, expect, it } from 'vitest';
import { defaultScenario } from '../../testing/scenarios.ts';
import { LIMIT_ITEMS, limitSettingsOf } from '../limits.ts';
import { matchTerms } from '../match.ts';
import { bandInvariant, limitInvariant, matchInvariant, type MatchedYear } from './plan-invariants.ts';

const [standard] = defaultScenario.planDesigns;
if (standard === undefined) throw new Error('the default scenario has no design');
const { match } = standard;

/** One participant: 100,000 of pay, 5,000 deferred; the standard formula gives 4,000. */
function matched(
  frequency: 'annual' | 'perPayPeriod' | 'perPayPeriodWithTrueUp',
  matchCents: number,
  changes: Partial<MatchedYear['columns']> = {},
  isPartTimer = 0,
) {
  if (standard === undefined) throw new Error('the default scenario has no design');
  return matchInvariant({
    terms: matchTerms({ ...standard.match, frequency }, 2026),
    columns: {
      matchReason: Uint8Array.of(0),
      baseCents: Float64Array.of(500_000),
      catchUpCents: Float64Array.of(0),
      cappedPlanPayCents: Float64Array.of(10_000_000),
      matchCents: Float64Array.of(matchCents),
      trueUpCents: Float64Array.of(0),
      reduced415Cents: Float64Array.of(0),
      ...changes,
    },
    matchBand: Int8Array.of(-1),
    isPartTimer: Uint8Array.of(isPartTimer),
  });
}

describe('PINV-7 the match against the formula of the year', () => {
  it('an annual match is not above it, one with a true-up not below it', () => {
    expect(matched('annual', 400_000)).toEqual({
      id: 'PINV-7',
      severity: 'FAIL',
      checked: 1,
      failed: 0,
      offenders: [],
    });
    expect(matched('annual', 400_001)).toMatchObject({
      failed: 1,
      offenders: ['row 0: 400001 cents where the formula of the year gives 400000'],
    });
    expect(matched('perPayPeriodWithTrueUp', 400_000).failed).toBe(0);
    expect(matched('perPayPeriodWithTrueUp', 399_999).failed).toBe(1);
    expect(matched('perPayPeriodWithTrueUp', 399_999, { trueUpCents: Float64Array.of(1) }).failed).toBe(0);
  });

  it('judges everybody by their own band, and names twenty at most', () => {
    const rows = 30;
    const each = (value: number): Float64Array => new Float64Array(rows).fill(value);
    const { checked, failed, offenders } = matchInvariant({
      terms: matchTerms(
        {
          ...match,
          type: 'gradedByService',
          bands: [
            { min: 0, max: 5, rate: 0.5, maxDeferral: 0.04 },
            { min: 5, max: null, rate: 1, maxDeferral: 0.04 },
          ],
        },
        2026,
      ),
      columns: {
        matchReason: new Uint8Array(rows),
        baseCents: each(500_000),
        catchUpCents: each(0),
        cappedPlanPayCents: each(10_000_000),
        matchCents: each(400_000),
        trueUpCents: each(0),
        reduced415Cents: each(0),
      },
      // 200,000 in the first band.
      matchBand: Int8Array.from({ length: rows }, (_, row) => (row < 25 ? 0 : 1)),
      isPartTimer: new Uint8Array(rows),
    });
    expect([checked, failed, offenders.length]).toEqual([rows, 25, 20]);
  });

  it('does not judge a match per paycheck, reduced amounts, part-timers and people without a match', () => {
    expect(matched('perPayPeriod', 1).checked).toBe(0);
    expect(matched('annual', 1, { reduced415Cents: Float64Array.of(1) }).checked).toBe(0);
    expect(matched('annual', 1, {}, 1).checked).toBe(0);
    expect(matched('annual', 1, { matchReason: Uint8Array.of(8) }).checked).toBe(0);
  });
});

describe('PINV-18 bands', () => {
  const { segments } = defaultScenario;

  it('holds for the shipped scenario, and counts the tables of banded formulas', () => {
    expect(bandInvariant(segments, standard)).toMatchObject({ id: 'PINV-18', checked: 2, failed: 0 });
    const core = {
      ...standard.core,
      type: 'ageBanded' as const,
      bands: [
        { min: 0, max: 40, rate: 0.01 },
        { min: 40, max: null, rate: 0.02 },
      ],
    };
    expect(bandInvariant(segments, { match: standard.match, core })).toMatchObject({ checked: 3, failed: 0 });
  });

  it.each([
    [
      'a gap',
      [
        { name: 'a', min: 0, max: 30 },
        { name: 'b', min: 31, max: null },
      ],
    ],
    ['no start at 0', [{ name: 'a', min: 1, max: null }]],
    ['an end', [{ name: 'a', min: 0, max: 90 }]],
    ['nothing', []],
  ])('fails on %s', (_, behaviourAge) => {
    expect(bandInvariant({ ...segments, behaviourAge }, standard).offenders).toEqual([
      'segments.behaviourAge has a gap or an overlap',
    ]);
  });
});

describe('PINV-19 limits', () => {
  const settings = limitSettingsOf(defaultScenario.limits);

  it.each([2021, 2026, 2027, 2040])('holds in %i', (year) => {
    const result = limitInvariant(year, settings);
    expect(result.failed).toBe(0);
    expect(result.checked).toBeGreaterThanOrEqual(7);
  });

  it('counts the source of each limit, and of projected ones the comparison with the year before', () => {
    expect(limitInvariant(2026, settings)).toMatchObject({ id: 'PINV-19', checked: LIMIT_ITEMS.length });
    expect(limitInvariant(2027, settings).checked).toBe(2 * LIMIT_ITEMS.length);
    const overridden = limitSettingsOf({
      ...defaultScenario.limits,
      overrides: { '2028': { electiveDeferral: 99_000 } },
    });
    expect(limitInvariant(2028, overridden).checked).toBe(2 * LIMIT_ITEMS.length - 1);
    expect(limitInvariant(2029, overridden).checked).toBe(2 * LIMIT_ITEMS.length - 1);
  });

  it('an override may fall, and the year after it is not compared with it', () => {
    const overridden = limitSettingsOf({
      ...defaultScenario.limits,
      overrides: { '2028': { electiveDeferral: 99_000 }, '2029': { catchUp: 1 } },
    });
    expect([2028, 2029, 2030].map((year) => limitInvariant(year, overridden).failed)).toEqual([0, 0, 0]);
  });
});
