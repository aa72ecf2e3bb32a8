import { Button, Group, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { moment } from '../../components/format.ts';
import { EmptyNote, FailureNote } from '../../components/notes.tsx';
import { goTo, goToPlace, placeTo, useNavigation, type Place } from '../../state/navigation.ts';
import { CompareWith } from './CompareWith.tsx';
import { useResultRun } from './shown-run.ts';
import { WorkbookButton } from './WorkbookButton.tsx';

/** A page of a result: which run it is, a way to another one, and the page itself once the run is known. */
export function ResultFrame({
  pageId,
  title,
  placeFor = (runId) => placeTo(pageId, [runId]),
  isWanted,
  children,
}: {
  readonly pageId: string;
  readonly title: string;
  /** What of another run is shown when it is chosen; by default the page as it opens. */
  readonly placeFor?: (runId: string) => Place;
  /** Runs that the page has something to say of; complete runs unless said otherwise. */
  readonly isWanted?: (run: RunSummary) => boolean;
  readonly children: (run: RunSummary) => ReactNode;
}): ReactNode {
  const shown = useResultRun(isWanted);
  const run = shown.state === 'ready' ? shown.value.run : null;
  const what = useNavigation(({ parameters }) => parameters.join('/'));
  // What a page shows depends on its run and its address only: another list of runs draws nothing again.
  const page = useMemo(() => (run === null ? null : children(run)), [run, what]);
  if (shown.state === 'failed') return <FailureNote error={shown.error} />;
  if (shown.state === 'loading')
    return (
      <Stack role="status" aria-busy="true" aria-label="Loading the result">
        <Skeleton h={40} w={360} />
        <Skeleton h={96} />
        <Skeleton h={300} />
      </Stack>
    );
  const { complete } = shown.value;
  if (run === null)
    return (
      <EmptyNote
        title="No result yet"
        text="A result appears here when a run is complete. Run a scenario on a census to see its headcount, pay and plan cost."
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
    );
  return (
    <Stack gap="md" h="100%">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h3">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {run.scenario.name} · {run.census.name} · {run.startYear}–{run.endYear} · seed {run.seed}
          </Text>
        </div>
        <Group gap="xs" align="flex-end">
          <Select
            aria-label="Run"
            w={280}
            value={run.runId}
            data={complete.map(({ runId, name, startedAt }) => ({
              value: runId,
              label: `${name} · ${moment(startedAt)}`,
            }))}
            allowDeselect={false}
            searchable={complete.length > 8}
            onChange={(runId) => {
              if (runId !== null) goToPlace(placeFor(runId));
            }}
          />
          {pageId === 'overview' && <CompareWith run={run} complete={complete} />}
          {run.status === 'complete' && <WorkbookButton run={run} />}
        </Group>
      </Group>
      {page}
    </Stack>
  );
}
