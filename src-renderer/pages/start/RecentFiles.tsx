import { ActionIcon, Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconFileText, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { Placeholder } from '../../components/Placeholder.tsx';
import type { RecentDocument } from '../../../src-shared/api/documents.ts';
import { openRecent } from '../../actions/document-commands.ts';
import { moment } from '../../components/format.ts';
import { reportFailure } from '../../components/notify.ts';
import { connectedHost } from '../../state/session.ts';
import classes from './start.module.css';

/** Scenario files that were opened or saved before. */
export function RecentFiles(): ReactNode {
  const [recent, setRecent] = useState<readonly RecentDocument[] | null>(null);
  const refresh = useCallback(() => {
    connectedHost().api.documents.recent().then(setRecent).catch(reportFailure);
  }, []);
  useEffect(refresh, [refresh]);
  return (
    <section aria-labelledby="recent">
      <Title order={3} size="h5" id="recent" mb="xs">
        Recent scenarios
      </Title>
      {recent === null && <Placeholder height={52} label="Loading" />}
      {recent?.length === 0 && (
        <Text size="sm" c="dimmed">
          Scenarios that you save or open are listed here.
        </Text>
      )}
      {recent !== null && recent.length > 0 && (
        <Paper withBorder radius="md">
          <Stack gap={0} component="ul" className={classes['list'] ?? ''}>
            {recent.map((entry) => (
              <RecentEntry key={entry.recentId} entry={entry} onForgotten={refresh} />
            ))}
          </Stack>
        </Paper>
      )}
    </section>
  );
}

interface RecentEntryProps {
  readonly entry: RecentDocument;
  readonly onForgotten: () => void;
}

function RecentEntry({ entry, onForgotten }: RecentEntryProps): ReactNode {
  const { recentId, title, path, openedAt, exists } = entry;
  const forget = (): void => {
    connectedHost().api.documents.forgetRecent({ recentId }).then(onForgotten).catch(reportFailure);
  };
  return (
    <Group component="li" wrap="nowrap" gap="xs" pr="xs" className={classes['entry'] ?? ''}>
      <UnstyledButton
        className={classes['open'] ?? ''}
        disabled={!exists}
        onClick={() => {
          openRecent(recentId).catch(reportFailure);
        }}
      >
        <Group wrap="nowrap" gap="sm">
          <IconFileText size={20} stroke={1.4} aria-hidden />
          <div className={classes['text']}>
            <Text size="sm" fw={550} truncate>
              {title}
            </Text>
            <Text size="xs" c="dimmed" truncate title={path}>
              {exists ? path : `${path} – cannot be found now`}
            </Text>
          </div>
        </Group>
      </UnstyledButton>
      <Text size="xs" c="dimmed" className={classes['when'] ?? ''}>
        {moment(openedAt)}
      </Text>
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${title} from the list`} onClick={forget}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
