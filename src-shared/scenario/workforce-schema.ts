import { z } from 'zod';
import { FLOW_MODES } from '../vocabulary.ts';
import {
  MAX_LEVEL,
  byId,
  byLevel,
  checkBands,
  checkUnique,
  dollars,
  factor,
  field,
  identifier,
  labelField,
  levelNumber,
  monthDay,
  monthWeights,
  quantity,
  rate,
  someWeight,
  someWeightIn,
  someWeightMessage,
  text,
  weights,
  whole,
  yearly,
} from './fields.ts';

/** Longest horizon in years (W-28). */
const MAX_YEARS = 30;

export const simulationSchema = z
  .strictObject({
    startYear: field(whole('year', 2000, 2100), 'W-28', 'First year', 'First calendar year simulated.'),
    endYear: field(whole('year', 2000, 2100), 'W-28', 'Last year', 'Last calendar year simulated.'),
    randomSeed: field(
      z.int().min(0),
      'W-7',
      'Random seed',
      'Selects the random numbers. Two runs with one seed share their luck; below 4,294,967,296 no two seeds share streams.',
    ),
    flowMode: field(
      z.enum(FLOW_MODES),
      'W-30',
      'Flow mode',
      'exact: quotas are met to the person and chance only decides who. stochastic: every person is drawn independently.',
    ),
  })
  .superRefine(({ startYear, endYear }, context) => {
    const report = (message: string): void => {
      context.addIssue({ code: 'custom', path: ['endYear'], message });
    };
    if (endYear < startYear) report(`${endYear} is before the start year ${startYear}`);
    else if (endYear - startYear + 1 > MAX_YEARS) {
      report(`the horizon has ${endYear - startYear + 1} years; at most ${MAX_YEARS} are possible`);
    }
  });

const band = (bandOf: string) =>
  z.strictObject({
    id: field(identifier(), 'W-28', 'Id', 'Name by which tables refer to the band.'),
    label: labelField(text(), 'Label', 'Shown to people.'),
    min: field(whole('years', 0, 150), 'W-28', 'From', `Lowest completed ${bandOf} of the band.`),
    max: field(
      whole('years', 0, 150).nullable(),
      'W-28',
      'Below',
      `The band ends below this completed ${bandOf}; null for the last band, which has no upper end.`,
    ),
  });

const bandList = (bandOf: string) =>
  z.array(band(bandOf)).min(1).superRefine(checkBands).superRefine(checkUnique('id'));

export const bandsSchema = z.strictObject({
  age: field(bandList('age'), 'W-28', 'Age bands', 'Bands of completed age, from 0 without gap or overlap.'),
  tenure: field(
    bandList('years of service'),
    'W-28',
    'Tenure bands',
    'Bands of completed service, from 0 without gap or overlap.',
  ),
});

export const jobLevelsSchema = z
  .array(
    z
      .strictObject({
        level: field(levelNumber(), 'W-28', 'Level', 'Level number, counted from 1.'),
        name: field(text(), 'W-27', 'Name', 'Name of the level; a census may give it instead of the number.'),
        minPay: field(
          dollars(0.01),
          'W-27',
          'Range minimum',
          'Lower end of the pay range in the first year.',
        ),
        maxPay: field(
          dollars(0.01),
          'W-27',
          'Range maximum',
          'Upper end of the pay range in the first year.',
        ),
        rangeGrowthRate: field(
          rate(-0.5, 1),
          'W-29',
          'Range growth',
          'Yearly growth of both ends of the range after the first year.',
        ),
      })
      .superRefine(({ minPay, maxPay }, context) => {
        if (maxPay > minPay) return;
        context.addIssue({ code: 'custom', path: ['maxPay'], message: `must be above minPay, ${minPay}` });
      }),
  )
  .min(1)
  .max(MAX_LEVEL)
  .superRefine((levels, context) => {
    for (const [index, { level }] of levels.entries()) {
      if (level === index + 1) continue;
      const message = `levels are numbered 1, 2, 3 … in order: ${index + 1} is expected here, not ${level}`;
      context.addIssue({ code: 'custom', path: [index, 'level'], message });
    }
  });

const multiplier = () => factor(25);

const ageMultipliers = (event: string) =>
  field(
    byId(multiplier()),
    'W-34',
    'By age band',
    `Relative risk of ${event} by age band; every band present.`,
  );
const tenureMultipliers = (event: string) =>
  field(
    byId(multiplier()),
    'W-34',
    'By tenure band',
    `Relative risk of ${event} by tenure band; every band present.`,
  );
const levelMultipliers = (event: string) =>
  field(
    byLevel(multiplier()),
    'W-34',
    'By level',
    `Relative risk of ${event} by job level; every level present.`,
  );

const share = () => quantity('weight', 0, 1_000_000);

const terminationHazardSchema = z.strictObject({
  ageMultipliers: ageMultipliers('leaving'),
  tenureMultipliers: tenureMultipliers('leaving'),
  levelMultipliers: levelMultipliers('leaving'),
  reasonShares: field(
    z
      .strictObject({
        voluntary: field(share(), 'W-38', 'Voluntary', 'Weight of voluntary leaving.'),
        involuntary: field(share(), 'W-38', 'Involuntary', 'Weight of dismissal.'),
        disability: field(share(), 'W-38', 'Disability', 'Weight of disability.'),
        death: field(share(), 'W-38', 'Death', 'Weight of death.'),
      })
      .refine(someWeight, someWeightMessage),
    'W-38',
    'Reasons',
    'Shares of the reasons of random terminations other than retirement.',
  ),
  dateProfile: field(
    z.union([z.literal('uniform'), monthWeights()]),
    'W-39',
    'Dates',
    'uniform: every day of the year alike; or twelve month weights.',
  ),
});

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));

const retirementTableSchema = z
  .strictObject({
    ages: field(
      z
        .array(whole('years', 0, 150))
        .min(1)
        .refine(isAscending, 'must be ascending'),
      'W-34',
      'Ages',
      'Lowest age of each row, ascending; nobody below the first retires.',
    ),
    service: field(
      z
        .array(whole('years', 0, 150))
        .min(1)
        .refine(isAscending, 'must be ascending')
        .refine((values) => values[0] === 0, 'must start at 0'),
      'W-34',
      'Service',
      'Lowest completed service of each column, ascending, from 0.',
    ),
    rates: field(
      z.array(z.array(rate(0, 1))),
      'W-34',
      'Probabilities',
      'Yearly probability of retiring: one row per age, one column per service.',
    ),
  })
  .superRefine(({ ages, service, rates }, context) => {
    const report = (path: PropertyKey[], message: string): void => {
      context.addIssue({ code: 'custom', path: ['rates', ...path], message });
    };
    if (rates.length !== ages.length) report([], `has ${rates.length} rows for ${ages.length} ages`);
    for (const [index, row] of rates.entries()) {
      if (row.length === service.length) continue;
      report([index], `has ${row.length} values for ${service.length} service columns`);
    }
  });

const fixedTiming = z.strictObject({
  kind: field(z.literal('fixed'), 'W-50', 'Kind', 'Everybody on one date.'),
  date: field(monthDay(), 'W-50', 'Date', 'The date in every year.'),
});
const monthlyTiming = z.strictObject({
  kind: field(z.literal('monthly'), 'W-50', 'Kind', 'Spread over the months.'),
  weights: field(monthWeights(), 'W-50', 'Month weights', 'Weights of January to December.'),
});
const anniversaryTiming = z.strictObject({
  kind: field(z.literal('anniversary'), 'W-52', 'Kind', 'On the anniversary of the hire date.'),
});

export const workforceSchema = z.strictObject({
  targetGrowthRate: field(
    yearly(rate(-1, 1)),
    'W-31',
    'Target growth',
    'Growth of closing headcount over opening headcount; hiring or a reduction meets it.',
  ),
  experiencedTerminationRate: field(
    yearly(rate(0, 1)),
    'W-31',
    'Termination rate, experienced',
    'Share of opening staff, other than last year’s hires, who leave in a year; retirement included.',
  ),
  newHireTerminationRate: field(
    yearly(rate(0, 0.99)),
    'W-31',
    'Termination rate, new hires',
    'Share of hires who leave in the year of hire, and of last year’s hires who leave in the next.',
  ),
  terminationHazard: field(
    terminationHazardSchema,
    'W-34',
    'Who leaves',
    'Relative risks of leaving. They only matter relative to each other: the rates above decide how many leave.',
  ),
  retirement: field(
    z.strictObject({
      enabled: field(z.boolean(), 'W-34', 'Retirement', 'Whether the retirement table applies.'),
      table: field(
        retirementTableSchema,
        'W-34',
        'Retirement table',
        'Yearly probability of retiring by age and completed service on 1 January.',
      ),
    }),
    'W-34',
    'Retirement',
    'Retirement is part of the termination rate, not added to it.',
  ),
  promotionHazard: field(
    z.strictObject({
      annualRate: field(
        yearly(rate(0, 1)),
        'W-50',
        'Promotion rate',
        'Share of eligible people promoted in a year.',
      ),
      ageMultipliers: ageMultipliers('promotion'),
      tenureMultipliers: tenureMultipliers('promotion'),
      levelMultipliers: levelMultipliers('promotion'),
      minMonthsInLevel: field(
        whole('months', 0, 120),
        'W-50',
        'Months in level',
        'Completed months in the present level before a promotion is possible.',
      ),
    }),
    'W-50',
    'Promotions',
    'Who is promoted, and how many.',
  ),
  reduction: field(
    z
      .strictObject({
        effectiveDate: field(monthDay(), 'W-40', 'Date', 'Last paid day of everybody in the reduction.'),
        selection: field(
          z.enum(['random', 'lastIn', 'hazard']),
          'W-40',
          'Selection',
          'random: by lot. lastIn: latest hired first. hazard: by the relative risk of leaving.',
        ),
        departments: field(z.array(text()), 'W-40', 'Departments', 'Departments in scope; empty means all.'),
        levels: field(z.array(levelNumber()), 'W-40', 'Levels', 'Levels in scope; empty means all.'),
        severanceWeeksPerYear: field(
          quantity('weeks', 0, 104),
          'W-40',
          'Severance per year',
          'Weeks of pay for each completed year of service.',
        ),
        minWeeks: field(quantity('weeks', 0, 104), 'W-40', 'Least severance', 'Weeks of pay at least.'),
        maxWeeks: field(quantity('weeks', 0, 104), 'W-40', 'Most severance', 'Weeks of pay at most.'),
      })
      .superRefine(({ minWeeks, maxWeeks }, context) => {
        if (maxWeeks >= minWeeks) return;
        context.addIssue({ code: 'custom', path: ['maxWeeks'], message: `is below minWeeks, ${minWeeks}` });
      }),
    'W-40',
    'Reduction in force',
    'How a shrinking headcount target is met when ordinary leaving does not suffice.',
  ),
});

const ageBracket = z
  .strictObject({
    min: field(whole('years', 14, 100), 'W-46', 'From', 'Lowest age at hire.'),
    max: field(whole('years', 14, 100), 'W-46', 'Below', 'The bracket ends below this age.'),
    weight: field(quantity('weight', 0, 1_000_000), 'W-46', 'Weight', 'Relative frequency of the bracket.'),
  })
  .superRefine(({ min, max }, context) => {
    if (max > min) return;
    context.addIssue({ code: 'custom', path: ['max'], message: `must be above min, ${min}` });
  });

export const hiringSchema = z.strictObject({
  ageDistribution: field(
    z.array(ageBracket).min(1).refine(someWeightIn, someWeightMessage),
    'W-46',
    'Ages of hires',
    'Age brackets of hires and their weights.',
  ),
  levelMix: field(
    z.union([z.literal('adaptive'), weights('level')]),
    'W-44',
    'Levels of hires',
    'adaptive: as opening headcount; or weights by level, a level left out getting none.',
  ),
  departmentMix: field(
    z.union([z.literal('adaptive'), weights('name')]),
    'W-45',
    'Departments of hires',
    'adaptive: as opening headcount at the level; or weights by department, a department left out getting none.',
  ),
  startDateProfile: field(monthWeights(), 'W-43', 'Start months', 'Weights of January to December.'),
  partTimeShare: field(rate(0, 1), 'W-47', 'Part-time share', 'Share of hires who work part time.'),
  partTimeHours: field(
    quantity('hours per week', 1, 79),
    'W-47',
    'Part-time hours',
    'Weekly hours of a part-time hire.',
  ),
  fullTimeHours: field(
    quantity('hours per week', 1, 80),
    'W-47',
    'Full-time hours',
    'Weekly hours of a full-time job, for everybody.',
  ),
  pay: field(
    z.strictObject({
      percentileByLevel: field(
        byLevel(rate(0, 1)),
        'W-47',
        'Position in range',
        'Where in the pay range of the level hires start; every level present.',
      ),
      marketAdjustmentByLevel: field(
        byLevel(rate(-0.5, 1)),
        'W-47',
        'Market adjustment',
        'Raises or lowers the whole starting pay of a level; every level present.',
      ),
      noiseStdDev: field(
        rate(0, 0.25),
        'W-47',
        'Spread',
        'Standard deviation of starting pay around its mean.',
      ),
    }),
    'W-47',
    'Pay of hires',
    'Starting pay of simulated hires.',
  ),
});

export const compensationSchema = z.strictObject({
  cola: field(
    z.strictObject({
      rate: field(yearly(rate(0, 0.25)), 'W-49', 'COLA rate', 'Raise of everybody hired before the date.'),
      effectiveDate: field(monthDay(), 'W-49', 'COLA date', 'The date in every year.'),
    }),
    'W-49',
    'Cost of living',
    'Across-the-board raise.',
  ),
  promotion: field(
    z.strictObject({
      increaseRate: field(rate(0, 1), 'W-51', 'Increase', 'Middle of the raise that comes with a promotion.'),
      spread: field(
        rate(0, 1),
        'W-51',
        'Spread',
        'The raise lies between increase − spread and increase + spread.',
      ),
      maxIncrease: field(
        rate(0, 1),
        'W-51',
        'Most increase',
        'Cap of the raise; it wins over the range minimum.',
      ),
      byFromLevel: field(
        byLevel(rate(0, 1)),
        'W-51',
        'Increase by level',
        'Raise on promotion out of a level, without spread; a level left out takes the increase above.',
      ),
      floorAtRangeMin: field(
        z.boolean(),
        'W-51',
        'At least range minimum',
        'Whether pay is raised to the minimum of the new level’s range.',
      ),
      timing: field(
        z.discriminatedUnion('kind', [fixedTiming, monthlyTiming]),
        'W-50',
        'Promotion dates',
        'One date for all, or spread over the months.',
      ),
    }),
    'W-51',
    'Promotion raises',
    'Size and date of the raise that comes with a promotion.',
  ),
  merit: field(
    z.strictObject({
      budget: field(
        yearly(rate(0, 0.25)),
        'W-52',
        'Merit budget',
        'Share of eligible payroll spent on merit raises.',
      ),
      byLevelWeights: field(
        byLevel(quantity('weight', 0, 1_000)).refine(someWeight, someWeightMessage),
        'W-52',
        'Weights by level',
        'Relative merit raise by level; every level present.',
      ),
      minServiceMonths: field(
        whole('months', 0, 60),
        'W-52',
        'Service required',
        'Completed months of service before a merit raise.',
      ),
      timing: field(
        z.discriminatedUnion('kind', [fixedTiming, monthlyTiming, anniversaryTiming]),
        'W-52',
        'Merit dates',
        'One date for all, spread over the months, or on each hire anniversary.',
      ),
    }),
    'W-52',
    'Merit raises',
    'Yearly raises from a budget.',
  ),
  market: field(
    z.array(
      z.strictObject({
        year: field(whole('year', 2000, 2100), 'W-49', 'Year', 'The year of the adjustment.'),
        date: field(monthDay(), 'W-49', 'Date', 'Its date.'),
        levels: field(
          z.array(levelNumber()).optional(),
          'W-49',
          'Levels',
          'Levels that get it; left out means all.',
        ),
        departments: field(
          z.array(text()).optional(),
          'W-49',
          'Departments',
          'Departments that get it; left out means all.',
        ),
        rate: field(rate(0, 0.5), 'W-49', 'Rate', 'The raise.'),
      }),
    ),
    'W-49',
    'Market adjustments',
    'One-time raises of chosen levels or departments.',
  ),
});
