import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { editSettings, sealEdit } from '../../state/documents.ts';

/** What a scenario assumes and why, in the words of who made it. */
export function Notes({ document }: { readonly document: JsonObject }): ReactNode {
  const [isEditing, setEditing] = useState(false);
  const text = typeof document['description'] === 'string' ? document['description'] : '';
  if (isEditing)
    return (
      <Textarea
        label="Notes"
        description="What this scenario assumes and why. It is saved with the scenario and changes no result."
        mb="md"
        autosize
        minRows={2}
        maxRows={10}
        autoFocus
        value={text}
        onChange={(event) => {
          editSettings('Notes', [{ path: ['description'], value: event.currentTarget.value }], 'description');
        }}
        onBlur={() => {
          sealEdit();
          setEditing(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    );
  return (
    <Group gap="xs" mb="md" wrap="nowrap" align="flex-start">
      {text !== '' && (
        <Text size="sm" lineClamp={3} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        style={{ flexShrink: 0 }}
        onClick={() => {
          setEditing(true);
        }}
      >
        {text === '' ? 'Add notes' : 'Edit notes'}
      </Button>
    </Group>
  );
}
