import type { Scenario } from './schema.ts';

/** The plan design of a year. */
export interface PlanInForce {
  readonly design: Scenario['planDesigns'][number];
  /** First of the years in which the design has been in force without a break (P-39). */
  readonly firstYear: number;
}

/** The design of the timeline's entry with the greatest fromYear not after the year (P-23); null before the first one. */
export function planInForce(
  { planDesigns, planTimeline }: Pick<Scenario, 'planDesigns' | 'planTimeline'>,
  year: number,
): PlanInForce | null {
  const last = planTimeline.findLastIndex(({ fromYear }) => fromYear <= year);
  const entry = planTimeline[last];
  const design = planDesigns.find(({ id }) => id === entry?.designId);
  if (entry === undefined || design === undefined) return null;
  let first = last;
  while (planTimeline[first - 1]?.designId === entry.designId) first -= 1;
  return { design, firstYear: planTimeline[first]?.fromYear ?? entry.fromYear };
}
