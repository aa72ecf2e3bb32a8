import { z } from 'zod';
import { CENSUS_STATUSES } from '../../../src-shared/vocabulary.ts';
import { classifyRows } from '../census/classify-rows.ts';
import { suggestedAsOf } from '../census/column-formats.ts';
import { DISPOSITIONS } from '../census/dispositions.ts';
import { REASONS } from '../census/reasons.ts';
import { FIELD_NAMES } from '../census/registry.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { date, integer, startYear, year } from './fields.ts';

/** A cell in the units of W-67: dates ISO, money dollars, rates fractions, yes/no a boolean or a token of W-19. */
const cell = () => z.union([z.string(), z.number(), z.boolean(), z.null()]).optional();

const rowSchema = z
  .strictObject(
    Object.fromEntries([
      ...FIELD_NAMES.map((field) => [field, cell()] as const),
      [
        'blank',
        z.literal(true).meta({ description: 'A row without content; no field beside it' }).optional(),
      ],
    ]),
  )
  .refine((row) => row['blank'] === undefined || Object.keys(row).length === 1, {
    error: 'a blank row has no other field',
  })
  .transform(({ blank, ...cells }) => ({ cells, isBlank: blank === true }));

const { startYear: defaultStart, endYear: defaultEnd } = SCENARIO.simulation;

export const censusRowCalculators = [
  defineCalculator({
    name: 'census',
    rule: 'W-21',
    summary: 'Disposition, status and reasons of census rows (W-21 to W-24); levels are not checked.',
    input: z
      .strictObject({
        startYear: startYear(),
        endYear: year('Last simulated year; the default horizon after startYear when left out').optional(),
        asOf: date('Date the rows describe; 31 December before startYear when left out').optional(),
        duplicates: z
          .enum(['default', 'latest'])
          .meta({ description: 'What to do with rows of one id that contradict each other' })
          .prefault('default'),
        rows: z.array(rowSchema).meta({ description: 'Rows by field of the census registry' }),
      })
      .refine(({ startYear: start, endYear = start }) => endYear >= start, {
        error: 'is before startYear',
        path: ['endYear'],
      }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          disposition: z.enum(DISPOSITIONS),
          status: z
            .enum(CENSUS_STATUSES)
            .nullable()
            .meta({ description: 'Status of an accepted row at simulation start, else null' }),
          reasons: z.array(z.enum(REASONS.map(({ code }) => code))).meta({ description: 'Codes, sorted' }),
        }),
      ),
      counts: z.strictObject({
        read: integer('Rows given: blank + quarantined + duplicateDropped + accepted'),
        blank: integer('Blank rows'),
        quarantined: integer('Quarantined rows'),
        duplicateDropped: integer('Dropped duplicates'),
        accepted: integer('Accepted rows: openingActive + futureHire + former'),
        openingActive: integer('Accepted rows employed at the start'),
        futureHire: integer('Accepted rows hired on or after the start'),
        futureHireBeyondHorizon: integer('Of the future hires, those hired after endYear'),
        former: integer('Accepted rows that have left before the start'),
      }),
    }),
    run: ({ startYear: start, endYear, asOf, duplicates, rows }) => {
      const classified = classifyRows({
        startYear: start,
        endYear: endYear ?? start + defaultEnd - defaultStart,
        asOf: asOf ?? suggestedAsOf(start),
        duplicates,
        rows,
      });
      return {
        rows: classified.rows.map((row) => ({ ...row, reasons: [...row.reasons] })),
        counts: classified.counts,
      };
    },
  }),
];
