import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { cents, floorOf, largest, MILLION, ppm, ReferenceFailure, rnd } from '../exact.ts';

/** Statutory limits in cents (P-12 … P-15). */

const ITEMS = [
  'electiveDeferral',
  'catchUp',
  'superCatchUp',
  'annualAdditions',
  'compensation',
  'hceCompensation',
  'wageBase',
  'rothCatchUpWages',
] as const;
export type LimitItem = (typeof ITEMS)[number];

/** Dollars by year, in the order of the items; null where the law has none. */
const PUBLISHED: Readonly<Record<number, readonly (number | null)[]>> = {
  2020: [19_500, 6_500, null, 57_000, 285_000, 130_000, 137_700, null],
  2021: [19_500, 6_500, null, 58_000, 290_000, 130_000, 142_800, null],
  2022: [20_500, 6_500, null, 61_000, 305_000, 135_000, 147_000, null],
  2023: [22_500, 7_500, null, 66_000, 330_000, 150_000, 160_200, null],
  2024: [23_000, 7_500, null, 69_000, 345_000, 155_000, 168_600, null],
  2025: [23_500, 7_500, 11_250, 70_000, 350_000, 160_000, 176_100, null],
  2026: [24_500, 8_000, 11_250, 72_000, 360_000, 160_000, 184_500, 150_000],
};
const LAST = 2026;
const HCE_PAY_OF_2019 = 125_000;

/** Dollars in whose multiples an item moves. */
const GRAIN: Readonly<Record<LimitItem, number>> = {
  electiveDeferral: 500,
  catchUp: 500,
  superCatchUp: 500,
  annualAdditions: 1_000,
  compensation: 5_000,
  hceCompensation: 5_000,
  wageBase: 300,
  rothCatchUpWages: 5_000,
};

function published(item: LimitItem, year: number): bigint | null {
  if (year === 2019 && item === 'hceCompensation') return cents(HCE_PAY_OF_2019);
  const row = PUBLISHED[year];
  if (row === undefined) throw new ReferenceFailure('LIMIT_YEAR');
  const dollars = row[ITEMS.indexOf(item)] ?? null;
  return dollars === null ? null : cents(dollars);
}

/** A limit of a year; null where the law has none yet. */
export function limitOf(settings: Scenario['limits'], item: LimitItem, year: number): bigint | null {
  const override = settings.overrides[String(year)]?.[item];
  if (override !== undefined) return cents(override);
  const base = published(item, Math.min(year, LAST));
  if (base === null || year <= LAST) return base;
  const { indexRate, wageBaseIndexRate } = settings.projection;
  const rate = ppm(item === 'wageBase' ? wageBaseIndexRate : indexRate);
  let numerator = base;
  let denominator = 1n;
  for (let i = LAST; i < year; i += 1) {
    numerator *= MILLION + rate;
    denominator *= MILLION;
  }
  const grain = cents(GRAIN[item]);
  const steps =
    item === 'wageBase' ? rnd(numerator, denominator * grain) : floorOf(numerator, denominator * grain);
  return largest(base, steps * grain);
}

/** A limit that exists in every year. */
export function limit(settings: Scenario['limits'], item: LimitItem, year: number): bigint {
  const value = limitOf(settings, item, year);
  if (value === null) throw new ReferenceFailure('LIMIT_YEAR');
  return value;
}
