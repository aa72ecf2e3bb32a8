import { Badge, Group, Paper, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  BRIDGE_MEASURES,
  GROUPINGS,
  PLAN_COST_DRIVERS,
  type Bridge,
  type BridgeMeasure,
  type Grouping,
} from '../../../../src-shared/api/differences.ts';
import type { RunSummary } from '../../../../src-shared/api/runs.ts';
import { FailureNote } from '../../../components/notes.tsx';
import { Placeholder } from '../../../components/Placeholder.tsx';
import { changeView, useView } from '../../../state/navigation.ts';
import { connectedHost } from '../../../state/session.ts';
import { Kept, useLoaded } from '../../../state/use-loaded.ts';
import { PART_VIEW } from './bridge-drill.ts';
import { BridgeByGroup, BridgeByYear, BridgeChart, BridgeTable, type ShownBridge } from './BridgeParts.tsx';
import { figuresOf, GROUPING_NAMES, IDENTITY_WORDS, MEASURE_NAMES, unitOf } from './bridge-words.ts';
import { CostPeopleList } from './CostPeopleList.tsx';

const KEPT = new Kept<Bridge>();

/** All common years together: only the cost of the plan adds up over years. */
const ALL_YEARS = 'all';

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | null =>
  values.find((value) => value === text) ?? null;

/** What leads from a figure of the base to that of another run, driver by driver and group by group. */
export function Bridges({
  base,
  other,
}: {
  readonly base: RunSummary;
  readonly other: RunSummary;
}): ReactNode {
  const measure: BridgeMeasure = oneOf(BRIDGE_MEASURES, useView('measure')) ?? 'headcount';
  const grouping: Grouping | null = oneOf(GROUPINGS, useView('by'));
  const part = oneOf(PLAN_COST_DRIVERS, useView(PART_VIEW));
  const chosen = useView('year');
  const first = Math.max(base.startYear, other.startYear);
  const last = Math.min(base.endYear, other.endYear);
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const year =
    chosen === ALL_YEARS && measure === 'planCost'
      ? null
      : (years.find((each) => String(each) === chosen) ?? last);
  const key = JSON.stringify({ baseId: base.runId, otherId: other.runId, measure, year, grouping });
  const loaded = useLoaded(
    key,
    () =>
      connectedHost().api.differences.bridge({
        baseId: base.runId,
        otherId: other.runId,
        measure,
        year,
        grouping,
      }),
    KEPT,
  );
  const yearData = years.map((each) => ({ value: String(each), label: String(each) }));
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-end" wrap="wrap">
        <SegmentedControl
          aria-label="What differs"
          value={measure}
          data={BRIDGE_MEASURES.map((value) => ({ value, label: MEASURE_NAMES[value] }))}
          onChange={(value) => {
            changeView({ measure: value, [PART_VIEW]: null });
          }}
        />
        <Select
          aria-label="Year"
          w={170}
          value={year === null ? ALL_YEARS : String(year)}
          data={
            measure === 'planCost' ? [...yearData, { value: ALL_YEARS, label: 'All common years' }] : yearData
          }
          allowDeselect={false}
          onChange={(value) => {
            changeView({ year: value });
          }}
        />
        <Select
          aria-label="By group"
          w={170}
          placeholder="By group"
          clearable
          clearButtonProps={{ 'aria-label': 'No groups' }}
          value={grouping}
          data={GROUPINGS.map((value) => ({ value, label: `By ${GROUPING_NAMES[value].toLowerCase()}` }))}
          onChange={(value) => {
            changeView({ by: value });
          }}
        />
      </Group>
      {loaded.state === 'failed' && <FailureNote error={loaded.error} />}
      {loaded.state === 'loading' && <Placeholder label="Loading the bridge" height={420} />}
      {loaded.state === 'ready' && (
        <Shown shown={{ base, other, measure, year, grouping, first, bridge: loaded.value }} part={part} />
      )}
    </Stack>
  );
}

function Shown({
  shown,
  part,
}: {
  readonly shown: ShownBridge;
  readonly part: (typeof PLAN_COST_DRIVERS)[number] | null;
}): ReactNode {
  const { base, other, measure, year, grouping, bridge } = shown;
  if (measure === 'planCost' && part !== null && year !== null)
    return <CostPeopleList base={base} other={other} year={year} driver={part} />;
  return (
    <>
      <Finding shown={shown} />
      <BridgeChart shown={shown} />
      <BridgeTable shown={shown} />
      {grouping !== null && <BridgeByGroup shown={shown} grouping={grouping} />}
      {bridge.byYear.length > 1 && <BridgeByYear shown={shown} />}
      {measure === 'planCost' && (
        <Text size="sm" c="dimmed">
          {IDENTITY_WORDS[bridge.identity]} Contributions of people matched in both runs are turned from those
          of the base into those of the other run one thing at a time: pay first, then deferrals, then the
          formula.
        </Text>
      )}
    </>
  );
}

/** The two figures, the difference, and whether the bridge between them holds. */
function Finding({ shown }: { readonly shown: ShownBridge }): ReactNode {
  const { base, other, measure, year, bridge } = shown;
  const { value, difference } = figuresOf(measure);
  return (
    <Paper withBorder p="md" component="section" aria-label="From the base to the other run">
      <Group justify="space-between" align="flex-start">
        <Group gap="xl">
          <Figure name={base.name} text={value(bridge.base)} />
          <Figure name="Difference" text={difference(bridge.other - bridge.base)} />
          <Figure name={other.name} text={value(bridge.other)} />
        </Group>
        <AddsUp bridge={bridge} />
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {unitOf(measure, year)}
      </Text>
    </Paper>
  );
}

function Figure({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Title order={3} size="h3" fw={600}>
        {text}
      </Title>
    </div>
  );
}

function AddsUp({ bridge }: { readonly bridge: Bridge }): ReactNode {
  return (
    <Badge variant="dot" color={bridge.addsUp ? 'teal' : 'red'} tt="none">
      {bridge.addsUp ? 'Adds up exactly' : 'Does not add up'}
    </Badge>
  );
}
