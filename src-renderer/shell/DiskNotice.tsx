import { Alert, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { perform } from '../actions/perform.ts';
import { currentDocument, useDocuments } from '../state/documents.ts';

/** Says that someone else has changed the file of the scenario that is shown. */
export function DiskNotice(): ReactNode {
  const document = useDocuments(currentDocument);
  if (document?.changedOnDisk !== true) return null;
  return (
    <Alert
      color="yellow"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      role="alert"
      title="The file has changed on disk"
      mb="md"
    >
      <Group justify="space-between">
        <Text size="sm">Someone else has written or removed {document.path} since it was opened here.</Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              perform('scenario.revert');
            }}
          >
            Read it again
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              perform('scenario.saveAs');
            }}
          >
            Save under another name
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
