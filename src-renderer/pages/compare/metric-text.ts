import type { ComparedYear } from '../../../src-shared/api/comparisons.ts';
import {
  money,
  moneyDifference,
  people,
  peopleDifference,
  percent,
  percentDifference,
  pointsDifference,
  shortMoney,
  shortMoneyDifference,
} from '../../components/format.ts';
import { choiceText } from '../../features/scenario/value-text.ts';
import type { Metric, MetricKind } from './metrics.ts';

/** How many digits of money: few where it is compared, all where it is accounted for. */
export type Precision = 'short' | 'exact';

const whole = (value: number): number => Math.round(value);

/** How a number of a metric is written. */
export function valueForm(kind: MetricKind, precision: Precision): (value: number) => string {
  switch (kind) {
    case 'people':
      return people;
    case 'money':
      return precision === 'exact' ? (value) => money(whole(value)) : shortMoney;
    case 'rate':
      return percent;
    case 'margin':
      return pointsDifference;
  }
}

/** How a difference of two numbers of a metric is written: with its sign; a dash for none. */
export function differenceForm(kind: MetricKind, precision: Precision): (difference: number) => string {
  switch (kind) {
    case 'people':
      return peopleDifference;
    case 'money':
      return precision === 'exact'
        ? (difference) => moneyDifference(whole(difference))
        : shortMoneyDifference;
    case 'rate':
    case 'margin':
      return pointsDifference;
  }
}

const valueText = (kind: MetricKind, value: number, precision: Precision): string =>
  valueForm(kind, precision)(value);

const differenceText = (kind: MetricKind, difference: number, precision: Precision): string =>
  differenceForm(kind, precision)(difference);

/** The years of a column: one, or several together. */
export interface Column {
  readonly title: string;
  /** Null where it is about several. */
  readonly year: number | null;
  readonly isIn: (year: number) => boolean;
}

/** A figure of a run as a cell says it: in few digits, in all of them, and what is to be known of it. */
export interface Cell {
  readonly text: string;
  readonly detail: string;
  /** Beside a difference: how much it is of the base; empty where that says nothing. */
  readonly share: string;
  readonly isMissing: boolean;
}

const valueOf = (metric: Metric, years: readonly ComparedYear[], { year }: Column): number | null => {
  const [only] = years;
  if (year === null) return metric.together(years);
  return only === undefined ? null : metric.of(only);
};

function verdictOf({ verdict }: Metric, years: readonly ComparedYear[], { year }: Column): string | null {
  const [only] = years;
  return verdict === null || year === null || only === undefined ? null : verdict(only);
}

const verdictText = (verdict: string): string => (verdict === 'notAvailable' ? 'n/a' : choiceText(verdict));

const within = (years: readonly ComparedYear[], { isIn }: Column): readonly ComparedYear[] =>
  years.filter(({ year }) => isIn(year));

const missing = (detail: string): Cell => ({ text: 'n/a', detail, share: '', isMissing: true });

function reasonMissing(metric: Metric, years: readonly ComparedYear[], column: Column): Cell {
  if (column.year === null && years.some((year) => metric.of(year) !== null))
    return missing('It is a figure of one year or day and does not add up over years.');
  return missing('There is none: no plan is in force, or nobody it could be about.');
}

/** What the mark of a partial figure means (P-85). */
export const PARTIAL = 'Partial: opening account balances are missing, so some forfeitures are not known.';

/** Whether a figure of a metric is partial in any of the years. */
export const isPartial = (metric: Metric, years: readonly ComparedYear[]): boolean =>
  metric.hasForfeitures && years.some(({ plan }) => plan?.partial === true);

const marked = (text: string, partial: boolean): string => (partial && text !== '–' ? `${text}*` : text);

/** A figure of a run in the years of a column. */
export function valueCell(
  metric: Metric,
  all: readonly ComparedYear[],
  column: Column,
  precision: Precision,
): Cell {
  const years = within(all, column);
  const value = valueOf(metric, years, column);
  const verdict = verdictOf(metric, years, column);
  if (verdict !== null) {
    const margin = value === null ? '' : valueText('margin', value, precision);
    return {
      text: verdictText(verdict),
      detail: margin === '' ? '' : `${margin} between the HCE average and its limit`,
      share: margin,
      isMissing: false,
    };
  }
  if (value === null) return reasonMissing(metric, years, column);
  const partial = isPartial(metric, years);
  return {
    text: marked(valueText(metric.kind, value, precision), partial),
    detail: [valueText(metric.kind, value, 'exact'), partial ? PARTIAL : ''].join(' ').trim(),
    share: '',
    isMissing: false,
  };
}

/** What an alternative has more or less of a figure than the base, in the years of a column. */
export function differenceCell(
  metric: Metric,
  base: readonly ComparedYear[],
  alternative: readonly ComparedYear[],
  column: Column,
  precision: Precision,
): Cell {
  const before = within(base, column);
  const after = within(alternative, column);
  const from = valueOf(metric, before, column);
  const to = valueOf(metric, after, column);
  const verdicts = [verdictOf(metric, before, column), verdictOf(metric, after, column)] as const;
  const difference = from === null || to === null ? null : to - from;
  if (verdicts[0] !== null && verdicts[1] !== null) {
    const [was, is] = [verdictText(verdicts[0]), verdictText(verdicts[1])];
    const margin = difference === null ? '–' : differenceText('margin', difference, precision);
    const detail = `Change of the margin between the HCE average and its limit: ${margin}`;
    return was === is
      ? { text: margin, detail: `${was} in both. ${detail}`, share: '', isMissing: false }
      : { text: `${was} → ${is}`, detail, share: margin, isMissing: false };
  }
  if (difference === null || from === null)
    return reasonMissing(metric, from === null ? before : after, column);
  const isRelative = (metric.kind === 'people' || metric.kind === 'money') && from !== 0 && difference !== 0;
  const partial = isPartial(metric, [...before, ...after]);
  return {
    text: marked(differenceText(metric.kind, difference, precision), partial),
    detail: [differenceText(metric.kind, difference, 'exact'), partial ? PARTIAL : ''].join(' ').trim(),
    share: isRelative ? percentDifference(difference / Math.abs(from)) : '',
    isMissing: false,
  };
}
