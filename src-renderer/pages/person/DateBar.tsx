import { Group, Slider, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { addMonths, parseIsoDate, toDay } from '../../../src-shared/dates.ts';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import type { Day } from '../../../src-shared/units.ts';
import { dateText } from './event-words.ts';
import { firstDay, lastDay } from './person-charts.ts';
import { clampDay, showDay } from './person-view.ts';
import classes from './person.module.css';

/** A browser counts the steps of its history: the address follows the slider after it has come to rest. */
const REST_MS = 200;

/**
 * The day on which the person is shown: dragged, typed, or by keys, arrows for days and Page keys for months. Strokes
 * below the line are days with events.
 */
export function DateBar({
  history,
  day,
  onDay,
}: {
  readonly history: PersonHistory;
  readonly day: number;
  /** Hears of every day at once, before the address does. */
  readonly onDay: (day: number) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const rest = useRef(0);
  useEffect(
    () => () => {
      window.clearTimeout(rest.current);
    },
    [],
  );
  const from = firstDay(history);
  const to = lastDay(history);
  const share = (at: number): string => `${((at - from) / (to - from)) * 100}%`;
  const move = (next: number): void => {
    const there = clampDay(next, history);
    onDay(there);
    window.clearTimeout(rest.current);
    rest.current = window.setTimeout(() => {
      showDay(there, 'refine');
    }, REST_MS);
  };
  const onKey = (event: KeyboardEvent): void => {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (months === undefined) return;
    event.preventDefault();
    move(addMonths(day as Day, months));
  };
  const commit = (): void => {
    const parsed = typed === null ? null : parseIsoDate(typed);
    if (parsed !== null && parsed !== day) {
      window.clearTimeout(rest.current);
      const there = clampDay(parsed, history);
      onDay(there);
      showDay(there, 'step');
    }
    setTyped(null);
  };
  const years = Array.from(
    { length: history.endYear - history.startYear + 1 },
    (_, index) => history.startYear + index,
  );
  const days = [...new Set(history.events.map((event) => event.day))];
  return (
    <Group align="flex-start" gap="lg" wrap="nowrap">
      <TextInput
        type="date"
        label="On"
        size="xs"
        w={140}
        min={dateText(from)}
        max={dateText(to)}
        value={typed ?? dateText(day)}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
        }}
        onBlur={commit}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit();
        }}
      />
      <div style={{ flex: 1 }} onKeyDown={onKey}>
        <Text size="xs" c="dimmed" mb={6}>
          Arrow keys go day by day, Page up and Page down month by month. Strokes are days with events.
        </Text>
        <Slider
          size="sm"
          min={from}
          max={to}
          step={1}
          value={day}
          onChange={move}
          label={null}
          thumbLabel="Date shown"
          thumbValueText={dateText}
          marks={years.map((year) => ({ value: toDay(year, 1, 1) }))}
        />
        <div className={classes['ticks'] ?? ''} aria-hidden="true">
          {days.map((at) => (
            <span key={at} className={classes['tick'] ?? ''} style={{ left: share(at) }} />
          ))}
        </div>
        <div className={classes['ticks'] ?? ''} aria-hidden="true">
          {years.map((year) => (
            <Text key={year} size="xs" c="dimmed" pos="absolute" style={{ left: share(toDay(year, 1, 1)) }}>
              {year}
            </Text>
          ))}
        </div>
      </div>
    </Group>
  );
}
