import { toPpm } from '../../../src-shared/arithmetic.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { MILLION, type Ppm } from '../../../src-shared/units.ts';
import { isYes } from '../../random/draws.ts';

/** The deferral rate at which people enrol, and whether they choose Roth (P-44 to P-48). */

type Design = Scenario['planDesigns'][number];

/** The elections of a design. */
export interface ElectionTerms {
  readonly incomes: number;
  /** Rates of an active election by age segment × incomes + income segment; of a conversion by age segment. */
  readonly defaultRates: Int32Array;
  readonly startRates: Int32Array;
  /** Rate of automatic enrolment as the plan states it, and not above the plan's maximum. */
  readonly defaultRate: Ppm;
  readonly automaticRate: Ppm;
  readonly minimumRate: Ppm;
  readonly maximumRate: Ppm;
  /** Probability that a lower rate goes to the ceiling of the match; 0 without a magnet. */
  readonly magnetProbability: Ppm;
  /** Probability of choosing Roth; 0 in a plan without it. */
  readonly rothProbability: Ppm;
}

/** Resolves what a design says about elections. */
export function electionTerms(
  deferral: Design['deferral'],
  { defaultRate }: Pick<Design['autoEnrollment'], 'defaultRate'>,
  { startRates }: Pick<Design['voluntaryEnrollment']['yearOverYear'], 'startRates'>,
): ElectionTerms {
  const { defaultRates, magnet, roth } = deferral;
  const maximumRate = toPpm(deferral.maximumRate);
  return {
    incomes: defaultRates[0]?.length ?? 0,
    defaultRates: Int32Array.from(defaultRates.flat(), toPpm),
    startRates: Int32Array.from(startRates, toPpm),
    defaultRate: toPpm(defaultRate),
    automaticRate: Math.min(toPpm(defaultRate), maximumRate) as Ppm,
    minimumRate: toPpm(deferral.minimumRate),
    maximumRate,
    magnetProbability: toPpm(magnet.enabled ? magnet.probability : 0),
    rothProbability: toPpm(roth.available ? roth.electionShare : 0),
  };
}

/** P-44: the table's rate of an active election, before the magnet and the plan's bounds. */
export function activeRate(terms: ElectionTerms, ageSegment: number, incomeSegment: number): Ppm {
  return (terms.defaultRates[ageSegment * terms.incomes + incomeSegment] ?? 0) as Ppm;
}

/** P-43, P-44: the table's rate of a conversion, before the magnet and the plan's bounds. */
export function conversionRate(terms: ElectionTerms, ageSegment: number): Ppm {
  return (terms.startRates[ageSegment] ?? 0) as Ppm;
}

/** P-45: whether the match draws an election below its ceiling up to it; `draw` is that of process 107. */
export function isDrawnToCeiling(terms: ElectionTerms, rate: Ppm, ceiling: Ppm, draw: number): boolean {
  return rate < ceiling && isYes(draw, terms.magnetProbability);
}

/** P-45: a rate within the plan's own bounds; the maximum goes before the minimum. */
export function withinPlanRates({ minimumRate, maximumRate }: ElectionTerms, rate: Ppm): Ppm {
  if (rate > maximumRate) return maximumRate;
  return rate < minimumRate ? minimumRate : rate;
}

/** P-47: the rate at which a census participant opens the run; lower than the census says calls for a warning. */
export function censusRate({ maximumRate }: ElectionTerms, rate: Ppm): Ppm {
  return rate > maximumRate ? maximumRate : rate;
}

/** P-48: Roth share of a person who enrols for the first time; `draw` is that of process 111. */
export function drawnRothShare(terms: ElectionTerms, draw: number): Ppm {
  return (isYes(draw, terms.rothProbability) ? MILLION : 0) as Ppm;
}
