import { Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { GridColumn, GridCondition, GridSelection } from '../../src-shared/api/results.ts';
import { people } from '../components/format.ts';
import { reportFailure } from '../components/notify.ts';
import { valueWords } from './column-words.ts';
import { holds } from './conditions.ts';
import type { FilterProps } from './filter-context.ts';
import classes from './grid.module.css';

interface Entry {
  readonly value: string | null;
  readonly label: string;
  /** Null until they are counted. */
  readonly rows: number | null;
}

type Counts = ReadonlyMap<string | null, number>;

/** The values that a list offers: numbers ascending, texts by their words, none at the end. */
function entriesOf(
  relation: GridSelection['relation'],
  about: GridColumn,
  counts: Counts | null,
  conditions: readonly GridCondition[],
): readonly Entry[] {
  const known: ReadonlySet<string | null> = new Set([...about.choices, ...(counts?.keys() ?? [])]);
  const isTicked = (value: string | null): boolean =>
    conditions.length > 0 && conditions.every((condition) => holds(condition, value));
  return [...known]
    .filter((value) => counts === null || counts.has(value) || isTicked(value))
    .map((value) => ({
      value,
      label: valueWords(relation, about, value),
      rows: counts === null ? null : (counts.get(value) ?? 0),
    }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
      const byNumber = about.kind === 'choice' ? 0 : Number(a.value) - Number(b.value);
      return byNumber === 0 ? a.label.localeCompare(b.label) : byNumber;
    });
}

/** Filter of a column with few values: a list to tick, with the number of rows of each. */
export function ListFilter({
  about,
  relation,
  model,
  onModelChange,
  countValues,
  timesOpened,
}: FilterProps): ReactNode {
  const [counts, setCounts] = useState<Counts | null>(null);
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { name } = about;
  useEffect(() => {
    if (timesOpened === 0) return undefined;
    field.current?.focus();
    let isCurrent = true;
    countValues(name).then((found) => {
      if (isCurrent) setCounts(new Map(found.map(({ value, rows }) => [value, rows])));
    }, reportFailure);
    return () => {
      isCurrent = false;
    };
  }, [timesOpened, countValues, name]);

  const conditions = model ?? [];
  const entries = entriesOf(relation, about, counts, conditions);
  const wanted = search.trim().toLowerCase();
  const found = entries.filter(({ label }) => label.toLowerCase().includes(wanted));
  const ticked = new Set(
    entries
      .filter(({ value }) => conditions.every((condition) => holds(condition, value)))
      .map(({ value }) => value),
  );
  const tick = (values: readonly (string | null)[], isTicked: boolean): void => {
    const next = new Set(ticked);
    for (const value of values) {
      if (isTicked) next.add(value);
      else next.delete(value);
    }
    const all = entries.every(({ value }) => next.has(value));
    onModelChange(all ? null : [{ kind: 'oneOf', column: name, values: [...next] }]);
  };
  const foundValues = found.map(({ value }) => value);
  return (
    <Stack gap={6} p="xs" w={270} role="group" aria-label={`Values of ${about.title}`}>
      <TextInput
        ref={field}
        size="xs"
        placeholder="Search"
        aria-label={`Search the values of ${about.title}`}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
        }}
      />
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            tick(foundValues, true);
          }}
        >
          {wanted === '' ? 'Select all' : 'Select found'}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            tick(foundValues, false);
          }}
        >
          {wanted === '' ? 'Select none' : 'Unselect found'}
        </Button>
      </Group>
      <ScrollArea.Autosize mah={280} type="auto" offsetScrollbars>
        <Stack gap={5}>
          {found.map(({ value, label, rows }) => (
            <Group key={value ?? ''} gap="xs" wrap="nowrap" justify="space-between">
              <Checkbox
                size="xs"
                label={label}
                title={value !== null && value !== label ? value : undefined}
                className={classes['choice'] ?? ''}
                checked={ticked.has(value)}
                onChange={(event) => {
                  tick([value], event.currentTarget.checked);
                }}
              />
              <Text size="xs" c="dimmed" className={classes['number'] ?? ''}>
                {rows === null ? '' : people(rows)}
              </Text>
            </Group>
          ))}
          {found.length === 0 && (
            <Text size="xs" c="dimmed">
              No value contains “{search.trim()}”.
            </Text>
          )}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}
