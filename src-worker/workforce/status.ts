import { DETAILED_STATUSES } from '../../src-shared/vocabulary.ts';

const STATUS = {
  newHireActive: DETAILED_STATUSES.indexOf('newHireActive'),
  newHireTermination: DETAILED_STATUSES.indexOf('newHireTermination'),
  continuousActive: DETAILED_STATUSES.indexOf('continuousActive'),
  experiencedTermination: DETAILED_STATUSES.indexOf('experiencedTermination'),
} as const;

/** W-55: index into DETAILED_STATUSES from the two facts: hired in the year or earlier, left in it or not. */
export function detailedStatus(isHiredInYear: boolean, hasLeft: boolean): number {
  if (isHiredInYear) return hasLeft ? STATUS.newHireTermination : STATUS.newHireActive;
  return hasLeft ? STATUS.experiencedTermination : STATUS.continuousActive;
}
