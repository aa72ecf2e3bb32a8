import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Compared } from './compared.ts';
import { comparisonWarnings } from './warnings.ts';

/** What to know before the numbers are believed. */
export function WarningList({ runs }: { readonly runs: readonly Compared[] }): ReactNode {
  const warnings = comparisonWarnings(runs);
  const [first] = warnings;
  if (first === undefined) return null;
  return (
    <Alert
      variant="default"
      icon={<IconAlertTriangle size={18} aria-hidden="true" />}
      role="note"
      title={
        warnings.length === 1
          ? first.title
          : `${warnings.length} things make these runs less comparable than they look`
      }
    >
      <Stack gap={6}>
        {warnings.map(({ warningId, title, particulars, meaning }) => (
          <div key={warningId}>
            <Text size="sm">
              {warnings.length > 1 && <strong>{title}. </strong>}
              {meaning}
            </Text>
            <Text size="xs">{particulars}</Text>
          </div>
        ))}
      </Stack>
    </Alert>
  );
}
