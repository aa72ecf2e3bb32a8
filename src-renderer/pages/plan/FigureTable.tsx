import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChartTable } from '../../charts/chart-table.ts';
import { NumberTable } from '../../charts/NumberTable.tsx';
import type { Place } from '../../state/navigation.ts';

/** A table of figures under a heading, with a mark that says whether they add up where that is checked. */
export function FigureTable({
  title,
  note,
  isAddingUp,
  adds,
  table,
  totalRows,
  drill,
}: {
  readonly title: string;
  readonly note?: string;
  readonly isAddingUp?: boolean;
  /** What adds up, when it does. */
  readonly adds?: string;
  readonly table: ChartTable;
  readonly totalRows?: readonly number[];
  readonly drill?: (row: number, column: number) => Place | null;
}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="xs" wrap="nowrap" align="flex-start">
        <div>
          <Title order={3} size="h5">
            {title}
          </Title>
          {note !== undefined && (
            <Text size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </div>
        {isAddingUp !== undefined && (
          <Badge flex="none" variant="dot" color={isAddingUp ? 'teal' : 'red'} tt="none">
            {isAddingUp ? (adds ?? 'Adds up') : 'Does not add up'}
          </Badge>
        )}
      </Group>
      <NumberTable
        table={table}
        caption={title}
        {...(totalRows === undefined ? {} : { totalRows })}
        {...(drill === undefined ? {} : { drill })}
      />
    </Paper>
  );
}
