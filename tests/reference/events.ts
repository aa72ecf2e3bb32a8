import {
  CONTRIBUTION_CATEGORIES,
  EMPLOYER_SOURCES,
  EVENT_TYPES,
  RAISE_CATEGORIES,
  type EventType,
} from '../../src-shared/vocabulary.ts';
import { iso, yearsBetween } from './calendar.ts';
import type { Hire } from './hires.ts';
import type { Leaving } from './leavers.ts';
import type { Applied } from './pay.ts';
import type { Person } from './people.ts';
import type { PlanEvent } from './plan/plan-events.ts';
import { amount, facts, type PersonYear, type Row } from './rows.ts';

/** Events and their payloads (W-60, W-61). */

/** One event (W-60). The payload has the names of the columns in src-shared/columns.ts and plan-columns.ts. */
export interface ReferenceEvent {
  readonly employeeId: string;
  readonly type: EventType;
  readonly category: string;
  readonly date: string;
  readonly sequence: number;
  readonly duplicateIndex: number;
  readonly payload: Row;
}

type Draft = Omit<ReferenceEvent, 'sequence' | 'duplicateIndex'> & { readonly day: number };

function hireEvent(hire: Hire): Draft {
  const { person, facts: simulated } = hire;
  const { hireDate, employeeId, ...attributes } = facts(person);
  return {
    employeeId: String(employeeId),
    type: 'HIRE',
    category: simulated === null ? 'scheduled' : 'simulated',
    date: String(hireDate),
    day: person.hire,
    payload: {
      ...attributes,
      level: person.level,
      annualPayCents: Number(person.pay),
      rangeMinCents: amount(simulated?.rangeMin ?? null),
      rangeMaxCents: amount(simulated?.rangeMax ?? null),
      percentilePpm: Number(simulated?.percentile ?? 0n),
      marketPpm: Number(simulated?.market ?? 0n),
      noisePpm: Number(simulated?.noise ?? 0n),
      donor: simulated?.donor ?? null,
      monthDraw: simulated?.monthDraw ?? null,
      dayDraw: simulated?.dayDraw ?? null,
      levelDraw: simulated?.levelDraw ?? null,
      departmentDraw: simulated?.departmentDraw ?? null,
      ageBandDraw: simulated?.ageBandDraw ?? null,
      birthDateDraw: simulated?.birthDateDraw ?? null,
      partTimeDraw: simulated?.partTimeDraw ?? null,
      donorDraw: simulated?.donorDraw ?? null,
    },
  };
}

function changeEvent(person: Person, change: Applied): Draft {
  const common = { employeeId: person.id, date: iso(change.day), day: change.day };
  const pay = { previousPayCents: Number(change.previous), newPayCents: Number(change.pay) };
  if (change.promotion !== null) {
    const { promotion } = change;
    return {
      ...common,
      type: 'PROMOTION',
      category: 'standard',
      payload: {
        ...pay,
        fromLevel: change.fromLevel,
        toLevel: change.level,
        increasePpm: Number(promotion.increase),
        hazardPpm: Number(promotion.hazard),
        draw: promotion.draw,
        raceKey: promotion.raceKey,
        monthDraw: promotion.monthDraw,
        dayDraw: promotion.dayDraw,
        increaseDraw: promotion.increaseDraw,
        floorApplied: change.floorApplied,
        capApplied: change.capApplied,
      },
    };
  }
  return {
    ...common,
    type: 'RAISE',
    category: change.kind,
    payload: {
      ...pay,
      amountCents: Number(change.pay - change.previous),
      ratePpm: Number(change.rate),
      level: change.level,
      budgetPpm: amount(change.budget),
      weightPpm: amount(change.weight),
    },
  };
}

function terminationEvent(one: PersonYear, leaving: Leaving): Draft {
  const { person } = one;
  return {
    employeeId: person.id,
    type: 'TERMINATION',
    category: leaving.category,
    date: iso(leaving.day),
    day: leaving.day,
    payload: {
      reason: leaving.reason,
      payInForceCents: Number(one.after.pay),
      ageYears: yearsBetween(person.birth, leaving.day),
      tenureYears: yearsBetween(person.hire, leaving.day),
      hazardPpm: amount(leaving.hazard),
      retirementPpm: amount(leaving.retirement),
      rule: leaving.rule,
      draw: leaving.draw,
      raceKey: leaving.raceKey,
      quota: amount(leaving.quota),
      reasonDraw: leaving.reasonDraw,
      dateDraw: leaving.dateDraw,
      dayDraw: leaving.dayDraw,
      severanceCents: amount(one.severance),
    },
  };
}

/** Order of the categories of a type on one date (W-61, P-55). */
const CATEGORY_ORDER: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  DC_PLAN_DEFERRAL_CHANGE: ['optOut', 'withdrawal', 'matchResponse', 'escalation', 'escalationRefused'],
  RAISE: RAISE_CATEGORIES,
  DC_PLAN_CONTRIBUTION: CONTRIBUTION_CATEGORIES,
  DC_PLAN_VESTING: EMPLOYER_SOURCES,
  DC_PLAN_FORFEITURE: EMPLOYER_SOURCES,
};
const categoryOrder = ({ type, category }: Draft): number => CATEGORY_ORDER[type]?.indexOf(category) ?? 0;

const planDraft = (person: Person, { day, ...event }: PlanEvent): Draft => ({
  ...event,
  employeeId: person.id,
  date: iso(day),
  day,
});

/** The events of a person's year, those of the plan included, in the order of W-61, numbered on from the last event. */
export function eventsOf(one: PersonYear, planEvents: readonly PlanEvent[]): ReferenceEvent[] {
  const drafts: Draft[] = [];
  if (one.hire !== null) drafts.push(hireEvent(one.hire));
  for (const change of one.changes) drafts.push(changeEvent(one.person, change));
  if (one.leaving !== null) drafts.push(terminationEvent(one, one.leaving));
  drafts.push(...planEvents.map((event) => planDraft(one.person, event)));
  drafts.sort(
    (a, b) =>
      a.day - b.day ||
      EVENT_TYPES.indexOf(a.type) - EVENT_TYPES.indexOf(b.type) ||
      categoryOrder(a) - categoryOrder(b),
  );
  return drafts.map((draft, i) => ({
    employeeId: draft.employeeId,
    type: draft.type,
    category: draft.category,
    date: draft.date,
    payload: draft.payload,
    sequence: one.person.sequence + i + 1,
    duplicateIndex: drafts
      .slice(0, i)
      .filter(
        (other) =>
          other.type === draft.type && other.category === draft.category && other.date === draft.date,
      ).length,
  }));
}
