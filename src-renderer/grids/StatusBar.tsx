import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GridTotals } from '../../src-shared/api/results.ts';
import { exactMoney, people, percent, plainNumber } from '../components/format.ts';
import type { BlockSummary } from './block-summary.ts';
import classes from './grid.module.css';

const NAMES: Readonly<Record<BlockSummary['kind'], string>> = {
  money: 'Money',
  rate: 'Rates',
  number: 'Numbers',
};
const SHOWN: Readonly<Record<BlockSummary['kind'], (value: number) => string>> = {
  money: (cents) => exactMoney(Math.round(cents)),
  rate: (ppm) => percent(ppm / 1_000_000),
  number: (value) => plainNumber(Math.round(value * 100) / 100),
};

/** What a block of cells holds. */
export interface BlockFacts {
  readonly cells: number;
  /** Null when there are too many cells to look through. */
  readonly summaries: readonly BlockSummary[] | null;
}

function summaryText({ kind, count, sum, average, least, most }: BlockSummary): string {
  const shown = SHOWN[kind];
  // The sum of rates means nothing.
  const total = kind === 'rate' ? '' : `sum ${shown(sum)}, `;
  return `${NAMES[kind]}: ${people(count)}, ${total}average ${shown(average)}, ${shown(least)} to ${shown(most)}`;
}

/** Below a grid: how much is shown, and what the selected cells come to. */
export function StatusBar({
  totals,
  block,
}: {
  readonly totals: GridTotals | null;
  readonly block: BlockFacts | null;
}): ReactNode {
  return (
    <Group justify="space-between" gap="md" className={classes['status'] ?? ''} wrap="nowrap">
      <Text size="sm" role="status" className={classes['count'] ?? ''}>
        {totals === null ? 'Counting …' : `${people(totals.rows)} rows, ${people(totals.people)} people`}
      </Text>
      <Text size="sm" role="status" aria-label="Selected cells" ta="right" truncate>
        {block !== null &&
          block.cells > 1 &&
          [
            `${people(block.cells)} cells`,
            ...(block.summaries === null ? ['too many to add up'] : block.summaries.map(summaryText)),
          ].join(' · ')}
      </Text>
    </Group>
  );
}
