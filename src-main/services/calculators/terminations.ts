import { z } from 'zod';
import { toPpm } from '../../../src-shared/arithmetic.ts';
import { completedYears, daysInYear, toDay } from '../../../src-shared/dates.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { MILLION, type Day } from '../../../src-shared/units.ts';
import { FLOW_MODES, TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';
import { isYes } from '../../../src-worker/random/draws.ts';
import { uniformLeaveDay } from '../../../src-worker/workforce/dates.ts';
import { calibrateHazards, individualRisks } from '../../../src-worker/workforce/hazards.ts';
import { exposureMultiplier } from '../../../src-worker/workforce/same-year-leavers.ts';
import { selectByRace } from '../../../src-worker/workforce/selection.ts';
import { severancePay, severanceWeeks } from '../../../src-worker/workforce/severance.ts';
import { cumulativeShares, terminationReason } from '../../../src-worker/workforce/termination-reason.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import {
  count,
  date,
  dollars,
  draw,
  isoDate,
  multiplier,
  optionalDate,
  positiveMoney,
  ppm,
  rate,
  toDollars,
  toIso,
  year,
} from './fields.ts';

const { workforce } = SCENARIO;

const hazardList = () => z.array(z.int()).meta({ description: 'Hazards in input order, ppm' });
const share = (reason: string) =>
  z
    .number()
    .min(0)
    .max(1e6)
    .meta({ description: `Weight of ${reason}` });
const weeks = (description: string) => z.number().min(0).max(104).meta({ description }).transform(toPpm);

interface HazardAnswer {
  hazardsPpm: number[];
  warning: 'RETIREMENT_SCALED' | null;
}

export const terminationCalculators = [
  defineCalculator({
    name: 'hazards',
    rule: 'W-34',
    summary: 'Probabilities of leaving that add to a rate, from relative risks and retirement.',
    input: z.strictObject({
      rate: rate('Rate the people leave at together').prefault(workforce.experiencedTerminationRate),
      people: z.array(
        z.strictObject({
          multiplier: multiplier('Relative risk: age × tenure × level multiplier'),
          retirement: rate('Retirement probability').prefault(0),
        }),
      ),
    }),
    output: z.strictObject({
      hazardsPpm: hazardList(),
      warning: z
        .literal('RETIREMENT_SCALED')
        .nullable()
        .meta({ description: 'RETIREMENT_SCALED where retirement alone exceeds the rate, else null' }),
    }),
    run: ({ rate: ratePpm, people }): HazardAnswer => {
      const risks = individualRisks(
        Float64Array.from(people, (person) => person.multiplier),
        Int32Array.from(people, (person) => person.retirement),
      );
      const hazards = new Int32Array(people.length);
      const { unreachable, retirementScaled } = calibrateHazards(risks, people.length * ratePpm, hazards);
      if (unreachable)
        throw new PlanAlignError(
          'RATE_UNREACHABLE',
          'Nobody with a multiplier above 0 is left to carry the rate.',
        );
      return { hazardsPpm: [...hazards], warning: retirementScaled ? 'RETIREMENT_SCALED' : null };
    },
  }),
  defineCalculator({
    name: 'hireHazards',
    rule: 'W-42',
    summary: 'Probabilities of hires to leave in the year of hire, by the days they have left in it.',
    input: z
      .strictObject({
        rate: rate('Rate the hires leave at together').prefault(workforce.newHireTerminationRate),
        year: year('Year of hire'),
        people: z.array(
          z.strictObject({
            hireDate: date('Hire date in the year'),
            multiplier: multiplier('Relative risk: age × level multiplier'),
          }),
        ),
      })
      .superRefine(({ year: of, people }, context) => {
        for (const [index, { hireDate }] of people.entries()) {
          if (hireDate >= toDay(of, 1, 1) && hireDate <= toDay(of, 12, 31)) continue;
          context.addIssue({
            code: 'custom',
            path: ['people', index, 'hireDate'],
            message: `is not in ${of}`,
          });
        }
      }),
    output: z.strictObject({ hazardsPpm: hazardList() }),
    run: ({ rate: ratePpm, year: of, people }) => {
      const lastDay = toDay(of, 12, 31);
      const risks = individualRisks(
        Float64Array.from(people, (person) =>
          exposureMultiplier(person.multiplier, MILLION, lastDay - person.hireDate, daysInYear(of)),
        ),
      );
      const hazards = new Int32Array(people.length);
      calibrateHazards(risks, people.length * ratePpm, hazards);
      return { hazardsPpm: [...hazards] };
    },
  }),
  defineCalculator({
    name: 'select',
    rule: 'W-35',
    summary: 'Who leaves or is promoted: a quota by the exponential race, or each on the own draw.',
    input: z
      .strictObject({
        mode: z.enum(FLOW_MODES).meta({ description: 'Flow mode' }).prefault('exact'),
        hazardsPpm: z.array(ppm('Hazard of a person')),
        draws: z.array(draw('Draw of a person')),
        quota: count('Persons to choose; required in exact mode, not used in stochastic').optional(),
      })
      .refine(({ hazardsPpm, draws }) => hazardsPpm.length === draws.length, {
        error: 'needs one draw per hazard',
        path: ['draws'],
      })
      .refine(({ mode, quota }) => mode === 'stochastic' || quota !== undefined, {
        error: 'is required in exact mode',
        path: ['quota'],
      }),
    output: z.strictObject({
      chosen: z
        .array(z.int())
        .meta({ description: 'Persons from 1: in order of choice (exact), ascending (stochastic)' }),
    }),
    run: ({ mode, hazardsPpm, draws, quota = 0 }) => {
      const positions =
        mode === 'exact'
          ? selectByRace(hazardsPpm, draws, quota)
          : [...hazardsPpm.keys()].filter((person) => isYes(draws[person] ?? 0, hazardsPpm[person] ?? 0));
      return { chosen: positions.map((position) => position + 1) };
    },
  }),
  defineCalculator({
    name: 'reason',
    rule: 'W-38',
    summary: 'The reason of a random termination.',
    input: z.strictObject({
      hazardPpm: ppm('Hazard of leaving', 1),
      retirementPpm: ppm('Retirement probability within it; 0 for a hire').prefault(0),
      shares: z
        .strictObject({
          voluntary: share('voluntary leaving'),
          involuntary: share('dismissal'),
          disability: share('disability'),
          death: share('death'),
        })
        .refine((shares) => Object.values(shares).some((weight) => weight > 0), { error: 'are all zero' })
        .prefault(workforce.terminationHazard.reasonShares),
      draw: draw('Draw of TERM_REASON'),
    }),
    output: z.strictObject({ reason: z.enum(TERMINATION_REASONS).exclude(['none']) }),
    run: ({ hazardPpm, retirementPpm, shares, draw: k }) => {
      const { voluntary, involuntary, disability, death } = shares;
      const cumulative = cumulativeShares([voluntary, involuntary, disability, death].map(toPpm));
      const reason = TERMINATION_REASONS[terminationReason(hazardPpm, retirementPpm, cumulative, k)];
      if (reason === undefined || reason === 'none') throw new RangeError('every draw has a reason');
      return { reason };
    },
  }),
  defineCalculator({
    name: 'leaveDate',
    rule: 'W-39',
    summary: 'The date of a random termination, uniform over the days that are possible.',
    input: z.strictObject({
      year: year('Year of leaving'),
      hireDate: optionalDate('Hire date; null, left out or before the year is opening staff'),
      draw: draw('Draw of TERM_DATE'),
    }),
    output: z.strictObject({
      date: isoDate('Termination date; null where no day is left after the hire date').nullable(),
    }),
    run: ({ year: of, hireDate, draw: k }) => {
      const beforeYear = (toDay(of, 1, 1) - 1) as Day;
      const day = uniformLeaveDay(of, hireDate ?? beforeYear, k);
      return { date: day === null ? null : toIso(day) };
    },
  }),
  defineCalculator({
    name: 'severance',
    rule: 'W-40',
    summary: 'Severance of a reduction in force.',
    input: z
      .strictObject({
        pay: positiveMoney('Annual pay in force'),
        hireDate: date('Hire date'),
        date: date('Date of the reduction'),
        weeksPerYear: weeks('Weeks for each completed year').prefault(
          workforce.reduction.severanceWeeksPerYear,
        ),
        minWeeks: weeks('Weeks at least').prefault(workforce.reduction.minWeeks),
        maxWeeks: weeks('Weeks at most').prefault(workforce.reduction.maxWeeks),
      })
      .refine(({ hireDate, date: day }) => hireDate <= day, { error: 'is after date', path: ['hireDate'] })
      .refine(({ minWeeks, maxWeeks }) => minWeeks <= maxWeeks, {
        error: 'is below minWeeks',
        path: ['maxWeeks'],
      }),
    output: z.strictObject({
      weeks: z.number().meta({ description: 'Weeks of pay' }),
      amount: dollars('Severance'),
    }),
    run: ({ pay, hireDate, date: day, weeksPerYear, minWeeks, maxWeeks }) => {
      const granted = severanceWeeks(completedYears(hireDate, day), weeksPerYear, minWeeks, maxWeeks);
      return { weeks: granted / MILLION, amount: toDollars(severancePay(pay, granted)) };
    },
  }),
];
