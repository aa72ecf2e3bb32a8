import { Anchor, Badge, Group, Paper, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { fragmentOf, type Place } from '../../state/navigation.ts';
import classes from './compliance.module.css';

/** A line of a working: what it is, the figure, and how it comes about. */
export interface WorkingLine {
  readonly label: string;
  readonly value: ReactNode;
  /** Whom it counts, or what is behind it. */
  readonly place?: Place;
  readonly note?: string;
  /** Whether it sums up the lines above. */
  readonly isTotal?: boolean;
}

/** A working step by step, as it would stand on paper. `check` is a real check of the lines. */
export function Working({
  title,
  lines,
  check,
  children,
}: {
  readonly title: string;
  readonly lines: readonly WorkingLine[];
  readonly check?: { readonly isRight: boolean; readonly right: string; readonly wrong: string };
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <Title order={4} size="h5">
          {title}
        </Title>
        {check !== undefined && (
          <Badge variant="dot" color={check.isRight ? 'teal' : 'red'} tt="none">
            {check.isRight ? check.right : check.wrong}
          </Badge>
        )}
      </Group>
      <Table
        className={classes['working'] ?? ''}
        verticalSpacing={4}
        horizontalSpacing={0}
        withRowBorders={false}
        aria-label={title}
      >
        <Table.Tbody>
          {lines.map(({ label, value, place, note, isTotal = false }) => (
            <Table.Tr key={label} data-total={isTotal}>
              <Table.Th scope="row">
                {label}
                {note !== undefined && (
                  <Text size="xs" c="dimmed" fw={400}>
                    {note}
                  </Text>
                )}
              </Table.Th>
              <Table.Td>
                {place === undefined ? (
                  value
                ) : (
                  <Anchor href={fragmentOf(place)} inherit>
                    {value}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {children}
    </Paper>
  );
}
