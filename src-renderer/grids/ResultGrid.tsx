import { Group, Text, useComputedColorScheme } from '@mantine/core';
import {
  CellStyleModule,
  ColumnApiModule,
  DateFilterModule,
  InfiniteRowModelModule,
  ModuleRegistry,
  NumberFilterModule,
  PinnedRowModule,
  TextFilterModule,
  themeQuartz,
  TooltipModule,
  type ColDef,
  type IDatasource,
  type IGetRowsParams,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { GridColumn, GridSelection, GridTotals } from '../../src-shared/api/results.ts';
import { styleNonce } from '../api/nonce.ts';
import { people } from '../components/format.ts';
import { reportFailure } from '../components/notify.ts';
import { connectedHost } from '../state/session.ts';
import { numberText, rowsOf, type GridRow } from './cell-text.ts';
import { conditionsOf } from './grid-conditions.ts';
import classes from './grid.module.css';

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  TextFilterModule,
  NumberFilterModule,
  DateFilterModule,
  PinnedRowModule,
  TooltipModule,
  CellStyleModule,
  ColumnApiModule,
]);

const ROWS_A_PAGE = 200;
const PAGES_KEPT = 20;

const THEME = themeQuartz.withParams({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSize: 13,
  headerFontSize: 13,
  spacing: 5,
  accentColor: '#007373',
});
const THEMES = {
  light: THEME,
  dark: THEME.withParams({
    backgroundColor: '#242424',
    foregroundColor: '#e9ecef',
    headerBackgroundColor: '#2e2e2e',
    borderColor: '#424242',
    accentColor: '#2fa6a5',
    browserColorScheme: 'dark',
  }),
};

const FILTERS: Readonly<Partial<Record<GridColumn['kind'], string>>> = {
  text: 'agTextColumnFilter',
  choice: 'agTextColumnFilter',
  date: 'agDateColumnFilter',
};
/** Years are names: they stand on the left, and so does the word that names the total. */
const isNumeric = ({ name, kind }: GridColumn): boolean =>
  name !== 'year' && !['text', 'choice', 'date', 'yesNo'].includes(kind);
const UNITS: Readonly<Partial<Record<GridColumn['kind'], string>>> = {
  rate: 'in percent',
  money: 'in dollars',
};

/** Wide enough for the header with its filter, and for what stands below it. */
function widthOf({ kind, title, choices }: GridColumn): number {
  const header = title.length * 9 + 50;
  const longest = choices.reduce((most, choice) => Math.max(most, choice.length), 0);
  const content: Readonly<Partial<Record<GridColumn['kind'], number>>> = {
    text: 150,
    choice: Math.min(260, longest * 9 + 24),
    date: 118,
    money: 130,
  };
  return Math.max(header, 100, content[kind] ?? 0);
}

function definitionOf(column: GridColumn): ColDef<GridRow> {
  const { name, title, kind, description } = column;
  const unit = UNITS[kind];
  return {
    colId: name,
    field: name,
    headerName: title,
    headerTooltip: [description, unit === undefined ? '' : `Filter ${unit}`].filter(Boolean).join('. '),
    filter: FILTERS[kind] ?? 'agNumberColumnFilter',
    filterParams: { maxNumConditions: 1, buttons: ['reset'], debounceMs: 300 },
    width: widthOf(column),
    ...(isNumeric(column)
      ? { type: 'rightAligned', cellClass: `ag-right-aligned-cell ${classes['number'] ?? ''}` }
      : {}),
  };
}

/** What is shown and asked for: kept in step with the filters and the order of the grid. */
export type Shown = Pick<GridSelection, 'conditions' | 'sort'>;

/**
 * All rows of a relation of a run, however many: pages come as they are scrolled to, and filter, order and totals are
 * those of the database.
 */
export function ResultGrid({
  runId,
  relation,
  columns,
  label,
  onShown,
  action,
}: {
  readonly runId: string;
  readonly relation: GridSelection['relation'];
  readonly columns: readonly GridColumn[];
  /** What the rows are, for the reader of a screen. */
  readonly label: string;
  /** Hears what is shown whenever it changes. */
  readonly onShown: (shown: Shown) => void;
  /** What can be done with the rows, beside their count. */
  readonly action: ReactNode;
}): ReactNode {
  const scheme = useComputedColorScheme('light');
  const [totals, setTotals] = useState<GridTotals | null>(null);
  const asked = useRef('');
  const definitions = useMemo(() => columns.map(definitionOf), [columns]);
  const source = useMemo<IDatasource>(() => {
    const { results } = connectedHost().api;
    const names = columns.map(({ name }) => name);
    const sum = (selection: GridSelection): void => {
      const key = JSON.stringify(selection.conditions);
      if (asked.current === key) return;
      asked.current = key;
      setTotals(null);
      results.totals(selection).then((found) => {
        if (asked.current === key) setTotals(found);
      }, reportFailure);
    };
    return {
      getRows: (request: IGetRowsParams) => {
        const { startRow, endRow, sortModel } = request;
        const selection: GridSelection = {
          runId,
          relation,
          conditions: conditionsOf(columns, request.filterModel as Parameters<typeof conditionsOf>[1]),
          sort: sortModel.map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' })),
        };
        onShown(selection);
        sum({ ...selection, sort: [] });
        results.page({ ...selection, columns: names, start: startRow, limit: endRow - startRow }).then(
          (page) => {
            request.successCallback([...rowsOf(columns, page)], page.totalRows);
          },
          (error: unknown) => {
            reportFailure(error);
            request.failCallback();
          },
        );
      },
    };
  }, [runId, relation, columns, onShown]);
  const [first] = columns;
  const totalRow: GridRow[] =
    totals === null
      ? []
      : [
          {
            ...Object.fromEntries(
              columns.map(({ name, kind, isSummable }) => [
                name,
                isSummable ? numberText(kind, totals.sums[name] ?? null) : '',
              ]),
            ),
            ...(first === undefined ? {} : { [first.name]: 'Total' }),
          },
        ];
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {totals === null ? 'Counting …' : `${people(totals.rows)} rows, ${people(totals.people)} people`}
        </Text>
        {action}
      </Group>
      <section className={classes['grid'] ?? ''} aria-label={label}>
        <AgGridReact<GridRow>
          theme={THEMES[scheme]}
          styleNonce={styleNonce()}
          columnDefs={definitions}
          defaultColDef={{ sortable: true, resizable: true, suppressHeaderMenuButton: false }}
          rowModelType="infinite"
          datasource={source}
          cacheBlockSize={ROWS_A_PAGE}
          maxBlocksInCache={PAGES_KEPT}
          maxConcurrentDatasourceRequests={2}
          infiniteInitialRowCount={1}
          pinnedBottomRowData={totalRow}
          tooltipShowDelay={400}
          suppressCellFocus={false}
          enableCellTextSelection
        />
      </section>
    </>
  );
}
