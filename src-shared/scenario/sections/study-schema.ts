import { z } from 'zod';
import { FLOW_MODES } from '../../vocabulary.ts';
import {
  field,
  labelField,
  rate,
  whole,
  dollars,
  text,
  identifier,
  MAX_LEVEL,
  levelNumber,
  checkBands,
  checkUnique,
} from '../fields.ts';

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
