import { Anchor, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { fragmentOf, type Place } from '../state/navigation.ts';
import { WideTable } from '../components/WideTable.tsx';
import type { ChartTable } from './chart-table.ts';
import classes from './figure.module.css';

/** A table of figures: names on the left, numbers on the right; a number may be a link to what is behind it. */
export function NumberTable({
  table,
  caption,
  totalRows = [],
  drill,
}: {
  readonly table: ChartTable;
  /** Says what it is to who cannot see the heading above it. */
  readonly caption: string;
  /** Rows that sum up, by index. */
  readonly totalRows?: readonly number[];
  /** What is behind a number, by its row and column; the first number stands in column 1. */
  readonly drill?: (row: number, column: number) => Place | null;
}): ReactNode {
  const [first = '', ...titles] = table.columns;
  return (
    <WideTable>
      <Table className={classes['numbers'] ?? ''} verticalSpacing={4} aria-label={caption}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{first}</Table.Th>
            {titles.map((title) => (
              <Table.Th key={title} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map(([name = '', ...values], index) => (
            <Table.Tr key={name} className={totalRows.includes(index) ? (classes['total'] ?? '') : ''}>
              <Table.Th scope="row" fw={totalRows.includes(index) ? 600 : 400}>
                {name}
              </Table.Th>
              {values.map((value, column) => (
                <Table.Td key={titles[column]}>
                  <Figure text={value} place={drill?.(index, column + 1) ?? null} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function Figure({ text, place }: { readonly text: string; readonly place: Place | null }): ReactNode {
  // Nothing leads nowhere.
  if (place === null || text === '' || text === '–') return text;
  return (
    <Anchor href={fragmentOf(place)} inherit>
      {text}
    </Anchor>
  );
}
