import type { ColDef, ICellRendererParams, ITooltipParams, ValueFormatterParams } from 'ag-grid-community';
import type { GridColumn, GridSelection } from '../../src-shared/api/results.ts';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { personPlace } from '../state/drill.ts';
import { fragmentOf, type Place } from '../state/navigation.ts';
import { cellText, type CellValue, type GridRow } from './cell-text.ts';
import { hasCodes, textWords } from './column-words.ts';
import type { FilterContext } from './filter-context.ts';
import { filterOf, type FilterDisplays } from './filter-displays.tsx';
import classes from './grid.module.css';
import { ListFilter } from './ListFilter.tsx';
import { ValueFilter } from './ValueFilter.tsx';

/** The column that says whose row it is. */
const EMPLOYEE = 'employeeId';

/** Years are names: they stand on the left, and so does the word that names the total. */
const isNumeric = ({ name, kind }: GridColumn): boolean =>
  name !== 'year' && !['text', 'choice', 'date', 'yesNo'].includes(kind);

const UNITS: Readonly<Partial<Record<GridColumn['kind'], string>>> = {
  rate: 'in percent',
  money: 'in dollars',
};

/** Wide enough for the header with its filter, and for what stands below it. */
export function widthOf(relation: GridSelection['relation'], column: GridColumn): number {
  const { name, kind, title, choices } = column;
  const header = title.length * 8 + 64;
  const longest = choices.reduce(
    (most, choice) => Math.max(most, textWords(relation, name, choice).length),
    0,
  );
  const content: Readonly<Partial<Record<GridColumn['kind'], number>>> = {
    text: 160,
    choice: Math.min(240, longest * 8 + 24),
    date: 118,
    money: 130,
  };
  return Math.max(header, 100, content[kind] ?? 0);
}

/** The person of a row, on the day of the event where the row is one; null while it is not loaded. */
export function personOf(
  runId: string,
  relation: GridSelection['relation'],
  row: GridRow | undefined,
): Place | null {
  const employeeId = row?.[EMPLOYEE];
  if (typeof employeeId !== 'string') return null;
  const date = relation === 'events' ? row?.['date'] : null;
  return personPlace(runId, employeeId, typeof date === 'number' ? formatIsoDate(date as Day) : null);
}

/** Whose row it is. */
export const employeeOf = (row: GridRow | undefined): string | null => {
  const id = row?.[EMPLOYEE];
  return typeof id === 'string' ? id : null;
};

type Params = ValueFormatterParams<GridRow, CellValue>;

/** The columns of a grid as the grid wants them. */
export function definitionsOf(
  runId: string,
  relation: GridSelection['relation'],
  columns: readonly GridColumn[],
  countValues: FilterContext['countValues'],
  displays: FilterDisplays,
): ColDef<GridRow, CellValue>[] {
  const employee = ({ data, value, node }: ICellRendererParams<GridRow, CellValue>): HTMLElement => {
    const isTotal = (node.rowPinned ?? null) !== null;
    const place = isTotal ? null : personOf(runId, relation, data);
    const shown = document.createElement(place === null ? 'span' : 'a');
    shown.textContent = String(value ?? '');
    if (shown instanceof HTMLAnchorElement && place !== null) {
      shown.href = fragmentOf(place);
      shown.className = classes['person'] ?? '';
      shown.tabIndex = -1;
      shown.draggable = false;
    }
    return shown;
  };
  return columns.map((column): ColDef<GridRow, CellValue> => {
    const { name, title, kind, description, hasFewValues } = column;
    const unit = hasFewValues ? undefined : UNITS[kind];
    const text = ({ value, node, data, api, column: shown }: Params): string => {
      // The word that names the row of totals stands where the first column without a total is.
      if (node?.rowPinned === 'bottom' && typeof value !== 'number') {
        const free = api
          .getAllDisplayedColumns()
          .find((other) => typeof data?.[other.getColId()] !== 'number');
        return free === shown ? 'Total' : '';
      }
      return cellText(relation, column, value);
    };
    return {
      colId: name,
      field: name,
      headerName: title,
      headerTooltip: [description, unit === undefined ? '' : `Filter ${unit}`].filter(Boolean).join('. '),
      valueFormatter: text,
      filter: {
        component: filterOf(displays, hasFewValues ? ListFilter : ValueFilter, {
          about: column,
          relation,
          countValues,
        }),
        doesFilterPass: () => true,
      },
      ...(hasCodes(relation, name)
        ? { tooltip: ({ value }: ITooltipParams<GridRow, CellValue>) => value }
        : {}),
      ...(name === EMPLOYEE ? { cellRenderer: employee } : {}),
      ...(isNumeric(column)
        ? { type: 'rightAligned', cellClass: `ag-right-aligned-cell ${classes['number'] ?? ''}` }
        : {}),
    };
  });
}
