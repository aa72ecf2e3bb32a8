import { Menu } from '@mantine/core';
import { IconCopy, IconFilter, IconFilterOff, IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Where a menu of a cell is opened, in pixels of the window, and what it is about. */
export interface CellMenuPlace {
  readonly x: number;
  readonly y: number;
  /** The value of the cell in words. */
  readonly value: string;
  /** Whose row it is. */
  readonly employeeId: string | null;
}

/** What can be done with a cell or the block around it. */
export function CellMenu({
  place,
  onClose,
  onFilter,
  onOpenPerson,
  onCopy,
}: {
  readonly place: CellMenuPlace;
  readonly onClose: () => void;
  /** Shows only the rows with the value of the cell, or only the others. */
  readonly onFilter: (isWanted: boolean) => void;
  readonly onOpenPerson: () => void;
  readonly onCopy: (withHeaders: boolean) => void;
}): ReactNode {
  const shown = place.value === '' ? 'blank' : `“${place.value}”`;
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      shadow="md"
      offset={2}
      trapFocus
      returnFocus={false}
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: place.x, top: place.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFilter size={14} />}
          onClick={() => {
            onFilter(true);
          }}
        >
          Show only {shown}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFilterOff size={14} />}
          onClick={() => {
            onFilter(false);
          }}
        >
          Without {shown}
        </Menu.Item>
        {place.employeeId !== null && (
          <Menu.Item leftSection={<IconUser size={14} />} onClick={onOpenPerson}>
            Open {place.employeeId}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconCopy size={14} />}
          rightSection={<kbd>Ctrl C</kbd>}
          onClick={() => {
            onCopy(true);
          }}
        >
          Copy with headers
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={14} />}
          onClick={() => {
            onCopy(false);
          }}
        >
          Copy
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
