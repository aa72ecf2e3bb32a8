import { z } from 'zod';
import { conditionSchema, type GridCondition } from '../../src-shared/api/results.ts';
import { placeTo, type Place } from './navigation.ts';

/**
 * Ways from a figure to what is behind it: to its people, to their events, to one person. Conditions travel in the
 * address, in the terms of the grid: column names and units of the store.
 */

const conditionsSchema = z.array(conditionSchema).max(100);

/** The choice under which a page of a grid keeps its conditions. */
export const CONDITIONS_VIEW = 'where';

/** The conditions in an address; none for an address that was written by hand and says something else. */
export function conditionsInView(text: string | null): readonly GridCondition[] {
  if (text === null) return [];
  try {
    return conditionsSchema.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}

/** The conditions as an address keeps them; null for none. */
export const conditionsView = (conditions: readonly GridCondition[]): string | null =>
  conditions.length === 0 ? null : JSON.stringify(conditions);

function gridPlace(pageId: string, runId: string, conditions: readonly GridCondition[]): Place {
  const where = conditionsView(conditions);
  return placeTo(pageId, [runId], where === null ? {} : { [CONDITIONS_VIEW]: where });
}

/** The people of a run who meet conditions, a row a year. */
export const peoplePlace = (runId: string, conditions: readonly GridCondition[]): Place =>
  gridPlace('people', runId, conditions);

/** The events of a run that meet conditions. */
export const eventsPlace = (runId: string, conditions: readonly GridCondition[]): Place =>
  gridPlace('events', runId, conditions);

/** One person of a run; on a day (ISO) where it matters. */
export const personPlace = (runId: string, employeeId: string, date: string | null = null): Place =>
  placeTo('person', [runId, employeeId], date === null ? {} : { date });

/** A condition that a column has one of some texts. */
export const isOneOf = (column: string, ...values: readonly string[]): GridCondition => ({
  kind: 'oneOf',
  column,
  values: [...values],
});

/** A condition that a column has one number, in the unit of the store. */
export const isNumber = (column: string, value: number): GridCondition => ({
  kind: 'number',
  column,
  operator: 'equals',
  value,
});
