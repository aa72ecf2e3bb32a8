import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Popover,
  ScrollArea,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconColumns3,
  IconGripVertical,
  IconPin,
  IconPinFilled,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { GridColumn } from '../../src-shared/api/results.ts';
import classes from './grid.module.css';
import type { GridLayout } from './grid-settings.ts';
import { movedBefore } from './layout.ts';

/** Which columns are shown, in which order, and which stay in sight. */
export function ColumnChooser({
  columns,
  layout,
  onChange,
}: {
  readonly columns: readonly GridColumn[];
  readonly layout: GridLayout;
  readonly onChange: (layout: GridLayout) => void;
}): ReactNode {
  const [search, setSearch] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const titles = new Map(columns.map(({ name, title }) => [name, title]));
  const wanted = search.trim().toLowerCase();
  const found = layout.filter(({ name }) => (titles.get(name) ?? '').toLowerCase().includes(wanted));
  const change = (name: string, changed: Partial<GridLayout[number]>): void => {
    onChange(layout.map((entry) => (entry.name === name ? { ...entry, ...changed } : entry)));
  };
  const hidden = layout.filter(({ isHidden }) => isHidden).length;
  const allShown = found.every(({ isHidden }) => !isHidden);
  return (
    <Popover position="bottom-end" shadow="md" trapFocus withinPortal={false}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={16} />}>
          {hidden === 0 ? 'Columns' : `Columns (${hidden} hidden)`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Columns">
        <Stack gap={6} w={300}>
          <TextInput
            size="xs"
            placeholder="Search columns"
            aria-label="Search columns"
            data-autofocus
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
            }}
          />
          <Group justify="space-between">
            <Checkbox
              size="xs"
              label={wanted === '' ? 'All columns' : 'All that are found'}
              checked={allShown}
              indeterminate={!allShown && found.some(({ isHidden }) => !isHidden)}
              onChange={() => {
                const names = new Set(found.map(({ name }) => name));
                onChange(
                  layout.map((entry) => (names.has(entry.name) ? { ...entry, isHidden: allShown } : entry)),
                );
              }}
            />
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                onChange([]);
              }}
            >
              Reset
            </Button>
          </Group>
          <ScrollArea.Autosize mah={340} type="auto" offsetScrollbars>
            <ul className={classes['columns'] ?? ''} aria-label="Columns in their order">
              {found.map(({ name, isHidden, pinned }, index) => {
                const title = titles.get(name) ?? name;
                const before = found[index - 1];
                const after = found[index + 2];
                return (
                  <li
                    key={name}
                    draggable
                    className={classes['column'] ?? ''}
                    data-dragged={dragged === name || undefined}
                    onDragStart={() => {
                      setDragged(name);
                    }}
                    onDragOver={(event) => {
                      event.preventDefault();
                    }}
                    onDrop={() => {
                      if (dragged !== null) onChange(movedBefore(layout, dragged, name));
                    }}
                    onDragEnd={() => {
                      setDragged(null);
                    }}
                  >
                    <IconGripVertical size={14} aria-hidden="true" className={classes['grip'] ?? ''} />
                    <Checkbox
                      size="xs"
                      label={title}
                      className={classes['choice'] ?? ''}
                      checked={!isHidden}
                      onChange={(event) => {
                        change(name, { isHidden: !event.currentTarget.checked });
                      }}
                    />
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={`Move ${title} up`}
                      disabled={before === undefined}
                      onClick={() => {
                        if (before !== undefined) onChange(movedBefore(layout, name, before.name));
                      }}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={`Move ${title} down`}
                      disabled={index === found.length - 1}
                      onClick={() => {
                        onChange(movedBefore(layout, name, after?.name ?? null));
                      }}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>

                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color={pinned === null ? 'gray' : 'teal'}
                      title={pinned === null ? 'Keep in sight' : 'Let it scroll'}
                      aria-label={`Keep ${title} in sight`}
                      aria-pressed={pinned !== null}
                      onClick={() => {
                        change(name, { pinned: pinned === null ? 'left' : null });
                      }}
                    >
                      {pinned === null ? <IconPin size={14} /> : <IconPinFilled size={14} />}
                    </ActionIcon>
                  </li>
                );
              })}
            </ul>
            {found.length === 0 && (
              <Text size="xs" c="dimmed">
                No column contains “{search.trim()}”.
              </Text>
            )}
          </ScrollArea.Autosize>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
