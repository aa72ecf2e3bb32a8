import { Paper, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CensusPreview } from '../../../src-shared/api/censuses.ts';

/** The first rows of the file, as they stand in it. */
export function FilePreview({
  preview,
  title,
  hidden,
}: {
  readonly preview: CensusPreview;
  readonly title: string;
  /** Columns that are not read and not shown: tax numbers. */
  readonly hidden: ReadonlySet<string>;
}): ReactNode {
  const { headers, rows, firstRow } = preview;
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <Table.ScrollContainer minWidth={400}>
        <Table verticalSpacing={2} fz="xs" withColumnBorders aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Row</Table.Th>
              {headers.map((header, index) => (
                <Table.Th key={`${index} ${header}`} scope="col">
                  {header === '' ? `(column ${index + 1})` : header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={firstRow + index}>
                <Table.Th scope="row" fw={400}>
                  {firstRow + index}
                </Table.Th>
                {headers.map((header, column) => (
                  <Table.Td key={`${column} ${header}`} maw={180}>
                    <Text size="xs" truncate="end">
                      {hidden.has(header) ? '•••' : (row[column] ?? '…')}
                    </Text>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
