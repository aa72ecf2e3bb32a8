import { z } from 'zod';
import { toDay } from '../../../../src-shared/dates.ts';
import { DESIGN_DEFAULTS } from '../../../../src-shared/scenario/defaults.ts';
import {
  autoEscalationSchema,
  deferralSchema,
  matchResponseSchema,
} from '../../../../src-shared/scenario/sections/plan-deferral-schema.ts';
import { MILLION, type Cents, type Ppm } from '../../../../src-shared/units.ts';
import { catchUpRoom, deferralTerms } from '../../../../src-worker/plan/deferrals.ts';
import {
  ageSegmentOf,
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
import { defineCalculator } from '../calculator.ts';
import { positiveMoney, rate, year } from '../fields.ts';
import { completedYearsField, limitsFor, limitsOfYear, planYear } from './money-fields.ts';
import { AUTOMATIC, fraction, SEGMENTS, VOLUNTARY, writtenDraw } from './participation-fields.ts';

/** Calculators of elected rates, escalation and match response (sections 9 to 11 of the plan). */

const deferral = deferralSchema.parse(DESIGN_DEFAULTS['deferral']);
const escalation = autoEscalationSchema.parse(DESIGN_DEFAULTS['autoEscalation']);
const elections = electionTerms(deferral, AUTOMATIC, VOLUNTARY.yearOverYear);
const responses = matchResponseTerms(matchResponseSchema.parse(DESIGN_DEFAULTS['matchResponse']));

/** The rate of the default table of active elections. */
function tableRate(age: number, annualRate: Cents): Ppm {
  return activeRate(elections, ageSegmentOf(SEGMENTS, age), incomeSegmentOf(SEGMENTS, annualRate));
}

export const deferralRateCalculators = [
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
        magnetDraw: writtenDraw(
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
      enrollmentYear: year('Year of the last enrolment; left out: long enough ago').optional(),
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
    run: ({ rate: rateBefore, year: inYear, enrollmentYear, increment, cap, delayYears, minimumChange }) => {
      const settings = {
        ...escalation,
        increment,
        cap,
        minimumChange,
        firstEscalationDelayYears: delayYears,
      };
      // Only the years are known: the enrolment is taken to be before the day of the increase.
      const terms = escalationTerms({ ...settings, effectiveDay: '12-31' }, MILLION as Ppm, inYear);
      const enrolled = toDay(enrollmentYear ?? inYear - delayYears, 1, 1);
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
        draw: writtenDraw('Draw of process 109 below the ceiling, 110 above it'),
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
    run: ({ currentRate, ceiling, draw: responseDraw, year: inYear, age = 0, pay, limits }) => {
      const terms = deferralTerms(deferral, limitsFor(inYear, limits), inYear);
      const room = catchUpRoom(terms, inYear - age, false);
      const limitRate = pay === undefined ? Infinity : rateAtDeferralLimit(terms, pay, room);
      const response = new MatchResponse();
      const { maximumRate } = terms;
      respondToMatch(responses, currentRate, ceiling, responseDraw, limitRate, maximumRate, response);
      return { newRate: response.rate / MILLION, branch: response.branch };
    },
  }),
];
