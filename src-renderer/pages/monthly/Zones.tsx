import {
  Checkbox,
  Group,
  Menu,
  Popover,
  ScrollArea,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconFilter, IconGripVertical } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import type { MonthlyDimension, MonthlyInfo } from '../../../src-shared/api/monthly.ts';
import { changeView } from '../../state/navigation.ts';
import { DIMENSIONS } from './figures.ts';
import { filterView, moved, ZONES, type Field, type Filter, type Layout, type Zone } from './layout.ts';
import classes from './monthly.module.css';
import { fieldTitle } from './pivot-text.ts';

/** Where fields can be: the zones of the table, or beside it. */
type Home = Zone | 'unused';

const TITLES: Readonly<Record<Home, string>> = {
  unused: 'Fields',
  rows: 'Rows',
  columns: 'Columns',
  filters: 'Filters',
};
const EMPTY: Readonly<Record<Home, string>> = {
  unused: 'All fields are in use',
  rows: 'Drag a field here for rows',
  columns: 'Drag a field here for columns',
  filters: 'Drag a field here to filter',
};

/** How a field that is dragged is told from anything else. */
const DRAGGED = 'application/x-planalign-field';

/**
 * The fields of the table in their zones: dragged with the mouse, or moved by the menu that each of them opens. Months
 * and figures stay in rows or columns.
 */
export function Zones({ layout, info }: { readonly layout: Layout; readonly info: MonthlyInfo }): ReactNode {
  const [dragged, setDragged] = useState<Field | null>(null);
  const [said, setSaid] = useState('');
  const filtered = layout.filters.map(({ dimension }) => dimension);
  const placed: readonly Field[] = [...layout.rows, ...layout.columns, ...filtered];
  const fields: Readonly<Record<Home, readonly Field[]>> = {
    unused: info.dimensions
      .map(({ dimension }) => dimension)
      .filter((dimension) => !placed.includes(dimension)),
    rows: layout.rows,
    columns: layout.columns,
    filters: filtered,
  };
  const move = (field: Field, home: Home, before: Field | null = null): void => {
    const change = moved(layout, field, home === 'unused' ? null : home, before);
    if (Object.keys(change).length === 0) {
      setSaid(`${fieldTitle(field)} stays in rows or columns`);
      return;
    }
    changeView(change);
    setSaid(`${fieldTitle(field)} is in ${TITLES[home].toLowerCase()}`);
  };
  return (
    <div className={classes['zones'] ?? ''} role="group" aria-label="Fields of the table">
      {(['unused', ...ZONES] as const).map((home) => (
        <ZoneBox
          key={home}
          home={home}
          onDrop={(field, before) => {
            move(field, home, before);
          }}
        >
          {fields[home].length === 0 ? (
            <Text size="xs" c="dimmed">
              {EMPTY[home]}
            </Text>
          ) : (
            fields[home].map((field) => (
              <Chip
                key={field}
                field={field}
                home={home}
                isDragged={dragged === field}
                onDrag={setDragged}
                onMove={(to, before = null) => {
                  move(field, to, before);
                }}
                neighbours={fields[home]}
              >
                {layout.filters.map((filter) =>
                  filter.dimension === field && home === 'filters' ? (
                    <FilterValues key={field} filter={filter} info={info} />
                  ) : null,
                )}
              </Chip>
            ))
          )}
        </ZoneBox>
      ))}
      <Text role="status" className="mantine-visually-hidden" pos="absolute" w={1} h={1} style={HIDDEN}>
        {said}
      </Text>
    </div>
  );
}
const HIDDEN = { overflow: 'hidden', clipPath: 'inset(50%)' } as const;

function ZoneBox({
  home,
  onDrop,
  children,
}: {
  readonly home: Home;
  readonly onDrop: (field: Field, before: Field | null) => void;
  readonly children: ReactNode;
}): ReactNode {
  const [isOver, setOver] = useState(false);
  const isField = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(DRAGGED);
  return (
    <div
      className={classes['zone'] ?? ''}
      data-over={isOver}
      data-zone={home}
      role="group"
      aria-label={TITLES[home]}
      onDragOver={(event) => {
        if (!isField(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        if (!isField(event)) return;
        event.preventDefault();
        setOver(false);
        const onto = event.target instanceof Element ? event.target.closest('[data-field]') : null;
        onDrop(
          event.dataTransfer.getData(DRAGGED) as Field,
          (onto?.getAttribute('data-field') ?? null) as Field | null,
        );
      }}
    >
      <Text size="xs" c="dimmed" fw={600} mb={4}>
        {TITLES[home]}
      </Text>
      <Group gap={6}>{children}</Group>
    </div>
  );
}

function Chip({
  field,
  home,
  neighbours,
  isDragged,
  onDrag,
  onMove,
  children,
}: {
  readonly field: Field;
  readonly home: Home;
  /** The fields of the zone in their order. */
  readonly neighbours: readonly Field[];
  readonly isDragged: boolean;
  readonly onDrag: (field: Field | null) => void;
  readonly onMove: (home: Home, before?: Field | null) => void;
  readonly children: ReactNode;
}): ReactNode {
  const title = fieldTitle(field);
  const at = neighbours.indexOf(field);
  const earlier = neighbours[at - 1];
  const later = neighbours[at + 1];
  const isMovable = (to: Home): boolean =>
    to !== home && !((field === 'time' || field === 'figures') && (to === 'filters' || to === 'unused'));
  return (
    <Group gap={4} wrap="nowrap">
      <Menu position="bottom-start">
        <Menu.Target>
          <UnstyledButton
            className={classes['chip'] ?? ''}
            draggable
            data-field={field}
            data-dragged={isDragged}
            aria-label={`${title}, in ${TITLES[home].toLowerCase()}`}
            onDragStart={(event) => {
              event.dataTransfer.setData(DRAGGED, field);
              event.dataTransfer.effectAllowed = 'move';
              onDrag(field);
            }}
            onDragEnd={() => {
              onDrag(null);
            }}
          >
            <IconGripVertical size={14} aria-hidden="true" />
            {title}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {(['rows', 'columns', 'filters', 'unused'] as const).filter(isMovable).map((to) => (
            <Menu.Item
              key={to}
              onClick={() => {
                onMove(to);
              }}
            >
              {to === 'unused' ? 'Take out' : `Move to ${TITLES[to].toLowerCase()}`}
            </Menu.Item>
          ))}
          {(home === 'rows' || home === 'columns') && earlier !== undefined && (
            <Menu.Item
              onClick={() => {
                onMove(home, earlier);
              }}
            >
              Move before {fieldTitle(earlier).toLowerCase()}
            </Menu.Item>
          )}
          {(home === 'rows' || home === 'columns') && later !== undefined && (
            <Menu.Item
              onClick={() => {
                onMove(home, neighbours[at + 2] ?? null);
              }}
            >
              Move after {fieldTitle(later).toLowerCase()}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {children}
    </Group>
  );
}

/** The values that a filter keeps. */
function FilterValues({ filter, info }: { readonly filter: Filter; readonly info: MonthlyInfo }): ReactNode {
  const { dimension, values } = filter;
  const [wanted, setWanted] = useState('');
  const all = valuesOf(info, dimension);
  const found = all.filter((value) => value.toLowerCase().includes(wanted.toLowerCase()));
  const [first = 'all'] = values;
  const summary = values.length <= 1 ? first : `${values.length} of ${all.length}`;
  const title = DIMENSIONS[dimension].title;
  return (
    <Popover position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes['chip'] ?? ''} aria-label={`Values of ${title}: ${summary}`}>
          <IconFilter size={14} aria-hidden="true" />
          {summary}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Values of ${title}`}>
        <Stack gap="xs" w={240}>
          {all.length > 8 && (
            <TextInput
              size="xs"
              aria-label={`Find a value of ${title}`}
              placeholder="Find"
              value={wanted}
              onChange={({ currentTarget }) => {
                setWanted(currentTarget.value);
              }}
            />
          )}
          <ScrollArea.Autosize mah={260}>
            <Checkbox.Group
              aria-label={`Values of ${title}`}
              value={[...values]}
              onChange={(chosen) => {
                changeView({
                  [`only.${dimension}`]: filterView(all.filter((value) => chosen.includes(value))),
                });
              }}
            >
              <Stack gap={6}>
                {found.slice(0, MOST_VALUES).map((value) => (
                  <Checkbox key={value} size="xs" value={value} label={value} />
                ))}
              </Stack>
            </Checkbox.Group>
          </ScrollArea.Autosize>
          <Text size="xs" c="dimmed">
            {found.length > MOST_VALUES
              ? `${found.length - MOST_VALUES} more: type to find them`
              : 'None chosen keeps all'}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
const MOST_VALUES = 100;

const valuesOf = (info: MonthlyInfo, dimension: MonthlyDimension): readonly string[] =>
  info.dimensions.find((known) => known.dimension === dimension)?.values ?? [];
