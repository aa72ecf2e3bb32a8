import { personPlace } from '../../../state/drill.ts';
import type { Place } from '../../../state/navigation.ts';

/** A person of the base with the other run beside. */
export const personBeside = (baseId: string, otherId: string, employeeId: string): Place => ({
  ...personPlace(baseId, employeeId),
  view: { with: otherId },
});
