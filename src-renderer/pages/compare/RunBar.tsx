import { ActionIcon, Group, Menu, Paper, Select, Text } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconDots,
  IconExternalLink,
  IconFlag,
  IconX,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { MOST_COMPARED } from '../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { moment } from '../../components/format.ts';
import { goTo } from '../../state/navigation.ts';
import { moved, showRuns } from './choice.ts';
import classes from './compare.module.css';
import { runLabels } from './compared.ts';
import { RunDot } from './MetricTable.tsx';

/** The runs of the comparison in their order: the base first. They can be dragged, or moved by their menus. */
export function RunBar({
  runs,
  complete,
}: {
  readonly runs: readonly RunSummary[];
  readonly complete: readonly RunSummary[];
}): ReactNode {
  const [dragged, setDragged] = useState<number | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const ids = runs.map(({ runId }) => runId);
  const labels = runLabels(runs);
  const others = complete.filter(({ runId }) => !ids.includes(runId));
  return (
    <Group gap="xs" component="ul" p={0} m={0} aria-label="Runs of the comparison">
      {runs.map((run, index) => (
        <Paper
          key={run.runId}
          component="li"
          withBorder
          px="xs"
          py={4}
          className={classes['chip'] ?? ''}
          draggable
          data-target={(target === index && dragged !== index) || undefined}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', run.runId);
            setDragged(index);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setTarget(index);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null && dragged !== index) showRuns(moved(ids, dragged, index));
          }}
          onDragEnd={() => {
            setDragged(null);
            setTarget(null);
          }}
        >
          <Group gap={8} wrap="nowrap">
            <RunDot index={index} />
            <div>
              <Text size="sm" fw={600} truncate maw={190} lh={1.2} title={labels[index] ?? ''}>
                {run.name}
              </Text>
              <Text size="xs" c="dimmed" lh={1.3}>
                {index === 0 ? 'Base' : `Alternative ${index}`} · {moment(run.startedAt)}
              </Text>
            </div>
            <RunMenu index={index} label={labels[index] ?? run.name} ids={ids} />
          </Group>
        </Paper>
      ))}
      {others.length > 0 && runs.length < MOST_COMPARED && (
        <li style={{ listStyle: 'none' }}>
          <Select
            aria-label="Add a run"
            placeholder="Add a run"
            w={180}
            size="sm"
            searchable
            value={null}
            comboboxProps={{ width: 320, position: 'bottom-start' }}
            data={others.map(({ runId, name, startedAt }) => ({
              value: runId,
              label: `${name} · ${moment(startedAt)}`,
            }))}
            onChange={(runId) => {
              if (runId !== null) showRuns([...ids, runId]);
            }}
          />
        </li>
      )}
    </Group>
  );
}

function RunMenu({
  index,
  label,
  ids,
}: {
  readonly index: number;
  readonly label: string;
  readonly ids: readonly string[];
}): ReactNode {
  const runId = ids[index] ?? '';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Move or remove ${label}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFlag size={16} />}
          disabled={index === 0}
          onClick={() => {
            showRuns(moved(ids, index, 0));
          }}
        >
          Make it the base
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowLeft size={16} />}
          disabled={index === 0}
          onClick={() => {
            showRuns(moved(ids, index, index - 1));
          }}
        >
          Move left
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={16} />}
          disabled={index === ids.length - 1}
          onClick={() => {
            showRuns(moved(ids, index, index + 1));
          }}
        >
          Move right
        </Menu.Item>
        <Menu.Item
          leftSection={<IconExternalLink size={16} />}
          onClick={() => {
            goTo('overview', runId);
          }}
        >
          Open its overview
        </Menu.Item>
        <Menu.Item
          leftSection={<IconX size={16} />}
          onClick={() => {
            showRuns(ids.filter((id) => id !== runId));
          }}
        >
          Take it out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
