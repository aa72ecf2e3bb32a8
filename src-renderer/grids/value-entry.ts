import type { GridColumn, GridCondition } from '../../src-shared/api/results.ts';
import { formatIsoDate, parseIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { parseNumber, plainNumber } from '../components/format.ts';
import { DATE_WORDS, NUMBER_WORDS, TEXT_WORDS } from './condition-words.ts';

/** What stands in the fields of a filter. */
export interface Entered {
  /** Operator of a number or text, or `between`, `blank`, `notBlank`. */
  readonly operator: string;
  readonly from: string;
  readonly to: string;
}

interface OperatorChoice {
  readonly value: string;
  readonly label: string;
}

const BLANKS: readonly OperatorChoice[] = [
  { value: 'blank', label: 'is blank' },
  { value: 'notBlank', label: 'is not blank' },
];

/** What a value of a column is multiplied by when people write dollars and percent. */
const SCALES: Readonly<Partial<Record<GridColumn['kind'], number>>> = { money: 100, rate: 10_000 };

const choicesOf = (named: Readonly<Record<string, string>>): readonly OperatorChoice[] =>
  Object.entries(named).map(([value, label]) => ({ value, label }));

/** The operators that a column offers, the usual one first. */
export function operatorsOf({ kind }: GridColumn): readonly OperatorChoice[] {
  if (kind === 'text') return [...choicesOf(TEXT_WORDS), ...BLANKS];
  const usual = kind === 'date' ? DATE_WORDS : NUMBER_WORDS;
  return [...choicesOf(usual), { value: 'between', label: 'is between' }, ...BLANKS];
}

export const takesNoValue = (operator: string): boolean => operator === 'blank' || operator === 'notBlank';

const isKey = <Key extends string>(keys: Readonly<Record<Key, unknown>>, text: string): text is Key =>
  Object.hasOwn(keys, text);

function valueIn({ kind }: GridColumn, text: string): number | null {
  if (kind === 'date') return parseIsoDate(text);
  const value = parseNumber(text.replace(/%$/, ''));
  return value === null ? null : Math.round(value * (SCALES[kind] ?? 1) * 1e6) / 1e6;
}

function textOf({ kind }: GridColumn, value: number): string {
  return kind === 'date' ? formatIsoDate(value as Day) : plainNumber(value / (SCALES[kind] ?? 1));
}

/** The fields that stand for a condition; those of the usual operator without one. */
export function enteredOf(column: GridColumn, condition: GridCondition | undefined): Entered {
  const [usual] = operatorsOf(column);
  const none: Entered = { operator: usual?.value ?? 'equals', from: '', to: '' };
  switch (condition?.kind) {
    case undefined:
      return none;
    case 'blank':
      return { ...none, operator: condition.isBlank ? 'blank' : 'notBlank' };
    case 'text':
      return { ...none, operator: condition.operator, from: condition.value };
    case 'number':
      return { ...none, operator: condition.operator, from: textOf(column, condition.value) };
    case 'between':
      return {
        operator: 'between',
        from: textOf(column, condition.from),
        to: textOf(column, condition.to),
      };
    case 'oneOf':
      return { ...none, operator: 'equals', from: condition.values[0] ?? '' };
  }
}

/** The condition that the fields say, in the unit of the store; null while they are not complete. */
export function conditionIn(column: GridColumn, { operator, from, to }: Entered): GridCondition | null {
  const { name, kind } = column;
  if (takesNoValue(operator)) return { kind: 'blank', column: name, isBlank: operator === 'blank' };
  if (kind === 'text')
    return isKey(TEXT_WORDS, operator) && from !== ''
      ? { kind: 'text', column: name, operator, value: from }
      : null;
  const first = valueIn(column, from);
  if (first === null) return null;
  if (operator === 'between') {
    const last = valueIn(column, to);
    return last === null ? null : { kind: 'between', column: name, from: first, to: last };
  }
  return isKey(NUMBER_WORDS, operator) ? { kind: 'number', column: name, operator, value: first } : null;
}
