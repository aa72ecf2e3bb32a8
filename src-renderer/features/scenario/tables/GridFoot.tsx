import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { showShortcut } from '../../../actions/shortcut.ts';

/** Adds a row, and says how a block is pasted. */
export function GridFoot({
  onAdd,
  onAddColumn,
  what,
}: {
  readonly onAdd?: () => void;
  readonly onAddColumn?: () => void;
  readonly what: string;
}): ReactNode {
  return (
    <Group gap="sm" mt={6}>
      {onAdd !== undefined && (
        <Button size="compact-xs" variant="default" onClick={onAdd}>
          Add {what}
        </Button>
      )}
      {onAddColumn !== undefined && (
        <Button size="compact-xs" variant="default" onClick={onAddColumn}>
          Add column
        </Button>
      )}
      <Text size="xs" c="dimmed">
        Paste a block from Excel into any cell. {showShortcut('CmdOrCtrl+D')} fills down.
      </Text>
    </Group>
  );
}
