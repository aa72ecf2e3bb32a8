import { isJsonObject, isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { valueInYear } from '../../../src-shared/scenario/yearly.ts';
import { percent } from '../../components/format.ts';
import { objectsAt } from './input-kind.ts';

/** One kind of raise over the months of a year. */
export interface RaiseRow {
  readonly name: string;
  /** Share of the year's raise that falls into each month, 0 to 1. */
  readonly shares: readonly number[];
  /** What stands in each month: a rate where all of it falls there, else a share; empty where nothing falls. */
  readonly texts: readonly string[];
  /** What the twelve months cannot say; empty for nothing. */
  readonly note: string;
}

const MONTHS = 12;
const NOTHING: readonly number[] = Array.from({ length: MONTHS }, () => 0);

/** Month of a date `MM-DD`, from 0; null when it is none. */
function monthOf(date: unknown): number | null {
  const month = typeof date === 'string' ? Number(date.slice(0, 2)) - 1 : -1;
  return month >= 0 && month < MONTHS ? month : null;
}

const onlyIn = (month: number | null): readonly number[] =>
  NOTHING.map((_, index) => (index === month ? 1 : 0));

/** The value of a yearly setting in a year; null when it is none. */
function rateIn(value: unknown, year: number): number | null {
  if (typeof value === 'number') return value;
  if (!isJsonObject(value)) return null;
  const numbers = Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
  return Object.keys(numbers).length === 0 ? null : valueInYear(numbers, year);
}

/** How a timing spreads a raise over the months (W-50, W-52). */
function timed(timing: unknown): { readonly shares: readonly number[]; readonly note: string } {
  const kind = valueAt(timing, ['kind']);
  if (kind === 'fixed') return { shares: onlyIn(monthOf(valueAt(timing, ['date']))), note: '' };
  if (kind === 'anniversary') return { shares: NOTHING, note: 'On each hire anniversary' };
  const given = valueAt(timing, ['weights']);
  const weights = (isList(given) ? given : []).map((weight) => (typeof weight === 'number' ? weight : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { shares: sum > 0 ? weights.map((weight) => weight / sum) : NOTHING, note: '' };
}

function row(name: string, rate: number | null, shares: readonly number[], note = ''): RaiseRow {
  const texts = shares.map((share) => {
    if (share === 0) return '';
    return share === 1 ? (rate === null ? '' : percent(rate)) : percent(share);
  });
  const ofYear = rate === null || shares.includes(1) ? '' : percent(rate);
  const spread = note === '' && ofYear !== '' && shares.some((share) => share > 0) ? 'shares of' : note;
  return { name, shares, texts, note: [spread, ofYear].filter((part) => part !== '').join(' ') };
}

/** When the raises of a year fall due and how large they are: cost of living, merit, promotions, market (W-49 … W-52). */
export function raiseCalendar(document: JsonObject, year: number): readonly RaiseRow[] {
  const at = (...path: readonly string[]): unknown => valueAt(document, ['compensation', ...path]);
  const merit = timed(at('merit', 'timing'));
  const promotion = timed(at('promotion', 'timing'));
  const market = objectsAt(document, ['compensation', 'market']).filter((entry) => entry['year'] === year);
  return [
    row('COLA', rateIn(at('cola', 'rate'), year), onlyIn(monthOf(at('cola', 'effectiveDate')))),
    row('Merit', rateIn(at('merit', 'budget'), year), merit.shares, merit.note),
    row('Promotion', rateIn(at('promotion', 'increaseRate'), year), promotion.shares, promotion.note),
    ...market.map((entry) => row('Market', rateIn(entry['rate'], year), onlyIn(monthOf(entry['date'])))),
  ];
}
