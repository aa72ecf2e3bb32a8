import { toCivil, toDay } from '../../../src-shared/dates.ts';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { stateOn, type PersonState } from '../../../src-shared/person/state.ts';
import { shareOf } from '../../../src-shared/arithmetic.ts';
import type { Cents, Day, Ppm } from '../../../src-shared/units.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { legendAbove, nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { exactMoney, shortMoney } from '../../components/format.ts';
import { dateText, exactRate } from './event-words.ts';

/** Pay, level, deferral rate and accounts of a person over the years of a run. */

/** The close of the day before the first year: where the state of the opening stands. */
export const firstDay = ({ startYear }: Pick<PersonHistory, 'startYear'>): number =>
  toDay(startYear - 1, 12, 31);
export const lastDay = ({ endYear }: Pick<PersonHistory, 'endYear'>): number => toDay(endYear, 12, 31);

/** Money of a person in the plan, by whose it is (P-78, P-79). */
export interface Accounts {
  readonly employee: number;
  readonly vested: number;
  readonly unvested: number;
}

/** The accounts in a state; null in runs without a plan. */
export function accountsOf({ plan }: PersonState): Accounts | null {
  if (plan === null) return null;
  const vested =
    shareOf(plan.balanceMatch as Cents, plan.vestedMatch as Ppm) +
    shareOf(plan.balanceCore as Cents, plan.vestedCore as Ppm);
  return {
    employee: plan.balanceDeferral,
    vested,
    unvested: plan.balanceMatch + plan.balanceCore - vested,
  };
}

/** A figure that changes on days, and holds in between. */
export interface StepFigure {
  readonly valueOf: (state: PersonState) => number | null;
  readonly text: (value: number) => string;
  readonly axisText: (value: number) => string;
  readonly colour: (colours: ChartColours) => string;
}

export const PAY: StepFigure = {
  valueOf: ({ annualPay }) => annualPay,
  text: exactMoney,
  axisText: shortMoney,
  colour: ({ pay }) => pay,
};
export const LEVEL: StepFigure = {
  valueOf: ({ level }) => level,
  text: String,
  axisText: String,
  colour: ({ hires }) => hires,
};
export const DEFERRAL: StepFigure = {
  valueOf: ({ plan }) => plan?.deferralRate ?? null,
  text: exactRate,
  axisText: exactRate,
  colour: ({ employee }) => employee,
};

/** A value from a day on. */
interface StepPoint {
  readonly day: number;
  readonly value: number;
}

/** The days on which a figure changes, each year's end, and where the person comes and goes. */
export function stepPoints(history: PersonHistory, { valueOf }: StepFigure): readonly StepPoint[] {
  const years = Array.from({ length: history.endYear - history.startYear + 2 }, (_, index) =>
    toDay(history.startYear - 1 + index, 12, 31),
  );
  const leaving = history.events.find(({ type }) => type === 'TERMINATION')?.day ?? Infinity;
  const days = [...new Set([...years, ...history.events.map(({ day }) => day)])]
    .filter((day) => day <= leaving)
    .sort((a, b) => a - b);
  const points: StepPoint[] = [];
  for (const day of days) {
    const state = stateOn(history, day);
    const value = state === null ? null : valueOf(state);
    if (value === null) continue;
    const isYearEnd = years.includes(day as Day) || day === leaving;
    if (isYearEnd || value !== points.at(-1)?.value) points.push({ day, value });
  }
  return points;
}

/** A day on the axis of time, which counts in the time zone of the window. */
function timeOf(day: number): number {
  const { year, month, day: dayOfMonth } = toCivil(day as Day);
  return new Date(year, month - 1, dayOfMonth).getTime();
}

function timeAxis(history: PersonHistory, colours: ChartColours) {
  return {
    type: 'time' as const,
    min: timeOf(firstDay(history)),
    max: timeOf(lastDay(history)),
    minInterval: 365 * 86_400_000,
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      color: colours.muted,
      hideOverlap: true,
      formatter: (value: number) => String(new Date(value).getFullYear()),
    },
    axisPointer: {
      label: {
        formatter: ({ value }: { readonly value: unknown }) => {
          const date = new Date(Number(value));
          return dateText(toDay(date.getFullYear(), date.getMonth() + 1, date.getDate()));
        },
      },
    },
  };
}

/** A figure as a line of steps; that of the other run in grey. */
export function stepOption(
  histories: readonly PersonHistory[],
  names: readonly string[],
  figure: StepFigure,
  colours: ChartColours,
): PlotOption {
  const [mine] = histories;
  if (mine === undefined) return {};
  return {
    ...(histories.length > 1 ? { legend: legendAbove(colours) } : {}),
    grid: { left: 4, right: 14, top: histories.length > 1 ? 28 : 10, bottom: 2, containLabel: true },
    xAxis: timeAxis(mine, colours),
    yAxis: { ...numberAxis(figure.axisText, colours), min: 0, minInterval: 1, splitNumber: 3 },
    series: histories.map((history, index) => ({
      type: 'line' as const,
      name: names[index] ?? '',
      step: 'end' as const,
      // That of the run shown lies above the other.
      z: histories.length - index + 2,
      symbol: 'circle',
      symbolSize: 5,
      lineStyle: { width: 2, type: index === 0 ? ('solid' as const) : ('dashed' as const) },
      itemStyle: { color: index === 0 ? figure.colour(colours) : colours.neutral },
      data: stepPoints(history, figure).map(({ day, value }) => [timeOf(day), value]),
      tooltip: { valueFormatter: (value) => figure.text(Number(value)) },
    })),
  };
}

/** The points of a figure, and what it is in the other run on the same days. */
export function stepTable(
  histories: readonly PersonHistory[],
  names: readonly string[],
  figure: StepFigure,
): ChartTable {
  const [mine, other] = histories;
  if (mine === undefined) return { columns: [], rows: [] };
  const valueOn = (history: PersonHistory, day: number): string => {
    const state = stateOn(history, day);
    const value = state === null ? null : figure.valueOf(state);
    return value === null ? 'n/a' : figure.text(value);
  };
  return {
    columns: ['Date', ...names],
    rows: stepPoints(mine, figure).map(({ day, value }) => [
      dateText(day),
      figure.text(value),
      ...(other === undefined ? [] : [valueOn(other, day)]),
    ]),
  };
}

interface AccountYear extends Accounts {
  readonly year: number;
}

/** The accounts at the end of the year before and of every year, up to the last one in which the person is there. */
export function accountYears(history: PersonHistory): readonly AccountYear[] {
  const leaving = history.events.find(({ type }) => type === 'TERMINATION');
  const years = Array.from(
    { length: history.endYear - history.startYear + 2 },
    (_, index) => history.startYear - 1 + index,
  );
  return years.flatMap((year) => {
    if (leaving !== undefined && year > leaving.year) return [];
    const state = stateOn(history, toDay(year, 12, 31));
    const accounts = state === null ? null : accountsOf(state);
    return accounts === null ? [] : [{ year, ...accounts }];
  });
}

export function accountsOption(years: readonly AccountYear[], colours: ChartColours): PlotOption {
  const parts = [
    { name: 'Own', colour: colours.employee, of: ({ employee }: Accounts) => employee },
    { name: 'Vested', colour: colours.employer, of: ({ vested }: Accounts) => vested },
    { name: 'Not vested', colour: colours.employerLight, of: ({ unvested }: Accounts) => unvested },
  ];
  return {
    legend: legendAbove(colours),
    grid: { left: 4, right: 8, top: 28, bottom: 2, containLabel: true },
    xAxis: nameAxis(
      years.map(({ year }) => String(year)),
      colours,
    ),
    yAxis: { ...numberAxis(shortMoney, colours), splitNumber: 3 },
    series: parts.map(({ name, colour, of }) => ({
      type: 'bar' as const,
      name,
      stack: 'accounts',
      barMaxWidth: 30,
      itemStyle: { color: colour },
      data: years.map(of),
      tooltip: { valueFormatter: (value) => exactMoney(Number(value)) },
    })),
  };
}

export const accountsTable = (years: readonly AccountYear[]): ChartTable => ({
  columns: ['End of', 'Own money', 'Employer, vested', 'Employer, not vested', 'Together'],
  rows: years.map(({ year, employee, vested, unvested }) => [
    String(year),
    ...[employee, vested, unvested, employee + vested + unvested].map(exactMoney),
  ]),
});
