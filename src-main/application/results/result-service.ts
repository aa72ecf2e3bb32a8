import { z } from 'zod';
import type {
  GridColumn,
  GridPageRequest,
  GridSelection,
  GridTotals,
  GridValueCount,
  ResultService,
  RunOverview,
} from '../../../src-shared/api/results.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import { readEmployeeIds, type EmployeeIds } from './employee-ids.ts';
import { readRows, streamRows, type RowSource, type RowValues } from './grid-page.ts';
import { gridColumn } from './grid-relations.ts';
import { asNumber, GridSql, hasFewValues, relationOf, sourceOf } from './grid-sql.ts';
import { rowOrder, type RowOrder } from './row-order.ts';
import { textsOf, type ReadableRuns } from './run-dictionary.ts';
import { eventTotals, runOverview, type EventTotal } from './run-overview.ts';

/** Orders that are kept: the grids of a screen, and the one before a filter was changed. */
const MOST_ORDERS = 4;

/** Runs whose employee ids are kept: some 10 MB at 100,000 people. */
const MOST_RUNS = 2;

const MOST_TOTALS = 50;

/** Milliseconds without a page asked for after which the whole of an order is made: what is on the screen goes first. */
const QUIET = 250;

const valueRow = z.tuple([z.number().nullable(), z.number()]);
const totalRow = z.array(z.number().nullable());

/** The rows behind results. */
export class ResultReader implements ResultService {
  readonly #workspace: Workspace;
  readonly #runs: ReadableRuns;
  readonly #employees = new Map<string, Promise<EmployeeIds>>();
  readonly #orders = new Map<string, Promise<RowOrder>>();
  readonly #totals = new Map<string, Promise<GridTotals>>();
  #quiet: NodeJS.Timeout | undefined;

  constructor(workspace: Workspace, runs: ReadableRuns) {
    this.#workspace = workspace;
    this.#runs = runs;
  }

  async columns({
    runId,
    relation,
  }: Pick<GridSelection, 'runId' | 'relation'>): Promise<readonly GridColumn[]> {
    const run = await this.#runs.read(runId);
    return relationOf(relation).columns.map((source) => {
      const texts = (textsOf(source, run) ?? []).filter((text) => text !== undefined);
      return gridColumn(source, { choices: [...new Set(texts)], hasFewValues: hasFewValues(source) });
    });
  }

  async page(request: GridPageRequest): ReturnType<ResultService['page']> {
    clearTimeout(this.#quiet);
    const { start, limit } = request;
    const source = await this.#source(request.runId);
    const order = await this.#order(source, request);
    const [totalRows, columns] = await Promise.all([
      order.length(),
      order.keys(start, start + limit).then((keys) => readRows(source, request, keys)),
    ]);
    this.#prepareWhenQuiet(order);
    return { start, rows: Math.max(0, Math.min(limit, totalRows - start)), totalRows, columns };
  }

  totals(request: GridSelection): Promise<GridTotals> {
    const { runId, relation, conditions } = request;
    return remembered(this.#totals, JSON.stringify({ runId, relation, conditions }), MOST_TOTALS, () =>
      this.#sum(request),
    );
  }

  async values({
    runId,
    relation: name,
    conditions,
    column,
  }: Parameters<ResultService['values']>[0]): Promise<readonly GridValueCount[]> {
    const run = await this.#runs.read(runId);
    const relation = relationOf(name);
    const source = sourceOf(relation, column);
    if (!hasFewValues(source))
      throw new PlanAlignError('CALL_INVALID', `${column} has too many values to list them.`);
    const { sql, values } = new GridSql(run, relation).rows(
      conditions,
      (table) => `${asNumber(source, table)} AS value`,
    );
    const statement = `SELECT value, CAST(count(*) AS DOUBLE) AS n FROM (${sql}) GROUP BY value`;
    const texts = textsOf(source, run);
    const rowsOf = new Map<string | null, number>();
    for await (const chunk of this.#workspace.stream(statement, [...values]))
      for (const [code, rows] of z.array(valueRow).parse(chunk.getRows())) {
        const text = code === null ? null : texts === null ? String(code) : (texts[code] ?? null);
        rowsOf.set(text, (rowsOf.get(text) ?? 0) + rows);
      }
    return [...rowsOf].map(([value, rows]) => ({ value, rows })).sort((a, b) => b.rows - a.rows);
  }

  async #sum({ runId, relation: name, conditions }: GridSelection): Promise<GridTotals> {
    const run = await this.#runs.read(runId);
    const relation = relationOf(name);
    const summed = relation.columns.filter(
      (source) =>
        source.isSummable && (!source.isLookedUp || conditions.some(({ column }) => column === source.name)),
    );
    const { sql, values } = new GridSql(run, relation).rows(conditions, (table) =>
      ['t.person', ...summed.map((source, index) => `${asNumber(source, table)} AS c${index}`)].join(', '),
    );
    const sums = summed.map((_, index) => `sum(c${index})`);
    const statement = `SELECT CAST(count(*) AS DOUBLE), CAST(count(DISTINCT person) AS DOUBLE), ${sums.join(', ')}
      FROM (${sql})`;
    let found: readonly (number | null)[] = [];
    // On a connection of its own: a page that is asked for meanwhile does not wait.
    for await (const chunk of this.#workspace.stream(statement, [...values]))
      [found = []] = z.array(totalRow).parse(chunk.getRows());
    const [rows, people, ...summedValues] = found;
    return {
      rows: rows ?? 0,
      people: people ?? 0,
      sums: Object.fromEntries(
        summed.map(({ name: column }, index) => [column, summedValues[index] ?? null]),
      ),
    };
  }

  async overview({ runId }: Pick<GridSelection, 'runId'>): Promise<RunOverview> {
    return runOverview(this.#workspace, await this.#runs.read(runId));
  }

  /** The events of a run by year, type and category. */
  async eventTotals(runId: string): Promise<readonly EventTotal[]> {
    return eventTotals(this.#workspace, await this.#runs.read(runId));
  }

  /** All rows of a selection in its order, some at a time. */
  async *pages(selection: GridSelection, columns: readonly string[]): AsyncGenerator<RowValues> {
    yield* streamRows(await this.#source(selection.runId), selection, columns);
  }

  async #source(runId: string): Promise<RowSource> {
    const run = await this.#runs.read(runId);
    const employees = await remembered(this.#employees, runId, MOST_RUNS, () =>
      readEmployeeIds(this.#workspace, run.key),
    );
    return { workspace: this.#workspace, run, employees };
  }

  #order(
    { run, employees }: RowSource,
    { runId, relation, conditions, sort }: GridSelection,
  ): Promise<RowOrder> {
    const selection = { runId, relation, conditions, sort };
    return remembered(this.#orders, JSON.stringify(selection), MOST_ORDERS, () =>
      Promise.resolve(rowOrder(this.#workspace, run, selection, employees.ascend)),
    );
  }

  #prepareWhenQuiet(order: RowOrder): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      // Whoever needs it asks for it again and hears of the failure.
      order.prepare().catch(() => undefined);
    }, QUIET);
    this.#quiet.unref();
  }
}
