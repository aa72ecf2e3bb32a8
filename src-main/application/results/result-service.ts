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
import { remembered } from '../remembered.ts';
import { textsOf, type ReadableRun, type ReadableRuns } from './run-dictionary.ts';

/** Orders that are kept: the grids of a screen, and the one before a filter was changed. */
const MOST_ORDERS = 4;

/** The rows behind results. */
export class ResultReader implements ResultService {
  readonly #workspace: Workspace;
  readonly #runs: ReadableRuns;
  readonly #orders = new Map<string, Promise<RowOrder>>();

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
      return gridColumn(source, [...new Set(texts)]);
    });
  }

  async page(request: GridPageRequest): ReturnType<ResultService['page']> {
    const { start, limit } = request;
    const run = await this.#runs.read(request.runId);
    const order = await this.#order(run, request);
    const keys = order.slice(start, start + limit);
    const columns = await readRows(this.#workspace, run, request, keys);
    return { start, rows: keys.years.length, totalRows: order.length, columns };
  }

  async totals({ runId, relation: name, conditions }: GridSelection): Promise<GridTotals> {
    const run = await this.#runs.read(runId);
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
    return runOverview(this.#workspace, await this.#runs.read(runId));
  }

  /** The events of a run by year, type and category. */
  async eventTotals(runId: string): Promise<readonly EventTotal[]> {
    return eventTotals(this.#workspace, await this.#runs.read(runId));
  }

  /** All rows of a selection, a page at a time. */
  async *pages(
    selection: GridSelection,
    columns: readonly string[],
    rowsAPage: number,
  ): AsyncGenerator<{ readonly rows: number; readonly columns: readonly GridValues[] }> {
    const run = await this.#runs.read(selection.runId);
    const order = await this.#order(run, selection);
    for (let start = 0; start < order.length; start += rowsAPage) {
      const keys = order.slice(start, start + rowsAPage);
      const request = { relation: selection.relation, columns: [...columns] };
      yield { rows: keys.years.length, columns: await readRows(this.#workspace, run, request, keys) };
    }
  }

  #order(run: ReadableRun, { runId, relation, conditions, sort }: GridSelection): Promise<RowOrder> {
    const selection = { runId, relation, conditions, sort };
    return remembered(this.#orders, JSON.stringify(selection), MOST_ORDERS, () =>
      rowOrder(this.#workspace, run, selection),
    );
  }
}
