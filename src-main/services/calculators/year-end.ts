import { z } from 'zod';
import { toDay } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import { DETAILED_STATUSES } from '../../../src-shared/vocabulary.ts';
import { STILL_EMPLOYED } from '../../../src-worker/population/persons.ts';
import { monthlyPay } from '../../../src-worker/workforce/pay-segments.ts';
import { detailedStatus } from '../../../src-worker/workforce/status.ts';
import { defineCalculator } from './calculator.ts';
import {
  date,
  integer,
  optionalDate,
  positiveMoney,
  terminationNotBeforeHire,
  toDollars,
  year,
} from './fields.ts';

export const yearEndCalculators = [
  defineCalculator({
    name: 'status',
    rule: 'W-55',
    summary: 'Status of a person in a year, from dates only, and the days employed.',
    input: z
      .strictObject({
        year: year('Calendar year'),
        hireDate: date('Hire date'),
        terminationDate: optionalDate('Last paid day; null or left out for none'),
      })
      .superRefine(terminationNotBeforeHire),
    output: z.strictObject({
      status: z
        .enum(DETAILED_STATUSES)
        .nullable()
        .meta({ description: 'Status; null for a person not employed on any day of the year' }),
      employedDays: integer('Days employed in the year, both ends counted'),
    }),
    run: ({ year: of, hireDate, terminationDate }) => {
      const [firstDay, lastDay] = [toDay(of, 1, 1), toDay(of, 12, 31)];
      const leaveDay = terminationDate ?? STILL_EMPLOYED;
      const employedDays = Math.min(lastDay, leaveDay) - Math.max(firstDay, hireDate) + 1;
      if (employedDays <= 0) return { status: null, employedDays: 0 };
      const status = DETAILED_STATUSES[detailedStatus(hireDate >= firstDay, leaveDay <= lastDay)] ?? null;
      return { status, employedDays };
    },
  }),
  defineCalculator({
    name: 'months',
    rule: 'W-56',
    summary: 'Payroll of each month; the twelve add to the pay received in the year.',
    input: z
      .strictObject({
        year: year('Calendar year'),
        segments: z.array(
          z.strictObject({
            from: date('First day'),
            to: date('Last day'),
            annualRate: positiveMoney('Annual pay'),
          }),
        ),
      })
      .superRefine(({ year: of, segments }, context) => {
        const report = (index: number, message: string): void => {
          context.addIssue({ code: 'custom', path: ['segments', index], message });
        };
        let before: Day | null = null;
        for (const [index, { from, to }] of [...segments.entries()].sort(([, a], [, b]) => a.from - b.from)) {
          if (from > to) report(index, 'ends before it begins');
          if (from < toDay(of, 1, 1) || to > toDay(of, 12, 31)) report(index, `is not in ${of}`);
          if (before !== null && from <= before) report(index, 'overlaps another segment');
          before = to;
        }
      }),
    output: z.strictObject({
      amounts: z.array(z.number()).length(12).meta({ description: 'January to December, dollars' }),
    }),
    run: ({ year: of, segments }) => ({ amounts: monthlyPay(of, segments).map(toDollars) }),
  }),
];
