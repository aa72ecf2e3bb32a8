import { z } from 'zod';
import { DATE_FORMATS, inferDate, parseDate } from '../census/formats/date-format.ts';
import { deriveDate } from '../census/formats/derived-date.ts';
import { DECIMAL_MARKS, parseMoney } from '../census/formats/money-format.ts';
import { annualPay, PAY_UNITS, payUnit } from '../census/formats/pay-unit.ts';
import { inferRate } from '../census/formats/rate-format.ts';
import { CalculationFailed, defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { date, dollars, isoDate, optionalHours, startYear, toDollars, toIso } from './fields.ts';

/** A cell as a file would hold it: a number is taken in its shortest decimal form. */
const cells = (description: string) =>
  z.array(z.union([z.string(), z.number().transform(String)])).meta({ description });

const confidence = () => z.enum(['high', 'low']).meta({ description: 'Confidence of W-16' });

const UNPARSEABLE = {
  birth: 'BIRTH_UNPARSEABLE',
  hire: 'HIRE_UNPARSEABLE',
  termination: 'TERM_UNPARSEABLE',
} as const;

export const censusFormatCalculators = [
  defineCalculator({
    name: 'inferRate',
    rule: 'W-17',
    summary: 'Whether a column of rates holds percent or fractions, and its values.',
    input: z.strictObject({ values: cells('Cells of the column') }),
    output: z.strictObject({
      unit: z.enum(['percent', 'fraction', 'none']),
      confidence: confidence(),
      ppm: z
        .array(z.int().nullable())
        .meta({ description: 'Values in ppm, null for a cell that is no rate; left out when unit is none' })
        .optional(),
    }),
    run: ({ values }) => {
      const { unit, confidence: certainty, ppm } = inferRate(values);
      return { unit, confidence: certainty, ...(ppm === null ? {} : { ppm: [...ppm] }) };
    },
  }),
  defineCalculator({
    name: 'payUnit',
    rule: 'W-19',
    summary: 'The unit of a pay column, from the median of its positive values.',
    input: z.strictObject({ values: cells('Cells of the column') }),
    output: z.strictObject({
      unit: z.enum(['hourly', 'period', 'annual']),
      confidence: confidence(),
    }),
    run: ({ values }) => payUnit(parseMoney(values).amounts.filter((amount) => amount !== null)),
  }),
  defineCalculator({
    name: 'parseDate',
    rule: 'W-18',
    summary: 'A date text in the format of its column; two-digit years by the kind of date.',
    input: z.strictObject({
      text: z.union([z.string(), z.number().transform(String)]).meta({ description: 'Cell' }),
      format: z.enum(DATE_FORMATS).meta({ description: 'Format of the column' }),
      kind: z
        .enum(['birth', 'hire', 'termination'])
        .meta({ description: 'Which date it is; decides the century of a two-digit year' })
        .prefault('hire'),
      startYear: startYear(),
    }),
    output: z.strictObject({ date: isoDate('The date') }),
    run: ({ text, format, kind, startYear: start }) => {
      const day = parseDate(text, format, kind, start);
      if (day === null)
        throw new CalculationFailed(UNPARSEABLE[kind], `"${text}" is no date in the format ${format}`);
      return { date: toIso(day) };
    },
  }),
  defineCalculator({
    name: 'inferDate',
    rule: 'W-18',
    summary: 'The date formats that fit a whole column.',
    input: z.strictObject({ values: cells('Cells of the column') }),
    output: z.strictObject({
      fits: z
        .array(z.enum(DATE_FORMATS))
        .meta({ description: 'Formats that read 98 % of the cells, sorted' }),
      confidence: confidence(),
    }),
    run: ({ values }) => {
      const { fits, confidence: certainty } = inferDate(values);
      return { fits: [...fits], confidence: certainty };
    },
  }),
  defineCalculator({
    name: 'parseMoney',
    rule: 'W-19',
    summary: 'A column of amounts: its decimal mark and its values.',
    input: z.strictObject({ values: cells('Cells of the column') }),
    output: z.strictObject({
      amounts: z
        .array(z.number().nullable())
        .meta({ description: 'Amounts, dollars; null for a cell that is no amount' }),
      mark: z.enum(DECIMAL_MARKS).meta({ description: 'Decimal mark' }),
      confidence: confidence(),
    }),
    run: ({ values }) => {
      const { amounts, mark, confidence: certainty } = parseMoney(values);
      return {
        amounts: amounts.map((amount) => (amount === null ? null : Number(amount))),
        mark,
        confidence: certainty,
      };
    },
  }),
  defineCalculator({
    name: 'annualPay',
    rule: 'W-19',
    summary: 'Annual pay of a pay figure.',
    input: z.strictObject({
      amount: z.number().meta({ description: 'Pay for one unit, dollars, any decimals' }),
      unit: z.enum(PAY_UNITS).meta({ description: 'What the amount is paid for' }),
      hoursPerWeek: optionalHours('Scheduled hours; null or left out is 40'),
      fullTimeEquivalent: z
        .boolean()
        .meta({ description: 'Whether the amount is stated at full time' })
        .prefault(false),
    }),
    output: z.strictObject({ annual: dollars('Annual pay for the scheduled hours') }),
    run: ({ amount, unit, hoursPerWeek, fullTimeEquivalent }) => {
      const cents = annualPay(amount, unit, hoursPerWeek, fullTimeEquivalent);
      if (cents === null) throw new CalculationFailed('PAY_UNPARSEABLE', `${amount} is no amount`);
      return { annual: toDollars(cents) };
    },
  }),
  defineCalculator({
    name: 'deriveDate',
    rule: 'W-20',
    summary: 'Birth date from an age, or hire date from a tenure.',
    input: z
      .strictObject({
        asOf: date('Date at which the age or tenure holds').prefault(
          `${SCENARIO.simulation.startYear - 1}-12-31`,
        ),
        age: z.number().min(0).max(130).meta({ description: 'Age in years' }).optional(),
        tenureYears: z.number().min(0).max(130).meta({ description: 'Service in years' }).optional(),
      })
      .refine(({ age, tenureYears }) => (age === undefined) !== (tenureYears === undefined), {
        error: 'give either age or tenureYears',
      }),
    output: z.strictObject({ date: isoDate('The derived date') }),
    run: ({ asOf, age, tenureYears = 0 }) => {
      const day = deriveDate(asOf, age === undefined ? { tenureYears } : { age });
      if (day === null) throw new RangeError('the schema lets only numbers of years through');
      return { date: toIso(day) };
    },
  }),
];
