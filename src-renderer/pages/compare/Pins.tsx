import { ActionIcon, Anchor, Button, Group, Paper, Popover, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconPin, IconPinnedOff, IconPinned } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ComparisonPin } from '../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { moment } from '../../components/format.ts';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { askName } from '../../state/dialogs.ts';
import { fragmentOf, useNavigation } from '../../state/navigation.ts';
import { pinPlace, refreshPins, usePins } from '../../state/pins.ts';
import { connectedHost } from '../../state/session.ts';
import { runLabels } from './compared.ts';

const LONGEST_NAME = 200;

async function pinShown(runs: readonly RunSummary[]): Promise<void> {
  const suggestion = runLabels(runs).join(' against ').slice(0, LONGEST_NAME);
  const name = await askName('Pin the comparison', 'Name', suggestion, 'Pin');
  if (name === null) return;
  const runIds = runs.map(({ runId }) => runId);
  const shown = { ...useNavigation.getState().view };
  const pin = await connectedHost().api.comparisons.pin({ name, runIds, shown });
  await refreshPins();
  reportDone(`Pinned “${pin.name}”.`);
}

async function renamePin({ pinId, name: old }: ComparisonPin): Promise<void> {
  const name = await askName('Rename the pinned comparison', 'Name', old, 'Rename');
  if (name === null) return;
  await connectedHost().api.comparisons.rename({ pinId, name });
  await refreshPins();
}

async function unpin({ pinId, name }: ComparisonPin): Promise<void> {
  await connectedHost().api.comparisons.unpin({ pinId });
  await refreshPins();
  reportDone(`Unpinned “${name}”.`);
}

/** Pins the comparison that is shown, and opens those that are pinned. */
export function PinControls({ runs }: { readonly runs: readonly RunSummary[] }): ReactNode {
  const pins = usePins((state) => state.pins) ?? [];
  const [isOpen, setOpen] = useState(false);
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconPin size={16} />}
        onClick={() => {
          pinShown(runs).catch(reportFailure);
        }}
      >
        Pin
      </Button>
      {pins.length > 0 && (
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={420} trapFocus withinPortal>
          <Popover.Target>
            <Button
              variant="default"
              leftSection={<IconPinned size={16} />}
              onClick={() => {
                setOpen(!isOpen);
              }}
            >
              Pinned ({pins.length})
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label="Pinned comparisons">
            <PinRows
              pins={pins}
              onLeave={() => {
                setOpen(false);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      )}
    </Group>
  );
}

/** The pinned comparisons of the workspace. */
export function PinList({ pins }: { readonly pins: readonly ComparisonPin[] }): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label="Pinned comparisons">
      <Title order={3} size="h5" mb="xs">
        Pinned comparisons
      </Title>
      <PinRows pins={pins} onLeave={() => undefined} />
    </Paper>
  );
}

function PinRows({
  pins,
  onLeave,
}: {
  readonly pins: readonly ComparisonPin[];
  readonly onLeave: () => void;
}): ReactNode {
  return (
    <Stack gap="sm" component="ul" m={0} p={0}>
      {pins.map((pin) => (
        <Group key={pin.pinId} component="li" justify="space-between" wrap="nowrap" align="flex-start">
          <PinText pin={pin} onOpen={onLeave} />
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Rename ${pin.name}`}
              onClick={() => {
                onLeave();
                renamePin(pin).catch(reportFailure);
              }}
            >
              <IconPencil size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Unpin ${pin.name}`}
              onClick={() => {
                unpin(pin).catch(reportFailure);
              }}
            >
              <IconPinnedOff size={16} />
            </ActionIcon>
          </Group>
        </Group>
      ))}
    </Stack>
  );
}

function PinText({ pin, onOpen }: { readonly pin: ComparisonPin; readonly onOpen: () => void }): ReactNode {
  const { name, runs, pinnedAt } = pin;
  const gone = runs.filter(({ isThere }) => !isThere).map((run) => run.name);
  const there = runs.filter(({ isThere }) => isThere).map((run) => run.name);
  return (
    <div style={{ minWidth: 0 }}>
      <Anchor href={fragmentOf(pinPlace(pin))} size="sm" fw={600} onClick={onOpen}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {there.join(', ')} · pinned {moment(pinnedAt)}
      </Text>
      {gone.length > 0 && (
        <Text size="xs" c="var(--mantine-color-error)">
          {gone.length === 1 ? 'A run was deleted' : 'Runs were deleted'} since: {gone.join(', ')}
        </Text>
      )}
    </div>
  );
}
