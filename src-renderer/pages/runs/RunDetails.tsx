import {
  CloseButton,
  Title,
  Anchor,
  Button,
  Drawer,
  Group,
  Stack,
  Table,
  TagsInput,
  Textarea,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { moment, people } from '../../components/format.ts';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { askChoice } from '../../state/dialogs.ts';
import { goTo } from '../../state/navigation.ts';
import { connectedHost, useIsReader } from '../../state/session.ts';
import { FailureAlert } from './FailureAlert.tsx';
import { durationWords, STATUS_WORDS } from './run-words.ts';
import classes from './runs.module.css';

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
  const readsOnly = useIsReader();
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
              readOnly={readsOnly}
              autosize
              minRows={3}
              maxLength={10_000}
              value={notes}
              onChange={(event) => {
                setNotes(event.currentTarget.value);
              }}
            />
            <TagsInput
              label="Tags"
              readOnly={readsOnly}
              placeholder="Add a tag"
              maxTags={50}
              value={tags}
              onChange={setTags}
            />
            {!readsOnly && (
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
            )}
          </Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
