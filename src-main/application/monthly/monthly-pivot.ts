import {
  MOST_GROUPS,
  type MonthlyBasis,
  type MonthlyDimension,
  type MonthlyMeasure,
  type MonthlyPivot,
  type MonthlyPivotRequest,
} from '../../../src-shared/api/monthly.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ReadableRun } from '../results/run-dictionary.ts';
import { cubeTable, LEAVER_COLUMNS } from './cube-sql.ts';
import type { MonthlyCube } from './monthly-cube.ts';

/** Column of the cube and dictionary of the run, by dimension. */
const DIMENSIONS: Readonly<
  Record<MonthlyDimension, { readonly column: string; readonly texts: string | null }>
> = {
  department: { column: 'department', texts: 'department' },
  location: { column: 'location', texts: 'location' },
  costCentre: { column: 'cost_centre', texts: 'cost_centre' },
  jobTitle: { column: 'job_title', texts: 'job_title' },
  level: { column: 'level', texts: 'level' },
  origin: { column: 'origin', texts: null },
};

/** What people without a value, and those with an empty text for one, are called. */
const NONE = '(none)';
const EMPTY = '(empty)';
const ORIGINS: readonly string[] = ['In the census', 'Hired in the simulation'];

/** SQL of a measure over the columns of the cube. */
const MEASURES: Readonly<Record<MonthlyMeasure, (basis: MonthlyBasis) => string>> = {
  opening: () => 'opening',
  hires: () => 'hires',
  movedIn: () => 'moved_in',
  leavers: () => LEAVER_COLUMNS.join(' + '),
  leaversExperienced: () => 'leavers_0',
  leaversPriorYearHire: () => 'leavers_1',
  leaversNewHire: () => 'leavers_2',
  leaversReduction: () => 'leavers_3',
  leaversScheduled: () => 'leavers_4',
  movedOut: () => 'moved_out',
  closing: () => 'closing',
  payroll: () => 'payroll',
  severance: () => 'severance',
  planCost: (basis) => `match_${basis} + true_up + core_${basis} + core_excess_${basis}`,
  match: (basis) => `match_${basis}`,
  trueUp: () => 'true_up',
  core: (basis) => `core_${basis}`,
  coreExcess: (basis) => `core_excess_${basis}`,
  deferrals: (basis) => `deferral_${basis}`,
};

/** Text of a code of a dimension. */
function textOf(run: ReadableRun, dimension: MonthlyDimension, code: number): string {
  const { texts } = DIMENSIONS[dimension];
  const text = texts === null ? ORIGINS[code] : run.texts.get(texts)?.[code];
  return text === undefined ? NONE : text === '' ? EMPTY : text;
}

/** The values of the dimensions that occur in the months of a run, in the order of their codes; none comes last. */
export async function valuesOf(
  workspace: Workspace,
  run: ReadableRun,
): Promise<ReadonlyMap<MonthlyDimension, readonly string[]>> {
  const found = new Map<MonthlyDimension, readonly string[]>();
  for (const [dimension, { column }] of entriesOf(DIMENSIONS)) {
    const codes: number[] = [];
    for await (const chunk of workspace.stream(`SELECT DISTINCT ${column} FROM ${cubeTable(run.key)}`))
      codes.push(...chunk.getColumnValues(0).map(Number));
    codes.sort(noneLast);
    found.set(dimension, [...new Set(codes.map((code) => textOf(run, dimension, code)))]);
  }
  return found;
}

const entriesOf = <Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] =>
  Object.entries(record) as [Key, Value][];
const noneLast = (a: number, b: number): number => (a < 0 ? 1 : b < 0 ? -1 : a - b);

/** The condition that a dimension has one of some texts. */
function condition(run: ReadableRun, { dimension, values }: MonthlyPivotRequest['filters'][number]): string {
  const { column, texts } = DIMENSIONS[dimension];
  const known = texts === null ? ORIGINS : (run.texts.get(texts) ?? []);
  const codes = [-1, ...known.keys()].filter((code) => values.includes(textOf(run, dimension, code)));
  return codes.length === 0 ? 'false' : `${column} IN (${codes.join(', ')})`;
}

/** Months by group. */
export async function pivot(
  workspace: Workspace,
  run: ReadableRun,
  cube: MonthlyCube,
  { groups, filters, measures, basis }: MonthlyPivotRequest,
): Promise<MonthlyPivot> {
  const months = (cube.endYear - cube.startYear + 1) * 12;
  const columns = [...new Set(groups)].map((dimension) => DIMENSIONS[dimension].column);
  const where = filters.map((filter) => condition(run, filter));
  const sql = `SELECT ${[
    `month - ${cube.startYear * 12} AS at`,
    ...columns,
    'CAST(sum(opening + hires + moved_in) AS DOUBLE) AS people',
    ...measures.map((measure, index) => `CAST(sum(${MEASURES[measure](basis)}) AS DOUBLE) AS m${index}`),
  ].join(
    ', ',
  )} FROM ${cubeTable(run.key)} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} GROUP BY ALL`;
  const rows = new GroupedRows(columns.length, months, measures.length);
  for await (const chunk of workspace.stream(sql))
    rows.add(
      Array.from({ length: chunk.columnCount }, (_, index) => chunk.getColumnValues(index).map(Number)),
    );
  return rows.answer((codes) => codes.map((code, index) => textOf(run, groups[index] ?? 'department', code)));
}

/** The rows of an answer, collected by group. */
class GroupedRows {
  readonly #dimensions: number;
  readonly #months: number;
  readonly #measures: number;
  readonly #groups = new Map<string, Group>();

  constructor(dimensions: number, months: number, measures: number) {
    this.#dimensions = dimensions;
    this.#months = months;
    this.#measures = measures;
  }

  /** Adds rows given by column: month, codes, people, measures. */
  add([months = [], ...columns]: readonly (readonly number[])[]): void {
    months.forEach((month, row) => {
      const codes = columns.slice(0, this.#dimensions).map((column) => column[row] ?? -1);
      const key = codes.join(' ');
      const group = this.#groups.get(key) ?? this.#emptyGroup(codes);
      this.#groups.set(key, group);
      group.people += columns[this.#dimensions]?.[row] ?? 0;
      group.values.forEach((values, measure) => {
        values[month] = columns[this.#dimensions + 1 + measure]?.[row] ?? 0;
      });
    });
  }

  answer(textsOf: (codes: readonly number[]) => readonly string[]): MonthlyPivot {
    const all = [...this.#groups.values()];
    // A group without dimensions is everybody, also where nobody meets the conditions.
    if (this.#dimensions === 0 && all.length === 0) all.push(this.#emptyGroup([]));
    const isTooMany = all.length > MOST_GROUPS;
    const bySize = isTooMany ? [...all].sort((a, b) => b.people - a.people) : all;
    const kept = bySize.slice(0, isTooMany ? MOST_GROUPS - 1 : MOST_GROUPS).sort(inOrder);
    const rest = bySize.slice(kept.length);
    const values = Array.from({ length: this.#measures }, (_, measure) => {
      const joined = new Float64Array((kept.length + (isTooMany ? 1 : 0)) * this.#months);
      kept.forEach((group, index) => {
        joined.set(group.values[measure] ?? [], index * this.#months);
      });
      for (const group of rest)
        group.values[measure]?.forEach((value, month) => {
          const at = kept.length * this.#months + month;
          joined[at] = (joined[at] ?? 0) + value;
        });
      return joined;
    });
    const groups = kept.map(({ codes }) => textsOf(codes));
    if (isTooMany)
      groups.push(Array.from({ length: this.#dimensions }, () => `${rest.length} smaller groups`));
    return { groups, together: rest.length, months: this.#months, values };
  }

  #emptyGroup(codes: readonly number[]): Group {
    const values = Array.from({ length: this.#measures }, () => new Float64Array(this.#months));
    return { codes, people: 0, values };
  }
}

interface Group {
  readonly codes: readonly number[];
  /** What makes it large or small: people of its months. */
  people: number;
  readonly values: readonly Float64Array[];
}

function inOrder(a: Group, b: Group): number {
  const at = a.codes.findIndex((code, index) => code !== b.codes[index]);
  return at < 0 ? 0 : noneLast(a.codes[at] ?? -1, b.codes[at] ?? -1);
}
