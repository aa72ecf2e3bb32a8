import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents } from '../../src-shared/units.ts';
import {
  additionsLimit,
  additionsStatus,
  enforceAdditionsLimit,
  totalAdditions,
} from './annual-additions.ts';
import { annualMatchLoss, NOTHING_MATCHED, paycheckMatchLoss, type MatchLoss } from './match-loss.ts';
import { matchFormula, matchOf, sumOfMatches } from './match-formula.ts';
import { cents } from './money-fixtures.ts';
import { Paychecks } from './paychecks.ts';

const amount = (most: number): fc.Arbitrary<Cents> =>
  fc.integer({ min: 0, max: most }).map((value) => value as Cents);

const checksOf = (list: readonly (readonly [pay: number, deferral: number])[]): Paychecks => {
  const paychecks = new Paychecks();
  paychecks.clear(list.length);
  for (const [pay, deferral] of list) paychecks.add(cents(pay), cents(deferral));
  return paychecks;
};

const ALL_OF_5 = matchFormula([{ min: 0, max: 0.05, rate: 1 }], null);

describe('additionsLimit', () => {
  it('P-75 the lesser of the dollars and the pay received, and which of them binds', () => {
    expect(additionsLimit(cents(72_000), cents(71_999.99))).toEqual({ limit: cents(71_999.99), arm: 'pay' });
    expect(additionsLimit(cents(72_000), cents(72_000))).toEqual({ limit: cents(72_000), arm: 'dollars' });
  });
});

describe('enforceAdditionsLimit', () => {
  const situations = fc.record({
    base: amount(3_000_000),
    catchUp: amount(1_000_000),
    core: amount(6_000_000),
    reallocated: amount(1_000_000),
    afterTax: amount(500_000),
    unusedRoom: amount(800_000),
    pay: amount(36_000_000),
    limit: amount(8_000_000),
    rate: fc.constantFrom(0, 0.25, 0.5, 1, 3),
    dollarCap: fc.option(amount(500_000)),
  });

  it('PINV-5, P-76 additions fit to the cent, every part is taken once, nothing is taken needlessly', () => {
    fc.assert(
      fc.property(situations, ({ base, catchUp, pay, limit, unusedRoom, rate, ...rest }) => {
        const formula = matchFormula([{ min: 0, max: 0.05, rate }], null);
        const dollarCap = rest.dollarCap ?? Infinity;
        const matched = (base + catchUp) as Cents;
        const match = Math.min(matchOf(formula, matched, pay), dollarCap) as Cents;
        const additions = {
          base,
          match,
          core: rest.core,
          reallocated: rest.reallocated,
          afterTax: rest.afterTax,
        };
        const loss = match === 0 ? NOTHING_MATCHED : annualMatchLoss(formula, matched, pay, dollarCap);
        const done = enforceAdditionsLimit(additions, limit, unusedRoom, loss);

        const before = totalAdditions(additions);
        expect(done.over).toBe(Math.max(0, before - limit));
        expect(done.final).toBeLessThanOrEqual(limit < before ? limit : before);
        const fromBase = done.reclassified + done.unmatchedReturned + done.matchedReturned;
        expect(fromBase).toBeLessThanOrEqual(base);
        expect(done.reclassified).toBe(Math.min(done.over, unusedRoom, base));
        expect(done.matchForfeited + done.matchReduced).toBeLessThanOrEqual(match);
        // The match that is left is what the formula gives on the deferrals that are left.
        if (match > 0 && done.matchReduced === 0) {
          const left = (matched - done.unmatchedReturned - done.matchedReturned) as Cents;
          expect(match - done.matchForfeited).toBe(Math.min(matchOf(formula, left, pay), dollarCap));
        }
        // The limit is undershot by less than one more cent of deferral with its match would do.
        if (done.over > 0) expect(limit - done.final).toBeLessThanOrEqual(rate + 1);
        if (done.matchedReturned < base - done.reclassified - done.unmatchedReturned) {
          expect(done.coreReduced + done.reallocatedReduced + done.matchReduced).toBe(0);
        }
        const removed =
          fromBase +
          done.afterTaxReturned +
          done.matchForfeited +
          done.coreReduced +
          done.reallocatedReduced +
          done.matchReduced;
        expect(done.final).toBe(before - removed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('P-76 core, then reallocated forfeitures, then the remaining match', () => {
    const additions = {
      base: cents(100),
      match: cents(300),
      core: cents(1_000),
      reallocated: cents(200),
      afterTax: cents(0),
    };
    // Of the match 100 goes with the base; the rest was earned by catch-up.
    const loss: MatchLoss = { unmatched: cents(0), lostBy: (returned) => returned };
    const left = (limit: number): unknown => {
      const done = enforceAdditionsLimit(additions, cents(limit), cents(0), loss);
      return [
        done.matchedReturned,
        done.matchForfeited,
        done.coreReduced,
        done.reallocatedReduced,
        done.matchReduced,
        done.final,
      ];
    };
    expect(left(1_500)).toEqual([cents(50), cents(50), 0, 0, 0, cents(1_500)]);
    expect(left(900)).toEqual([cents(100), cents(100), cents(500), 0, 0, cents(900)]);
    expect(left(300)).toEqual([cents(100), cents(100), cents(1_000), cents(100), 0, cents(300)]);
    expect(left(50)).toEqual([cents(100), cents(100), cents(1_000), cents(200), cents(150), cents(50)]);
  });
});

describe('annualMatchLoss', () => {
  it('P-76 M(d) − M(d − x) after the unmatched part', () => {
    const loss = annualMatchLoss(ALL_OF_5, cents(16_000), cents(300_000), Infinity);
    expect(loss.unmatched).toBe(cents(1_000));
    expect(loss.lostBy(cents(0))).toBe(0);
    expect(loss.lostBy(cents(1_500))).toBe(cents(1_500));
    const capped = annualMatchLoss(ALL_OF_5, cents(16_000), cents(300_000), cents(5_000));
    expect(capped.unmatched).toBe(cents(11_000));
    expect(capped.lostBy(cents(10))).toBe(cents(10));
  });
});

describe('paycheckMatchLoss', () => {
  // 5 % of 10,000 is 500: the first two paychecks have unmatched deferrals, the last ones matched ones only.
  const paychecks = checksOf([
    [10_000, 800],
    [10_000, 600],
    [10_000, 500],
    [10_000, 300],
  ]);

  it('P-76 the unmatched part is that of every paycheck; matched deferrals go from the last one backwards', () => {
    const loss = paycheckMatchLoss(ALL_OF_5, paychecks, Infinity);
    expect(loss.unmatched).toBe(cents(400));
    expect(loss.lostBy(cents(0))).toBe(0);
    expect(loss.lostBy(cents(300))).toBe(cents(300));
    expect(loss.lostBy(cents(1_800))).toBe(cents(1_800));
  });

  it('P-76 which paychecks lose decides where tiers differ', () => {
    const tiers = matchFormula(
      [
        { min: 0, max: 0.03, rate: 1 },
        { min: 0.03, max: 0.05, rate: 0.5 },
      ],
      null,
    );
    const loss = paycheckMatchLoss(tiers, paychecks, Infinity);
    // The last paycheck holds 300 at 100 %, the one before 200 at 50 % and 300 at 100 %.
    expect(loss.lostBy(cents(300))).toBe(cents(300));
    expect(loss.lostBy(cents(500))).toBe(cents(400));
    expect(loss.lostBy(cents(800))).toBe(cents(700));
  });

  it('P-66, P-76 with the dollar cap reached the last matched deferrals earn nothing', () => {
    const loss = paycheckMatchLoss(ALL_OF_5, paychecks, cents(1_700));
    // 1,800 are matched, 100 of them above the cap.
    expect(loss.unmatched).toBe(cents(500));
    expect(loss.lostBy(cents(200))).toBe(cents(200));
    expect(paycheckMatchLoss(ALL_OF_5, paychecks, 0).unmatched).toBe(cents(2_200));
    expect(paycheckMatchLoss(ALL_OF_5, paychecks, cents(1_800)).unmatched).toBe(cents(400));
  });

  it('P-76 returning everything loses the whole match, and never more', () => {
    const list = fc.array(fc.tuple(fc.nat({ max: 20_000 }), fc.nat({ max: 3_000 })), { maxLength: 12 });
    fc.assert(
      fc.property(list, fc.option(fc.nat({ max: 2_000 })), (checks, cap) => {
        const all = checksOf(checks);
        const dollarCap = cap === null ? Infinity : cents(cap);
        const loss = paycheckMatchLoss(ALL_OF_5, all, dollarCap);
        const total = checks.reduce((sum, [, deferral]) => sum + cents(deferral), 0);
        const match = Math.min(sumOfMatches(ALL_OF_5, all.deferral, all.pay, all.count), dollarCap);
        expect(loss.unmatched).toBeLessThanOrEqual(total);
        expect(loss.lostBy(0 as Cents)).toBe(0);
        expect(loss.lostBy((total - loss.unmatched) as Cents)).toBe(match);
        if (loss.unmatched < total) expect(loss.lostBy(1 as Cents)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('additionsStatus', () => {
  const none = enforceAdditionsLimit(
    { base: cents(95), match: cents(0), core: cents(0), reallocated: cents(0), afterTax: cents(0) },
    cents(100),
    cents(0),
    NOTHING_MATCHED,
  );

  it('P-77 atRisk from the warning on, in basis points half up', () => {
    expect(additionsStatus(none, cents(100), 9_500)).toEqual({ utilisation: 9_500, status: 'atRisk' });
    expect(additionsStatus(none, cents(100), 9_501)).toEqual({ utilisation: 9_500, status: 'pass' });
    expect(additionsStatus(none, cents(199.99), 9_500)).toEqual({ utilisation: 4_750, status: 'pass' });
  });
});
