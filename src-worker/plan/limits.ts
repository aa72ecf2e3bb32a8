import published from '../../resources/limits.json' with { type: 'json' };
import { toCents, toPpm } from '../../src-shared/arithmetic.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { MILLION, type Cents, type Ppm } from '../../src-shared/units.ts';

/** Statutory limits by their JSON names (P-12). */
export type LimitItem = keyof typeof published.items;

/** Where a limit comes from: the table, a projection from its last year, or the user (P-13, P-14). */
type Provenance = 'published' | 'projected' | 'override';

/** A limit of one year with what is needed to trust it. */
export interface Limit {
  readonly cents: Cents;
  readonly provenance: Provenance;
  /** The notice that published the figure, or the base of its projection; empty for an override. */
  readonly source: string;
}

/** Limits of a year; an item that the law does not have in that year is absent. */
export type YearLimits = Readonly<Partial<Record<LimitItem, Limit>>>;

/** How limits are projected and replaced. */
export interface LimitSettings {
  readonly indexRate: Ppm;
  readonly wageBaseIndexRate: Ppm;
  /** Replacing dollars by year and item, in cents. */
  readonly overrides: ReadonlyMap<number, Readonly<Partial<Record<LimitItem, Cents>>>>;
}

export const LIMIT_ITEMS = Object.keys(published.items) as readonly LimitItem[];

interface PublishedYear {
  readonly source: string;
  readonly values: Readonly<Partial<Record<LimitItem, number>>>;
}

const YEARS: ReadonlyMap<number, PublishedYear> = new Map(
  Object.entries(published.years).map(([year, table]) => [Number(year), table]),
);
const LAST_PUBLISHED = Math.max(...YEARS.keys());

/** The first year whose limits are known as a whole (P-15). */
const FIRST_YEAR = 2020;
/** The first year of hceCompensation, which is read at the year before the tested one (P-12). */
const FIRST_HCE_YEAR = 2019;

/** The limit settings of a scenario in integer units. */
export function limitSettingsOf({ projection, overrides }: Scenario['limits']): LimitSettings {
  return {
    indexRate: toPpm(projection.indexRate),
    wageBaseIndexRate: toPpm(projection.wageBaseIndexRate),
    overrides: new Map(
      Object.entries(overrides).map(([year, items]) => [
        Number(year),
        Object.fromEntries(Object.entries(items).map(([item, dollars]) => [item, toCents(dollars)])),
      ]),
    ),
  };
}

/**
 * base × (1 + rate)^years computed exactly, then rounded to the grain once (P-13). Never below the base, because the law
 * adjusts upwards only (PINV-19): the super catch-up of 11,250 is no multiple of its grain of 500.
 */
function project(base: Cents, rate: Ppm, years: number, grain: Cents, nearest: boolean): Cents {
  const numerator = BigInt(base) * BigInt(MILLION + rate) ** BigInt(years);
  const denominator = BigInt(MILLION) ** BigInt(years) * BigInt(grain);
  const steps = nearest ? (2n * numerator + denominator) / (2n * denominator) : numerator / denominator;
  return Math.max(base, Number(steps * BigInt(grain))) as Cents;
}

/**
 * One limit of one year: the override of that very year, else the published figure, else the projection from the last
 * published one, never from a projection (P-12 to P-14). Null when the law has no such limit in that year.
 * @throws PlanAlignError LIMIT_YEAR for a year before the table (P-15).
 */
export function limitOf(item: LimitItem, year: number, settings: LimitSettings): Limit | null {
  const override = settings.overrides.get(year)?.[item];
  if (override !== undefined) return { cents: override, provenance: 'override', source: '' };
  const first = item === 'hceCompensation' ? FIRST_HCE_YEAR : FIRST_YEAR;
  if (year < first) {
    throw new PlanAlignError(
      'LIMIT_YEAR',
      `The limit ${item} of ${year} is not known; the table starts in ${first}.`,
      {
        year,
        setting: `limits.overrides.${year}.${item}`,
      },
    );
  }
  const base = YEARS.get(Math.min(year, LAST_PUBLISHED));
  const dollars = base?.values[item];
  if (base === undefined || dollars === undefined) return null;
  if (year <= LAST_PUBLISHED)
    return { cents: toCents(dollars), provenance: 'published', source: base.source };
  const { index, grain, rounding } = published.items[item];
  const rate = index === 'wages' ? settings.wageBaseIndexRate : settings.indexRate;
  const cents =
    index === 'none'
      ? toCents(dollars)
      : project(toCents(dollars), rate, year - LAST_PUBLISHED, toCents(grain), rounding === 'nearest');
  return { cents, provenance: 'projected', source: `${base.source}, indexed from ${LAST_PUBLISHED}` };
}

/**
 * All limits of a year.
 * @throws PlanAlignError LIMIT_YEAR for a year before the table (P-15).
 */
export function limitsOf(year: number, settings: LimitSettings): YearLimits {
  const limits: Partial<Record<LimitItem, Limit>> = {};
  for (const item of LIMIT_ITEMS) {
    const limit = limitOf(item, year, settings);
    if (limit !== null) limits[item] = limit;
  }
  return limits;
}
