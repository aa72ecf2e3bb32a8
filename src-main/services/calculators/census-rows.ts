import { z } from 'zod';
import { toCents } from '../../../src-shared/arithmetic.ts';
import { toDay, yearOf } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { CENSUS_STATUSES } from '../../../src-shared/vocabulary.ts';
import { censusStatus, type CensusStatus } from '../../../src-worker/population/census-status.ts';
import { suggestedAsOf } from '../census/column-formats.ts';
import { DISPOSITIONS, disposeRows, type Disposition } from '../census/dispositions.ts';
import { countCells, parseColumn, type ColumnFormat, type FieldColumn } from '../census/field-columns.ts';
import { cleanColumn, type RawColumn } from '../census/raw-table.ts';
import { bitOf, REASONS, reasonsIn, type ReasonCode } from '../census/reasons.ts';
import { FIELD_NAMES, kindOf, type CensusField } from '../census/registry.ts';
import { checkRows } from '../census/row-checks.ts';
import type { CheckSettings, RowSource } from '../census/row-facts.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { date, integer, startYear, year } from './fields.ts';

/** A cell in the units of W-67: dates ISO, money dollars, rates fractions, yes/no a boolean or a token of W-19. */
const cell = () =>
  z
    .union([z.string(), z.number(), z.boolean(), z.null()])
    .transform((value) =>
      value === null ? '' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
    )
    .optional();

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
  });

type Row = z.output<typeof rowSchema>;

/** How the cells of a calculator are written, by kind of field. */
function formatOf(field: CensusField): ColumnFormat {
  switch (kindOf(field)) {
    case 'date':
      return { kind: 'date', format: 'yyyy-MM-dd' };
    case 'rate':
      return { kind: 'rate', unit: 'fraction' };
    case 'money':
    case 'decimal':
      return { kind: 'amount', mark: '.' };
    case 'yesNo':
      return { kind: 'yesNo', tokens: undefined };
    case 'text':
    case 'code':
    case 'level':
      return { kind: 'text' };
  }
}

function rawColumn(position: number, cells: readonly string[]): RawColumn {
  const codes = new Map([['', 0]]);
  const codeOf = (text: string): number => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    codes.set(text, codes.size);
    return codes.size - 1;
  };
  const column = Int32Array.from(cells, codeOf);
  return { position, texts: [...codes.keys()], codes: column, isNumeric: false };
}

/** The rows as the import sees a file: a column for every field that some row has. */
function sourceOf(
  rows: readonly Row[],
  settings: { readonly startYear: number; readonly asOf: Day },
): RowSource {
  const columns = new Map<CensusField, FieldColumn>();
  for (const field of FIELD_NAMES) {
    if (!rows.some((row) => row[field] !== undefined)) continue;
    const cells = rows.map((row) => {
      const text = row[field];
      return typeof text === 'string' ? text : '';
    });
    const column = cleanColumn(rawColumn(columns.size, cells), []);
    const format = formatOf(field);
    const parsed = parseColumn(field, column.texts, format, settings);
    columns.set(field, { field, columnName: field, column, counts: countCells(column), format, ...parsed });
  }
  return { rowCount: rows.length, columns, hasOtherContent: new Uint8Array(rows.length), ragged: new Map() };
}

const LEVELS: CheckSettings['levels'] = {
  names: SCENARIO.jobLevels.map(({ name }) => name),
  ranges: SCENARIO.jobLevels.map(({ minPay, maxPay }) => ({
    minCents: toCents(minPay),
    maxCents: toCents(maxPay),
  })),
  fullTimeHundredths: toCents(SCENARIO.hiring.fullTimeHours),
};

const INACTIVE_NO_DATE = bitOf('INACTIVE_NO_DATE');

interface JudgedRow {
  disposition: Disposition;
  status: CensusStatus | null;
  reasons: ReasonCode[];
}

export const censusRowCalculators = [
  defineCalculator({
    name: 'census',
    rule: 'W-21',
    summary: 'Disposition, status and reasons of census rows (W-21 to W-24).',
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
        rows: integer('Rows given'),
        blank: integer('Blank rows'),
        quarantined: integer('Quarantined rows'),
        duplicateDropped: integer('Dropped duplicates'),
        accepted: integer('Accepted rows'),
        openingActive: integer('Accepted rows employed at the start'),
        futureHire: integer('Accepted rows hired on or after the start'),
        futureHireBeyondHorizon: integer('Of the future hires, those hired after endYear'),
        former: integer('Accepted rows that have left before the start'),
      }),
    }),
    run: ({ startYear: start, endYear, asOf = suggestedAsOf(start), duplicates, rows }) => {
      const { startYear: defaultStart, endYear: defaultEnd } = SCENARIO.simulation;
      const lastYear = endYear ?? start + defaultEnd - defaultStart;
      const startDay = toDay(start, 1, 1);
      const source = sourceOf(rows, { startYear: start, asOf });
      const settings: CheckSettings = {
        startDay,
        asOf,
        payUnit: 'annual',
        payIsFullTimeEquivalent: false,
        releasePayImplausible: false,
        levels: LEVELS,
      };
      const { dispositions, reasons, facts } = disposeRows(
        source,
        checkRows(source, settings),
        settings,
        duplicates,
      );
      const hireDayOf = (row: number): Day => (facts.hireDay[row] ?? NO_DAY) as Day;
      const judged = rows.map((_, row): JudgedRow => {
        const disposition = DISPOSITIONS[dispositions[row] ?? 0] ?? 'accepted';
        const mask = reasons[row] ?? 0;
        const status =
          disposition === 'accepted'
            ? censusStatus(
                hireDayOf(row),
                facts.terminationDay[row] ?? NO_DAY,
                (mask & INACTIVE_NO_DATE) !== 0,
                startDay,
              )
            : null;
        return {
          disposition,
          status,
          reasons: reasonsIn(mask)
            .map(({ code }) => code)
            .sort(),
        };
      });
      const disposed = (disposition: Disposition): number =>
        judged.filter((row) => row.disposition === disposition).length;
      const ofStatus = (status: CensusStatus): number => judged.filter((row) => row.status === status).length;
      return {
        rows: judged,
        counts: {
          rows: rows.length,
          blank: disposed('blank'),
          quarantined: disposed('quarantined'),
          duplicateDropped: disposed('duplicateDropped'),
          accepted: disposed('accepted'),
          openingActive: ofStatus('openingActive'),
          futureHire: ofStatus('futureHire'),
          futureHireBeyondHorizon: judged.filter(
            ({ status }, row) => status === 'futureHire' && yearOf(hireDayOf(row)) > lastYear,
          ).length,
          former: ofStatus('former'),
        },
      };
    },
  }),
];
