import type { PlanTest } from '../../../src-shared/compliance.ts';
import { placeTo, type Place } from '../../state/navigation.ts';

/** The tests of a year of a run; one of them with its working and its people. */
export const compliancePlace = (runId: string, year: number, test: PlanTest | null = null): Place =>
  placeTo('compliance', [runId], { year: String(year), ...(test === null ? {} : { test }) });
