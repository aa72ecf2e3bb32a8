import type {
  CeilingGap,
  FormulaBand,
  PlanGroup,
  PlanGrouping,
  PlanMethod,
  PlanYearFigures,
} from '../../../src-shared/api/plan-results.ts';
import { bandName } from '../../components/band-name.ts';

/** Figures of the plan in the units and words of the page. */

const MILLION = 1_000_000;
const BASIS_POINTS = 10_000;

/** Parts per million as a fraction. */
export const ppm = (parts: number): number => parts / MILLION;

/** Participation as a fraction of the eligible or of everybody employed on 31 December (P-125). */
export function participationOf(
  { participationOfEligible, participationOfActive }: PlanYearFigures,
  of: 'eligible' | 'active',
): number | null {
  const basisPoints = of === 'eligible' ? participationOfEligible : participationOfActive;
  return basisPoints === null ? null : basisPoints / BASIS_POINTS;
}

/** Gross employer contributions (P-85). */
export const costOf = ({ matchCents, trueUpCents, coreCents, coreExcessCents }: PlanYearFigures): number =>
  matchCents + trueUpCents + coreCents + coreExcessCents;

/** Why nobody can be held against the ceiling of the match. */
export const ceilingGapWords = (gap: CeilingGap): string =>
  gap === 'noMatch'
    ? 'The plan has no match.'
    : 'The match goes by service that is bridged over an earlier employment, which the run does not keep.';

/** How people came to where they stand in the plan (P-125), in words. */
export const METHOD_WORDS: Readonly<Record<PlanMethod, string>> = {
  auto: 'Enrolled automatically',
  voluntary: 'Enrolled at entry',
  proactive: 'Enrolled ahead of the automatic date',
  conversion: 'Enrolled in a later year',
  census: 'Enrolled before the first year',
  optedOut: 'Opted out',
  stopped: 'Stopped, at 0%',
  neverEnrolled: 'Never enrolled',
};

/** The methods of people who take part. */
export const TAKING_PART: readonly PlanMethod[] = ['auto', 'voluntary', 'proactive', 'conversion', 'census'];

/** What a group of people is called. */
export const groupName = (grouping: PlanGrouping, { label }: PlanGroup): string =>
  grouping === 'age' || grouping === 'tenure' ? bandName(label) : label;

/** A band of a formula in words: whole years or points. */
export function bandWords({ min, max }: FormulaBand, by: 'everybody' | 'service' | 'age' | 'points'): string {
  if (by === 'everybody') return 'Everybody';
  const range = max === null ? `${min} and more` : `${min} to ${max - 1}`;
  return { service: `${range} years of service`, age: `Age ${range}`, points: `${range} points` }[by];
}
