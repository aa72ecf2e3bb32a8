import { Button, Group, MultiSelect, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { MOST_COMPARED } from '../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { moment } from '../../components/format.ts';
import { EmptyNote } from '../../components/notes.tsx';
import { goTo } from '../../state/navigation.ts';
import { usePins } from '../../state/pins.ts';
import { showRuns } from './choice.ts';
import { PinList } from './Pins.tsx';

/** What to compare: a base and alternatives. The two newest runs are chosen already, the older as the base. */
export function Picker({
  complete,
  chosen,
}: {
  readonly complete: readonly RunSummary[];
  /** What the address names already: at most the base. */
  readonly chosen: readonly RunSummary[];
}): ReactNode {
  const pins = usePins((state) => state.pins);
  const [newest, second] = complete;
  const first = chosen[0] ?? second ?? newest;
  const [baseId, setBase] = useState<string | null>(first?.runId ?? null);
  const suggested = complete.find(({ runId }) => runId !== first?.runId);
  const [picked, setAlternatives] = useState<readonly string[]>(
    suggested === undefined ? [] : [suggested.runId],
  );
  const alternatives = picked.filter((runId) => runId !== baseId);
  if (complete.length < 2)
    return (
      <Stack>
        <EmptyNote
          title={complete.length === 0 ? 'Nothing to compare yet' : 'One run has nothing to be compared with'}
          text="A comparison sets a base run beside one to seven alternatives: what changed, by how much, and what it costs. Run a second scenario to begin."
          action={
            <Button
              onClick={() => {
                goTo('runs');
              }}
            >
              Go to runs
            </Button>
          }
        />
        {pins !== null && pins.length > 0 && <PinList pins={pins} />}
      </Stack>
    );
  const data = complete.map(({ runId, name, startedAt, startYear, endYear }) => ({
    value: runId,
    label: `${name} · ${moment(startedAt)} · ${startYear}–${endYear}`,
  }));
  return (
    <Stack maw={640}>
      <div>
        <Title order={2} size="h3">
          Compare
        </Title>
        <Text size="sm" c="dimmed">
          Set a base run beside one to seven alternatives: what changed, by how much, and what it costs.
        </Text>
      </div>
      <Paper withBorder p="md">
        <Stack>
          <Select
            label="Base"
            description="Differences are counted from here."
            data={data}
            value={baseId}
            allowDeselect={false}
            searchable
            onChange={setBase}
          />
          <MultiSelect
            label="Alternatives"
            description={`One to ${MOST_COMPARED - 1}, in the order in which they are shown.`}
            data={data.filter(({ value }) => value !== baseId)}
            value={[...alternatives]}
            maxValues={MOST_COMPARED - 1}
            searchable
            hidePickedOptions
            onChange={setAlternatives}
          />
          <Group>
            <Button
              disabled={baseId === null || alternatives.length === 0}
              onClick={() => {
                if (baseId !== null) showRuns([baseId, ...alternatives]);
              }}
            >
              Compare {alternatives.length + 1} runs
            </Button>
          </Group>
        </Stack>
      </Paper>
      {pins !== null && pins.length > 0 && <PinList pins={pins} />}
    </Stack>
  );
}
