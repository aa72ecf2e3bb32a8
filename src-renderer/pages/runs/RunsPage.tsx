import {
  Anchor,
  Badge,
  Button,
  Checkbox,
  Group,
  Paper,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
  Tooltip,
} from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { MOST_COMPARED } from '../../../src-shared/api/comparisons.ts';
import type { RunJob, RunSummary } from '../../../src-shared/api/runs.ts';
import { perform } from '../../actions/perform.ts';
import { useAction } from '../../actions/use-actions.ts';
import { moment } from '../../components/format.ts';
import { useJobs } from '../../state/jobs.ts';
import { goTo } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { EmptyNote, FailureNote } from '../../components/notes.tsx';
import { useLoaded } from '../../state/use-loaded.ts';
import { WideTable } from '../../components/WideTable.tsx';
import { CompareBar } from './CompareBar.tsx';
import { FailureAlert } from './FailureAlert.tsx';
import { JobCard } from './JobCard.tsx';
import { RunDetails } from './RunDetails.tsx';
import { durationWords, STATUS_WORDS } from './run-words.ts';
import classes from './runs.module.css';

function RunButton(): ReactNode {
  const action = useAction('run.start');
  return (
    <Tooltip label={action.obstacle ?? ''} disabled={action.obstacle === null}>
      <Button
        leftSection={<IconPlayerPlay size={18} />}
        {...(action.obstacle === null ? {} : { 'data-disabled': true, 'aria-disabled': true })}
        onClick={() => {
          perform(action.actionId);
        }}
      >
        {action.title}
      </Button>
    </Tooltip>
  );
}

/** What is running, what has run, what failed and why. */
export default function RunsPage(): ReactNode {
  const jobs = useJobs((state) => state.jobs);
  const [revision, setRevision] = useState(0);
  const [shownId, setShown] = useState<string | null>(null);
  // The list is read again whenever a job joins, starts or ends.
  const states = jobs.map(({ jobId, state }) => `${jobId} ${state}`).join();
  const loaded = useLoaded(`${states} ${revision}`, () => connectedHost().api.runs.list());
  const [last, setLast] = useState<readonly RunSummary[] | null>(null);
  if (loaded.state === 'ready' && loaded.value !== last) setLast(loaded.value);
  const active = jobs.filter(({ state }) => state === 'running' || state === 'waiting');

  // The result of a run that was watched to its end opens by itself.
  const watched = useRef(new Set<string>());
  useEffect(() => {
    for (const { jobId, state, runId } of jobs) {
      if (state === 'waiting' || state === 'running') watched.current.add(jobId);
      else if (watched.current.delete(jobId) && state === 'complete' && runId !== null)
        goTo('overview', runId);
    }
  }, [jobs]);
  // What ended before its run was recorded is in no history.
  const unrecorded = jobs.filter(
    ({ state, runId, progress }) =>
      (state === 'failed' || state === 'cancelled') &&
      progress.storedYears === 0 &&
      loaded.state === 'ready' &&
      !loaded.value.some((run) => run.runId === runId),
  );
  const runs = last?.filter(({ status }) => status !== 'running') ?? null;
  const shown = runs?.find(({ runId }) => runId === shownId) ?? null;
  return (
    <Stack>
      <Title order={2} size="h3">
        Runs
      </Title>
      {active.map((job) => (
        <JobCard key={job.jobId} job={job} />
      ))}
      {unrecorded.map((job) => (
        <UnrecordedJob key={job.jobId} job={job} />
      ))}
      {loaded.state === 'failed' && <FailureNote error={loaded.error} />}
      {runs === null && loaded.state === 'loading' && <Skeleton h={240} aria-label="Loading the runs" />}
      {runs?.length === 0 && active.length === 0 && unrecorded.length === 0 && (
        <EmptyNote
          title="Nothing has been run yet"
          text="A run simulates every person of a census under a scenario, year by year, and keeps every event. Its result opens when it is complete."
          action={<RunButton />}
        />
      )}
      {runs !== null && runs.length > 0 && <History runs={runs} onShow={setShown} />}
      {shown !== null && (
        <RunDetails
          key={shown.runId}
          run={shown}
          onClose={() => {
            setShown(null);
          }}
          onChanged={() => {
            setRevision((count) => count + 1);
          }}
        />
      )}
    </Stack>
  );
}

function UnrecordedJob({ job }: { readonly job: RunJob }): ReactNode {
  const { name, state, failure, queuedAt } = job;
  return (
    <Paper withBorder p="sm" component="section" aria-label={`Run ${name}`}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Badge
          variant="dot"
          color={STATUS_WORDS[state === 'failed' ? 'failed' : 'cancelled'].colour}
          tt="none"
        >
          {STATUS_WORDS[state === 'failed' ? 'failed' : 'cancelled'].word}
        </Badge>
        <Text size="sm">{moment(queuedAt)}, before anything was simulated; nothing was kept.</Text>
      </Group>
      {failure !== null && <FailureAlert failure={failure} />}
    </Paper>
  );
}

/** The runs, of which some can be chosen to be compared. */
function History({
  runs,
  onShow,
}: {
  readonly runs: readonly RunSummary[];
  readonly onShow: (runId: string) => void;
}): ReactNode {
  const [picked, setPicked] = useState<readonly string[]>([]);
  const complete = runs.filter(({ status }) => status === 'complete');
  // A run that was deleted meanwhile is no longer chosen.
  const chosen = picked.filter((runId) => complete.some((run) => run.runId === runId));
  return (
    <>
      {complete.length > 1 && (
        <CompareBar
          chosen={chosen.flatMap((runId) => complete.find((run) => run.runId === runId) ?? [])}
          onClear={() => {
            setPicked([]);
          }}
        />
      )}
      <Paper withBorder>
        <RunTable
          runs={runs}
          onShow={onShow}
          chosen={complete.length > 1 ? chosen : null}
          onChoose={(runId, isChosen) => {
            setPicked(isChosen ? [...chosen, runId] : chosen.filter((other) => other !== runId));
          }}
        />
      </Paper>
    </>
  );
}

function RunTable({
  runs,
  onShow,
  chosen,
  onChoose,
}: {
  readonly runs: readonly RunSummary[];
  readonly onShow: (runId: string) => void;
  /** Runs to be compared, in the order in which they were chosen; null where there is no choice. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (runId: string, isChosen: boolean) => void;
}): ReactNode {
  return (
    <WideTable minWidth={720}>
      <Table
        highlightOnHover
        verticalSpacing="xs"
        aria-label="History of runs"
        className={classes['numbers'] ?? ''}
      >
        <Table.Thead>
          <Table.Tr>
            {chosen !== null && (
              <Table.Th scope="col" w={40}>
                <span className={classes['hidden'] ?? ''}>Compare</span>
              </Table.Th>
            )}
            {['Run', 'Status', 'Scenario', 'Census', 'Years', 'Started', 'Took', 'Tags', ''].map((title) => (
              <Table.Th key={title} scope="col">
                {title === '' ? <span className={classes['hidden'] ?? ''}>Details</span> : title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.runId}>
              {chosen !== null && (
                <Table.Td>
                  {run.status === 'complete' && (
                    <Checkbox
                      size="xs"
                      aria-label={`Compare ${run.name}, ${moment(run.startedAt)}`}
                      checked={chosen.includes(run.runId)}
                      disabled={chosen.length >= MOST_COMPARED && !chosen.includes(run.runId)}
                      onChange={(event) => {
                        onChoose(run.runId, event.currentTarget.checked);
                      }}
                    />
                  )}
                </Table.Td>
              )}
              <Table.Td>
                {run.status === 'complete' ? (
                  <Anchor
                    component="button"
                    size="sm"
                    onClick={() => {
                      goTo('overview', run.runId);
                    }}
                  >
                    {run.name}
                  </Anchor>
                ) : (
                  <Text size="sm">{run.name}</Text>
                )}
                {run.failure !== null && (
                  <Text size="xs" lineClamp={2} maw={260}>
                    {run.failure.detail}
                  </Text>
                )}
                {run.notes !== '' && (
                  <Text size="xs" lineClamp={1} maw={260}>
                    {run.notes}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Badge variant="dot" color={STATUS_WORDS[run.status].colour} tt="none">
                  {STATUS_WORDS[run.status].word}
                </Badge>
              </Table.Td>
              <Table.Td>{run.scenario.name}</Table.Td>
              <Table.Td>{run.census.name}</Table.Td>
              <Table.Td>
                {run.startYear}–{run.endYear}
              </Table.Td>
              <Table.Td>{moment(run.startedAt)}</Table.Td>
              <Table.Td>{durationWords(run)}</Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {run.tags.map((tag) => (
                    <Badge key={tag} variant="default" tt="none">
                      {tag}
                    </Badge>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Details of ${run.name}, ${moment(run.startedAt)}`}
                  onClick={() => {
                    onShow(run.runId);
                  }}
                >
                  Details
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
