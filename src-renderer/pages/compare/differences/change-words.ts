import type {
  ChangeBin,
  ChangeClass,
  ChangeGrouping,
  ChangeListRequest,
  ChangeMeasure,
} from '../../../../src-shared/api/differences.ts';
import { money, percent } from '../../../components/format.ts';

export const CHANGE_MEASURE_NAMES: Readonly<Record<ChangeMeasure, string>> = {
  total: 'All employer money',
  match: 'Match',
  core: 'Core',
  vested: 'Vested part',
};

export const CLASS_NAMES: Readonly<Record<ChangeClass, string>> = {
  winner: 'Winners',
  neutral: 'No change',
  loser: 'Losers',
};

export const SORT_NAMES: Readonly<Record<ChangeListRequest['sort'], string>> = {
  size: 'Largest change first',
  gain: 'Largest gain first',
  loss: 'Largest loss first',
};

export const CHANGE_GROUPING_NAMES: Readonly<Record<ChangeGrouping, string>> = {
  ageBand: 'Age band',
  tenureBand: 'Tenure band',
  level: 'Level',
  payQuartile: 'Pay in the base',
  hce: 'Highly compensated',
};

/** Hundredths of a percent as a percentage with one decimal, with its sign. */
export const signedPercent = (hundredths: number): string =>
  `${hundredths > 0 ? '+' : ''}${percent(hundredths / 10_000)}`;

/** A bin of changes in words: "$100–250 more". */
export function binName({ class: kind, from, to }: ChangeBin): string {
  if (kind === 'neutral') return `Up to ${money(to ?? 0)} either way`;
  const sign = kind === 'winner' ? '+' : '−';
  return to === null ? `${sign}${money(from)} or more` : `${sign}${money(from)} to ${money(to)}`;
}

/** A bin in few characters, for an axis. */
export function shortBinName({ class: kind, from, to }: ChangeBin): string {
  if (kind === 'neutral') return 'No change';
  const sign = kind === 'winner' ? '+' : '−';
  const dollars = (cents: number): string => {
    const amount = cents / 100;
    return amount >= 1_000 ? `${amount / 1_000}k` : String(amount);
  };
  return to === null ? `${sign}${dollars(from)}\nor more` : `${sign}${dollars(from)}\nto ${dollars(to)}`;
}
