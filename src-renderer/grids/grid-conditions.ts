import type { GridColumn, GridCondition } from '../../src-shared/api/results.ts';
import { parseIsoDate } from '../../src-shared/dates.ts';

/** What the grid says of the filter of one column, as far as it is read here. */
export interface ColumnFilter {
  readonly type?: string | null | undefined;
  readonly filter?: string | number | null | undefined;
  readonly filterTo?: string | number | null | undefined;
  readonly dateFrom?: string | null | undefined;
  readonly dateTo?: string | null | undefined;
}

const TEXT_OPERATORS = {
  contains: 'contains',
  notContains: 'notContains',
  equals: 'equals',
  notEqual: 'notEqual',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
} as const;
const NUMBER_OPERATORS = {
  equals: 'equals',
  notEqual: 'notEqual',
  lessThan: 'lessThan',
  lessThanOrEqual: 'lessThanOrEqual',
  greaterThan: 'greaterThan',
  greaterThanOrEqual: 'greaterThanOrEqual',
} as const;

const isKey = <Key extends string>(keys: Readonly<Record<Key, unknown>>, text: string): text is Key =>
  Object.hasOwn(keys, text);

/** What a value of a column is multiplied by when people write dollars and percent. */
const SCALES: Readonly<Partial<Record<GridColumn['kind'], number>>> = { money: 100, rate: 10_000 };

const isTextual = (kind: GridColumn['kind']): boolean => kind === 'text' || kind === 'choice';

function numberIn(kind: GridColumn['kind'], value: string | number | null | undefined): number | null {
  if (kind === 'date') return typeof value === 'string' ? parseIsoDate(value.slice(0, 10)) : null;
  return typeof value === 'number' ? Math.round(value * (SCALES[kind] ?? 1) * 1e6) / 1e6 : null;
}

/** The filter of one column in the terms and units of the store; null when it is not complete. */
export function conditionOf(column: GridColumn, filter: ColumnFilter): GridCondition | null {
  const { name, kind } = column;
  const type = filter.type ?? '';
  if (type === 'blank' || type === 'notBlank')
    return { kind: 'blank', column: name, isBlank: type === 'blank' };
  if (isTextual(kind)) {
    if (!isKey(TEXT_OPERATORS, type) || typeof filter.filter !== 'string' || filter.filter === '')
      return null;
    return { kind: 'text', column: name, operator: TEXT_OPERATORS[type], value: filter.filter };
  }
  const from = numberIn(kind, kind === 'date' ? filter.dateFrom : filter.filter);
  if (from === null) return null;
  if (type === 'inRange') {
    const to = numberIn(kind, kind === 'date' ? filter.dateTo : filter.filterTo);
    return to === null ? null : { kind: 'between', column: name, from, to };
  }
  return isKey(NUMBER_OPERATORS, type)
    ? { kind: 'number', column: name, operator: NUMBER_OPERATORS[type], value: from }
    : null;
}

/** The conditions of all filters, in the order of the columns. */
export function conditionsOf(
  columns: readonly GridColumn[],
  filters: Readonly<Record<string, ColumnFilter | undefined>>,
): GridCondition[] {
  return columns.flatMap((column) => {
    const filter = filters[column.name];
    const condition = filter === undefined ? null : conditionOf(column, filter);
    return condition === null ? [] : [condition];
  });
}
