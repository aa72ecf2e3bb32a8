import { z } from 'zod';
import { shareOf, toPpm } from '../../../src-shared/arithmetic.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { MILLION, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';
import { STILL_EMPLOYED } from '../../../src-worker/population/persons.ts';
import { categoryThresholds } from '../../../src-worker/random/draws.ts';
import { meritDate, meritRates } from '../../../src-worker/workforce/merit.ts';
import { changeKey, isApplied } from '../../../src-worker/workforce/pay-calendar.ts';
import { proratedPay, type PaySegment } from '../../../src-worker/workforce/pay-segments.ts';
import {
  floorForHours,
  promotionIncrease,
  promotionPay,
} from '../../../src-worker/workforce/promotion-pay.ts';
import { promotionQuota } from '../../../src-worker/workforce/promotions.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import {
  count,
  date,
  dollars,
  draw,
  fullTimeHours,
  integer,
  isoDate,
  levelNumber,
  monthDay,
  monthWeights,
  optionalDate,
  optionalHours,
  positiveMoney,
  rate,
  terminationNotBeforeHire,
  toDollars,
  toIso,
  year,
} from './fields.ts';

const { compensation, workforce } = SCENARIO;

const timing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), date: monthDay('Month and day of every year') }),
  z.strictObject({ kind: z.literal('monthly'), weights: monthWeights('Weights of January to December') }),
  z.strictObject({ kind: z.literal('anniversary') }),
]);

const change = z.strictObject({
  date: date('Date of the change, in the year'),
  type: z.enum(['promotion', 'cola', 'merit', 'market']),
  rate: rate('Increase of the pay in force'),
});

/** Segments at each rate in force, from the first to the last day employed in the year; none is empty (W-54). */
function paySegments(
  first: Day,
  last: Day,
  openingRate: Cents,
  rates: readonly { readonly day: Day; readonly pay: Cents }[],
): readonly PaySegment[] {
  const starts = [{ day: first, pay: openingRate }, ...rates];
  return starts.flatMap(({ day, pay }, index) => {
    const to = index + 1 < starts.length ? (((starts[index + 1]?.day ?? last) - 1) as Day) : last;
    return to < day ? [] : [{ from: day, to, annualRate: pay }];
  });
}

export const payCalculators = [
  defineCalculator({
    name: 'promotionQuota',
    rule: 'W-50',
    summary: 'Promotions of each year in exact mode, the fraction carried on.',
    input: z.strictObject({
      eligible: z.array(count('Eligible persons')).meta({ description: 'Eligible persons of each year' }),
      rate: rate('Promotion rate').prefault(workforce.promotionHazard.annualRate),
      carry: z
        .int()
        .min(0)
        .max(MILLION - 1)
        .meta({ description: 'Fraction carried into the first year, ppm' })
        .prefault(0),
    }),
    output: z.strictObject({
      quotas: z.array(z.int()).meta({ description: 'Promotions of each year' }),
      carry: integer('Fraction carried out of the last year, ppm'),
    }),
    run: ({ eligible, rate: ratePpm, carry }) => {
      let left = carry;
      const quotas = eligible.map((persons) => {
        const year = promotionQuota(persons, ratePpm, left);
        left = year.carry;
        return year.quota;
      });
      return { quotas, carry: left };
    },
  }),
  defineCalculator({
    name: 'promotionPay',
    rule: 'W-51',
    summary: 'Pay after a promotion: the increase drawn, the range minimum, the cap.',
    input: z.strictObject({
      pay: positiveMoney('Annual pay before'),
      increase: rate('Middle of the increase').prefault(compensation.promotion.increaseRate),
      spread: rate('The increase lies between increase − spread and increase + spread').prefault(
        compensation.promotion.spread,
      ),
      draw: draw('Draw of PROMO_INCREASE; 0.5 is the middle').prefault(0.5),
      maxIncrease: rate('Cap of the increase').prefault(compensation.promotion.maxIncrease),
      newMin: positiveMoney('Minimum of the new level at full time; null or left out for no floor')
        .nullable()
        .prefault(null),
      hours: optionalHours('Scheduled hours; null or left out is full time'),
      fullTimeHours: fullTimeHours(),
    }),
    output: z.strictObject({
      pay: dollars('Annual pay after'),
      increasePpm: integer('Increase drawn, before floor and cap, ppm'),
      floorApplied: z.boolean(),
      capApplied: z.boolean(),
    }),
    run: ({ pay, increase, spread, draw: k, maxIncrease, newMin, hours, fullTimeHours: fullTime }) => {
      const increasePpm = promotionIncrease(increase, spread, k);
      const floor = newMin === null ? null : floorForHours(newMin, hours ?? fullTime, fullTime);
      const raised = promotionPay(pay, increasePpm, maxIncrease, floor);
      return { ...raised, pay: toDollars(raised.pay), increasePpm };
    },
  }),
  defineCalculator({
    name: 'merit',
    rule: 'W-52',
    summary: 'Merit rates by level that spend a budget, and the raises.',
    input: z.strictObject({
      budget: rate('Budget, share of the pay in force').prefault(compensation.merit.budget),
      weights: z
        .record(z.string().regex(/^[1-9]\d?$/), z.number().min(0).max(1e6).transform(toPpm))
        .meta({ description: 'Relative merit by level; 1 for a level left out' })
        .prefault({}),
      people: z
        .array(z.strictObject({ level: levelNumber(), pay: positiveMoney('Pay in force at the merit date') }))
        .meta({ description: 'Eligible persons' }),
    }),
    output: z.strictObject({
      ratesPpm: z.record(z.string(), z.int()).meta({ description: 'Rate by level of the people, ppm' }),
      amounts: z.array(z.number()).meta({ description: 'Raise of each person, dollars' }),
      spend: dollars('Sum of the raises'),
      target: dollars('Budget × pay in force'),
    }),
    run: ({ budget, weights, people }) => {
      const levels = Array.from(
        { length: Math.max(0, ...people.map(({ level }) => level)) },
        (_, index) => index + 1,
      );
      const payByLevel = levels.map(() => 0);
      for (const { level, pay } of people) payByLevel[level - 1] = (payByLevel[level - 1] ?? 0) + pay;
      const rates = meritRates(
        budget,
        levels.map((level) => weights[String(level)] ?? (MILLION as Ppm)),
        payByLevel,
      );
      const amounts = people.map(({ level, pay }) => shareOf(pay, rates[level - 1] ?? (0 as Ppm)));
      const present = new Set(people.map(({ level }) => level));
      return {
        ratesPpm: Object.fromEntries(
          levels.flatMap((level) => (present.has(level) ? [[String(level), rates[level - 1] ?? 0]] : [])),
        ),
        amounts: amounts.map(toDollars),
        spend: toDollars(amounts.reduce((sum, amount) => sum + amount, 0)),
        target: toDollars(shareOf(payByLevel.reduce((sum, pay) => sum + pay, 0) as Cents, budget)),
      };
    },
  }),
  defineCalculator({
    name: 'payYear',
    rule: 'W-54',
    summary: 'The pay of a person over a year: changes in the order of W-48, segments, pay received.',
    input: z
      .strictObject({
        year: year('Calendar year'),
        hireDate: date('Hire date'),
        terminationDate: optionalDate('Last paid day; null or left out for none'),
        openingPay: positiveMoney('Annual pay before the first change'),
        changes: z.array(change).meta({ description: 'Pay changes in any order' }).prefault([]),
      })
      .superRefine(terminationNotBeforeHire)
      .superRefine(({ year: of, changes }, context) => {
        for (const [index, { date: day }] of changes.entries()) {
          if (day >= toDay(of, 1, 1) && day <= toDay(of, 12, 31)) continue;
          context.addIssue({ code: 'custom', path: ['changes', index, 'date'], message: `is not in ${of}` });
        }
      }),
    output: z.strictObject({
      pays: z.array(z.number()).meta({ description: 'Annual pay after each applied change, dollars' }),
      closingPay: dollars('Annual pay at close, or at leaving'),
      days: z.array(z.int()).meta({ description: 'Paid days of each segment' }),
      prorated: dollars('Pay received in the year'),
    }),
    run: ({ year: of, hireDate, terminationDate, openingPay, changes }) => {
      const applied = changes
        .filter(
          ({ date: day, rate: ratePpm }) =>
            ratePpm > 0 && isApplied(day, hireDate, terminationDate ?? STILL_EMPLOYED),
        )
        .sort((a, b) => changeKey(a.date, a.type) - changeKey(b.date, b.type));
      let pay = openingPay;
      const rates = applied.map(({ date: day, rate: ratePpm }) => {
        pay = (pay + shareOf(pay, ratePpm)) as Cents;
        return { day, pay };
      });
      const first = Math.max(toDay(of, 1, 1), hireDate) as Day;
      const last = Math.min(toDay(of, 12, 31), terminationDate ?? STILL_EMPLOYED) as Day;
      const segments = paySegments(first, last, openingPay, rates);
      return {
        pays: rates.map((changed) => toDollars(changed.pay)),
        closingPay: toDollars(pay),
        days: segments.map(({ from, to }) => to - from + 1),
        prorated: toDollars(proratedPay(of, segments)),
      };
    },
  }),
  defineCalculator({
    name: 'meritDates',
    rule: 'W-52',
    summary: 'The merit date of a person in a year, if the person is eligible.',
    input: z
      .strictObject({
        year: year('Calendar year'),
        hireDate: date('Hire date'),
        terminationDate: optionalDate('Last paid day; null or left out for none'),
        timing: timing.prefault({ kind: 'fixed', date: compensation.merit.timing.date }),
        minServiceMonths: z
          .int()
          .min(0)
          .max(60)
          .meta({ description: 'Completed months of service at the date' })
          .prefault(compensation.merit.minServiceMonths),
        draws: z
          .tuple([draw('Month'), draw('Day')])
          .meta({ description: 'Draws of MERIT_DATE (counter year 0), for monthly timing only' })
          .optional(),
      })
      .superRefine(terminationNotBeforeHire)
      .refine(({ timing: { kind }, draws }) => (kind === 'monthly') === (draws !== undefined), {
        error: 'belong to monthly timing, which needs them',
        path: ['draws'],
      }),
    output: z.strictObject({ date: isoDate('Merit date; null where there is no raise').nullable() }),
    run: ({
      year: of,
      hireDate,
      terminationDate,
      timing: when,
      minServiceMonths,
      draws: [month, day] = [0, 0],
    }) => {
      const merit = meritDate(
        of,
        when.kind === 'monthly'
          ? { kind: 'monthly', thresholds: categoryThresholds(when.weights.map(toPpm)) }
          : when.kind === 'fixed'
            ? { kind: 'fixed', ...when.date }
            : when,
        hireDate,
        terminationDate ?? STILL_EMPLOYED,
        minServiceMonths,
        month,
        day,
      );
      return { date: merit === null ? null : toIso(merit) };
    },
  }),
];
