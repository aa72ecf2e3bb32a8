import { z } from 'zod';
import { determineHces, hceThreshold, topPaidGroupSize } from '../../../../src-worker/plan/testing/hce.ts';
import { defineCalculator } from '../calculator.ts';
import { count, positiveMoney } from '../fields.ts';
import { limitSettings, limitsOfYear, planYear } from './money-fields.ts';
import { checkIds, personId } from './testing-fields.ts';

export const hceCalculators = [
  defineCalculator({
    name: 'hce',
    rule: 'P-87',
    summary: 'The highly compensated employees of a year.',
    input: z
      .strictObject({
        year: planYear(),
        topPaidGroup: z
          .boolean()
          .meta({ description: 'Whether HCEs by pay must be in the top-paid group' })
          .prefault(false),
        countedEmployees: count(
          'Employees of the year before who count in the size of the top-paid group; those paid then when left out',
        ).optional(),
        threshold: positiveMoney(
          'Pay of the year before that must be exceeded; hceCompensation of that year when left out',
        ).optional(),
        people: z.array(
          z.strictObject({
            id: personId(),
            lookbackPay: positiveMoney('Pay received in the year before; null when there was none')
              .nullable()
              .prefault(null),
            fivePercentOwner: z
              .boolean()
              .meta({ description: 'Owns more than 5 % in the year' })
              .prefault(false),
            priorFivePercentOwner: z
              .boolean()
              .meta({ description: 'Owned more than 5 % in the year before' })
              .prefault(false),
          }),
        ),
        limits: limitsOfYear(),
      })
      .superRefine(({ people }, context) => {
        checkIds({ people }, context);
      }),
    output: z.strictObject({
      hce: z.array(z.string()).meta({ description: 'Ids of the HCEs in input order' }),
    }),
    run: ({ year, topPaidGroup, countedEmployees, threshold, people, limits }) => {
      // The look-back figure is that of the year before the tested one.
      const limit = threshold ?? hceThreshold(year, limitSettings(year - 1, limits)).cents;
      const pays = people.map(({ lookbackPay }) => lookbackPay ?? 0);
      const counted = countedEmployees ?? pays.filter((pay) => pay > 0).length;
      const { reason } = determineHces(
        {
          count: people.length,
          lookBackPay: Float64Array.from(pays),
          isOwner: Uint8Array.from(people, (person) =>
            Number(person.fivePercentOwner || person.priorFivePercentOwner),
          ),
        },
        limit,
        topPaidGroup ? topPaidGroupSize(counted) : null,
      );
      return { hce: people.filter((_, at) => reason[at] !== 0).map(({ id }) => id) };
    },
  }),
];
