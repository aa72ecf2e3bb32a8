import { z } from 'zod';
import type {
  GridColumn,
  GridPageRequest,
  GridSelection,
  GridTotals,
  GridValues,
  ResultService,
  RunOverview,
} from '../../../src-shared/api/results.ts';
import type { Workspace } from '../../store/workspace.ts';
import { readRows } from './grid-page.ts';
import { gridColumn } from './grid-relations.ts';
import { asNumber, GridSql, relationOf } from './grid-sql.ts';
import { eventTotals, runOverview, type EventTotal } from './run-overview.ts';
import { rowOrder, type RowOrder } from './row-order.ts';
import { readRun, textsOf, type ReadableRun } from './run-dictionary.ts';

/** Orders that are kept: the grids of a screen, and the one before a filter was changed. */
const MOST_ORDERS = 4;

/** The rows behind results. What a run is like is remembered: complete runs never change. */
export class ResultReader implements ResultService {
  readonly #workspace: Workspace;
  readonly #runs = new Map<string, Promise<ReadableRun>>();
  readonly #orders = new Map<string, Promise<RowOrder>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  async columns({
    runId,
    relation,
  }: Pick<GridSelection, 'runId' | 'relation'>): Promise<readonly GridColumn[]> {
    const run = await this.#run(runId);
    return relationOf(relation).columns.map((source) => {
      const texts = (textsOf(source, run) ?? []).filter((text) => text !== undefined);
      return gridColumn(source, [...new Set(texts)]);
    });
  }

  async page(request: GridPageRequest): ReturnType<ResultService['page']> {
    const { start, limit } = request;
    const run = await this.#run(request.runId);
    const order = await this.#order(run, request);
    const keys = order.slice(start, start + limit);
    const columns = await readRows(this.#workspace, run, request, keys);
    return { start, rows: keys.years.length, totalRows: order.length, columns };
  }

  async totals({ runId, relation: name, conditions }: GridSelection): Promise<GridTotals> {
    const run = await this.#run(runId);
    const relation = relationOf(name);
    const summed = relation.columns.filter(({ isSummable }) => isSummable);
    const { sql, values } = new GridSql(run, relation).rows(conditions, (table) =>
      ['t.person', ...summed.map((source, index) => `${asNumber(source, table)} AS c${index}`)].join(', '),
    );
    const sums = summed.map((_, index) => `sum(c${index}) AS c${index}`);
    const [row] = await this.#workspace.read(
      `SELECT CAST(count(*) AS DOUBLE) AS n, CAST(count(DISTINCT person) AS DOUBLE) AS people, ${sums.join(', ')}
       FROM (${sql})`,
      [...values],
    );
    const found = z.record(z.string(), z.number().nullable()).parse(row);
    return {
      rows: found['n'] ?? 0,
      people: found['people'] ?? 0,
      sums: Object.fromEntries(summed.map(({ name: column }, index) => [column, found[`c${index}`] ?? null])),
    };
  }

  async overview({ runId }: Pick<GridSelection, 'runId'>): Promise<RunOverview> {
    return runOverview(this.#workspace, await this.#run(runId));
  }

  /** The events of a run by year, type and category. */
  async eventTotals(runId: string): Promise<readonly EventTotal[]> {
    return eventTotals(this.#workspace, await this.#run(runId));
  }

  /** All rows of a selection, a page at a time. */
  async *pages(
    selection: GridSelection,
    columns: readonly string[],
    rowsAPage: number,
  ): AsyncGenerator<{ readonly rows: number; readonly columns: readonly GridValues[] }> {
    const run = await this.#run(selection.runId);
    const order = await this.#order(run, selection);
    for (let start = 0; start < order.length; start += rowsAPage) {
      const keys = order.slice(start, start + rowsAPage);
      const request = { relation: selection.relation, columns: [...columns] };
      yield { rows: keys.years.length, columns: await readRows(this.#workspace, run, request, keys) };
    }
  }

  #run(runId: string): Promise<ReadableRun> {
    return remembered(this.#runs, runId, MOST_ORDERS * 4, () => readRun(this.#workspace, runId));
  }

  #order(run: ReadableRun, { runId, relation, conditions, sort }: GridSelection): Promise<RowOrder> {
    const selection = { runId, relation, conditions, sort };
    return remembered(this.#orders, JSON.stringify(selection), MOST_ORDERS, () =>
      rowOrder(this.#workspace, run, selection),
    );
  }
}

/** A value that is made once and kept while it is among the last `most` used; a failure is not kept. */
function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  most: number,
  make: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(key) ?? make();
  known.delete(key);
  known.set(key, value);
  value.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return value;
}
