import { money, people, percent, pointsDifference, shortMoney } from '../../components/format.ts';
import type { RunOverview } from '../../../src-shared/api/results.ts';
import type { RunResult } from '../../../src-shared/api/runs.ts';
import type { YearSummary } from '../../../src-shared/columns.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { legendAbove, nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { waterfallOption } from '../../charts/waterfall.ts';
import { averagePay, participation, type payGrowth } from './overview-figures.ts';

type PlanYears = RunResult['plan'];
type Growth = NonNullable<ReturnType<typeof payGrowth>>;

const yearNames = (years: readonly { readonly year: number }[]): readonly string[] =>
  years.map(({ year }) => String(year));

/** One bar a year with its value above it. */
function yearBars(
  name: string,
  years: readonly { readonly year: number }[],
  values: readonly (number | null)[],
  colour: string,
  format: (value: number) => string,
  colours: ChartColours,
): PlotOption {
  return {
    grid: { left: 4, right: 12, top: 24, bottom: 4, containLabel: true },
    xAxis: nameAxis(yearNames(years), colours),
    yAxis: numberAxis(format, colours),
    series: [
      {
        type: 'bar',
        name,
        barMaxWidth: 48,
        itemStyle: { color: colour, borderRadius: 2 },
        data: values.map((value) => value ?? '-'),
        label: {
          show: true,
          position: 'top',
          color: colours.text,
          formatter: ({ value }) => format(Number(value)),
        },
        tooltip: { valueFormatter: (value) => format(Number(value)) },
      },
    ],
  };
}

export const payrollOption = (years: readonly YearSummary[], colours: ChartColours): PlotOption =>
  yearBars(
    'Closing payroll',
    years,
    years.map(({ closingPayrollCents }) => closingPayrollCents),
    colours.pay,
    shortMoney,
    colours,
  );

export const payrollTable = (years: readonly YearSummary[]): ChartTable => ({
  columns: ['Year', 'Closing payroll', 'Pay earned', 'Average pay'],
  rows: years.map((year) => {
    const average = averagePay(year);
    return [
      String(year.year),
      money(year.closingPayrollCents),
      money(year.proratedPayrollCents),
      average === null ? 'n/a' : money(average),
    ];
  }),
});

/** A waterfall from zero to the growth of the year. */
export const growthOption = ({ parts, total }: Growth, colours: ChartColours): PlotOption =>
  waterfallOption(
    parts.map(({ name, share }) => ({
      name,
      amount: share,
      colour: share < 0 ? colours.leavers : colours.pay,
    })),
    { name: 'Growth', amount: total, colour: colours.neutral },
    { axis: percent, label: pointsDifference },
    colours,
  );

export const growthTable = ({ parts, total }: Growth): ChartTable => ({
  columns: ['Part', 'Share of growth'],
  rows: [
    ...parts.map(({ name, share }) => [name, pointsDifference(share)]),
    ['Growth of average pay', pointsDifference(total)],
  ],
});

export const participationOption = (plan: PlanYears, colours: ChartColours): PlotOption =>
  yearBars('Participation', plan, plan.map(participation), colours.employee, percent, colours);

export const participationTable = (plan: PlanYears): ChartTable => ({
  columns: ['Year', 'Eligible', 'Participants', 'Participation'],
  rows: plan.map((year) => {
    const share = participation(year);
    return [
      String(year.year),
      people(year.eligible),
      people(year.participants),
      share === null ? 'n/a' : percent(share),
    ];
  }),
});

/** Match and core above each other: what the plan costs before forfeitures. */
export function costOption(plan: PlanYears, colours: ChartColours): PlotOption {
  const stack = (name: string, colour: string, values: readonly number[]) => ({
    type: 'bar' as const,
    name,
    stack: 'cost',
    barMaxWidth: 48,
    itemStyle: { color: colour },
    data: [...values],
    tooltip: { valueFormatter: (value: unknown) => shortMoney(Number(value)) },
  });
  const core = plan.map(
    ({ coreCents, coreExcessCents, reallocatedCents }) => coreCents + coreExcessCents + reallocatedCents,
  );
  return {
    legend: legendAbove(colours),
    xAxis: nameAxis(yearNames(plan), colours),
    yAxis: numberAxis(shortMoney, colours),
    series: [
      stack(
        'Match and true-up',
        colours.employer,
        plan.map(({ matchCents, trueUpCents }) => matchCents + trueUpCents),
      ),
      ...(core.some((cents) => cents > 0) ? [stack('Core', colours.employerLight, core)] : []),
    ],
  };
}

export const costTable = (plan: PlanYears): ChartTable => ({
  columns: [
    'Year',
    'Match',
    'True-up',
    'Core',
    'Gross cost',
    'Forfeitures used',
    'Cash cost',
    'Share of pay',
  ],
  rows: plan.map((year) => [
    String(year.year),
    money(year.matchCents),
    money(year.trueUpCents),
    money(year.coreCents + year.coreExcessCents),
    money(year.grossCostCents),
    money(year.poolAppliedCents),
    `${money(year.netCashCents)}${year.partial ? ' (partial)' : ''}`,
    year.netCashBasisPoints === null ? 'n/a' : percent(year.netCashBasisPoints / 10_000),
  ]),
});

export const deferralOption = (plan: PlanYears, colours: ChartColours): PlotOption =>
  yearBars(
    'Deferrals',
    plan,
    plan.map(({ baseCents, catchUpCents }) => baseCents + catchUpCents),
    colours.employee,
    shortMoney,
    colours,
  );

export const deferralTable = (plan: PlanYears): ChartTable => ({
  columns: ['Year', 'Deferrals', 'Catch-up'],
  rows: plan.map(({ year, baseCents, catchUpCents }) => [
    String(year),
    money(baseCents),
    money(catchUpCents),
  ]),
});

/** People by whole percent they defer; the last bin takes everyone above it. */
export function deferralBins(
  overview: Pick<RunOverview, 'byDeferral'>,
  year: number,
): readonly { readonly label: string; readonly people: number }[] {
  const rows = overview.byDeferral.filter((row) => row.year === year);
  const top = 15;
  const count = (test: (percentage: number | null) => boolean): number =>
    rows.filter((row) => test(row.percent)).reduce((sum, row) => sum + row.people, 0);
  return [
    { label: 'Not enrolled', people: count((share) => share === null) },
    ...Array.from({ length: top }, (_, share) => ({
      label: `${share}%`,
      people: count((value) => value === share),
    })),
    { label: `${top}%+`, people: count((value) => value !== null && value >= top) },
  ];
}

export function binsOption(
  bins: readonly { readonly label: string; readonly people: number }[],
  colours: ChartColours,
): PlotOption {
  return {
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      ...nameAxis(
        bins.map(({ label }) => label),
        colours,
      ),
      axisLabel: { color: colours.muted, hideOverlap: true },
    },
    yAxis: numberAxis(people, colours),
    series: [
      {
        type: 'bar',
        name: 'People',
        barCategoryGap: '12%',
        itemStyle: { borderRadius: 2 },
        data: bins.map(({ people: value }, index) => ({
          value,
          itemStyle: { color: index === 0 ? colours.neutral : colours.employee },
        })),
        tooltip: { valueFormatter: (value) => people(Number(value)) },
      },
    ],
  };
}

export const binsTable = (
  bins: readonly { readonly label: string; readonly people: number }[],
): ChartTable => ({
  columns: ['Deferral rate', 'People'],
  rows: bins.map(({ label, people: value }) => [label, people(value)]),
});
