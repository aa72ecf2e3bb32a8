import { NO_DAY } from '../../src-shared/units.ts';
import type { CENSUS_STATUSES } from '../../src-shared/vocabulary.ts';

export type CensusStatus = (typeof CENSUS_STATUSES)[number];

/** W-23: status of an accepted census row at simulation start (1 January of the start year), from its dates only. */
export function censusStatus(
  hireDay: number,
  terminationDay: number,
  inactiveWithoutDate: boolean,
  startDay: number,
): CensusStatus {
  if (inactiveWithoutDate) return 'former';
  if (terminationDay !== NO_DAY && terminationDay < startDay) return 'former';
  return hireDay >= startDay ? 'futureHire' : 'openingActive';
}
