import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { GridColumn, GridCondition } from '../../src-shared/api/results.ts';
import type { FilterProps } from './filter-context.ts';
import { conditionIn, enteredOf, operatorsOf, takesNoValue, type Entered } from './value-entry.ts';

/** Milliseconds after the last key before the rows follow. */
const PAUSE = 300;

const UNITS: Readonly<Partial<Record<GridColumn['kind'], string>>> = { money: '$', rate: '%' };

/** Filter of a column with many values: an operator and what it compares with, in the unit that people use. */
export function ValueFilter({ about, model, onModelChange, timesOpened }: FilterProps): ReactNode {
  const [entered, setEntered] = useState<Entered>(() => enteredOf(about, model?.[0]));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (timesOpened > 0) field.current?.focus();
  }, [timesOpened]);
  // What the address or another filter says is shown, unless it is what stands here already.
  const said = useRef(JSON.stringify(model));
  useEffect(() => {
    const text = JSON.stringify(model);
    if (text === said.current) return;
    said.current = text;
    setEntered(enteredOf(about, model?.[0]));
  }, [about, model]);
  const timer = useRef<number | undefined>(undefined);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
    },
    [],
  );

  const say = (condition: GridCondition | null): void => {
    const next = condition === null ? null : [condition];
    if (JSON.stringify(next) === said.current) return;
    said.current = JSON.stringify(next);
    onModelChange(next);
  };
  const enter = (changed: Partial<Entered>, pause: number): void => {
    const next = { ...entered, ...changed };
    setEntered(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      say(conditionIn(about, next));
    }, pause);
  };
  const value = (part: 'from' | 'to', label: string): ReactNode => (
    <TextInput
      {...(part === 'from' ? { ref: field } : {})}
      size="xs"
      type={about.kind === 'date' ? 'date' : 'text'}
      aria-label={`${label} of ${about.title}`}
      rightSection={UNITS[about.kind]}
      value={entered[part]}
      onChange={(event) => {
        enter({ [part]: event.currentTarget.value }, PAUSE);
      }}
    />
  );
  return (
    <Stack gap={6} p="xs" w={230} role="group" aria-label={`Filter of ${about.title}`}>
      <NativeSelect
        size="xs"
        aria-label={`Comparison of ${about.title}`}
        data={[...operatorsOf(about)]}
        value={entered.operator}
        onChange={(event) => {
          enter({ operator: event.currentTarget.value }, 0);
        }}
      />
      {!takesNoValue(entered.operator) && value('from', 'Value')}
      {entered.operator === 'between' && value('to', 'Upper value')}
      <Group justify="flex-end">
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            window.clearTimeout(timer.current);
            setEntered(enteredOf(about, undefined));
            say(null);
          }}
        >
          Clear
        </Button>
      </Group>
    </Stack>
  );
}
