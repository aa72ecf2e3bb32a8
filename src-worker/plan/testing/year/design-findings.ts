import type { DesignFinding } from '../../../../src-shared/compliance.ts';
import { TERMINATION_REASONS } from '../../../../src-shared/vocabulary.ts';
import { effectOf, type DesignCode } from '../../design/design-codes.ts';
import { isPartialTermination } from '../../vesting.ts';
import { STANDING } from '../population.ts';
import type { ComplianceInput, TestedPlanYear } from './tested-plan-year.ts';

/** What section 25 finds about a design in a year of a run. */
export interface DesignFindings {
  /** Sorted by code. */
  readonly findings: readonly DesignFinding[];
  /** Positions of those whose involuntary leaving raises PARTIAL_TERMINATION (P-82). */
  readonly partialTermination: Uint32Array;
}

const INVOLUNTARY = TERMINATION_REASONS.indexOf('involuntary');

/** P-118: the findings about the design itself, `codes`, and those that need the people of the year. */
export function designFindings(
  { design, people, counts }: ComplianceInput,
  codes: readonly DesignCode[],
): DesignFindings {
  const involuntary = involuntaryLeavers(people);
  const found: DesignFinding[] = codes.map((code) => ({ code, effect: effectOf(code), people: null }));
  const warn = (code: string, count: number | null): void => {
    found.push({ code, effect: 'W', people: count });
  };
  if (counts.lateEntries > 0) warn('ENTRY_LATE', counts.lateEntries);
  const hasRoth = design.deferral.roth.available;
  if (!hasRoth && counts.overRothCatchUpWages > 0) warn('ROTH_CATCHUP', counts.overRothCatchUpWages);
  if (involuntary.length > 0) warn('PARTIAL_TERMINATION', involuntary.length);
  if (counts.overdueForfeitures > 0) warn('FORFEITURE_OVERDUE', null);
  return {
    findings: found.sort((a, b) => (a.code < b.code ? -1 : 1)),
    partialTermination: involuntary,
  };
}

/**
 * P-82: participants who left involuntarily, when they reach 20 % of all participants; otherwise nobody. Everyone here is
 * employed in the year, so that those who have entered are the participants of 1 January and the entrants.
 */
function involuntaryLeavers({ count, standing, terminationReason }: TestedPlanYear): Uint32Array {
  const leavers: number[] = [];
  let participants = 0;
  for (let position = 0; position < count; position++) {
    if (((standing[position] ?? 0) & STANDING.entered) === 0) continue;
    participants++;
    if (terminationReason[position] === INVOLUNTARY) leavers.push(position);
  }
  return Uint32Array.from(isPartialTermination(leavers.length, participants, 0) ? leavers : []);
}
