import { Anchor, Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import type { TieOut } from '../../../src-shared/api/validation.ts';
import { exactMoney, people } from '../../components/format.ts';
import { WideTable } from '../../components/WideTable.tsx';
import { fragmentOf } from '../../state/navigation.ts';
import { FIGURE_WORDS, isTied } from './check-matrix.ts';
import { tiePlace, type TieSource } from './tie-drills.ts';
import classes from './validation.module.css';

/** Figures that events, people, months and totals keep each by themselves, beside each other. */
export function FigureView({
  run,
  ties,
}: {
  readonly run: RunSummary;
  readonly ties: readonly TieOut[];
}): ReactNode {
  const years = [...new Set(ties.map(({ year }) => year))];
  if (years.length === 0) return <Text>No year of this run is stored.</Text>;
  return (
    <Stack gap="md">
      {years.map((year) => (
        <Paper key={year} withBorder p="md" component="section" aria-label={`Figures of ${year}`}>
          <Title order={3} size="h5">
            Do the figures of {year} agree?
          </Title>
          <Text size="xs" c="dimmed" mb="xs">
            Summed up from the events, from the people at the end of the year, from the months, and as totals
            of the year; people and dollars, {run.name}
          </Text>
          <WideTable>
            <Table verticalSpacing={4} aria-label={`Figures of ${year} from each place`}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Figure</Table.Th>
                  {['Events', 'People', 'Months', 'Totals', 'Agree'].map((title) => (
                    <Table.Th key={title} scope="col" className={classes['year'] ?? ''}>
                      {title}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {ties
                  .filter((tie) => tie.year === year)
                  .map((tie) => (
                    <Table.Tr key={tie.figure}>
                      <Table.Th scope="row" fw={400}>
                        {FIGURE_WORDS[tie.figure].name}
                      </Table.Th>
                      {SOURCES.map((source) => (
                        <Table.Td key={source} className={classes['cell'] ?? ''}>
                          <Kept run={run} tie={tie} source={source} />
                        </Table.Td>
                      ))}
                      <Table.Td className={classes['cell'] ?? ''}>
                        <Text
                          span
                          fw={600}
                          c={isTied(tie) ? 'teal' : 'red'}
                          role="img"
                          aria-label={isTied(tie) ? 'agree' : 'differ'}
                        >
                          {isTied(tie) ? '✓' : '✗'}
                        </Text>
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        </Paper>
      ))}
    </Stack>
  );
}

const SOURCES: readonly TieSource[] = ['events', 'people', 'months', 'totals'];

/** A figure as one place keeps it, with the way to its rows. */
function Kept({
  run,
  tie,
  source,
}: {
  readonly run: RunSummary;
  readonly tie: TieOut;
  readonly source: TieSource;
}): ReactNode {
  const value = tie[source];
  // What a failed run has of a year is not among its results.
  const place =
    value === null || run.status !== 'complete' ? null : tiePlace(run.runId, tie.year, tie.figure, source);
  if (place === null) return shown(tie, value);
  return (
    <Anchor href={fragmentOf(place)} inherit>
      {shown(tie, value)}
    </Anchor>
  );
}

/** A place that does not keep a figure has none. */
const shown = ({ figure }: TieOut, value: number | null): string =>
  value === null ? '' : FIGURE_WORDS[figure].isPeople ? people(value) : exactMoney(value);
