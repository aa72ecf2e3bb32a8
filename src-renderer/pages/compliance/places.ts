import type { PlanTest } from '../../../src-shared/compliance.ts';
import { placeTo, useNavigation, type Place } from '../../state/navigation.ts';

/** The tests of a year of a run; one of them with its working and its people. */
export const compliancePlace = (runId: string, year: number, test: PlanTest | null = null): Place =>
  placeTo('compliance', [runId], { year: String(year), ...(test === null ? {} : { test }) });

/** The page as it is, with some of the people of its test in the list. */
export function testPeoplePlace(
  view: Readonly<Record<'who', string> & Partial<Record<'part' | 'as', string>>>,
): Place {
  const place = useNavigation.getState();
  const { year, test } = place.view;
  return placeTo(place.pageId, place.parameters, {
    ...(year === undefined ? {} : { year }),
    ...(test === undefined ? {} : { test }),
    ...view,
  });
}
