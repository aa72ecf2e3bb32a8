import { Button, Menu, ScrollArea, Text } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { moment } from '../../components/format.ts';
import { goTo } from '../../state/navigation.ts';

/** The way from a result to what differs in another one; the older of the two is the base. */
export function CompareWith({
  run,
  complete,
}: {
  readonly run: RunSummary;
  readonly complete: readonly RunSummary[];
}): ReactNode {
  const others = complete.filter(({ runId }) => runId !== run.runId);
  if (others.length === 0) return null;
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconArrowsLeftRight size={18} />}>
          Compare with…
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={320}>
          {others.map((other) => (
            <Menu.Item
              key={other.runId}
              onClick={() => {
                const [base, alternative] = other.startedAt < run.startedAt ? [other, run] : [run, other];
                goTo('compare', base.runId, alternative.runId);
              }}
            >
              {other.name}
              <Text size="xs" c="dimmed">
                {moment(other.startedAt)} · {other.startYear}–{other.endYear}
              </Text>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}
