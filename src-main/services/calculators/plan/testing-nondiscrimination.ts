import { z } from 'zod';
import { MILLION, type Cents, type Ppm } from '../../../../src-shared/units.ts';
import { WHOLE } from '../../../../src-worker/plan/testing/basis-points.ts';
import { qnec } from '../../../../src-worker/plan/testing/correction-options.ts';
import { countedMatch } from '../../../../src-worker/plan/testing/disproportionate-match.ts';
import { distributeAcp, distributeAdp } from '../../../../src-worker/plan/testing/excess-shares.ts';
import {
  CURRENT,
  nondiscriminationTest,
  type Benchmark,
} from '../../../../src-worker/plan/testing/nondiscrimination-test.ts';
import { NOTHING_MATCHED } from '../../../../src-worker/plan/match-loss.ts';
import { defineCalculator } from '../calculator.ts';
import { dollars, positiveMoney, rate, toDollars } from '../fields.ts';
import { byPerson, checkIds, fraction, optionalFraction, personId, testRate } from './testing-fields.ts';

interface Person {
  readonly id: string;
  readonly pay: Cents;
  readonly amount: Cents;
}

interface Hce extends Person {
  readonly unusedCatchUp: Cents;
  readonly vestedRate: Ppm;
}

interface Given {
  readonly nhce?: readonly Person[] | undefined;
  readonly nhceAverage?: number | undefined;
  readonly limit?: Ppm | undefined;
  readonly hce: readonly Hce[];
}

const pay = () => positiveMoney('Capped plan pay; a person without pay is not tested');

const hceFields = () => ({
  id: personId(),
  pay: pay(),
  unusedCatchUp: positiveMoney('Catch-up the person could still make; used by the ADP correction').prefault(
    0,
  ),
  vestedRate: rate('Vested share of the match; used by the ACP correction').prefault(1),
});

const benchmarkFields = () => ({
  nhceAverage: testRate('NHCE average, instead of the people').optional(),
  limit: rate('Limit of the HCE average, instead of the people or of their average', 0, 2).optional(),
});

/** Reports ids that occur twice, and any number of benchmarks but one. */
function check(given: Given, context: z.RefinementCtx): void {
  checkIds({ nhce: given.nhce ?? [], hce: given.hce }, context);
  const benchmarks = [given.nhce, given.nhceAverage, given.limit].filter((one) => one !== undefined);
  if (benchmarks.length === 1) return;
  const message = 'is needed, or nhceAverage, or limit, and only one of them';
  context.addIssue({ code: 'custom', path: ['nhce'], message });
}

const output = {
  ratios: byPerson('Ratio of each person tested, fraction, rounded to 0.01 percentage point'),
  nhceAverage: optionalFraction('Mean of the NHCE ratios, rounded to 0.01 point; null when not known'),
  hceAverage: optionalFraction('Mean of the HCE ratios, rounded to 0.01 point; null without any'),
  limit: optionalFraction('Most that the HCE average may be, exact; null without an NHCE average'),
  result: z.enum(['pass', 'fail']),
  reason: z
    .enum(['noNhce', 'noHce'])
    .nullable()
    .meta({ description: 'Why it passes without a comparison; null after a comparison' }),
  totalExcess: dollars('Total to be taken from the HCEs; 0 unless failed'),
  excessByRatio: byPerson('Part of each HCE in the total, by ratio (P-95), dollars'),
  shares: byPerson('Share of each HCE in the correction, by dollars (P-96)'),
};

/** The test of the people given, with what each HCE's share becomes. */
function test({ nhce = [], hce, nhceAverage, limit }: Given) {
  const benchmark: Benchmark =
    limit !== undefined
      ? { kind: 'limit', limit }
      : nhceAverage !== undefined
        ? { kind: 'average', nhceAverage }
        : CURRENT;
  // Leftover cents of the correction go by id (P-96).
  const hces = [...hce].filter((person) => person.pay > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  const people: readonly Person[] = [...nhce.filter((person) => person.pay > 0), ...hces];
  const first = people.length - hces.length;
  const working = nondiscriminationTest(
    {
      pay: Float64Array.from(people, (person) => person.pay),
      amount: Float64Array.from(people, (person) => person.amount),
      isHce: Uint8Array.from(people, (_, at) => Number(at >= first)),
    },
    Uint32Array.from(people.keys()),
    benchmark,
  );
  const { correction } = working;
  const ofHces = (amounts: Float64Array | undefined): Record<string, number> =>
    Object.fromEntries(hces.map(({ id }, at) => [id, toDollars(amounts?.[at] ?? 0)]));
  const common = {
    ratios: Object.fromEntries(people.map(({ id }, at) => [id, (working.ratios[at] ?? 0) / WHOLE])),
    nhceAverage: working.nhceAverage === null ? null : working.nhceAverage / WHOLE,
    hceAverage: working.hceAverage === null ? null : working.hceAverage / WHOLE,
    limit: working.limit === null ? null : working.limit / MILLION,
    result: working.result === 'fail' ? ('fail' as const) : ('pass' as const),
    reason: working.reason,
    totalExcess: toDollars(correction?.total ?? 0),
    excessByRatio: ofHces(correction?.byRatio),
    shares: ofHces(correction?.shares),
  };
  /** A fact of the HCEs as a column of everyone tested. */
  const column = (of: (person: Hce) => number): Float64Array =>
    Float64Array.from([...people.slice(0, first).map(() => 0), ...hces.map(of)]);
  return { working, common, ofHces, column };
}

export const nondiscriminationCalculators = [
  defineCalculator({
    name: 'adp',
    rule: 'P-90',
    summary: 'The ADP test of deferrals and its correction.',
    input: z
      .strictObject({
        nhce: z
          .array(
            z
              .strictObject({
                id: personId(),
                pay: pay(),
                deferral: positiveMoney('Base deferrals after 415(c), catch-up apart').prefault(0),
              })
              .transform(({ deferral, ...person }) => ({ ...person, amount: deferral })),
          )
          .optional(),
        ...benchmarkFields(),
        hce: z
          .array(
            z
              .strictObject({
                ...hceFields(),
                deferral: positiveMoney('Base deferrals after 415(c), catch-up apart').prefault(0),
              })
              .transform(({ deferral, ...person }) => ({ ...person, amount: deferral })),
          )
          .prefault([]),
      })
      .superRefine(check),
    output: z.strictObject({
      ...output,
      recharacterised: byPerson('Part of each share that becomes catch-up, dollars (P-97)'),
      refund: byPerson('Part of each share that is refunded, dollars'),
    }),
    run: (input) => {
      const { working, common, ofHces, column } = test(input);
      const room = column(({ unusedCatchUp }) => unusedCatchUp);
      // The match is not given here: what of it is forfeited is not asked.
      const { recharacterised, refund } = distributeAdp(working, room, () => NOTHING_MATCHED);
      return { ...common, recharacterised: ofHces(recharacterised), refund: ofHces(refund) };
    },
  }),
  defineCalculator({
    name: 'acp',
    rule: 'P-99',
    summary: 'The ACP test of the match and its correction.',
    input: z
      .strictObject({
        nhce: z
          .array(
            z
              .strictObject({
                id: personId(),
                pay: pay(),
                match: positiveMoney('Match that counts, true-up included').prefault(0),
              })
              .transform(({ match, ...person }) => ({ ...person, amount: match })),
          )
          .optional(),
        ...benchmarkFields(),
        hce: z
          .array(
            z
              .strictObject({ ...hceFields(), match: positiveMoney('Match, true-up included').prefault(0) })
              .transform(({ match, ...person }) => ({ ...person, amount: match })),
          )
          .prefault([]),
      })
      .superRefine(check),
    output: z.strictObject({
      ...output,
      forfeited: byPerson('Part of each share that is not vested and forfeited, dollars (P-101)'),
      distributed: byPerson('Vested part of each share, paid out, dollars'),
    }),
    run: (input) => {
      const { working, common, ofHces, column } = test(input);
      const vested = column(({ vestedRate }) => vestedRate);
      const { forfeited, distributed } = distributeAcp(working, vested);
      return { ...common, forfeited: ofHces(forfeited), distributed: ofHces(distributed) };
    },
  }),
  defineCalculator({
    name: 'disproportionate',
    rule: 'P-100',
    summary: 'The part of an NHCE’s match that counts in the ACP test.',
    input: z.strictObject({
      pay: positiveMoney('Capped plan pay'),
      deferral: positiveMoney('Matched deferral'),
      match: positiveMoney('Match, true-up included'),
      representativeRate: rate('Representative matching rate, match per dollar deferred', 0, 100),
    }),
    output: z.strictObject({ counted: dollars('Match that counts') }),
    run: ({ pay: capped, deferral, match, representativeRate }) => ({
      counted: toDollars(countedMatch(capped, deferral, match, representativeRate)),
    }),
  }),
  defineCalculator({
    name: 'qnec',
    rule: 'P-98',
    summary: 'The contribution to NHCEs that makes a failed test pass.',
    input: z.strictObject({
      nhceAverage: testRate('NHCE average'),
      hceAverage: testRate('HCE average'),
      nhcePayroll: positiveMoney('Capped plan pay of the NHCEs tested'),
    }),
    output: z.strictObject({
      requiredNhceAverage: fraction('Smallest NHCE average with which the test passes'),
      cost: dollars('Contribution that lifts the NHCEs to it'),
    }),
    run: ({ nhceAverage, hceAverage, nhcePayroll }) => {
      const { requiredNhceAverage, cost } = qnec(nhceAverage, hceAverage, nhcePayroll);
      return { requiredNhceAverage: requiredNhceAverage / WHOLE, cost: toDollars(cost) };
    },
  }),
];
