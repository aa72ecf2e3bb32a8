import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { RecoverableDocument } from '../../../src-shared/api/documents.ts';
import { recover } from '../../actions/document-commands.ts';
import { moment } from '../../components/format.ts';
import { reportFailure } from '../../components/notify.ts';
import { askChoice } from '../../state/dialogs.ts';
import { connectedHost } from '../../state/session.ts';

/** Unsaved work that an earlier session left behind. */
export function Recoverable(): ReactNode {
  const [found, setFound] = useState<readonly RecoverableDocument[]>([]);
  const refresh = useCallback(() => {
    connectedHost().api.documents.recoverable().then(setFound).catch(reportFailure);
  }, []);
  useEffect(refresh, [refresh]);
  if (found.length === 0) return null;
  const discard = async ({ backupId, title }: RecoverableDocument): Promise<void> => {
    const choice = await askChoice(
      'Discard the unsaved work?',
      `The changes to “${title}” that were not saved are deleted for good.`,
      [{ value: 'discard', label: 'Discard', look: 'danger' }],
    );
    if (choice !== 'discard') return;
    await connectedHost().api.documents.discardBackup({ backupId });
    refresh();
  };
  return (
    <Alert
      color="yellow"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      mb="lg"
      radius="md"
      icon={<IconLifebuoy aria-hidden />}
      title="There is unsaved work from an earlier session"
    >
      <Stack gap="xs">
        {found.map((work) => (
          <Group key={work.backupId} justify="space-between" wrap="nowrap">
            <Text size="sm">
              <b>{work.title}</b>, {moment(work.savedAt)}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button
                size="xs"
                onClick={() => {
                  recover(work.backupId).catch(reportFailure);
                }}
              >
                Recover
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  discard(work).catch(reportFailure);
                }}
              >
                Discard
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
