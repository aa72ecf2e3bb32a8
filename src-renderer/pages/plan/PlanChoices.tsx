import { Group, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { PLAN_GROUPINGS } from '../../../src-shared/api/plan-results.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { changeView } from '../../state/navigation.ts';
import { GROUPING_WORDS, type PlanView } from './plan-view.ts';

const MOST_SEGMENTS = 8;

/** Year, people, denominator and grouping: they hold for every part of the page. */
export function PlanChoices({
  run,
  view,
  years,
  year,
}: {
  readonly run: RunSummary;
  readonly view: PlanView;
  readonly years: readonly number[];
  readonly year: number;
}): ReactNode {
  const chooseYear = (chosen: string | null): void => {
    changeView({ year: chosen });
  };
  const hireYears = Array.from({ length: run.endYear - run.startYear + 1 }, (_, index) =>
    String(run.startYear + index),
  );
  return (
    <Group gap="sm" align="flex-end">
      {years.length <= MOST_SEGMENTS ? (
        <SegmentedControl
          aria-label="Year"
          value={String(year)}
          data={years.map(String)}
          onChange={chooseYear}
        />
      ) : (
        <Select
          aria-label="Year"
          w={100}
          allowDeselect={false}
          value={String(year)}
          data={years.map(String)}
          onChange={chooseYear}
        />
      )}
      <Select
        aria-label="People"
        w={210}
        allowDeselect={false}
        value={String(view.cohort)}
        data={[
          { value: 'all', label: 'Everybody' },
          { value: 'census', label: 'People of the census' },
          { value: 'newHires', label: 'New hires' },
          ...hireYears.map((value) => ({ value, label: `Hired in ${value}` })),
        ]}
        onChange={(cohort) => {
          changeView({ cohort: cohort === 'all' ? null : cohort });
        }}
      />
      <SegmentedControl
        aria-label="Shares are of"
        value={view.of}
        data={[
          { value: 'eligible', label: 'Of eligible' },
          { value: 'active', label: 'Of employed' },
        ]}
        onChange={(of) => {
          changeView({ of: of === 'eligible' ? null : of });
        }}
      />
      <Select
        aria-label="Group people by"
        w={190}
        allowDeselect={false}
        value={view.grouping}
        data={PLAN_GROUPINGS.map((value) => ({ value, label: `By ${GROUPING_WORDS[value]}` }))}
        onChange={(by) => {
          changeView({ by: by === 'age' ? null : by });
        }}
      />
    </Group>
  );
}
