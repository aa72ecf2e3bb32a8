import { Alert, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { hasPlan } from '../../../src-shared/person/state.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { FailureNote } from '../../components/notes.tsx';
import { Placeholder } from '../../components/Placeholder.tsx';
import { changeView, placeTo, useNavigation, useView } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { ResultFrame } from '../results/ResultFrame.tsx';
import { likenessOf, pairEvents, type EventPair, type Likeness } from './compare-persons.ts';
import { DateBar } from './DateBar.tsx';
import { EventInspector } from './EventInspector.tsx';
import { fieldTitle } from './event-words.ts';
import { PersonCharts } from './PersonCharts.tsx';
import { PersonHeader } from './PersonHeader.tsx';
import { PersonSearch } from './PersonSearch.tsx';
import { DATE_VIEW, dayInView, EVENT_VIEW, showEvent, WITH_VIEW } from './person-view.ts';
import { StateTables } from './StateTables.tsx';
import { Timeline } from './Timeline.tsx';
import classes from './person.module.css';

/** One person of a run: what happened to them, why, and how they stand on any date. */
export default function PersonPage(): ReactNode {
  const { pageId, parameters, view } = useNavigation((place) => place);
  const employeeId = parameters[1] ?? null;
  return (
    <ResultFrame
      pageId="person"
      title="Person"
      placeFor={(runId) => {
        // The other run becomes the one shown: there is nothing to hold it against then.
        const { [WITH_VIEW]: other, [DATE_VIEW]: date } = view;
        return placeTo(pageId, employeeId === null ? [runId] : [runId, employeeId], {
          ...(date === undefined ? {} : { [DATE_VIEW]: date }),
          ...(other === undefined || other === runId ? {} : { [WITH_VIEW]: other }),
        });
      }}
    >
      {(run) =>
        employeeId === null ? (
          <NobodyYet runId={run.runId} />
        ) : (
          <PersonOfRun key={`${run.runId} ${employeeId}`} run={run} employeeId={employeeId} />
        )
      }
    </ResultFrame>
  );
}

function NobodyYet({ runId }: { readonly runId: string }): ReactNode {
  return (
    <Stack align="center" gap="xs" pt={48}>
      <IconUserSearch size={36} aria-hidden="true" />
      <Title order={3} size="h4">
        Who are you looking for?
      </Title>
      <Text maw={520} ta="center" mb="xs">
        Find anybody of this run, from the census or hired in the simulation, and see every event, why it
        happened, and how they stand on any date.
      </Text>
      <PersonSearch runId={runId} isAlone />
    </Stack>
  );
}

interface Beside {
  readonly run: RunSummary;
  readonly history: PersonHistory | null;
}

function PersonOfRun({
  run,
  employeeId,
}: {
  readonly run: RunSummary;
  readonly employeeId: string;
}): ReactNode {
  const { runId } = run;
  const otherId = useView(WITH_VIEW);
  const { api } = connectedHost();
  const history = useLoaded(`${runId}\n${employeeId}`, () => api.persons.history({ runId, employeeId }));
  const runs = useLoaded('complete runs', async () =>
    (await api.runs.list()).filter(({ status }) => status === 'complete'),
  );
  const others = runs.state === 'ready' ? runs.value.filter((other) => other.runId !== runId) : [];
  const otherRun = others.find((other) => other.runId === otherId) ?? null;
  const beside = useLoaded(`${otherRun?.runId ?? ''}\n${employeeId}`, async (): Promise<Beside | null> =>
    otherRun === null
      ? null
      : { run: otherRun, history: await api.persons.history({ runId: otherRun.runId, employeeId }) },
  );
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="center">
        <PersonSearch runId={runId} isAlone={false} />
        <Select
          aria-label="Another run beside it"
          placeholder="Another run beside it"
          w={300}
          clearable
          clearButtonProps={{ 'aria-label': 'No run beside it' }}
          value={otherRun?.runId ?? null}
          data={others.map((other) => ({ value: other.runId, label: `With ${other.name}` }))}
          onChange={(chosen) => {
            changeView({ [WITH_VIEW]: chosen, [EVENT_VIEW]: null });
          }}
          nothingFoundMessage="There is no other complete run."
        />
      </Group>
      {history.state === 'failed' && <FailureNote error={history.error} />}
      {beside.state === 'failed' && <FailureNote error={beside.error} />}
      {history.state === 'loading' && <Placeholder height={480} label="Loading the person" />}
      {history.state === 'ready' && history.value === null && (
        <Alert color="gray" title={`${employeeId} is not in this run`}>
          Simulated hires exist only in runs that hire as many. Choose another run above, or find somebody
          else.
        </Alert>
      )}
      {history.state === 'ready' && history.value !== null && (
        <PersonView
          run={run}
          history={history.value}
          beside={beside.state === 'ready' ? beside.value : null}
        />
      )}
    </Stack>
  );
}

function PersonView({
  run,
  history,
  beside,
}: {
  readonly run: RunSummary;
  readonly history: PersonHistory;
  readonly beside: Beside | null;
}): ReactNode {
  const dateView = useView(DATE_VIEW);
  const inAddress = dayInView(dateView, history);
  const [day, setDay] = useState(inAddress);
  useEffect(() => {
    setDay(inAddress);
  }, [inAddress]);
  const eventView = useView(EVENT_VIEW);
  const other = beside?.history ?? null;
  const names = beside === null ? [run.name] : [run.name, beside.run.name];
  const there = other === null ? [history] : [history, other];
  const likeness = beside === null ? null : likenessOf(history, other);
  const pairs = pairEvents(history.events, other?.events ?? []).map((pair): EventPair =>
    other === null ? { ...pair, difference: 'same' } : pair,
  );
  const at = pairs.findIndex((pair) => eventKey(pair) === eventView);
  const chosen = pairs[at] ?? null;
  const choose = (pair: EventPair | undefined): (() => void) | null =>
    pair === undefined
      ? null
      : () => {
          changeView({ [EVENT_VIEW]: eventKey(pair) });
        };
  return (
    <>
      <PersonHeader history={history} day={day} />
      {beside !== null && likeness !== null && (
        <LikenessNote likeness={likeness} name={beside.run.name} employeeId={history.employeeId} />
      )}
      <DateBar history={history} day={day} onDay={setDay} />
      <StateTables
        histories={beside === null ? [history] : [history, other]}
        names={names}
        day={day}
        isWithPlan={hasPlan(history)}
      />
      <PersonCharts histories={there} names={names.slice(0, there.length)} />
      <div className={classes['columns'] ?? ''} data-inspecting={chosen === null ? undefined : true}>
        <Timeline
          pairs={pairs}
          names={names}
          levelNames={there.map(({ levelNames }) => levelNames)}
          isCompared={other !== null}
          day={day}
          chosen={chosen}
          onChoose={(pair) => choose(pair)?.()}
        />
        {chosen !== null && (
          <EventInspector
            pair={chosen}
            histories={[history, other]}
            names={names}
            onStep={{ before: choose(pairs[at - 1]), after: choose(pairs[at + 1]) }}
            onClose={closeEvent}
          />
        )}
      </div>
    </>
  );
}

const closeEvent = (): void => {
  showEvent(null);
};

/** The name of an event in the address: its number here, or its number in the other run. */
const eventKey = ({ mine, other }: EventPair): string =>
  mine === null ? `other-${other?.sequence ?? ''}` : String(mine.sequence);

/** Fields of a hire in words. */
const fieldTitles = (names: readonly string[]): string =>
  names.map((name) => fieldTitle('HIRE', name).toLowerCase()).join(', ');

/** Says plainly how far the two can be held against each other. */
function LikenessNote({
  likeness,
  name,
  employeeId,
}: {
  readonly likeness: Likeness;
  readonly name: string;
  readonly employeeId: string;
}): ReactNode {
  switch (likeness.kind) {
    case 'absent':
      return (
        <Alert color="gray" title={`${employeeId} does not exist in ${name}`}>
          There is nothing to hold this person against. A simulated hire exists only in runs that hire as many
          people in that year; a person of the census only in runs on a census that has them.
        </Alert>
      );
    case 'hire':
      return likeness.isAlike ? (
        <Text size="sm" c="dimmed">
          A simulated hire of one id, hired alike in both runs
          {likeness.differing.length === 0 ? '' : `, but for ${fieldTitles(likeness.differing)}`}:{' '}
          {likeness.isSameSeed
            ? 'with the same draws, so the two can be compared.'
            : 'but the seeds differ, so what follows is partly luck.'}
        </Text>
      ) : (
        <Alert color="yellow" title="Not the same person">
          {employeeId} is a simulated hire, and {name} hired somebody else under this id: the hires differ in{' '}
          {fieldTitles(likeness.differing)}. What is beside it shows two people, not two fates of one.
        </Alert>
      );
    case 'census':
      if (!likeness.isSameCensus)
        return (
          <Alert color="yellow" title="Two censuses">
            {name} starts from another census. The ids agree; whether it is the same person, and with the same
            facts at the opening, is for you to say.
          </Alert>
        );
      return (
        <Text size="sm" c="dimmed">
          {likeness.isSameSeed
            ? 'The same person of the same census, with the same draws in both runs: differences come from the scenarios.'
            : 'The same person of the same census, but the runs have different seeds: differences are partly luck.'}
        </Text>
      );
  }
}
