import { Text, Title, UnstyledButton } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { PersonEvent } from '../../../src-shared/person/event-fields.ts';
import { yearOf } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import { people } from '../../components/format.ts';
import type { EventPair } from './compare-persons.ts';
import { dateText, sentenceOf } from './event-words.ts';
import classes from './person.module.css';

/** Moves the focus among the events of a list with the arrow keys. */
function onListKey(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[at + step];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

const DIFFERENCE_WORDS = {
  same: '',
  differs: 'differs',
  onlyMine: 'only here',
  onlyOther: 'only there',
} as const;

/** Every event in order, by year; with another run beside it, aligned by date. Events after the day shown are dimmed. */
export function Timeline({
  pairs,
  names,
  levelNames,
  isCompared,
  day,
  chosen,
  onChoose,
}: {
  readonly pairs: readonly EventPair[];
  readonly names: readonly string[];
  readonly levelNames: readonly (readonly string[])[];
  readonly isCompared: boolean;
  readonly day: number;
  readonly chosen: EventPair | null;
  readonly onChoose: (pair: EventPair) => void;
}): ReactNode {
  const years = [...new Set(pairs.map((pair) => yearOf(pair.day as Day)))];
  return (
    <section aria-label="Timeline" onKeyDown={onListKey}>
      {isCompared && (
        <div className={classes['line'] ?? ''} data-compared>
          <span />
          {names.map((name, index) => (
            <Text key={index} size="sm" fw={600} pl="xs" truncate>
              {name}
            </Text>
          ))}
        </div>
      )}
      {years.map((year) => {
        const ofYear = pairs.filter((pair) => yearOf(pair.day as Day) === year);
        return (
          <section key={year} aria-label={String(year)}>
            <div className={classes['yearHead'] ?? ''}>
              <Title order={4} size="h6">
                {year}
              </Title>
              <Text size="xs" c="dimmed">
                {people(ofYear.length)} {ofYear.length === 1 ? 'event' : 'events'}
              </Text>
            </div>
            <ol className={classes['list'] ?? ''}>
              {ofYear.map((pair, index) => {
                const before = ofYear[index - 1];
                const event = (of: PersonEvent | null, side: number): ReactNode =>
                  of === null ? (
                    <span className={classes['none'] ?? ''}>–</span>
                  ) : (
                    <UnstyledButton
                      className={classes['event'] ?? ''}
                      aria-pressed={chosen === pair}
                      data-later={pair.day > day || undefined}
                      onClick={() => {
                        onChoose(pair);
                      }}
                    >
                      {sentenceOf(of, levelNames[side] ?? [])}
                      {isCompared && pair.difference !== 'same' && (side === 1 || pair.other === null) && (
                        <span className={classes['marker'] ?? ''}> {DIFFERENCE_WORDS[pair.difference]}</span>
                      )}
                    </UnstyledButton>
                  );
                return (
                  <li
                    key={`${pair.mine?.sequence ?? ''} ${pair.other?.sequence ?? ''}`}
                    className={classes['line'] ?? ''}
                    data-compared={isCompared || undefined}
                  >
                    <span className={classes['date'] ?? ''}>
                      {before?.day === pair.day ? '' : dateText(pair.day)}
                    </span>
                    {event(pair.mine, 0)}
                    {isCompared && event(pair.other, 1)}
                  </li>
                );
              })}
            </ol>
          </section>
        );
      })}
    </section>
  );
}
