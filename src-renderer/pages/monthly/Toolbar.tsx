import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Popover,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core';
import { IconCopy, IconDownload, IconInfoCircle, IconListCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { saveText } from '../../api/save-link.ts';
import { MONTHLY_BASES, type MonthlyInfo } from '../../../src-shared/api/monthly.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { changeView } from '../../state/navigation.ts';
import { DEFAULT_FIGURES, FIGURES, PLAN_FIGURES } from './figures.ts';
import { GRAINS, MONTH_NAMES, spanLabel, type Grain, type Period } from './fiscal-periods.ts';
import type { Layout } from './layout.ts';
import { CHOOSABLE } from './monthly-drills.ts';
import type { PivotTable } from './pivot-table.ts';
import { tableAsCsv, tableAsHtml, tableAsTsv } from './pivot-text.ts';
import { keepPreferredStart } from './preferred-start.ts';

const GRAIN_TITLES: Readonly<Record<Grain, string>> = { month: 'Months', quarter: 'Quarters', year: 'Years' };

const BASES: Readonly<
  Record<(typeof MONTHLY_BASES)[number], { readonly title: string; readonly hint: string }>
> = {
  earned: {
    title: 'earned',
    hint: 'Plan money stands in the month of the pay that earned it: deferrals when they are withheld, match with the deferrals it matches, core with the pay that counts for it. A true-up stands in the month in which the year is settled.',
  },
  posted: {
    title: 'posted',
    hint: 'Plan money stands in the month in which the ledger posts it: December, or the month in which a person leaves.',
  },
};

/** What is shown of the months, and ways to take it along. */
export function Toolbar({
  run,
  info,
  layout,
  fiscalYear,
  years,
  table,
}: {
  readonly run: RunSummary;
  readonly info: MonthlyInfo;
  readonly layout: Layout;
  /** The one that is shown; null for all. */
  readonly fiscalYear: number | null;
  readonly years: readonly Period[];
  readonly table: PivotTable;
}): ReactNode {
  const hasPlanFigures =
    info.hasPlan && [...layout.figures, layout.charted].some((figure) => PLAN_FIGURES.includes(figure));
  return (
    <Group gap={6} align="center">
      <Figures layout={layout} info={info} />
      <Select
        size="xs"
        w={200}
        aria-label="Figure of the chart"
        value={layout.charted}
        data={CHOOSABLE.filter((figure) => info.hasPlan || !PLAN_FIGURES.includes(figure)).map((figure) => ({
          value: figure,
          label: `Chart: ${FIGURES[figure].title}`,
        }))}
        allowDeselect={false}
        onChange={(chart) => {
          changeView({ chart });
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label="Periods"
        value={layout.grain}
        data={GRAINS.map((grain) => ({ value: grain, label: GRAIN_TITLES[grain] }))}
        onChange={(by) => {
          changeView({ by });
        }}
      />
      <Select
        size="xs"
        w={fiscalYear === null || layout.fiscalStart === 1 ? 110 : 180}
        aria-label="Fiscal year"
        value={fiscalYear === null ? 'all' : String(fiscalYear)}
        data={[
          ...years.map((year) => ({
            value: String(year.fiscalYear),
            label: `${year.label}${year.isPartial ? ` (${spanLabel(year, info.startYear)})` : ''}`,
          })),
          { value: 'all', label: 'All years' },
        ]}
        allowDeselect={false}
        onChange={(year) => {
          changeView({ year });
        }}
      />
      <Select
        size="xs"
        w={135}
        aria-label="Month in which fiscal years begin"
        value={String(layout.fiscalStart)}
        data={MONTH_NAMES.map((name, index) => ({ value: String(index + 1), label: `Years from ${name}` }))}
        allowDeselect={false}
        onChange={(start) => {
          changeView({ start, year: null });
          keepPreferredStart(Number(start)).catch(reportFailure);
        }}
      />
      {hasPlanFigures && (
        <Group gap={4} align="center" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label="Month of plan money"
            value={layout.basis}
            data={MONTHLY_BASES.map((basis) => ({ value: basis, label: `Plan ${BASES[basis].title}` }))}
            onChange={(basis) => {
              changeView({ basis });
            }}
          />
          <Tooltip withinPortal={false} multiline w={340} label={BASES[layout.basis].hint}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={BASES[layout.basis].hint}>
              <IconInfoCircle size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
      <Group gap={4} ml="auto" wrap="nowrap">
        <Tooltip withinPortal={false} label="Copy the table">
          <ActionIcon
            variant="default"
            size={30}
            aria-label="Copy the table"
            onClick={() => {
              copy(table).then(() => {
                reportDone('The table is on the clipboard.');
              }, reportFailure);
            }}
          >
            <IconCopy size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip withinPortal={false} label="Save the table as CSV">
          <ActionIcon
            variant="default"
            size={30}
            aria-label="Save the table as CSV"
            onClick={() => {
              saveText(tableAsCsv(table), 'text/csv', `${run.name} monthly.csv`);
            }}
          >
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  );
}

/** Puts the table on the clipboard as text for spreadsheets and as a table for documents. */
async function copy(table: PivotTable): Promise<void> {
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([tableAsTsv(table)], { type: 'text/plain' }),
      'text/html': new Blob([tableAsHtml(table)], { type: 'text/html' }),
    }),
  ]);
}

/** Which figures are shown. */
function Figures({ layout, info }: { readonly layout: Layout; readonly info: MonthlyInfo }): ReactNode {
  return (
    <Popover position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconListCheck size={16} />}>
          Figures ({layout.figures.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Figures">
        <Checkbox.Group
          aria-label="Figures"
          value={[...layout.figures]}
          onChange={(figures) => {
            changeView({ figures: figures.length === 0 ? null : figures.join(',') });
          }}
        >
          <Stack gap={6} w={250}>
            {CHOOSABLE.filter((figure) => info.hasPlan || !PLAN_FIGURES.includes(figure)).map((figure) => (
              <Checkbox key={figure} size="xs" value={figure} label={FIGURES[figure].title} />
            ))}
            <Text size="xs" c="dimmed">
              {DEFAULT_FIGURES.length} are shown at first
            </Text>
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
