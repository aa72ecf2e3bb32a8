import type { GridCondition, GridSelection } from '../../../src-shared/api/results.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { EMPLOYEE, RELATIONS, type GridRelation, type GridSource } from './grid-relations.ts';
import { textsOf, type ReadableRun } from './run-dictionary.ts';

/** A statement and the values of its parameters `$1`, `$2`, … */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export const relationOf = (name: GridSelection['relation']): GridRelation => RELATIONS[name];

/** @throws PlanAlignError COLUMN_UNKNOWN */
export function sourceOf(relation: GridRelation, name: string): GridSource {
  const found = relation.columns.find((source) => source.name === name);
  if (found === undefined) throw new PlanAlignError('COLUMN_UNKNOWN', `There is no column ${name}.`);
  return found;
}

/** Dates as day numbers, everything else as it is stored. */
const valueOf = (source: GridSource, table: string): string | null => {
  const sql = source.sql[table];
  if (sql === undefined) return null;
  return source.kind === 'date' ? `(${sql} - DATE '1970-01-01')` : sql;
};

/** A column as it is read: one number a row, or none. */
export const asNumber = (source: GridSource, table: string): string =>
  `CAST(${valueOf(source, table) ?? 'NULL'} AS DOUBLE)`;

/** Whether a column has so few values that they can be listed: then a condition may name them. */
export const hasFewValues = ({ kind, name }: GridSource): boolean =>
  kind === 'choice' || kind === 'yesNo' || FEW_NUMBERS.has(name);

const FEW_NUMBERS = new Set(['year', 'level', 'fromLevel']);

/** Collects the parameters of a statement. */
class Parameters {
  readonly values: (string | number)[] = [];

  add(value: string | number): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Forgets all but the first `length`. */
  cutTo(length: number): void {
    this.values.length = length;
  }
}

const NUMBER_SQL = {
  equals: '=',
  // What has no value is not equal to any.
  notEqual: 'IS DISTINCT FROM',
  lessThan: '<',
  lessThanOrEqual: '<=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
} as const;

type TextOperator = (GridCondition & { kind: 'text' })['operator'];

const matches: Readonly<Record<TextOperator, (text: string, wanted: string) => boolean>> = {
  contains: (text, wanted) => text.includes(wanted),
  notContains: (text, wanted) => !text.includes(wanted),
  equals: (text, wanted) => text === wanted,
  notEqual: (text, wanted) => text !== wanted,
  startsWith: (text, wanted) => text.startsWith(wanted),
  endsWith: (text, wanted) => text.endsWith(wanted),
};

/** SQL of a text operator on a lower-case text. */
const TEXT_SQL: Readonly<Record<TextOperator, (text: string, wanted: string) => string>> = {
  contains: (text, wanted) => `contains(${text}, ${wanted})`,
  notContains: (text, wanted) => `NOT contains(${text}, ${wanted})`,
  equals: (text, wanted) => `${text} = ${wanted}`,
  notEqual: (text, wanted) => `${text} <> ${wanted}`,
  startsWith: (text, wanted) => `starts_with(${text}, ${wanted})`,
  endsWith: (text, wanted) => `ends_with(${text}, ${wanted})`,
};

/** Turns the conditions and the order of a selection into SQL over the tables of its relation. */
export class GridSql {
  readonly #run: ReadableRun;
  readonly #relation: GridRelation;

  constructor(run: ReadableRun, relation: GridRelation) {
    this.#run = run;
    this.#relation = relation;
  }

  /** Rows that meet the conditions, one SELECT a table, with `columns` as SQL by table. */
  rows(
    conditions: readonly GridCondition[],
    columns: (table: string, rank: string, index: number) => string,
  ): Statement {
    const parameters = new Parameters();
    const parts = this.#relation.tables.flatMap(({ table, rank }, index) => {
      const before = parameters.values.length;
      const where = conditions.map((condition) => this.#condition(condition, table, parameters));
      // Planning a table costs a millisecond, whether or not it has rows.
      if (where.includes('false')) {
        parameters.cutTo(before);
        return [];
      }
      const all = [`t.run_key = ${this.#run.key}`, ...where.filter((test) => test !== 'true')];
      return [`SELECT ${columns(table, rank, index)} FROM ${table} t WHERE ${all.join(' AND ')}`];
    });
    if (parts.length > 0) return { sql: parts.join(' UNION ALL '), values: parameters.values };
    const [first] = this.#relation.tables;
    return {
      sql: `SELECT ${columns(first.table, first.rank, 0)} FROM ${first.table} t WHERE false`,
      values: [],
    };
  }

  /**
   * What rows are sorted by in one table: one expression for each part of the order. `idsAscend` says that the employee
   * ids of the run ascend with the numbers of its persons, which spares their texts.
   */
  sortKeys(sort: GridSelection['sort'], table: string, idsAscend: boolean): readonly string[] {
    return sort.map(({ column }) => {
      const source = sourceOf(this.#relation, column);
      const value = valueOf(source, table);
      if (value === null) return 'NULL';
      if (source.name === EMPLOYEE)
        return idsAscend
          ? 't.person'
          : `(SELECT p.employee_id FROM run_person p WHERE p.run_key = t.run_key AND p.person = t.person)`;
      const texts = textsOf(source, this.#run);
      if (texts === null) return value;
      // Codes in the order of their texts.
      const inOrder = [...texts.keys()]
        .filter((code) => texts[code] !== undefined)
        .sort((a, b) => compareTexts(texts[a] ?? '', texts[b] ?? ''));
      const place = Array.from(texts, (text, code) => (text === undefined ? 'NULL' : inOrder.indexOf(code)));
      return `([${place.join(', ')}])[${value} + 1]`;
    });
  }

  #condition(condition: GridCondition, table: string, parameters: Parameters): string {
    const source = sourceOf(this.#relation, condition.column);
    const value = valueOf(source, table);
    if (value === null) return holdsForNone(condition) ? 'true' : 'false';
    const texts = textsOf(source, this.#run);
    const none =
      texts === null ? `${value} IS NULL` : `NOT coalesce(${inCodes(value, texts, () => true)}, false)`;
    if (condition.kind === 'blank') return condition.isBlank ? none : `NOT (${none})`;
    if (source.name === EMPLOYEE) return this.#employee(condition, parameters);
    if (texts !== null) {
      const has = inCodes(value, texts, textTest(condition));
      return holdsForNone(condition) ? `(${has} OR ${none})` : has;
    }
    switch (condition.kind) {
      case 'number':
        return `${value} ${NUMBER_SQL[condition.operator]} ${parameters.add(condition.value)}`;
      case 'between':
        return `${value} BETWEEN ${parameters.add(condition.from)} AND ${parameters.add(condition.to)}`;
      case 'oneOf': {
        if (!hasFewValues(source))
          throw new PlanAlignError('CALL_INVALID', `${source.name} has too many values to name them.`);
        const numbers = condition.values.filter((text) => text !== null).map(Number);
        if (!numbers.every(Number.isSafeInteger))
          throw new PlanAlignError('CALL_INVALID', `${source.name} is a whole number.`);
        const has = numbers.length === 0 ? 'false' : `CAST(${value} AS INTEGER) IN (${numbers.join(', ')})`;
        return holdsForNone(condition) ? `(${has} OR ${none})` : has;
      }
      case 'text':
        throw new PlanAlignError('CALL_INVALID', `${source.name} is a number: it has no text.`);
    }
  }

  #employee(condition: GridCondition, parameters: Parameters): string {
    const persons = (test: string): string =>
      `t.person IN (SELECT person FROM run_person WHERE run_key = ${this.#run.key} AND ${test})`;
    const id = 'lower(employee_id)';
    if (condition.kind === 'text')
      return persons(TEXT_SQL[condition.operator](id, parameters.add(condition.value.toLowerCase())));
    if (condition.kind === 'oneOf') {
      const ids = condition.values.filter((id) => id !== null);
      return ids.length === 0
        ? 'false'
        : persons(`employee_id IN (${ids.map((id) => parameters.add(id)).join(', ')})`);
    }
    throw new PlanAlignError('CALL_INVALID', 'An employee id is a text.');
  }
}

/** Whether a condition is met where there is no value: what denies something is. */
function holdsForNone(condition: GridCondition): boolean {
  switch (condition.kind) {
    case 'blank':
      return condition.isBlank;
    case 'oneOf':
      return condition.values.includes(null);
    case 'text':
      return condition.operator === 'notContains' || condition.operator === 'notEqual';
    case 'number':
      return condition.operator === 'notEqual';
    case 'between':
      return false;
  }
}

/** Texts in the order of their code points: the same on every machine. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function textTest(condition: GridCondition): (text: string) => boolean {
  if (condition.kind === 'oneOf') return (text) => condition.values.includes(text);
  if (condition.kind !== 'text') throw new PlanAlignError('CALL_INVALID', `${condition.column} is a text.`);
  const wanted = condition.value.toLowerCase();
  return (text) => matches[condition.operator](text.toLowerCase(), wanted);
}

/** Whether a code is one of those whose text passes a test: the texts are few, the rows are many. */
function inCodes(
  value: string,
  texts: readonly (string | undefined)[],
  test: (text: string) => boolean,
): string {
  const codes = [...texts.keys()].filter((code) => {
    const text = texts[code];
    return text !== undefined && test(text);
  });
  return codes.length === 0 ? 'false' : `${value} IN (${codes.join(', ')})`;
}
