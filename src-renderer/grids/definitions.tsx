import { Anchor } from '@mantine/core';
import type { ColDef, ICellRendererParams, ITooltipParams, ValueFormatterParams } from 'ag-grid-community';
import type { ReactNode } from 'react';
import type { GridColumn, GridSelection } from '../../src-shared/api/results.ts';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { personPlace } from '../state/drill.ts';
import { fragmentOf, type Place } from '../state/navigation.ts';
import { cellText, type CellValue, type GridRow } from './cell-text.ts';
import { hasCodes, textWords } from './column-words.ts';
import type { FilterContext } from './filter-context.ts';
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
): ColDef<GridRow, CellValue>[] {
  const employee = ({ data, value, node }: ICellRendererParams<GridRow, CellValue>): ReactNode => {
    const place = personOf(runId, relation, data);
    if (place === null || (node.rowPinned !== undefined && node.rowPinned !== null)) return value ?? '';
    return (
      <Anchor href={fragmentOf(place)} inherit tabIndex={-1} draggable={false}>
        {value}
      </Anchor>
    );
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
      filter: { component: hasFewValues ? ListFilter : ValueFilter, doesFilterPass: () => true },
      filterParams: { about: column, relation, countValues } satisfies FilterContext,
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
