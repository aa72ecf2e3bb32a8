import type { YearBatch } from '../../src-shared/columns.ts';
import { decodePlanYear, type PlainEvent, type PlainPlanYear } from '../engine/decode-plan.ts';

export type { PlainEvent, PlainPlanYear } from '../engine/decode-plan.ts';

const isOfPlan = ({ type }: PlainEvent): boolean => type.startsWith('DC_PLAN_') || type === 'HCE_STATUS';

/** The plan side of one year as plain rows, without the events of the workforce; `persons` grow by those of the year. */
export function plainPlanYear(persons: string[], batch: YearBatch): PlainPlanYear {
  const year = decodePlanYear(persons, batch);
  return { ...year, events: year.events.filter(isOfPlan) };
}
