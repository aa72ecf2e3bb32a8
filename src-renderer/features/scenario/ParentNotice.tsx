import { Alert, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ParentState } from '../../../src-shared/api/documents.ts';
import { perform } from '../../actions/perform.ts';

const TEXTS: Readonly<Record<ParentState['standing'], { readonly title: string; readonly text: string }>> = {
  same: {
    title: 'The parent has changed since this scenario was saved',
    text: 'What it inherits has moved with the parent. Saving keeps it so.',
  },
  changed: {
    title: 'The parent has changed',
    text: 'This scenario still shows the version before. See what would move, then take it over.',
  },
  missing: {
    title: 'The file of the parent is gone',
    text: 'Everything inherited is still shown here. Put the file back, or detach this scenario so that it stands alone.',
  },
  invalid: {
    title: 'The parent cannot be read any more',
    text: 'Everything inherited is still shown here. Correct the parent, or detach this scenario so that it stands alone.',
  },
};

/** Says how a scenario stands to its parent when that needs attention. */
export function ParentNotice({ parent }: { readonly parent: ParentState }): ReactNode {
  const { standing, hasMoved, path } = parent;
  if (standing === 'same' && !hasMoved) return null;
  const { title, text } = TEXTS[standing];
  const isThere = standing === 'same' || standing === 'changed';
  return (
    <Alert
      color={isThere ? 'blue' : 'yellow'}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      role="status"
      title={title}
      mb="md"
    >
      <Group justify="space-between" gap="xs">
        <Text size="sm" title={path} style={{ flex: '1 1 260px' }}>
          {text}
        </Text>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            perform(isThere ? 'scenario.parentChange' : 'scenario.detach');
          }}
        >
          {isThere ? 'See what moves' : 'Detach from the parent'}
        </Button>
      </Group>
    </Alert>
  );
}
