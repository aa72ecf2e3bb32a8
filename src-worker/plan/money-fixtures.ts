import { parseIsoDate } from '../../src-shared/dates.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { Cents, Day, Ppm } from '../../src-shared/units.ts';
import { defaultScenario } from '../testing/scenarios.ts';
import { deferralTerms, type DeferralTerms } from './deferrals.ts';
import { limitSettingsOf } from './limits.ts';
import { matchTerms, type MatchTerms } from './match.ts';
import { planLimits, type PlanLimits } from './plan-limits.ts';
import { PlanSegments } from './plan-pay.ts';

/** Builders for the tests of the plan's money. */

type Design = Scenario['planDesigns'][number];

/** The default design, whose settings the tests change. */
export const design: Design = firstDesign();

function firstDesign(): Design {
  const [first] = defaultScenario.planDesigns;
  if (first === undefined) throw new Error('the default scenario has no plan design');
  return first;
}

/** Cents of a dollar amount with at most two decimals. */
export const cents = (dollars: number): Cents => Math.round(dollars * 100) as Cents;

export const ppm = (value: number): Ppm => value as Ppm;

export function day(iso: string): Day {
  const parsed = parseIsoDate(iso);
  if (parsed === null) throw new Error(`${iso} is no date`);
  return parsed;
}

/** Limits of a year with the default projection. */
export const limitsOf = (year: number): PlanLimits =>
  planLimits(year, limitSettingsOf(defaultScenario.limits));

export const deferralTermsOf = (year: number, changes: Partial<Design['deferral']> = {}): DeferralTerms =>
  deferralTerms({ ...design.deferral, ...changes }, limitsOf(year), year);

/** The default match with other tiers and terms. */
export function tieredMatch(
  year: number,
  tiers: readonly (readonly [min: number, max: number, rate: number])[],
  changes: Partial<Omit<Extract<Design['match'], { type: 'tiered' }>, 'type' | 'tiers'>> = {},
): MatchTerms {
  const match = { ...design.match, ...changes };
  const list = tiers.map(([min, max, rate]) => ({ min, max, rate }));
  return matchTerms({ ...match, type: 'tiered', tiers: list }, year);
}

/** Segments of a year from rows of first day, last day, annual rate in dollars, deferral rate in percent. */
export function segmentsOf(
  ...rows: readonly (readonly [from: string, to: string, annualRate: number, percent: number])[]
): PlanSegments {
  const segments = new PlanSegments();
  for (const [from, to, annualRate, percent] of rows) {
    segments.add(day(from), day(to), cents(annualRate), ppm(Math.round(percent * 10_000)));
  }
  return segments;
}
