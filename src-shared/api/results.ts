import { z } from 'zod';
import type { CallsOf } from './calls.ts';
import { idSchema } from './files.ts';

/** The tables that a grid shows: every event, and everyone's state at the end of each year. */
const GRID_RELATIONS = ['events', 'snapshot'] as const;

/**
 * What the values of a column are. Numbers are sent as they are stored: cents, parts per million, days since
 * 1970-01-01, 0 or 1 for yes/no.
 */
export const GRID_KINDS = ['text', 'choice', 'integer', 'decimal', 'money', 'rate', 'date', 'yesNo'] as const;
export type GridKind = (typeof GRID_KINDS)[number];

export interface GridColumn {
  readonly name: string;
  readonly title: string;
  readonly kind: GridKind;
  /** What it means, for the header's tooltip; empty when the title says it. */
  readonly description: string;
  /** The texts that occur, for a `choice`; empty for any other kind. */
  readonly choices: readonly string[];
  /** Whether the sum over people means something. */
  readonly isSummable: boolean;
  /** Whether it is looked up in another table, which costs: it is shown where a condition is about it only. */
  readonly isLookedUp: boolean;
  /** Whether its values are so few that they can be listed, counted and named by a `oneOf` condition. */
  readonly hasFewValues: boolean;
}

const columnName = z.string().min(1).max(100);
const number = z.number();

const TEXT_OPERATORS = ['contains', 'notContains', 'equals', 'notEqual', 'startsWith', 'endsWith'] as const;
const NUMBER_OPERATORS = [
  'equals',
  'notEqual',
  'lessThan',
  'lessThanOrEqual',
  'greaterThan',
  'greaterThanOrEqual',
] as const;

/**
 * One condition on one column. Numbers are in the unit of the column; texts are compared without regard to case, but
 * for those of `oneOf`. What denies something (notEqual, notContains) also holds where there is no value.
 */
export const conditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    column: columnName,
    operator: z.enum(TEXT_OPERATORS),
    value: z.string().max(1_000),
  }),
  z.strictObject({
    kind: z.literal('number'),
    column: columnName,
    operator: z.enum(NUMBER_OPERATORS),
    value: number,
  }),
  z.strictObject({ kind: z.literal('between'), column: columnName, from: number, to: number }),
  z.strictObject({
    kind: z.literal('oneOf'),
    column: columnName,
    /** Texts as they are stored; null for none. Of a column of numbers with few values, the numbers in digits. */
    values: z.array(z.string().max(1_000).nullable()).max(1_000),
  }),
  z.strictObject({ kind: z.literal('blank'), column: columnName, isBlank: z.boolean() }),
]);
export type GridCondition = z.output<typeof conditionSchema>;

/** Which rows, in which order. Conditions all hold; equal rows stand as in the log: by year, person and sequence. */
const selectionShape = {
  runId: idSchema,
  relation: z.enum(GRID_RELATIONS),
  conditions: z.array(conditionSchema).max(100),
  sort: z.array(z.strictObject({ column: columnName, descending: z.boolean() })).max(5),
};
export const gridSelectionSchema = z.strictObject(selectionShape);
export type GridSelection = z.output<typeof gridSelectionSchema>;

const LARGEST_PAGE = 1_000;

const overviewRequest = z.strictObject({ runId: idSchema });
const columnsRequest = z.strictObject({ runId: idSchema, relation: z.enum(GRID_RELATIONS) });
const pageRequest = z.strictObject({
  ...selectionShape,
  columns: z.array(columnName).min(1).max(200),
  /** Index of the first row, from 0. */
  start: z.int().min(0),
  limit: z.int().min(1).max(LARGEST_PAGE),
});
const valuesRequest = z.strictObject({
  runId: idSchema,
  relation: z.enum(GRID_RELATIONS),
  conditions: selectionShape.conditions,
  column: columnName,
});
type GridValuesRequest = z.output<typeof valuesRequest>;
export type GridPageRequest = z.output<typeof pageRequest>;

/** The values of one column of a page, by its rows. */
export type GridValues =
  /** Each row has the index of its text; −1 for none. */
  | { readonly codes: Int32Array; readonly texts: readonly string[] }
  /** NaN for none. */
  | { readonly numbers: Float64Array };

/** Some rows of a grid, column by column in the order asked for. */
export interface GridPage {
  readonly start: number;
  readonly rows: number;
  /** Rows that meet the conditions. */
  readonly totalRows: number;
  readonly columns: readonly GridValues[];
}

/** How many rows have a value. */
export interface GridValueCount {
  /** As a `oneOf` condition names it. */
  readonly value: string | null;
  readonly rows: number;
}

/** Sums over all rows that meet the conditions. */
export interface GridTotals {
  readonly rows: number;
  readonly people: number;
  /** By column, for those that can be summed; null where no row has a value. */
  readonly sums: Readonly<Record<string, number | null>>;
}

/** People under one label at the end of a year. */
export interface YearGroup {
  readonly year: number;
  readonly label: string;
  readonly people: number;
}

/** The figures of a result that are counted over its people. */
export interface RunOverview {
  /** By year, category (W-60) and reason (W-38): together all who left. */
  readonly leavers: readonly {
    readonly year: number;
    readonly category: string;
    readonly reason: string;
    readonly people: number;
  }[];
  /** Employed at the end of the year by age band and by tenure band, in the order of the bands. */
  readonly byAge: readonly YearGroup[];
  readonly byTenure: readonly YearGroup[];
  /** Employed at the end of the year who have entered the plan; whole percent of the rate in force, null if not enrolled. */
  readonly byDeferral: readonly {
    readonly year: number;
    readonly percent: number | null;
    readonly people: number;
  }[];
}

/** The rows behind a result. Only complete runs have any. */
export interface ResultService {
  overview(request: z.output<typeof overviewRequest>): Promise<RunOverview>;
  columns(request: z.output<typeof columnsRequest>): Promise<readonly GridColumn[]>;
  page(request: GridPageRequest): Promise<GridPage>;
  totals(request: GridSelection): Promise<GridTotals>;
  /**
   * The values of a column with few of them among the rows that meet the conditions, most frequent first.
   * @throws PlanAlignError CALL_INVALID for a column with many.
   */
  values(request: GridValuesRequest): Promise<readonly GridValueCount[]>;
}

export const resultCalls: CallsOf<ResultService> = {
  overview: [overviewRequest],
  columns: [columnsRequest],
  page: [pageRequest],
  totals: [gridSelectionSchema],
  values: [valuesRequest],
};
