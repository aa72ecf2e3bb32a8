import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { EVENT_TYPES, RAISE_CATEGORIES, type EventType } from '../../src-shared/vocabulary.ts';

/**
 * The text whose SHA-256 names an event (W-60): employeeId|year|type|category|effectiveDate|k. The store hashes it; the
 * first 32 hexadecimal digits are the event id.
 */
export function eventIdText(
  employeeId: string,
  year: number,
  type: EventType,
  category: string,
  effectiveDay: Day,
  duplicateIndex: number,
): string {
  return [employeeId, year, type, category, formatIsoDate(effectiveDay), duplicateIndex].join('|');
}

/** What the order of a person's events depends on (W-61). */
export interface OrderedEvent {
  readonly type: EventType;
  readonly category: string;
  readonly effectiveDay: Day;
}

const categoryRank = ({ type, category }: OrderedEvent): number =>
  type === 'RAISE' ? RAISE_CATEGORIES.findIndex((raise) => raise === category) : 0;

/** W-61: compares two events of one person: by date, then type, then (raises) category. 0 keeps their order. */
export function compareEvents(a: OrderedEvent, b: OrderedEvent): number {
  return (
    a.effectiveDay - b.effectiveDay ||
    EVENT_TYPES.indexOf(a.type) - EVENT_TYPES.indexOf(b.type) ||
    categoryRank(a) - categoryRank(b)
  );
}
