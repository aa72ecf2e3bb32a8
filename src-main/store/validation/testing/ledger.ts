import { anniversaries, daysOf } from './calendar.ts';
import { attributes, monthRows, snapshotRow, summaryRow, type Current, type Row } from './figures.ts';
import { STUDY, STUDY_YEARS, type StudyEvent, type StudyPerson } from './study.ts';

/**
 * The rows of the study, worked out the naive way: one person after the other, one day after the other, with whole
 * numbers. Nothing here is shared with the engine or the statements under test.
 */

/** Rows by table. */
export type StudyRows = Readonly<Record<string, readonly Row[]>>;

interface Numbered {
  readonly person: number;
  readonly event: StudyEvent;
  readonly sequence: number;
  readonly duplicateIndex: number;
  readonly payBefore: number;
  readonly levelBefore: number;
}

const TYPES = {
  HIRE: 'event_hire',
  PROMOTION: 'event_promotion',
  RAISE: 'event_raise',
  TERMINATION: 'event_termination',
} as const;

/** All rows of the study. */
export function studyRows(): StudyRows {
  const tables = new Map<string, Row[]>();
  const insert = (table: string, row: Row): void => {
    const rows = tables.get(table);
    if (rows === undefined) tables.set(table, [{ run_key: 1, ...row }]);
    else rows.push({ run_key: 1, ...row });
  };
  const current = new Map<number, Current>();
  STUDY.forEach((item, person) => {
    insert('run_person', { person, employee_id: item.id, hired_by_year: hiredByYear(item.id) });
    if (item.opening === undefined) return;
    const { hireDate, levelSince = hireDate } = item.opening;
    const { level, annualPay } = item.opening;
    current.set(person, {
      person,
      start: item.opening,
      hireDate,
      level,
      levelSince,
      pay: annualPay,
      leaving: null,
    });
    insert('opening_state', {
      person,
      hire_date: hireDate,
      ...attributes(item.opening),
      level,
      level_since: levelSince,
      level_basis: 0,
      annual_pay_cents: annualPay,
    });
  });
  for (const [code, value] of ['Engineering', 'Sales'].entries())
    insert('run_dictionary', { kind: 'department', code, value });
  for (const year of STUDY_YEARS) addYear(year, current, insert);
  return Object.fromEntries(tables);
}

function hiredByYear(id: string): number | null {
  return id.startsWith('NH-') ? Number(id.slice(3, 7)) : null;
}

function addYear(
  year: number,
  current: Map<number, Current>,
  insert: (table: string, row: Row) => void,
): void {
  const days = daysOf(year);
  const opening = new Map([...current].map(([person, { pay }]) => [person, pay]));
  const rates = new Map<number, readonly bigint[]>();
  let rank = 0;
  const counts: Record<StudyEvent['type'], number> = { HIRE: 0, PROMOTION: 0, RAISE: 0, TERMINATION: 0 };
  STUDY.forEach((item, person) => {
    const events = eventsOf(item, person, year);
    rates.set(person, dailyRates(days, opening.get(person) ?? 0, events));
    for (const numbered of events) {
      apply(numbered, current);
      const common = { simulation_year: year, year_rank: rank, ...eventRow(numbered, current) };
      insert(TYPES[numbered.event.type], common);
      counts[numbered.event.type] += 1;
      rank += 1;
    }
  });
  const months = monthRows(year, days, current, opening, rates);
  for (const row of months) insert('month_department', { simulation_year: year, ...row });
  const people = [...current.values()].sort((a, b) => a.person - b.person);
  const snapshot = people.map((item) => snapshotRow(item, year, days, opening, rates.get(item.person) ?? []));
  for (const row of snapshot) insert('snapshot', { simulation_year: year, ...row });
  insert('run_year', summaryRow(year, people, opening, snapshot, counts));
  for (const { person, leaving } of people) if (leaving !== null) current.delete(person);
}

/** Events of a person in a year with what W-60 and W-61 add to them. */
function eventsOf(item: StudyPerson, person: number, year: number): Numbered[] {
  let pay = item.opening?.annualPay ?? 0;
  let level = item.opening?.level ?? 0;
  const numbered = item.events.map((event, index): Numbered => {
    const isEqual = (other: StudyEvent): boolean =>
      other.type === event.type && other.date === event.date && categoryOf(other) === categoryOf(event);
    const duplicateIndex = item.events.slice(0, index).filter(isEqual).length;
    const row = { person, event, sequence: index + 1, duplicateIndex, payBefore: pay, levelBefore: level };
    if (event.type === 'HIRE') [pay, level] = [event.start.annualPay, event.start.level];
    if (event.type === 'PROMOTION') level = event.toLevel;
    if (event.type === 'PROMOTION' || event.type === 'RAISE') pay = event.newPay;
    return row;
  });
  return numbered.filter(({ event }) => event.date.startsWith(`${year}-`));
}

const categoryOf = (event: StudyEvent): number => (event.type === 'PROMOTION' ? 0 : event.category);

function apply({ person, event }: Numbered, current: Map<number, Current>): void {
  if (event.type === 'HIRE') {
    const { start, date } = event;
    const { level, annualPay } = start;
    current.set(person, {
      person,
      start,
      hireDate: date,
      level,
      levelSince: date,
      pay: annualPay,
      leaving: null,
    });
    return;
  }
  const item = known(current.get(person));
  if (event.type === 'TERMINATION') item.leaving = event;
  else item.pay = event.newPay;
  if (event.type === 'PROMOTION') [item.level, item.levelSince] = [event.toLevel, event.date];
}

function eventRow(
  { person, event, sequence, duplicateIndex, payBefore, levelBefore }: Numbered,
  current: Map<number, Current>,
): Row {
  const item = known(current.get(person));
  const envelope = {
    person,
    sequence,
    effective_date: event.date,
    category: categoryOf(event),
    duplicate_index: duplicateIndex,
  };
  switch (event.type) {
    case 'HIRE':
      return {
        ...envelope,
        ...attributes(event.start),
        level: event.start.level,
        annual_pay_cents: event.start.annualPay,
      };
    case 'PROMOTION':
      return {
        ...envelope,
        from_level: levelBefore,
        to_level: event.toLevel,
        previous_pay_cents: payBefore,
        new_pay_cents: event.newPay,
        increase_ppm: 125_000,
        hazard_ppm: 50_000,
        floor_applied: false,
        cap_applied: false,
      };
    case 'RAISE':
      return {
        ...envelope,
        previous_pay_cents: payBefore,
        new_pay_cents: event.newPay,
        amount_cents: event.newPay - payBefore,
        rate_ppm: 20_000,
        level: levelBefore,
      };
    case 'TERMINATION':
      return {
        ...envelope,
        reason: event.reason,
        pay_in_force_cents: payBefore,
        age_years: anniversaries(item.start.birthDate, event.date),
        tenure_years: anniversaries(item.hireDate, event.date),
        rule: event.category === 4 ? 4 : 0,
        severance_cents: event.severance ?? null,
      };
  }
}

/** Annual rate of every day of the year; 0 when not employed. */
function dailyRates(days: readonly string[], openingPay: number, events: readonly Numbered[]): bigint[] {
  let rate = BigInt(openingPay);
  let hasLeft = false;
  return days.map((day) => {
    if (hasLeft) return 0n;
    for (const { event } of events) {
      if (event.date !== day) continue;
      if (event.type === 'HIRE') rate = BigInt(event.start.annualPay);
      else if (event.type === 'TERMINATION') hasLeft = true;
      else rate = BigInt(event.newPay);
    }
    return rate;
  });
}

function known<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error('the study has an event of somebody who is not employed');
  return item;
}
