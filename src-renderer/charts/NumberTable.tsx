import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChartTable } from './chart-table.ts';
import classes from './figure.module.css';

/** A table of figures: names on the left, numbers on the right. */
export function NumberTable({
  table,
  caption,
  totalRows = [],
}: {
  readonly table: ChartTable;
  /** Says what it is to who cannot see the heading above it. */
  readonly caption: string;
  /** Rows that sum up, by index. */
  readonly totalRows?: readonly number[];
}): ReactNode {
  const [first = '', ...titles] = table.columns;
  return (
    <Table.ScrollContainer minWidth={0}>
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
                <Table.Td key={titles[column]}>{value}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
