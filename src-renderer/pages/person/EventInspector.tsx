import { ActionIcon, Anchor, Badge, CloseButton, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import type { PersonEvent } from '../../../src-shared/person/event-fields.ts';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { workingOf } from '../../../src-shared/person/workings.ts';
import { words } from '../../components/words.ts';
import { eventsPlace, isNumber, isOneOf } from '../../state/drill.ts';
import { fragmentOf } from '../../state/navigation.ts';
import { chanceOf } from './chance-words.ts';
import { differingFields, type EventPair } from './compare-persons.ts';
import { dateText, fieldsInWords, sentenceOf } from './event-words.ts';
import { rulesOf } from './rule-words.ts';
import { Differs } from './StateTables.tsx';
import { WorkingView } from './WorkingView.tsx';
import { RunNames } from './RunNames.tsx';
import classes from './person.module.css';

/** An event looked at closely: how its amounts come about, by which rule and chance, and everything stored of it. */
export function EventInspector({
  pair,
  histories,
  names,
  onStep,
  onClose,
}: {
  readonly pair: EventPair;
  readonly histories: readonly [PersonHistory, PersonHistory | null];
  readonly names: readonly string[];
  /** Goes to the event before or after; null where there is none. */
  readonly onStep: { readonly before: (() => void) | null; readonly after: (() => void) | null };
  readonly onClose: () => void;
}): ReactNode {
  const isMine = pair.mine !== null;
  const event = pair.mine ?? pair.other;
  const history = isMine ? histories[0] : histories[1];
  useEffect(() => {
    const onKey = (key: globalThis.KeyboardEvent): void => {
      if (key.key === 'Escape' && !key.defaultPrevented) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [onClose]);
  if (event === null || history === null) return null;
  const working = workingOf(history, event);
  const chance = chanceOf(event);
  return (
    <Paper
      withBorder
      p="md"
      component="aside"
      className={classes['inspector'] ?? ''}
      aria-label="Event in detail"
      tabIndex={0}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Text size="xs" c="dimmed">
            {dateText(event.day)} · {words('eventType', event.type)} · no. {event.sequence}
          </Text>
          <Title order={3} size="h5">
            {sentenceOf(event, history.levelNames)}
          </Title>
          {!isMine && (
            <Badge variant="light" color="gray" tt="none" mt={4}>
              Only in {names[1]}
            </Badge>
          )}
        </div>
        <Group gap={0} wrap="nowrap">
          <StepButton label="Event before" icon={<IconChevronUp size={16} />} onClick={onStep.before} />
          <StepButton label="Event after" icon={<IconChevronDown size={16} />} onClick={onStep.after} />
          <CloseButton size="sm" aria-label="Close the event" onClick={onClose} />
        </Group>
      </Group>
      <Stack gap="sm" mt="sm">
        {working !== null && (
          <Part title="How it comes about">
            <WorkingView working={working} />
          </Part>
        )}
        {chance.length > 0 && (
          <Part title="Chance">
            {chance.map((sentence) => (
              <Text key={sentence} size="sm" className={classes['figure'] ?? ''}>
                {sentence}
              </Text>
            ))}
          </Part>
        )}
        <Part title="Rules">
          <dl className={classes['rule'] ?? ''}>
            {rulesOf(event).map(({ id, statement }) => (
              <RuleLine key={id} id={id} statement={statement} />
            ))}
          </dl>
        </Part>
        <Part title="What is stored">
          <StoredFields pair={pair} event={event} names={names} />
        </Part>
        <Anchor
          size="sm"
          href={fragmentOf(
            eventsPlace(history.runId, [
              isOneOf('employeeId', history.employeeId),
              isNumber('sequence', event.sequence),
            ]),
          )}
        >
          Show this event in the log
        </Anchor>
      </Stack>
    </Paper>
  );
}

function StepButton({
  label,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: (() => void) | null;
}): ReactNode {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={label}
      disabled={onClick === null}
      onClick={onClick ?? undefined}
    >
      {icon}
    </ActionIcon>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section aria-label={title}>
      <Title order={4} size="xs" mb={4} c="dimmed">
        {title}
      </Title>
      {children}
    </section>
  );
}

function RuleLine({ id, statement }: { readonly id: string; readonly statement: string }): ReactNode {
  return (
    <>
      <dt>{id}</dt>
      <dd>{statement}</dd>
    </>
  );
}

/** Every field of the event; beside it that of the other run where the same happened there on the same day. */
function StoredFields({
  pair,
  event,
  names,
}: {
  readonly pair: EventPair;
  readonly event: PersonEvent;
  readonly names: readonly string[];
}): ReactNode {
  const other = pair.mine === null || pair.other === null ? null : fieldsInWords(pair.other);
  const different = differingFields(pair);
  const fields = fieldsInWords(event);
  const shown = fields.filter(({ isThere }, index) => isThere || (other?.[index]?.isThere ?? false));
  const absent = fields.filter((field) => !shown.includes(field)).map(({ title }) => title.toLowerCase());
  return (
    <>
      <table className={classes['state'] ?? ''} aria-label="What is stored of the event">
        {other !== null && <RunNames names={names} />}
        <tbody>
          {shown.map((field) => {
            const isDifferent = different.includes(field.name);
            return (
              <tr key={field.name} className={isDifferent ? (classes['differs'] ?? '') : ''}>
                <th scope="row">
                  {isDifferent && <Differs />}
                  {field.title}
                </th>
                <td>{field.value}</td>
                {other !== null && <td>{other.find(({ name }) => name === field.name)?.value}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
      {absent.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          Does not apply here: {absent.join(', ')}.
        </Text>
      )}
    </>
  );
}
