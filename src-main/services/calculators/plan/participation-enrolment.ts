import { z } from 'zod';
import { yearOf } from '../../../../src-shared/dates.ts';
import { MILLION } from '../../../../src-shared/units.ts';
import {
  activeEnrolmentTerms,
  proactiveDay,
} from '../../../../src-worker/plan/participation/active-enrolment.ts';
import { automaticDay, optOutDay } from '../../../../src-worker/plan/participation/automatic-enrolment.ts';
import {
  atEntryProbability,
  behaviourProbabilities,
  conversionProbability,
  optOutProbability,
  proactiveProbability,
} from '../../../../src-worker/plan/participation/behaviour-probabilities.ts';
import {
  ageSegmentOf,
  incomeSegmentOf,
} from '../../../../src-worker/plan/participation/behaviour-segments.ts';
import { defineCalculator } from '../calculator.ts';
import { date, isoDate, levelNumber, positiveMoney, toIso } from '../fields.ts';
import { completedYearsField } from './money-fields.ts';
import { AUTOMATIC, fraction, SEGMENTS, VOLUNTARY, writtenDraw } from './participation-fields.ts';
import { deferralRateCalculators } from './participation-rates.ts';

/** Calculators of enrolment (section 8 of the plan), and those of the deferral rates after it. */

const days = (description: string, most: number) => z.int().min(0).max(most).meta({ description });

const BEHAVIOURS = ['optOut', 'atEntry', 'proactive', 'yearOverYear'] as const;

export const enrolmentCalculators = [
  defineCalculator({
    name: 'probability',
    rule: 'P-6',
    summary: 'Probability of an enrolment behaviour: the product of its factors, at most 1.',
    input: z
      .strictObject({
        behaviour: z.enum(BEHAVIOURS).meta({
          description:
            'optOut of automatic enrolment, enrolment atEntry, proactive before the automatic date, or yearOverYear',
        }),
        age: completedYearsField('Age on the decision date'),
        annualRate: positiveMoney(
          'Annual rate of pay on the decision date; not needed for proactive',
        ).optional(),
        level: levelNumber().meta({ description: 'Level number; needed for atEntry' }).optional(),
        tenureYears: completedYearsField('Service on the decision date; needed for yearOverYear').optional(),
        dial: z
          .number()
          .min(0)
          .max(5)
          .meta({ description: 'Scales the probability of every behaviour but optOut' })
          .prefault(1),
        baseRate: z
          .number()
          .min(0)
          .max(1)
          .meta({ description: 'Probability of optOut before its factors, fraction' })
          .prefault(AUTOMATIC.optOut.baseRate),
      })
      .superRefine(({ behaviour, annualRate, level, tenureYears }, context) => {
        const facts = [
          { path: 'annualRate', isMissing: behaviour !== 'proactive' && annualRate === undefined },
          { path: 'level', isMissing: behaviour === 'atEntry' && level === undefined },
          { path: 'tenureYears', isMissing: behaviour === 'yearOverYear' && tenureYears === undefined },
        ];
        for (const { path, isMissing } of facts) {
          if (isMissing)
            context.addIssue({ code: 'custom', path: [path], message: `is needed for ${behaviour}` });
        }
      }),
    output: z.strictObject({ probability: fraction('Probability, rounded to 6 decimals') }),
    run: ({ behaviour, age, annualRate, level = 1, tenureYears = 0, dial, baseRate }) => {
      const { proactive, atEntry, yearOverYear } = VOLUNTARY;
      const probabilities = behaviourProbabilities(
        { optOut: { ...AUTOMATIC.optOut, baseRate } },
        {
          proactive: { ...proactive, dial },
          atEntry: { ...atEntry, dial },
          yearOverYear: { ...yearOverYear, dial },
        },
        SEGMENTS,
      );
      const ageSegment = ageSegmentOf(SEGMENTS, age);
      const incomeSegment = annualRate === undefined ? 0 : incomeSegmentOf(SEGMENTS, annualRate);
      const probabilityOf = {
        optOut: () => optOutProbability(probabilities, ageSegment, incomeSegment),
        atEntry: () => atEntryProbability(probabilities, ageSegment, incomeSegment, level),
        proactive: () => proactiveProbability(probabilities, ageSegment),
        yearOverYear: () => conversionProbability(probabilities, ageSegment, incomeSegment, tenureYears),
      };
      return { probability: probabilityOf[behaviour]() / MILLION };
    },
  }),
  defineCalculator({
    name: 'autoDates',
    rule: 'P-39',
    summary: 'Dates of automatic enrolment and of opting out of it.',
    input: z.strictObject({
      entryDate: date('Date of entry into the plan'),
      windowDays: days('Days from entry to automatic enrolment', 365).prefault(AUTOMATIC.windowDays),
      graceDays: days('Days from automatic enrolment to an opt-out', 90).prefault(AUTOMATIC.graceDays),
    }),
    output: z.strictObject({
      autoDate: isoDate('Date of automatic enrolment'),
      optOutDate: isoDate('Date of an opt-out; deferrals are still withheld on it'),
      bookedYear: z.int().meta({ description: 'Year in which the automatic enrolment is booked' }),
    }),
    run: ({ entryDate, windowDays, graceDays }) => {
      const autoDate = automaticDay({ windowDays }, entryDate);
      return {
        autoDate: toIso(autoDate),
        optOutDate: toIso(optOutDay({ graceDays }, autoDate)),
        bookedYear: yearOf(autoDate),
      };
    },
  }),
  defineCalculator({
    name: 'proactiveDate',
    rule: 'P-41',
    summary: 'Date of an enrolment before the automatic date.',
    input: z.strictObject({
      entryDate: date('Date of entry into the plan'),
      draw: writtenDraw('Draw of process 102'),
    }),
    output: z.strictObject({
      date: isoDate('Date of the enrolment; with the default windows always before the automatic date'),
    }),
    run: ({ entryDate, draw: dateDraw }) => {
      const terms = activeEnrolmentTerms(VOLUNTARY, AUTOMATIC.windowDays, yearOf(entryDate));
      return { date: toIso(proactiveDay(terms, entryDate, dateDraw)) };
    },
  }),
  ...deferralRateCalculators,
];
