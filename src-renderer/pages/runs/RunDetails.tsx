import {
  Alert,
  CloseButton,
  Title,
  Anchor,
  Button,
  Drawer,
  Group,
  List,
  Stack,
  Table,
  TagsInput,
  Text,
  Textarea,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { ERROR_CATALOGUE } from '../../../src-shared/errors.ts';
import { moment, people } from '../../components/format.ts';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { askChoice } from '../../state/dialogs.ts';
import { goTo } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { durationWords, STATUS_WORDS } from './run-words.ts';
import classes from './runs.module.css';

/** Why a run failed and what to do about it. */
function FailureAlert({ failure }: { readonly failure: NonNullable<RunSummary['failure']> }): ReactNode {
  const entry: { readonly what: string; readonly fix: string } | undefined = Object.entries(
    ERROR_CATALOGUE,
  ).find(([code]) => code === failure.code)?.[1];
  return (
    <Alert color="red" title={entry?.what ?? 'The run failed.'}>
      <div className={classes['failure'] ?? ''}>
        <Text size="sm">{failure.detail}</Text>
        {failure.items.length > 0 && (
          <List size="sm" mt={4}>
            {failure.items.slice(0, 10).map((item) => (
              <List.Item key={item}>{item}</List.Item>
            ))}
          </List>
        )}
        <Text size="sm" mt="xs" fw={600}>
          What to do: {entry?.fix ?? 'Run it again.'}
        </Text>
      </div>
    </Alert>
  );
}

/** A run looked at closely, beside the list: what it was made of, notes and tags, and a way to delete it. */
export function RunDetails({
  run,
  onClose,
  onChanged,
}: {
  readonly run: RunSummary;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}): ReactNode {
  const { runId, scenario, census, failure } = run;
  const [notes, setNotes] = useState(run.notes);
  const [tags, setTags] = useState<string[]>([...run.tags]);
  const { runs } = connectedHost().api;
  const save = (): void => {
    runs.annotate({ runId, notes, tags }).then(() => {
      reportDone('Notes saved.');
      onChanged();
    }, reportFailure);
  };
  const remove = async (): Promise<void> => {
    const answer = await askChoice(
      `Delete the run "${run.name}"?`,
      `Its results for ${run.startYear}–${run.endYear} are removed for good, and the audit log says so. This cannot be undone.`,
      [
        { value: 'keep', label: 'Keep it', look: 'plain' },
        { value: 'delete', label: 'Delete the run', look: 'danger' },
      ],
    );
    if (answer !== 'delete') return;
    await runs.delete({ runId });
    reportDone(`Deleted the run "${run.name}".`);
    onClose();
    onChanged();
  };
  const facts: readonly (readonly [string, string])[] = [
    ['Status', STATUS_WORDS[run.status].word],
    ['Scenario', `${scenario.name}, version ${scenario.version}`],
    ['Scenario file', scenario.source ?? 'Not saved to a file'],
    ['Census', `${census.name}: ${people(census.accepted)} of ${people(census.rows)} rows`],
    ['Years', `${run.startYear}–${run.endYear}, ${run.storedYears} stored`],
    ['Seed and mode', `${run.seed}, ${run.mode}`],
    ['Started', moment(run.startedAt)],
    ['Took', durationWords(run) || '–'],
    ['Run by', run.userName],
    ['Version', run.engineVersion],
    ['Fingerprint', run.fingerprint ?? '–'],
    ['Run id', runId],
  ];
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="md">
      <Drawer.Overlay />
      <Drawer.Content aria-label={`Details of ${run.name}`}>
        <Drawer.Body>
          <Group justify="space-between" wrap="nowrap" mb="md" pt="md">
            <Title order={3} size="h4" className={classes['failure'] ?? ''}>
              {run.name}
            </Title>
            <CloseButton aria-label="Close the details" onClick={onClose} />
          </Group>
          <Stack>
            {failure !== null && <FailureAlert failure={failure} />}
            {run.status === 'complete' && (
              <Anchor
                component="button"
                ta="left"
                onClick={() => {
                  goTo('overview', runId);
                }}
              >
                Open the result
              </Anchor>
            )}
            <Table layout="fixed" aria-label="Facts of the run" className={classes['failure'] ?? ''}>
              <Table.Tbody>
                {facts.map(([title, value]) => (
                  <Table.Tr key={title}>
                    <Table.Th scope="row" w={120} fw={500}>
                      {title}
                    </Table.Th>
                    <Table.Td>{value}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <Textarea
              label="Notes"
              autosize
              minRows={3}
              maxLength={10_000}
              value={notes}
              onChange={(event) => {
                setNotes(event.currentTarget.value);
              }}
            />
            <TagsInput label="Tags" placeholder="Add a tag" maxTags={50} value={tags} onChange={setTags} />
            <Group justify="space-between">
              <Button onClick={save}>Save notes</Button>
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={16} />}
                disabled={run.status === 'running'}
                onClick={() => {
                  remove().catch(reportFailure);
                }}
              >
                Delete the run
              </Button>
            </Group>
          </Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
