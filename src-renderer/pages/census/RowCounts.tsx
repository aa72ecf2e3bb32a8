import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CensusFileReport, JoinedFileReport } from '../../../src-shared/api/census-report.ts';
import { people } from '../../components/format.ts';

/** Rows of a file and what became of them, which has to add up (W-24). */
export interface RowSum {
  readonly read: number;
  readonly parts: readonly {
    readonly word: string;
    readonly rows: number;
    readonly meaning: 'kept' | 'lost' | 'other';
  }[];
  /** What else is known of the rows, in words. */
  readonly remark: string;
}

/** The rows of a census. */
export const censusSum = (counts: NonNullable<CensusFileReport['counts']>): RowSum => ({
  read: counts.read,
  parts: [
    { word: 'accepted', rows: counts.accepted, meaning: 'kept' },
    { word: 'left out', rows: counts.quarantined, meaning: 'lost' },
    { word: 'duplicates', rows: counts.duplicateDropped, meaning: 'other' },
    { word: 'blank', rows: counts.blank, meaning: 'other' },
  ],
  remark: `${people(counts.openingActive)} employed at the start, ${people(counts.futureHire)} hired later, ${people(counts.former)} former`,
});

/** The rows of a joined file. */
export const joinedSum = (counts: NonNullable<JoinedFileReport['counts']>): RowSum => ({
  read: counts.read,
  parts: [
    { word: 'joined', rows: counts.joined, meaning: 'kept' },
    { word: 'without a person', rows: counts.withoutPerson, meaning: 'lost' },
    { word: 'left out', rows: counts.quarantined, meaning: 'lost' },
    { word: 'duplicates', rows: counts.duplicateDropped, meaning: 'other' },
    { word: 'blank', rows: counts.blank, meaning: 'other' },
  ],
  remark: '',
});

/** The people of a census, by whether the joined file has a row for them. */
export const personSum = ({ withRow, withoutRow }: NonNullable<JoinedFileReport['counts']>): RowSum => ({
  read: withRow + withoutRow,
  parts: [
    { word: 'with a row in it', rows: withRow, meaning: 'kept' },
    { word: 'without one', rows: withoutRow, meaning: 'lost' },
  ],
  remark: '',
});

const COLOURS = { kept: 'teal', lost: 'orange', other: 'gray' } as const;

/** A sum of rows as it is read: total = parts, and whether that is true. */
export function RowCounts({
  label,
  total = 'rows read',
  sum: { read, parts, remark },
}: {
  readonly label: string;
  /** What the total counts, after its number. */
  readonly total?: string;
  readonly sum: RowSum;
}): ReactNode {
  const adds = parts.reduce((rows, part) => rows + part.rows, 0) === read;
  return (
    <Group gap="xs" aria-label={label} role="group">
      <Text size="sm" fw={600}>
        {people(read)} {total}
      </Text>
      <Text size="sm">=</Text>
      {parts.map(({ word, rows, meaning }) => (
        <Badge key={word} variant="dot" color={rows === 0 ? 'gray' : COLOURS[meaning]} size="lg" tt="none">
          {people(rows)} {word}
        </Badge>
      ))}
      <Text size="sm">{adds ? '✓ adds up' : '✗ does not add up'}</Text>
      {remark !== '' && (
        <Text size="sm" c="dimmed">
          {remark}
        </Text>
      )}
    </Group>
  );
}
