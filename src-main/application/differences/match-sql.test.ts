import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Cents } from '../../../src-shared/units.ts';
import { defaultScenario } from '../../../src-worker/testing/scenarios.ts';
import { matchOf } from '../../../src-worker/plan/match-formula.ts';
import { formulaOf, matchTerms, type MatchTerms } from '../../../src-worker/plan/match.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import { annualMatchSql } from './match-sql.ts';

const [design] = defaultScenario.planDesigns;
if (design === undefined) throw new Error('there is no design');
const match = design.match;

const rate = fc.integer({ min: 0, max: 200 }).map((percent) => percent / 100);
/** Contiguous tiers in whole percents of pay. */
const tiers = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), rate), { minLength: 1, maxLength: 3 })
  .map((widths) => {
    let from = 0;
    return widths.map(([width, each]) => {
      const min = from / 100;
      from += width;
      return { min, max: from / 100, rate: each };
    });
  });
const capped = fc.record({
  capPercentOfPay: fc.option(fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 1_000)),
  dollarCap: fc.option(fc.integer({ min: 100, max: 9_000 })),
});
const graded = fc.tuple(rate, rate).map(([young, old]) => [
  { min: 0, max: 5, rate: young, maxDeferral: 0.06 },
  { min: 5, max: null, rate: old, maxDeferral: 0.08 },
]);
const terms: fc.Arbitrary<MatchTerms> = fc.oneof(
  fc
    .tuple(tiers, capped)
    .map(([list, caps]) => matchTerms({ ...match, ...caps, type: 'tiered', tiers: list }, 2026)),
  fc
    .tuple(graded, capped)
    .map(([bands, caps]) => matchTerms({ ...match, ...caps, type: 'gradedByService', bands }, 2026)),
  fc.tuple(graded, capped).map(([bands, caps]) =>
    matchTerms(
      {
        ...match,
        ...caps,
        type: 'pointsBased',
        bands: bands.map((band) => ({
          ...band,
          min: band.min * 10,
          max: band.max === null ? null : band.max * 10,
        })),
      },
      2026,
    ),
  ),
  fc.constant(matchTerms({ ...match, type: 'none' }, 2026)),
);
const person = fc.record({
  deferral: fc.integer({ min: 0, max: 3_500_000 }),
  pay: fc.integer({ min: 1, max: 36_000_000 }),
  service: fc.integer({ min: 0, max: 45 }),
  age: fc.integer({ min: 18, max: 80 }),
});

it('P-65 to P-67 gives the cents of the calculator for every formula, band and cap', async () => {
  const workspace = await temporaryWorkspace();
  await fc.assert(
    fc.asyncProperty(terms, fc.array(person, { minLength: 1, maxLength: 40 }), async (each, people) => {
      const values = people.map(
        ({ deferral, pay, service, age }, index) =>
          `(${index}, ${deferral}::DOUBLE, ${pay}::DOUBLE, ${service}, ${age})`,
      );
      const sql = annualMatchSql(each, { deferral: 'd', pay: 'c', service: 's', age: 'a' });
      const rows = await workspace.read(
        `SELECT ${sql} AS n FROM (VALUES ${values.join(', ')}) t(i, d, c, s, a) ORDER BY i`,
      );
      expect(
        z
          .array(z.object({ n: z.number() }))
          .parse(rows)
          .map(({ n }) => n),
      ).toEqual(
        people.map(({ deferral, pay, service, age }) =>
          Math.min(matchOf(formulaOf(each, service, age), deferral as Cents, pay as Cents), each.dollarCap),
        ),
      );
    }),
    { numRuns: 60 },
  );
});
