import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { people } from '../../../components/format.ts';

/** Which rows of a list are shown, and the ways to those before and after. */
export function Pager({
  start,
  shown,
  total,
  limit,
  onStart,
}: {
  readonly start: number;
  readonly shown: number;
  readonly total: number;
  readonly limit: number;
  readonly onStart: (start: number) => void;
}): ReactNode {
  return (
    <Group gap="xs" justify="flex-end">
      <Text size="sm" role="status">
        {shown === 0 ? 'Nobody' : `${people(start + 1)}–${people(start + shown)} of ${people(total)}`}
      </Text>
      <ActionIcon
        variant="default"
        aria-label="Previous page"
        disabled={start === 0}
        onClick={() => {
          onStart(Math.max(0, start - limit));
        }}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label="Next page"
        disabled={start + shown >= total}
        onClick={() => {
          onStart(start + limit);
        }}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  );
}
