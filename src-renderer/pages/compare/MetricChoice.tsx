import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { changeView, useView } from '../../state/navigation.ts';
import { metricOf, type Metric, type MetricGroup } from './metrics.ts';

/** The metric that the charts show; it stands in the address. */
export const useMetric = (): Metric => metricOf(useView('metric'));

/** Shows another metric in the charts. */
export const showMetric = (metricId: string): void => {
  changeView({ metric: metricId });
};

/** Chooses the metric of the charts. */
export function MetricChoice({ groups }: { readonly groups: readonly MetricGroup[] }): ReactNode {
  const { metricId } = useMetric();
  return (
    <Select
      aria-label="Metric of the charts"
      w={280}
      size="sm"
      searchable
      allowDeselect={false}
      value={metricId}
      data={groups.map(({ title, metrics }) => ({
        group: title,
        items: metrics.map((metric) => ({ value: metric.metricId, label: metric.title })),
      }))}
      onChange={(value) => {
        if (value !== null) showMetric(value);
      }}
    />
  );
}
