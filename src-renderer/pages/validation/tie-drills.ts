import type { TieFigure } from '../../../src-shared/api/validation.ts';
import { eventsPlace, isNumber, isOneOf, peoplePlace } from '../../state/drill.ts';
import { placeTo, type Place } from '../../state/navigation.ts';

/** Where a figure is kept. */
export type TieSource = 'events' | 'people' | 'months' | 'totals';

const CONTRIBUTIONS: Readonly<Partial<Record<TieFigure, readonly string[]>>> = {
  deferrals: ['deferralPreTax', 'deferralRoth'],
  catchUp: ['catchUpPreTax', 'catchUpRoth'],
  match: ['match'],
  trueUp: ['matchTrueUp'],
  core: ['core'],
  coreExcess: ['coreExcess'],
  reallocated: ['forfeitureReallocated'],
};
const STATUSES: Readonly<Partial<Record<TieFigure, readonly string[]>>> = {
  hires: ['newHireActive', 'newHireTermination'],
  terminations: ['newHireTermination', 'experiencedTermination'],
  closing: ['newHireActive', 'continuousActive'],
};

/** The rows that a figure of a year was summed up from, where it is kept; null where it is a figure of its own. */
export function tiePlace(runId: string, year: number, figure: TieFigure, source: TieSource): Place | null {
  if (source === 'totals') return null;
  if (source === 'months') return placeTo('monthly', [runId]);
  const inYear = isNumber('year', year);
  if (source === 'people') {
    const statuses = STATUSES[figure];
    return peoplePlace(runId, [inYear, ...(statuses === undefined ? [] : [isOneOf('status', ...statuses)])]);
  }
  const events = (type: string, categories: readonly string[] = []): Place =>
    eventsPlace(runId, [
      inYear,
      isOneOf('type', type),
      ...(categories.length === 0 ? [] : [isOneOf('category', ...categories)]),
    ]);
  switch (figure) {
    case 'hires':
      return events('HIRE');
    case 'terminations':
    case 'severance':
      return events('TERMINATION');
    case 'forfeitures':
      return events('DC_PLAN_FORFEITURE');
    // Opening and what happened since; no list of events alone.
    case 'closing':
    case 'payroll':
      return null;
    default:
      return events('DC_PLAN_CONTRIBUTION', CONTRIBUTIONS[figure] ?? []);
  }
}
