import type { BridgeMeasure, DriverId, Grouping } from '../../../../src-shared/api/differences.ts';
import type { GridCondition } from '../../../../src-shared/api/results.ts';
import { eventsPlace, isNumber, isOneOf, peoplePlace } from '../../../state/drill.ts';
import { useNavigation, type Place } from '../../../state/navigation.ts';

/** What is behind the bars of bridges: people or events of one of the runs, or a choice on the page itself. */

/** The page as it is, with other choices on it; null takes one back. */
export function hereWith(changed: Readonly<Record<string, string | null>>): Place {
  const place = useNavigation.getState();
  const view = Object.fromEntries(
    Object.entries({ ...place.view, ...changed }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );
  return { ...place, view };
}

/** The choice that lists the people behind a driver of the cost of the plan. */
export const PART_VIEW = 'part';

const between = (from: number, to: number): GridCondition => ({ kind: 'between', column: 'year', from, to });
const EXPERIENCED = isOneOf('status', 'experiencedTermination');

/** What a run has behind a driver in the common years up to one. */
export function driverPlace(
  runId: string,
  driver: DriverId,
  first: number,
  year: number,
  measure: BridgeMeasure,
): Place | null {
  const years = between(first, year);
  const raise = (category: string): Place =>
    eventsPlace(runId, [isOneOf('type', 'RAISE'), isOneOf('category', category), years]);
  const leavers = (reason: string): Place =>
    peoplePlace(runId, [EXPERIENCED, isOneOf('terminationReason', reason), years]);
  switch (driver) {
    case 'opening':
    case 'openingPay':
      return peoplePlace(runId, [
        isOneOf('status', 'continuousActive', 'experiencedTermination'),
        isNumber('year', first),
      ]);
    case 'hires':
      return eventsPlace(runId, [isOneOf('type', 'HIRE'), years]);
    case 'voluntary':
    case 'retirement':
    case 'death':
    case 'disability':
      return leavers(driver);
    case 'involuntary':
      return eventsPlace(runId, [
        isOneOf('type', 'TERMINATION'),
        isOneOf('reason', 'involuntary'),
        isOneOf('category', 'experienced', 'priorYearHire', 'scheduled'),
        years,
      ]);
    case 'reduction':
      return eventsPlace(runId, [isOneOf('type', 'TERMINATION'), isOneOf('category', 'reduction'), years]);
    case 'newHireLeavers':
      return peoplePlace(runId, [isOneOf('status', 'newHireTermination'), years]);
    case 'volume':
      return hereWith({ measure: 'headcount', [PART_VIEW]: null });
    case 'hirePay':
      return peoplePlace(runId, [isOneOf('status', 'newHireActive'), years]);
    case 'leaverPay':
      return peoplePlace(runId, [EXPERIENCED, years]);
    case 'cola':
    case 'merit':
    case 'market':
      return raise(driver);
    case 'promotion':
      return eventsPlace(runId, [isOneOf('type', 'PROMOTION'), years]);
    case 'moves':
    case 'movePay':
      return null;
    case 'simulatedHires':
      return eventsPlace(runId, [isOneOf('type', 'HIRE'), isOneOf('category', 'simulated'), years]);
    case 'forfeitures':
      return eventsPlace(runId, [isOneOf('type', 'DC_PLAN_FORFEITURE'), years]);
    case 'onlyInBase':
    case 'onlyInOther':
    case 'eligibility':
    case 'participation':
    case 'pay':
    case 'deferralRate':
    case 'formula':
    case 'otherMatch':
    case 'core':
      return measure === 'planCost' ? hereWith({ [PART_VIEW]: driver }) : null;
  }
}

/** People whose rows in the common years are a driver of the headcount or of the payroll. */
const PEOPLE_OF: Readonly<Partial<Record<DriverId, readonly GridCondition[]>>> = {
  hires: [isOneOf('status', 'newHireActive', 'newHireTermination')],
  voluntary: [EXPERIENCED, isOneOf('terminationReason', 'voluntary')],
  // Who left in a reduction has severance, if only of nothing.
  involuntary: [
    EXPERIENCED,
    isOneOf('terminationReason', 'involuntary'),
    { kind: 'blank', column: 'severance', isBlank: true },
  ],
  reduction: [EXPERIENCED, { kind: 'blank', column: 'severance', isBlank: false }],
  retirement: [EXPERIENCED, isOneOf('terminationReason', 'retirement')],
  death: [EXPERIENCED, isOneOf('terminationReason', 'death')],
  disability: [EXPERIENCED, isOneOf('terminationReason', 'disability')],
  newHireLeavers: [isOneOf('status', 'newHireTermination')],
  hirePay: [isOneOf('status', 'newHireActive')],
  leaverPay: [EXPERIENCED],
};
const OPENING = isOneOf('status', 'continuousActive', 'experiencedTermination');

/**
 * What a run has behind a driver in one group, in the common years up to one. Nobody changes department or location; the
 * other groups of a person change with the years, so that no list of a year holds them as they were counted.
 */
export function groupDriverPlace(
  runId: string,
  driver: DriverId,
  grouping: Grouping,
  label: string,
  first: number,
  year: number,
): Place | null {
  if (grouping !== 'department' && grouping !== 'location') return null;
  const group = inGroup(grouping, label);
  if (driver === 'opening' || driver === 'openingPay')
    return peoplePlace(runId, [OPENING, isNumber('year', first), group]);
  const conditions = PEOPLE_OF[driver];
  return conditions === undefined ? null : peoplePlace(runId, [...conditions, between(first, year), group]);
}

const AT_CLOSE = isOneOf('status', 'newHireActive', 'continuousActive');

function inGroup(grouping: Grouping, label: string): GridCondition {
  if (grouping === 'level') return isNumber('level', Number.parseInt(label, 10));
  return label === 'None' ? { kind: 'blank', column: grouping, isBlank: true } : isOneOf(grouping, label);
}

/** Whose figure a bridge begins or ends with: the people of a run at the end of a year. */
export const wholePlace = (runId: string, year: number, measure: BridgeMeasure): Place =>
  peoplePlace(runId, [isNumber('year', year), ...(measure === 'planCost' ? [] : [AT_CLOSE])]);

/** The people of a group of a run at the end of a year. */
export function groupPlace(
  runId: string,
  grouping: Grouping,
  label: string,
  year: number,
  measure: BridgeMeasure,
): Place {
  // Headcount and payroll are those of the people employed at the end; the plan costs for everyone of the year.
  return peoplePlace(runId, [
    inGroup(grouping, label),
    isNumber('year', year),
    ...(measure === 'planCost' ? [] : [AT_CLOSE]),
  ]);
}
