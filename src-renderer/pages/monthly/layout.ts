import {
  MONTHLY_BASES,
  MONTHLY_DIMENSIONS,
  MONTHLY_MEASURES,
  type MonthlyBasis,
  type MonthlyDimension,
  type MonthlyMeasure,
} from '../../../src-shared/api/monthly.ts';
import { DEFAULT_FIGURES, inFigureOrder, MOVES } from './figures.ts';
import { GRAINS, type Grain } from './fiscal-periods.ts';

/** How the months are laid out, as the address says it. */

/** What can be moved: months, figures, and the dimensions. */
export type Field = 'time' | 'figures' | MonthlyDimension;
export const ZONES = ['rows', 'columns', 'filters'] as const;
export type Zone = (typeof ZONES)[number];

export interface Filter {
  readonly dimension: MonthlyDimension;
  /** Texts of the values that are kept; empty keeps all. */
  readonly values: readonly string[];
}

export interface Layout {
  readonly rows: readonly Field[];
  readonly columns: readonly Field[];
  readonly filters: readonly Filter[];
  readonly figures: readonly MonthlyMeasure[];
  readonly basis: MonthlyBasis;
  readonly grain: Grain;
  /** Month in which fiscal years begin, 1 to 12. */
  readonly fiscalStart: number;
  /** The fiscal year that is shown: null for all; undefined when the address leaves it open. */
  readonly fiscalYear: number | null | undefined;
  /** The figure of the chart. */
  readonly charted: MonthlyMeasure;
}

/** Dimensions that rows and columns may have together. */
const MOST_DIMENSIONS = 2;

const DEFAULT_FIELDS = { rows: ['figures'], columns: ['time'] } as const;

const isDimension = (field: string): field is MonthlyDimension =>
  MONTHLY_DIMENSIONS.some((known) => known === field);
const isField = (text: string): text is Field => text === 'time' || text === 'figures' || isDimension(text);
const isMeasure = (text: string): text is MonthlyMeasure => MONTHLY_MEASURES.some((known) => known === text);
const oneOf = <Text extends string>(
  texts: readonly Text[],
  text: string | undefined,
  otherwise: Text,
): Text => texts.find((known) => known === text) ?? otherwise;

/** Dimensions of the rows and the columns, the outer ones first. */
export const dimensionsOf = ({
  rows,
  columns,
}: Pick<Layout, 'rows' | 'columns'>): readonly MonthlyDimension[] =>
  [...rows, ...columns].filter(isDimension);

/** The layout that an address describes; what it leaves open, or says wrong, is as it is at first. */
export function layoutOf(view: Readonly<Record<string, string>>, preferredStart: number): Layout {
  const fields = (text: string | undefined, otherwise: readonly Field[]): readonly Field[] =>
    text === undefined ? otherwise : text.split(',').filter(isField);
  const rows = [...new Set(fields(view['rows'], DEFAULT_FIELDS.rows))];
  const columns = [...new Set(fields(view['columns'], DEFAULT_FIELDS.columns))].filter(
    (field) => !rows.includes(field),
  );
  // Months and figures always stand somewhere.
  for (const field of ['time', 'figures'] as const)
    if (!rows.includes(field) && !columns.includes(field)) columns.push(field);
  const kept = dimensionsOf({ rows, columns }).slice(0, MOST_DIMENSIONS);
  const isKept = (field: Field): boolean => !isDimension(field) || kept.includes(field);
  const filters = MONTHLY_DIMENSIONS.flatMap((dimension): Filter[] => {
    const text = view[`only.${dimension}`];
    return text === undefined || kept.includes(dimension) ? [] : [{ dimension, values: valuesIn(text) }];
  });
  const figures = inFigureOrder((view['figures'] ?? '').split(',').filter(isMeasure));
  const start = Number(view['start'] ?? preferredStart);
  const year = view['year'];
  return {
    rows: rows.filter(isKept),
    columns: columns.filter(isKept),
    filters,
    figures: figures.length === 0 ? DEFAULT_FIGURES : figures,
    basis: oneOf(MONTHLY_BASES, view['basis'], 'earned'),
    grain: oneOf(GRAINS, view['by'], 'month'),
    fiscalStart: Number.isInteger(start) && start >= 1 && start <= 12 ? start : 1,
    fiscalYear:
      year === 'all' ? null : year === undefined || !/^\d{4}$/.test(year) ? undefined : Number(year),
    charted: oneOf(MONTHLY_MEASURES, view['chart'], 'closing'),
  };
}

/** Values of a filter as the address keeps them. */
const valuesIn = (text: string): readonly string[] => {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter((value) => typeof value === 'string') : [];
  } catch {
    return [];
  }
};
export const filterView = (values: readonly string[]): string => JSON.stringify(values);

/** What changes in the address. */
type Change = Readonly<Record<string, string | null>>;

/**
 * Moves a field to a zone, before another one there or to its end; null takes a dimension out. Months and figures stay
 * in rows or columns. A third dimension takes the place of the one that was there first, which leaves.
 */
export function moved(layout: Layout, field: Field, zone: Zone | null, before: Field | null = null): Change {
  const isSource = !isDimension(field);
  if (isSource && (zone === null || zone === 'filters')) return {};
  const without = (fields: readonly Field[]): readonly Field[] => fields.filter((other) => other !== field);
  let rows = without(layout.rows);
  let columns = without(layout.columns);
  const insert = (fields: readonly Field[]): readonly Field[] => {
    const at = before === null ? -1 : fields.indexOf(before);
    return at < 0 ? [...fields, field] : [...fields.slice(0, at), field, ...fields.slice(at)];
  };
  if (isDimension(field) && (zone === 'rows' || zone === 'columns')) {
    const placed = dimensionsOf({ rows, columns });
    const [leaves] = placed.length >= MOST_DIMENSIONS ? placed : [];
    rows = rows.filter((other) => other !== leaves);
    columns = columns.filter((other) => other !== leaves);
  }
  if (zone === 'rows') rows = insert(rows);
  if (zone === 'columns') columns = insert(columns);
  const filter = isDimension(field) ? { [`only.${field}`]: zone === 'filters' ? filterView([]) : null } : {};
  return { rows: rows.join(','), columns: columns.join(','), ...filter };
}

/** The figures that are shown: those chosen, and with levels also who came into and left a level by promotion. */
export function shownFigures({ rows, columns, filters, figures }: Layout): readonly MonthlyMeasure[] {
  const hasLevels = dimensionsOf({ rows, columns }).includes('level') || filters.some(isLevelFilter);
  const plain = figures.filter((figure) => !MOVES.includes(figure));
  const isFollowed = plain.includes('opening') || plain.includes('closing');
  return inFigureOrder(hasLevels && isFollowed ? [...plain, ...MOVES] : plain);
}
const isLevelFilter = ({ dimension, values }: Filter): boolean => dimension === 'level' && values.length > 0;
