import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { describeFailure } from './notify.ts';

/** A failure in the place of what could not be shown. */
export function FailureNote({ error }: { readonly error: unknown }): ReactNode {
  const { what, detail } = describeFailure(error);
  return (
    <Alert color="red" title={what} role="alert">
      {detail}
    </Alert>
  );
}

/** What belongs here and how it comes about. */
export function EmptyNote({
  title,
  text,
  action,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}): ReactNode {
  return (
    <Stack align="center" py={64} gap="xs">
      <IconChartBar size={36} aria-hidden="true" />
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text maw={420} ta="center">
        {text}
      </Text>
      {action}
    </Stack>
  );
}
