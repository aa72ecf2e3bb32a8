import { Badge, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureNote } from '../../components/notes.tsx';
import { Placeholder } from '../../components/Placeholder.tsx';
import { editDocument, findDocument, useDocuments } from '../../state/documents.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { inSections } from './differences.ts';
import { DifferenceTable } from './DifferenceTable.tsx';

/** What a change of the parent moves in a child, and what stays because the child has its own value. */
export function ParentChanges({
  documentId,
  onDone,
}: {
  readonly documentId: string;
  readonly onDone: () => void;
}): ReactNode {
  const document = useDocuments((documents) => findDocument(documents, documentId));
  const loaded = useLoaded(documentId, () => connectedHost().api.documents.parentChange({ documentId }));
  const parent = document?.parent ?? null;
  if (document === null || parent === null) return null;
  if (loaded.state === 'loading') return <Placeholder height={200} label="Comparing with the parent" />;
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  const { moves, document: next } = loaded.value;
  const { title } = parent;
  const moved = moves?.filter(({ isInherited }) => isInherited).length ?? 0;
  const kept = (moves?.length ?? 0) - moved;
  const sections = inSections(moves ?? [], [document.document], ({ own, isInherited }, words) => ({
    note: isInherited ? (next === null ? 'Moved with it' : 'Moves with it') : `Stays at ${words(own)}`,
    isInherited,
  }));
  const rows = sections.flatMap((section) => section.rows);
  return (
    <Stack>
      <Text size="sm">
        {moves === null
          ? `“${title}” has changed since this scenario was saved. The version before is not known on this machine, so the settings that moved cannot be listed; what you see is what “${title}” says now.`
          : moves.length === 0
            ? `Nothing in “${title}” that this scenario could inherit has changed.`
            : `“${title}” has changed. ${moved} of its changed settings ${next === null ? 'moved' : 'move'} here too; ${kept} ${kept === 1 ? 'stays' : 'stay'}, because this scenario has a value of its own.`}
      </Text>
      {rows.length > 0 && (
        <ScrollArea.Autosize
          mah={380}
          type="auto"
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Settings of the parent that changed' }}
        >
          <DifferenceTable
            label="Settings of the parent that changed"
            before={`${title} before`}
            after={`${title} now`}
            sections={sections}
            note={{
              title: 'In this scenario',
              of: (path) => {
                const row = rows.find((each) => each.path === path);
                return (
                  <Badge
                    variant="light"
                    color={row?.isInherited === true ? 'blue' : 'gray'}
                    c="var(--mantine-color-text)"
                    tt="none"
                    style={{ height: 'auto', whiteSpace: 'normal' }}
                  >
                    {row?.note}
                  </Badge>
                );
              },
            }}
          />
        </ScrollArea.Autosize>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onDone}>
          {next === null ? 'Close' : 'Not now'}
        </Button>
        {next !== null && (
          <Button
            data-autofocus
            onClick={() => {
              editDocument(documentId, `Take over changes of ${title}`, [{ path: [], value: next }]);
              onDone();
            }}
          >
            Take over the changes
          </Button>
        )}
      </Group>
    </Stack>
  );
}
