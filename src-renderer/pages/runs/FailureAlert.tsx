import { Alert, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { ERROR_CATALOGUE } from '../../../src-shared/errors.ts';
import classes from './runs.module.css';

/** Why a run failed and what to do about it. */
export function FailureAlert({
  failure,
}: {
  readonly failure: NonNullable<RunSummary['failure']>;
}): ReactNode {
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
