import { isDeepStrictEqual } from 'node:util';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { dayOf } from '../calendar.ts';

/** Which plan design is in force when (P-23, P-24). */

export type Design = Scenario['planDesigns'][number];

interface InForce {
  readonly design: Design;
  readonly fromYear: number;
}

/** The entry of the timeline that covers a year; years before the first simulated one included. */
export function inForce(scenario: Scenario, year: number): InForce | null {
  let found: InForce | null = null;
  for (const { fromYear, designId } of scenario.planTimeline) {
    const design = scenario.planDesigns.find((one) => one.id === designId);
    if (design !== undefined && fromYear <= year) found = { design, fromYear };
  }
  return found;
}

/** The day before which nobody enters under the design of a year, if there is one (P-24). */
export function notBefore(scenario: Scenario, year: number): number {
  const entry = inForce(scenario, year);
  return entry !== null && entry.fromYear > scenario.simulation.startYear
    ? dayOf(entry.fromYear, 1, 1)
    : Number.NEGATIVE_INFINITY;
}

/** Whether the match block of a year differs from that of the year before; not without a year before (P-52). */
export function matchChanged(scenario: Scenario, year: number): boolean {
  const now = inForce(scenario, year);
  const before = inForce(scenario, year - 1);
  return now !== null && before !== null && !isDeepStrictEqual(now.design.match, before.design.match);
}
