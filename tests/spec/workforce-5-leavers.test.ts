import { describe, expect, it } from 'vitest';
import { Contest, lnStay, raceOrder, strengthOf } from '../../src-worker/workforce/selection.ts';
import { answer } from './answer.ts';

/** Section 5 of the workforce specification: opening leavers. Figures are copied. */

describe('W-33 strata', () => {
  it('W-33 T 143 of 880 E and 150 P at .12/.25 → 106 from E, 37 from P', () => {
    expect(
      answer('strata', { quota: 143, nE: 880, nP: 150, experiencedRate: 0.12, newHireRate: 0.25 }),
    ).toEqual({ E: 106, P: 37 });
  });
});

describe('W-34 hazards', () => {
  it('W-34 four persons at .12', () => {
    expect(
      answer('hazards', {
        rate: 0.12,
        people: [
          { multiplier: 2.25 },
          { multiplier: 0.72 },
          { multiplier: 0.352 },
          { multiplier: 0.385, retirement: 0.12 },
        ],
      }),
    ).toEqual({ hazardsPpm: [218_506, 69_922, 34_184, 157_389], warning: null });
  });

  it('W-34 clamp: rate .60, multipliers 3, 1, 1 → 1, .4, .4', () => {
    expect(
      answer('hazards', { rate: 0.6, people: [{ multiplier: 3 }, { multiplier: 1 }, { multiplier: 1 }] }),
    ).toEqual({ hazardsPpm: [1_000_000, 400_000, 400_000], warning: null });
  });

  it('W-34 scaled: rate .10, retirement .30 and .02 → .1875, .0125', () => {
    expect(
      answer('hazards', {
        rate: 0.1,
        people: [
          { multiplier: 1, retirement: 0.3 },
          { multiplier: 1, retirement: 0.02 },
        ],
      }),
    ).toEqual({ hazardsPpm: [187_500, 12_500], warning: 'RETIREMENT_SCALED' });
  });

  it('W-34 nobody at risk and a rate above 0 is RATE_UNREACHABLE', () => {
    expect(answer('hazards', { rate: 0.1, people: [{ multiplier: 0 }, { multiplier: 0 }] })).toEqual({
      error: 'RATE_UNREACHABLE',
    });
  });
});

describe('W-35 selection', () => {
  const hazardsPpm = [218_506, 69_922, 34_184, 157_389];
  const draws = [0.5, 0.1, 0.2, 0.4];

  it('W-35 exact, quota 2 takes persons 2 and 1', () => {
    expect(answer('select', { mode: 'exact', hazardsPpm, draws, quota: 2 })).toEqual({ chosen: [2, 1] });
  });

  const keys = hazardsPpm.map((hazard, person) =>
    raceOrder(Math.floor((draws[person] ?? 0) * 2 ** 53), hazard, lnStay(hazard)),
  );

  it('W-35 the keys are 2.8114, 1.4535, 6.4155, 2.9829', () => {
    expect(keys.map((key) => key.toFixed(4))).toEqual(['2.8114', '1.4535', '6.4155', '2.9829']);
  });

  it('W-36 the alignment strength of quota 2 is the largest key taken, 2.8114', () => {
    const contest = new Contest();
    for (const [person, key] of keys.entries()) contest.enter(person, key);
    expect(strengthOf(contest.take(2, (a, b) => a - b))?.toFixed(4)).toBe('2.8114');
  });

  it('W-35 the keys 2.8114, 1.4535, 6.4155, 2.9829 give the order 2, 1, 4, 3', () => {
    expect(answer('select', { mode: 'exact', hazardsPpm, draws, quota: 4 })).toEqual({
      chosen: [2, 1, 4, 3],
    });
  });

  it('W-35 stochastic: nobody', () => {
    expect(answer('select', { mode: 'stochastic', hazardsPpm, draws })).toEqual({ chosen: [] });
  });

  it('W-35 the certain come first by ascending draw; hazard 0 never', () => {
    expect(
      answer('select', {
        mode: 'exact',
        hazardsPpm: [0, 1_000_000, 900_000, 1_000_000],
        draws: [0, 0.9, 0.001, 0.8],
        quota: 4,
      }),
    ).toEqual({ chosen: [4, 2, 3] });
  });

  it('W-35 trap: dividing by h itself under-selects high hazards', () => {
    // −ln(1 − .9) / .9 = 2.558 and −ln(1 − .35) / .3 = 1.436, but the hazard rates make it 1.000 and 1.208.
    expect(
      answer('select', { mode: 'exact', hazardsPpm: [900_000, 300_000], draws: [0.9, 0.35], quota: 1 }),
    ).toEqual({ chosen: [1] });
  });
});

describe('W-38 reason', () => {
  it.each([
    [0.7, 'retirement'],
    [0.9, 'voluntary'],
    [0.95, 'involuntary'],
  ])('W-38 r 120,000, h 157,389: u %d → %s', (draw, reason) => {
    expect(answer('reason', { hazardPpm: 157_389, retirementPpm: 120_000, draw })).toEqual({ reason });
  });

  it('W-38 the bounds are 762,442 (retirement) and 940,611 (voluntary)', () => {
    const at = (draw: number): unknown =>
      answer('reason', { hazardPpm: 157_389, retirementPpm: 120_000, draw });
    expect(at(0.762441)).toEqual({ reason: 'retirement' });
    expect(at(0.762443)).toEqual({ reason: 'voluntary' });
    expect(at(0.94061)).toEqual({ reason: 'voluntary' });
    expect(at(0.940612)).toEqual({ reason: 'involuntary' });
  });

  it('W-38 a hire has no retirement; the order is voluntary, involuntary, disability, death', () => {
    const at = (draw: number): unknown => answer('reason', { hazardPpm: 200_000, draw });
    expect([at(0.74), at(0.76), at(0.975), at(0.99)]).toEqual(
      ['voluntary', 'involuntary', 'disability', 'death'].map((reason) => ({ reason })),
    );
  });
});

describe('W-39 date of leaving', () => {
  it.each([
    [{ year: 2025, draw: 0.5 }, '2025-07-02'],
    [{ year: 2028, draw: 0.5 }, '2028-07-02'],
    [{ year: 2025, hireDate: '2025-10-01', draw: 0.25 }, '2025-10-24'],
    [{ year: 2025, hireDate: '2019-10-01', draw: 0.5 }, '2025-07-02'],
    [{ year: 2025, draw: 0 }, '2025-01-01'],
    [{ year: 2025, hireDate: '2025-10-01', draw: 0 }, '2025-10-02'],
    [{ year: 2025, hireDate: '2025-12-31', draw: 0.5 }, null],
  ])('W-39 %j → %s', (input, date) => {
    expect(answer('leaveDate', input)).toEqual({ date });
  });
});

describe('W-40 severance', () => {
  it('W-40 pay 78,000, 7 years → 14 weeks → 21,000.00', () => {
    expect(answer('severance', { pay: 78_000, hireDate: '2018-06-30', date: '2025-06-30' })).toEqual({
      weeks: 14,
      amount: 21_000,
    });
  });

  it.each([
    ['2025-06-01', 2],
    ['1990-06-01', 26],
  ])('W-40 weeks are clamped: hired %s → %i weeks', (hireDate, weeks) => {
    expect(answer('severance', { pay: 78_000, hireDate, date: '2025-06-30' })).toMatchObject({ weeks });
  });
});
