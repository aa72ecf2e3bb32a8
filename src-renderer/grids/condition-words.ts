import type { GridColumn, GridCondition, GridSelection } from '../../src-shared/api/results.ts';
import { exactMoney, money, percent, plainNumber } from '../components/format.ts';
import { cellText } from './cell-text.ts';
import { valueWords } from './column-words.ts';

type Relation = GridSelection['relation'];
type NumberOperator = (GridCondition & { kind: 'number' })['operator'];
type TextOperator = (GridCondition & { kind: 'text' })['operator'];

/** What the operators are called, for amounts and for days. */
export const NUMBER_WORDS: Readonly<Record<NumberOperator, string>> = {
  equals: 'is',
  notEqual: 'is not',
  lessThan: 'is below',
  lessThanOrEqual: 'is at most',
  greaterThan: 'is above',
  greaterThanOrEqual: 'is at least',
};
export const DATE_WORDS: Readonly<Record<NumberOperator, string>> = {
  equals: 'is',
  notEqual: 'is not',
  lessThan: 'is before',
  lessThanOrEqual: 'is on or before',
  greaterThan: 'is after',
  greaterThanOrEqual: 'is on or after',
};
export const TEXT_WORDS: Readonly<Record<TextOperator, string>> = {
  contains: 'contains',
  notContains: 'does not contain',
  equals: 'is',
  notEqual: 'is not',
  startsWith: 'starts with',
  endsWith: 'ends with',
};

/** Values that are named in a sentence before it counts them. */
const MOST_NAMED = 3;
const PPM_PER_TENTH = 1_000;

function amount(relation: Relation, column: GridColumn, value: number): string {
  if (column.kind === 'money') return value % 100 === 0 ? money(value) : exactMoney(value);
  // The share that a condition means may have more decimals than a cell shows.
  if (column.kind === 'rate')
    return value % PPM_PER_TENTH === 0 ? percent(value / 1_000_000) : `${plainNumber(value / 10_000)}%`;
  if (column.kind === 'yesNo') return value === 0 ? 'no' : 'yes';
  return cellText(relation, column, value);
}

const orList = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1] ?? ''}`;

/** All values that a condition names, in words; empty when it names none. */
export const namedValues = (
  relation: Relation,
  column: GridColumn,
  condition: GridCondition,
): readonly string[] =>
  condition.kind === 'oneOf' ? condition.values.map((value) => valueWords(relation, column, value)) : [];

/** A condition as a sentence: "Department is Legal", "Annual pay is at least $50,000". */
export function conditionWords(relation: Relation, column: GridColumn, condition: GridCondition): string {
  const { title } = column;
  switch (condition.kind) {
    case 'oneOf': {
      const names = namedValues(relation, column, condition);
      if (names.length === 0) return `${title} is nothing`;
      if (names.length > MOST_NAMED) return `${title} is one of ${names.length} values`;
      return `${title} is ${orList(names)}`;
    }
    case 'blank':
      return `${title} is ${condition.isBlank ? '' : 'not '}blank`;
    case 'between':
      return `${title} is from ${amount(relation, column, condition.from)} to ${amount(relation, column, condition.to)}`;
    case 'number': {
      const operator = (column.kind === 'date' ? DATE_WORDS : NUMBER_WORDS)[condition.operator];
      return `${title} ${operator} ${amount(relation, column, condition.value)}`;
    }
    case 'text':
      return `${title} ${TEXT_WORDS[condition.operator]} ${valueWords(relation, column, condition.value)}`;
  }
}
