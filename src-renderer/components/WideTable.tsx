import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** Room for a table that may be wider than its place: a scroll bar shows where there is more, and only there. */
export function WideTable({
  minWidth = 0,
  children,
}: {
  /** Pixels below which the table scrolls instead of getting narrower. */
  readonly minWidth?: number;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      scrollAreaProps={{ type: 'auto', offsetScrollbars: 'present' }}
    >
      {children}
    </Table.ScrollContainer>
  );
}
