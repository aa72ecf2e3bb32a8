import { z } from 'zod';
import { ceilRatio, hasMoreDecimals, scaleDecimal } from '../../../../src-shared/arithmetic.ts';
import { toDay, yearOf } from '../../../../src-shared/dates.ts';
import { DESIGN_DEFAULTS } from '../../../../src-shared/scenario/defaults.ts';
import {
  autoEscalationSchema,
  deferralSchema,
  matchResponseSchema,
} from '../../../../src-shared/scenario/sections/plan-deferral-schema.ts';
import {
  autoEnrollmentSchema,
  voluntaryEnrollmentSchema,
} from '../../../../src-shared/scenario/sections/plan-enrollment-schema.ts';
import { MILLION, type Cents, type Ppm } from '../../../../src-shared/units.ts';
import { catchUpRoom, deferralTerms } from '../../../../src-worker/plan/deferrals.ts';
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
  behaviourSegments,
  incomeSegmentOf,
} from '../../../../src-worker/plan/participation/behaviour-segments.ts';
import {
  activeRate,
  electionTerms,
  isDrawnToCeiling,
  withinPlanRates,
} from '../../../../src-worker/plan/participation/elected-rate.ts';
import {
  escalatedRate,
  escalationTerms,
  isInEscalationScope,
} from '../../../../src-worker/plan/participation/escalation.ts';
import {
  MatchResponse,
  matchResponseTerms,
  rateAtDeferralLimit,
  respondToMatch,
  RESPONSE_BRANCHES,
} from '../../../../src-worker/plan/participation/match-response.ts';
import { DRAW_RANGE } from '../../../../src-worker/random/draw-source.ts';
import { defineCalculator } from '../calculator.ts';
import { SCENARIO } from '../defaults.ts';
import { date, isoDate, levelNumber, positiveMoney, rate, toIso } from '../fields.ts';
import { completedYearsField, limitsFor, limitsOfYear, planYear } from './money-fields.ts';

/** Calculators of enrolment, elected rates, escalation and match response (sections 8 to 11 of the plan). */

const automatic = autoEnrollmentSchema.parse(DESIGN_DEFAULTS['autoEnrollment']);
const voluntary = voluntaryEnrollmentSchema.parse(DESIGN_DEFAULTS['voluntaryEnrollment']);
const deferral = deferralSchema.parse(DESIGN_DEFAULTS['deferral']);
const escalation = autoEscalationSchema.parse(DESIGN_DEFAULTS['autoEscalation']);
const matchResponse = matchResponseSchema.parse(DESIGN_DEFAULTS['matchResponse']);
const segments = behaviourSegments(SCENARIO.segments);

const elections = electionTerms(deferral, automatic, voluntary.yearOverYear);
const responses = matchResponseTerms(matchResponse);

/** The rate of the default table of active elections. */
function tableRate(age: number, annualRate: Cents): Ppm {
  return activeRate(elections, ageSegmentOf(segments, age), incomeSegmentOf(segments, annualRate));
}

/** Decimals of the product of two shares: all that a draw is ever compared with. */
const DRAW_DECIMALS = 12;

/**
 * A draw u as the integer k of the engine. Written with few decimals it means that decimal number, so that a draw equal
 * to a probability is not below it, which it might be as a binary fraction; the draws of the engine have more decimals.
 */
const draw = (description: string) =>
  z
    .number()
    .min(0)
    .lt(1)
    .meta({ description: `${description}, 0 ≤ u < 1` })
    .transform((u) => {
      const scaled = hasMoreDecimals(u, DRAW_DECIMALS) ? null : scaleDecimal(String(u), DRAW_DECIMALS);
      if (scaled === null) return Math.floor(u * DRAW_RANGE);
      return Number(ceilRatio(BigInt(scaled) * BigInt(DRAW_RANGE), 10n ** BigInt(DRAW_DECIMALS)));
    });

const days = (description: string, most: number) => z.int().min(0).max(most).meta({ description });

const years = (description: string) => z.int().min(1800).max(2300).meta({ description });

const fraction = (description: string) => z.number().meta({ description: `${description}, fraction` });

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
          .prefault(automatic.optOut.baseRate),
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
      const { proactive, atEntry, yearOverYear } = voluntary;
      const probabilities = behaviourProbabilities(
        { optOut: { ...automatic.optOut, baseRate } },
        {
          proactive: { ...proactive, dial },
          atEntry: { ...atEntry, dial },
          yearOverYear: { ...yearOverYear, dial },
        },
        segments,
      );
      const ageSegment = ageSegmentOf(segments, age);
      const incomeSegment = annualRate === undefined ? 0 : incomeSegmentOf(segments, annualRate);
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
      windowDays: days('Days from entry to automatic enrolment', 365).prefault(automatic.windowDays),
      graceDays: days('Days from automatic enrolment to an opt-out', 90).prefault(automatic.graceDays),
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
      draw: draw('Draw of process 102'),
    }),
    output: z.strictObject({
      date: isoDate('Date of the enrolment; with the default windows always before the automatic date'),
    }),
    run: ({ entryDate, draw: dateDraw }) => {
      const terms = activeEnrolmentTerms(voluntary, automatic.windowDays, yearOf(entryDate));
      return { date: toIso(proactiveDay(terms, entryDate, dateDraw)) };
    },
  }),
  defineCalculator({
    name: 'electRate',
    rule: 'P-44',
    summary:
      'Deferral rate of an active election: the rate of the table, the match magnet, the plan’s bounds.',
    input: z
      .strictObject({
        age: completedYearsField('Age on the decision date'),
        annualRate: positiveMoney('Annual rate of pay on the decision date'),
        ceiling: rate('Ceiling of the match (magnetCeiling); left out: no match, 0').prefault(0),
        magnetDraw: draw(
          'Draw of process 107; needed when the rate of the table is below the ceiling',
        ).optional(),
        magnetProbability: rate('Probability of the magnet').prefault(deferral.magnet.probability),
        maximumRate: rate('Maximum rate of the plan').prefault(deferral.maximumRate),
      })
      .superRefine(({ age, annualRate, ceiling, magnetDraw, magnetProbability }, context) => {
        if (magnetDraw !== undefined || magnetProbability === 0) return;
        if (tableRate(age, annualRate) >= ceiling) return;
        context.addIssue({
          code: 'custom',
          path: ['magnetDraw'],
          message: 'is needed: the rate is below the ceiling',
        });
      }),
    output: z.strictObject({
      rate: fraction('Elected rate'),
      magnet: z.boolean().meta({ description: 'Whether the match drew the election to its ceiling' }),
    }),
    run: ({ age, annualRate, ceiling, magnetDraw = 0, magnetProbability, maximumRate }) => {
      const terms = { ...elections, magnetProbability, maximumRate };
      const tabled = tableRate(age, annualRate);
      const magnet = isDrawnToCeiling(terms, tabled, ceiling, magnetDraw);
      return { rate: withinPlanRates(terms, magnet ? ceiling : tabled) / MILLION, magnet };
    },
  }),
  defineCalculator({
    name: 'escalate',
    rule: 'P-49',
    summary: 'Deferral rate after the automatic escalation of a year, for a person in its scope.',
    input: z.strictObject({
      rate: rate('Deferral rate before'),
      year: planYear(),
      enrollmentYear: years('Year of the last enrolment; left out: long enough ago').optional(),
      increment: z
        .number()
        .min(0.001)
        .max(0.05)
        .meta({ description: 'Yearly increase, fraction' })
        .prefault(escalation.increment),
      cap: z
        .number()
        .min(0)
        .max(1)
        .meta({ description: 'Rate at which escalation ends, fraction' })
        .prefault(escalation.cap),
      delayYears: z
        .int()
        .min(0)
        .max(5)
        .meta({ description: 'Calendar years from enrolment to the first increase' })
        .prefault(escalation.firstEscalationDelayYears),
      minimumChange: z
        .number()
        .min(0)
        .max(0.01)
        .meta({ description: 'Smaller increases are not made, fraction' })
        .prefault(escalation.minimumChange),
    }),
    output: z.strictObject({
      newRate: fraction('Deferral rate after'),
      event: z.boolean().meta({ description: 'Whether the rate rises, which is an event' }),
    }),
    run: ({ rate: rateBefore, year, enrollmentYear, increment, cap, delayYears, minimumChange }) => {
      const settings = {
        ...escalation,
        increment,
        cap,
        minimumChange,
        firstEscalationDelayYears: delayYears,
      };
      // Only the years are known: the enrolment is taken to be before the day of the increase.
      const terms = escalationTerms({ ...settings, effectiveDay: '12-31' }, MILLION as Ppm, year);
      const enrolled = toDay(enrollmentYear ?? year - delayYears, 1, 1);
      const isDue = isInEscalationScope(terms, enrolled, true, enrolled);
      const newRate = isDue ? escalatedRate(terms, rateBefore) : rateBefore;
      return { newRate: newRate / MILLION, event: newRate !== rateBefore };
    },
  }),
  defineCalculator({
    name: 'matchResponse',
    rule: 'P-53',
    summary: 'Deferral rate of a participant after the match changed.',
    input: z
      .strictObject({
        currentRate: rate('Deferral rate before'),
        ceiling: rate('Ceiling of the new match (magnetCeiling)'),
        draw: draw('Draw of process 109 below the ceiling, 110 above it'),
        year: planYear(),
        age: completedYearsField(
          'Age in the year: year less birth year; needed with `pay` below the ceiling',
        ).optional(),
        pay: positiveMoney(
          'Annual rate of pay, for the limit on elective deferrals; left out: no such limit',
        ).optional(),
        limits: limitsOfYear(),
      })
      .superRefine(({ currentRate, ceiling, age, pay }, context) => {
        if (ceiling <= currentRate || pay === undefined || age !== undefined) return;
        context.addIssue({ code: 'custom', path: ['age'], message: 'is needed with pay' });
      }),
    output: z.strictObject({
      newRate: fraction('Deferral rate after'),
      branch: z
        .enum(RESPONSE_BRANCHES)
        .meta({ description: 'What the draw decides, before the limits on an upward response' }),
    }),
    run: ({ currentRate, ceiling, draw: responseDraw, year, age = 0, pay, limits }) => {
      const terms = deferralTerms(deferral, limitsFor(year, limits), year);
      const room = catchUpRoom(terms, year - age, false);
      const limitRate = pay === undefined ? Infinity : rateAtDeferralLimit(terms, pay, room);
      const response = new MatchResponse();
      const { maximumRate } = terms;
      respondToMatch(responses, currentRate, ceiling, responseDraw, limitRate, maximumRate, response);
      return { newRate: response.rate / MILLION, branch: response.branch };
    },
  }),
];
