import { Button, Group, Text } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MOST_COMPARED } from '../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { goTo } from '../../state/navigation.ts';

/** What is chosen to be compared, in its order: the base first. */
export function CompareBar({
  chosen,
  onClear,
}: {
  readonly chosen: readonly RunSummary[];
  readonly onClear: () => void;
}): ReactNode {
  const [base] = chosen;
  return (
    <Group justify="space-between" mih={36}>
      <Text size="sm" c="dimmed" role="status">
        {base === undefined
          ? `Choose 2 to ${MOST_COMPARED} runs to compare them; the first one is the base.`
          : chosen.length === 1
            ? `The base is ${base.name}. Choose what to compare with it.`
            : `The base is ${base.name}.`}
      </Text>
      <Group gap="xs">
        {base !== undefined && (
          <Button variant="subtle" color="gray" c="var(--mantine-color-text)" onClick={onClear}>
            Choose none
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconArrowsLeftRight size={18} />}
          disabled={chosen.length < 2}
          onClick={() => {
            goTo('compare', ...chosen.map(({ runId }) => runId));
          }}
        >
          {chosen.length < 2 ? 'Compare' : `Compare ${chosen.length} runs`}
        </Button>
      </Group>
    </Group>
  );
}
