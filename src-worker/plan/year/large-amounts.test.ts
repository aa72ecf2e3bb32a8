import { describe, expect, it } from 'vitest';
import { roundRatio } from '../../../src-shared/arithmetic.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { defaultScenario } from '../../testing/scenarios.ts';
import {
  defers,
  firstYear,
  simulated,
  type DesignChanges,
  type StudyPerson,
} from './tested-study-fixtures.ts';

/**
 * Pay of some ninety million and limits above it: cents × days × rates are far beyond 2^53, where a product of doubles is
 * no longer exact. Everything is worked out in big integers here.
 */
const PAY = 89_999_999;
const DEFERRED = 333_333n;
const MATCHED = 123_457n;
const CORE = 77_777n;
const MILLION = 1_000_000n;
const cents = BigInt(PAY) * 100n;
const rounded = (numerator: bigint, denominator: bigint): number =>
  Number(roundRatio(numerator, denominator));
const shareOf = (amount: bigint, ppm: bigint): number => rounded(amount * ppm, MILLION);

const high = 100_000_000;
const settings = {
  limits: {
    ...defaultScenario.limits,
    overrides: { 2026: { compensation: high, annualAdditions: high, electiveDeferral: high } },
  },
};
const design: DesignChanges = {
  match: { tiers: [{ min: 0, max: 0.333333, rate: 0.123457 }] },
  core: {
    rate: 0.077777,
    integration: { enabled: true, disparityRate: 0.043211, levelMode: 'wageBase', levelValue: null },
  },
};
const tycoon: StudyPerson = { id: 'A', pay: PAY, plan: defers(Number(DEFERRED)) };

const columnsOf = (person: StudyPerson, changes: DesignChanges = {}): Readonly<Record<string, number>> => {
  const { batches } = simulated({ people: [person], design: { ...design, ...changes }, settings });
  const columns = batches[0]?.plan.snapshot;
  return Object.fromEntries(
    Object.entries<ArrayLike<number>>({ ...columns }).map(([name, column]) => [name, column[0] ?? NaN]),
  );
};

describe('P-1 amounts beyond exact floating point', () => {
  it('P-57 P-65 P-71 P-72 deferrals, match, core and excess of a year', () => {
    expect(columnsOf(tycoon)).toMatchObject({
      planPayCents: Number(cents),
      cappedPlanPayCents: Number(cents),
      baseCents: shareOf(cents, DEFERRED),
      // The deferral was rounded up: what counts is 33.3333 % of pay.
      matchCents: rounded(MATCHED * DEFERRED * cents, MILLION * MILLION),
      coreCents: shareOf(cents, CORE),
      coreExcessCents: shareOf(cents - 18_450_000n, 43_211n),
    });
  });

  it('P-19 P-57 pay and deferrals of a part of the year', () => {
    const entered = { ...tycoon, plan: { planEntryDay: toDay(2026, 7, 3) } };
    const pay = rounded(cents * 182n, 365n);
    const allYear = columnsOf(entered);
    expect(allYear).toMatchObject({ planPayCents: pay, coreCents: shareOf(BigInt(pay), CORE) });
    const left: StudyPerson = { ...tycoon, left: toDay(2026, 3, 17) };
    expect(columnsOf(left)).toMatchObject({
      baseCents: rounded(cents * 76n * DEFERRED, 365n * MILLION),
    });
  });

  it('P-68 P-69 paychecks and true-up add up to the annual match', () => {
    const annual = rounded(MATCHED * DEFERRED * cents, MILLION * MILLION);
    for (const payFrequency of ['monthly', 'weekly']) {
      const match = { ...design['match'], frequency: 'perPayPeriodWithTrueUp', payFrequency };
      const { matchCents = NaN, trueUpCents = NaN } = columnsOf(tycoon, { match });
      // Each paycheck is rounded once.
      expect(Math.abs(matchCents + trueUpCents - annual)).toBeLessThanOrEqual(26);
      expect(matchCents + trueUpCents).toBeGreaterThanOrEqual(annual);
    }
  });

  it('P-76 P-77 P-91 P-102 section 16 and the rates of the tests', () => {
    const { tests } = firstYear({
      people: [tycoon, { id: 'B', plan: defers(50_000) }],
      design: {
        ...design,
        core: {
          type: 'ageBanded',
          bands: [
            { min: 0, max: 45, rate: 0.7 },
            { min: 45, max: null, rate: 0.1 },
          ],
          rate: undefined,
        },
      },
      settings,
    });
    const { additions, adp, amounts } = tests;
    // 33.3333 % + 4.1152 % + 70 % are 7.4485 % above pay; nothing of it is unmatched but a cent.
    expect(additions.corrected.map(({ overCents }) => overCents)).toEqual([
      shareOf(cents, DEFERRED) +
        rounded(MATCHED * DEFERRED * cents, MILLION * MILLION) +
        shareOf(cents, 700_000n) -
        Number(cents),
    ]);
    expect(additions.people.after[0]).toBe(Number(cents));
    const base = adp.people.amount[0] ?? NaN;
    expect(adp.people.ratio[0]).toBe(rounded(BigInt(base) * 10_000n, cents));
    expect(amounts[0]?.people?.allocationRate[0]).toBe(7_000);
  });
});
