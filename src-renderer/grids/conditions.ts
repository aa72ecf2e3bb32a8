import type { GridColumn, GridCondition } from '../../src-shared/api/results.ts';
import type { CellValue } from './cell-text.ts';

/** The conditions of each column that has any: what the grid keeps for its filters. */
export type FilterModel = Readonly<Record<string, readonly GridCondition[]>>;

/** Conditions by column; those on columns that the grid does not have are left out. */
export function filterModelOf(
  columns: readonly Pick<GridColumn, 'name'>[],
  conditions: readonly GridCondition[],
): FilterModel {
  const model: Record<string, GridCondition[]> = {};
  for (const { name } of columns) {
    const own = conditions.filter(({ column }) => column === name);
    if (own.length > 0) model[name] = own;
  }
  return model;
}

/** The conditions of all filters, in the order of the columns. */
export const conditionsOf = (
  columns: readonly Pick<GridColumn, 'name'>[],
  model: FilterModel,
): readonly GridCondition[] => columns.flatMap(({ name }) => model[name] ?? []);

type NumberOperator = (GridCondition & { kind: 'number' })['operator'];
type TextOperator = (GridCondition & { kind: 'text' })['operator'];

const NUMBER_TESTS: Readonly<Record<NumberOperator, (value: number, wanted: number) => boolean>> = {
  equals: (value, wanted) => value === wanted,
  notEqual: (value, wanted) => value !== wanted,
  lessThan: (value, wanted) => value < wanted,
  lessThanOrEqual: (value, wanted) => value <= wanted,
  greaterThan: (value, wanted) => value > wanted,
  greaterThanOrEqual: (value, wanted) => value >= wanted,
};
const TEXT_TESTS: Readonly<Record<TextOperator, (value: string, wanted: string) => boolean>> = {
  contains: (value, wanted) => value.includes(wanted),
  notContains: (value, wanted) => !value.includes(wanted),
  equals: (value, wanted) => value === wanted,
  notEqual: (value, wanted) => value !== wanted,
  startsWith: (value, wanted) => value.startsWith(wanted),
  endsWith: (value, wanted) => value.endsWith(wanted),
};

/**
 * Whether a value that a list names meets a condition, as the store judges it: so the list shows what is ticked whatever
 * kind of condition led here. Null is no value.
 */
export function holds(condition: GridCondition, value: string | null): boolean {
  switch (condition.kind) {
    case 'oneOf':
      return condition.values.includes(value);
    case 'blank':
      return condition.isBlank === (value === null);
    case 'number':
      return value === null
        ? condition.operator === 'notEqual'
        : NUMBER_TESTS[condition.operator](Number(value), condition.value);
    case 'between':
      return value !== null && Number(value) >= condition.from && Number(value) <= condition.to;
    case 'text':
      return value === null
        ? condition.operator === 'notEqual' || condition.operator === 'notContains'
        : TEXT_TESTS[condition.operator](value.toLowerCase(), condition.value.toLowerCase());
  }
}

/** The condition that a column has the value of a cell, or has another one. */
export function conditionOn(column: GridColumn, value: CellValue, isWanted: boolean): GridCondition {
  const { name, kind } = column;
  if (value === null) return { kind: 'blank', column: name, isBlank: isWanted };
  if (typeof value === 'number')
    return { kind: 'number', column: name, operator: isWanted ? 'equals' : 'notEqual', value };
  if (kind === 'choice' && isWanted) return { kind: 'oneOf', column: name, values: [value] };
  return { kind: 'text', column: name, operator: isWanted ? 'equals' : 'notEqual', value };
}

/**
 * The conditions with one more on a column. A wish for a value replaces what was asked of the column; a denial adds to
 * it.
 */
export function withCondition(
  conditions: readonly GridCondition[],
  added: GridCondition,
  isWanted: boolean,
): readonly GridCondition[] {
  const text = JSON.stringify(added);
  return [
    ...conditions.filter(
      (condition) => !(isWanted && condition.column === added.column) && JSON.stringify(condition) !== text,
    ),
    added,
  ];
}
