import { CloseButton, Combobox, Group, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import type { FoundPerson, PersonMatches } from '../../../src-shared/api/persons.ts';
import { money, people } from '../../components/format.ts';
import { FailureNote } from '../../components/notes.tsx';
import { personPlace } from '../../state/drill.ts';
import { goToPlace } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { dateText } from './event-words.ts';
import classes from './person.module.css';

/** Shorter than typing takes, longer than a key is repeated. */
const PAUSE_MS = 100;

/** Finds people of a run by a part of the id, by department and by level; arrow keys and Enter choose one. */
export function PersonSearch({
  runId,
  isAlone,
}: {
  readonly runId: string;
  /** Whether it is all there is on the page: it then has the focus and shows people at once. */
  readonly isAlone: boolean;
}): ReactNode {
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  const loaded = useLoaded(`${runId}\n${asked}`, () =>
    connectedHost().api.persons.search({ runId, text: asked }),
  );
  const last = useRef<PersonMatches | null>(null);
  if (loaded.state === 'ready') last.current = loaded.value;
  const found = last.current;
  return (
    <div className={isAlone ? (classes['searchAlone'] ?? '') : (classes['search'] ?? '')}>
      <Combobox
        store={combobox}
        onOptionSubmit={(employeeId) => {
          combobox.closeDropdown();
          setText('');
          goToPlace(personPlace(runId, employeeId));
        }}
      >
        <Combobox.Target>
          <TextInput
            aria-label="Find a person"
            placeholder="Part of an id, a department, a level: Legal L3"
            size={isAlone ? 'md' : 'sm'}
            value={text}
            data-autofocus={isAlone || undefined}
            autoFocus={isAlone}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={
              text === '' ? null : (
                <CloseButton
                  size="sm"
                  aria-label="Clear the search"
                  onClick={() => {
                    setText('');
                  }}
                />
              )
            }
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
            onClick={() => {
              combobox.openDropdown();
            }}
            onFocus={() => {
              if (!isAlone) combobox.openDropdown();
            }}
            onBlur={() => {
              combobox.closeDropdown();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          {loaded.state === 'failed' ? (
            <FailureNote error={loaded.error} />
          ) : (
            <>
              <Combobox.Header>
                <Text size="xs" c="dimmed" role="status">
                  {countText(found)}
                </Text>
              </Combobox.Header>
              <Combobox.Options aria-label="People found">
                <ScrollArea.Autosize mah={280} type="scroll">
                  {(found?.people ?? []).map((person) => (
                    <Combobox.Option key={person.employeeId} value={person.employeeId}>
                      <PersonLine person={person} />
                    </Combobox.Option>
                  ))}
                  {found?.total === 0 && (
                    <Combobox.Empty>
                      Nobody. Try a part of an id, a department, or a level such as L3.
                    </Combobox.Empty>
                  )}
                </ScrollArea.Autosize>
              </Combobox.Options>
            </>
          )}
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}

function countText(found: PersonMatches | null): string {
  if (found === null) return 'Looking …';
  const shown = found.people.length;
  return shown < found.total
    ? `The first ${people(shown)} of ${people(found.total)} people. Add a word to narrow it down.`
    : `${people(found.total)} ${found.total === 1 ? 'person' : 'people'}`;
}

function PersonLine({ person }: { readonly person: FoundPerson }): ReactNode {
  const { employeeId, department, level, levelName, annualPay, terminationDay } = person;
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <div className={classes['found'] ?? ''}>
        <Text size="sm" fw={600} span>
          {employeeId}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {department} · L{level} {levelName}
        </Text>
      </div>
      <div className={classes['foundRight'] ?? ''}>
        <Text size="sm" className={classes['figure'] ?? ''}>
          {money(annualPay)}
        </Text>
        <Text size="xs" c="dimmed">
          {terminationDay === null ? 'Employed' : `Left ${dateText(terminationDay)}`}
        </Text>
      </div>
    </Group>
  );
}
