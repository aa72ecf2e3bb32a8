import {
  Alert,
  Badge,
  Button,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Tabs,
  Text,
  Title,
} from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import type { Comparison } from '../../../src-shared/api/comparisons.ts';
import { MOST_COMPARED } from '../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { people } from '../../components/format.ts';
import { FailureNote } from '../../components/notes.tsx';
import { reportFailure } from '../../components/notify.ts';
import { changeView, useView } from '../../state/navigation.ts';
import { refreshPins } from '../../state/pins.ts';
import { connectedHost } from '../../state/session.ts';
import { Kept, useLoaded } from '../../state/use-loaded.ts';
import { showRuns, useChoice, type Choice } from './choice.ts';
import classes from './compare.module.css';
import { commonYears, runLabels, type Compared } from './compared.ts';
import { CostTab } from './CostTab.tsx';
import { Bridges } from './differences/Bridges.tsx';
import { WinnersAndLosers } from './differences/WinnersAndLosers.tsx';
import { FiguresTab } from './FiguresTab.tsx';
import { RunDot } from './MetricTable.tsx';
import { Picker } from './Picker.tsx';
import { PinControls } from './Pins.tsx';
import { RunBar } from './RunBar.tsx';
import { SettingsTab } from './SettingsTab.tsx';
import { settingDifferences } from './setting-differences.ts';
import { SideBySide } from './SideBySide.tsx';
import { WarningList } from './WarningList.tsx';

const KEPT = new Kept<Comparison>();

/** What changed, by how much and what it costs: a base run and up to seven alternatives. */
export default function ComparePage(): ReactNode {
  const choice = useChoice();
  useEffect(() => {
    refreshPins().catch(reportFailure);
  }, []);
  if (choice.state === 'failed') return <FailureNote error={choice.error} />;
  if (choice.state === 'loading') return <Loading />;
  const { runs, complete } = choice.value;
  if (runs.length < 2)
    return (
      <Stack>
        <Lacking choice={choice.value} />
        <Picker key={runs[0]?.runId ?? ''} complete={complete} chosen={runs} />
      </Stack>
    );
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h3">
            Compare
          </Title>
          <Text size="sm" c="dimmed">
            Differences are counted from the base, {runs[0]?.name}.
          </Text>
        </div>
        <PinControls runs={runs} />
      </Group>
      <RunBar runs={runs} complete={complete} />
      <Lacking choice={choice.value} />
      <Loader runs={runs} />
    </Stack>
  );
}

function Loading(): ReactNode {
  return (
    <Stack role="status" aria-busy="true" aria-label="Loading the comparison">
      <Skeleton h={40} w={360} />
      <Skeleton h={48} />
      <Skeleton h={320} />
    </Stack>
  );
}

/** Says which runs of the address are not shown, and why. */
function Lacking({ choice: { missing, beyond, runs } }: { readonly choice: Choice }): ReactNode {
  if (missing.length === 0 && beyond === 0) return null;
  return (
    <Alert
      variant="default"
      title={
        missing.length > 0
          ? `${people(missing.length)} ${missing.length === 1 ? 'run of this comparison is' : 'runs of this comparison are'} not here`
          : `${people(MOST_COMPARED)} runs are compared at most`
      }
    >
      <Group justify="space-between">
        <Text size="sm">
          {missing.length > 0
            ? 'They were deleted, have no result, or belong to another workspace. The others are compared without them.'
            : `${people(beyond)} more in the address are left out.`}
        </Text>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            showRuns(runs.map(({ runId }) => runId));
          }}
        >
          Go on without them
        </Button>
      </Group>
    </Alert>
  );
}

function Loader({ runs }: { readonly runs: readonly RunSummary[] }): ReactNode {
  const ids = runs.map(({ runId }) => runId);
  // Another order of the same runs needs nothing new.
  const loaded = useLoaded(
    [...ids].sort().join(' '),
    (key) => connectedHost().api.comparisons.read({ runIds: key.split(' ') }),
    KEPT,
  );
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading') return <Loading />;
  const labels = runLabels(runs);
  const compared = runs.flatMap((run, index): readonly Compared[] => {
    const found = loaded.value.runs.find(({ runId }) => runId === run.runId);
    return found === undefined ? [] : [{ ...found, run, index, label: labels[index] ?? run.name }];
  });
  return <Comparing runs={compared} defaults={loaded.value.defaults} />;
}

function Comparing({
  runs,
  defaults,
}: {
  readonly runs: readonly Compared[];
  readonly defaults: Comparison['defaults'];
}): ReactNode {
  const tab = useView('tab') ?? 'figures';
  const common = commonYears(runs);
  const [base, ...alternatives] = runs;
  if (base === undefined) return null;
  const differing = settingDifferences(
    base.scenario,
    alternatives.map(({ scenario }) => scenario),
  ).reduce((sum, { settings }) => sum + settings.length, 0);
  return (
    <>
      <WarningList runs={runs} />
      {common.length === 0 ? (
        <Alert variant="default" title="The runs have no year in common">
          Nothing can be set beside each other. Compare runs over the same years.
        </Alert>
      ) : (
        <Tabs
          value={tab}
          onChange={(value) => {
            changeView({ tab: value === 'figures' ? null : value });
          }}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="figures">Figures</Tabs.Tab>
            <Tabs.Tab value="side">Side by side</Tabs.Tab>
            <Tabs.Tab value="cost">Cost</Tabs.Tab>
            <Tabs.Tab value="bridges">Bridges</Tabs.Tab>
            <Tabs.Tab value="people">Winners and losers</Tabs.Tab>
            <Tabs.Tab
              value="settings"
              rightSection={
                <Badge size="sm" variant="light" color="gray" c="var(--mantine-color-text)">
                  {differing}
                </Badge>
              }
            >
              Settings that differ
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="figures">
            <FiguresTab runs={runs} common={common} />
          </Tabs.Panel>
          <Tabs.Panel value="side">
            <SideBySide runs={runs} common={common} />
          </Tabs.Panel>
          <Tabs.Panel value="cost">
            <CostTab runs={runs} common={common} />
          </Tabs.Panel>
          <Tabs.Panel value="bridges">
            <OneAlternative runs={runs}>
              {(other) => <Bridges base={base.run} other={other} />}
            </OneAlternative>
          </Tabs.Panel>
          <Tabs.Panel value="people">
            <OneAlternative runs={runs}>
              {(other) => <WinnersAndLosers base={base.run} other={other} />}
            </OneAlternative>
          </Tabs.Panel>
          <Tabs.Panel value="settings">
            <SettingsTab runs={runs} defaults={defaults} />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}

/** What is about the base and one alternative, which is chosen where there are several. */
function OneAlternative({
  runs,
  children,
}: {
  readonly runs: readonly Compared[];
  readonly children: (other: RunSummary) => ReactNode;
}): ReactNode {
  const chosen = useView('other');
  const alternatives = runs.slice(1);
  const other = alternatives.find(({ runId }) => runId === chosen) ?? alternatives[0];
  if (other === undefined) return null;
  return (
    <Stack gap="md">
      {alternatives.length > 1 && (
        <SegmentedControl
          aria-label="Alternative"
          style={{ alignSelf: 'flex-start' }}
          value={other.runId}
          data={alternatives.map((run) => ({
            value: run.runId,
            label: (
              <span className={classes['name'] ?? ''}>
                <RunDot index={run.index} />
                {run.label}
              </span>
            ),
          }))}
          onChange={(runId) => {
            changeView({ other: runId });
          }}
        />
      )}
      {children(other.run)}
    </Stack>
  );
}
