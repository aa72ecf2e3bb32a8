import { z } from 'zod';
import { LEVEL_BASES } from '../../../src-shared/vocabulary.ts';
import { levelByPay, namedLevel, type LevelAssignment } from '../../../src-worker/population/levels.ts';
import { rangePath } from '../../../src-worker/workforce/pay-range.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { integer, levelNumber, optionalHours, positiveMoney, rate, toDollars } from './fields.ts';

const FULL_TIME_HUNDREDTHS = SCENARIO.hiring.fullTimeHours * 100;
const defaultRangeGrowth = SCENARIO.jobLevels[0]?.rangeGrowthRate ?? 0;

const levelSchema = z
  .strictObject({
    level: levelNumber(),
    name: z.string().meta({ description: 'Name by which `given` may call it' }).prefault(''),
    minPay: positiveMoney('Start of the range'),
    maxPay: positiveMoney('End of the range; it is not in the range'),
  })
  .refine(({ minPay, maxPay }) => minPay < maxPay, { error: 'must be above minPay', path: ['maxPay'] });

const levelsSchema = z
  .array(levelSchema)
  .min(1)
  .refine((levels) => new Set(levels.map(({ level }) => level)).size === levels.length, {
    error: 'has a level twice',
  })
  .transform((levels) => levels.sort((a, b) => a.level - b.level))
  .meta({ description: 'Levels with their pay ranges; the five of the default scenario when left out' });

type Level = z.output<typeof levelSchema>;

/** The level that `given` calls by number or name, or null. Levels may have gaps in their numbers here. */
function calledLevel(given: string, levels: readonly Level[]): number | null {
  if (given.trim() === '') return null;
  const names = Array.from({ length: levels.at(-1)?.level ?? 0 }, () => '');
  for (const { level, name } of levels) names[level - 1] = name;
  const called = namedLevel(given, names);
  return levels.some(({ level }) => level === called) ? called : null;
}

export const levelCalculators = [
  defineCalculator({
    name: 'level',
    rule: 'W-27',
    summary: 'The level of a person, as given or from full-time-equivalent pay.',
    input: z.strictObject({
      pay: positiveMoney('Annual pay for the scheduled hours'),
      hoursPerWeek: optionalHours('Scheduled hours; null or left out is full time'),
      given: z
        .union([z.string(), z.int()])
        .nullable()
        .meta({ description: 'Level of the census, number or name; null or unknown is assigned from pay' })
        .prefault(null),
      levels: levelsSchema.prefault(
        SCENARIO.jobLevels.map(({ level, name, minPay, maxPay }) => ({ level, name, minPay, maxPay })),
      ),
    }),
    output: z.strictObject({
      level: integer('Level number'),
      basis: z.enum(LEVEL_BASES).meta({ description: 'How the level was found' }),
    }),
    run: ({ pay, hoursPerWeek, given, levels }): LevelAssignment => {
      const called = given === null ? null : calledLevel(String(given), levels);
      if (called !== null) return { level: called, basis: 'given' };
      const ranges = levels.map(({ minPay, maxPay }) => ({ minCents: minPay, maxCents: maxPay }));
      const { level: position, basis } = levelByPay(pay, hoursPerWeek ?? 0, FULL_TIME_HUNDREDTHS, ranges);
      return { level: levels[position - 1]?.level ?? 0, basis };
    },
  }),
  defineCalculator({
    name: 'payRange',
    rule: 'W-29',
    summary: 'One end of a pay range over the years, rounded to cents each year.',
    input: z.strictObject({
      amount: positiveMoney('End of the range in the first year of the scenario'),
      growth: rate('Yearly growth', -0.5, 1).prefault(defaultRangeGrowth),
      years: z.int().min(0).max(100).meta({ description: 'Number of times the range grows' }),
    }),
    output: z.strictObject({
      amounts: z
        .array(z.number())
        .meta({ description: 'The end after one year, after two, …: one per year, dollars' }),
    }),
    run: ({ amount, growth, years }) => ({
      amounts: rangePath(amount, growth, years + 1)
        .slice(1)
        .map(toDollars),
    }),
  }),
];
