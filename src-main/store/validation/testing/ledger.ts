import { STUDY, STUDY_YEARS, type Start, type StudyEvent, type StudyPerson } from './study.ts';

/**
 * The rows of the study, worked out the naive way: one person after the other, one day after the other, with whole
 * numbers. Nothing here is shared with the engine or the statements under test.
 */

type Value = string | number | bigint | boolean | null;
export type Row = Readonly<Record<string, Value>>;

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

/** A person on the way through the years. */
interface Current {
  readonly person: number;
  readonly start: Start;
  readonly hireDate: string;
  level: number;
  levelSince: string;
  pay: number;
  leaving: (StudyEvent & { type: 'TERMINATION' }) | null;
}

const BAND_STARTS = { age: [0, 25, 35, 45, 55, 65], tenure: [0, 2, 5, 10, 20] } as const;
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

/** rnd(Σ rate / D) over the days given. */
function paid(rates: readonly bigint[], daysOfYear: number): bigint {
  const sum = rates.reduce((total, rate) => total + rate, 0n);
  return (2n * sum + BigInt(daysOfYear)) / BigInt(2 * daysOfYear);
}

function snapshotRow(
  item: Current,
  year: number,
  days: readonly string[],
  opening: ReadonlyMap<number, number>,
  rates: readonly bigint[],
): Row {
  const { person, start, hireDate, level, levelSince, pay, leaving } = item;
  const yearEnd = `${year}-12-31`;
  const age = anniversaries(start.birthDate, yearEnd);
  const tenure = anniversaries(hireDate, leaving?.date ?? yearEnd);
  const isHired = !opening.has(person);
  return {
    person,
    hire_date: hireDate,
    ...attributes(start),
    termination_date: leaving?.date ?? null,
    termination_reason: leaving?.reason ?? 0,
    detailed_status: (isHired ? 0 : 2) + (leaving === null ? 0 : 1),
    level,
    level_since: levelSince,
    annual_pay_cents: pay,
    opening_pay_cents: opening.get(person) ?? null,
    employed_days: rates.filter((rate) => rate > 0n).length,
    prorated_pay_cents: paid(rates, days.length),
    age_at_year_end: age,
    tenure_years: tenure,
    age_band: BAND_STARTS.age.findLastIndex((from) => age >= from),
    tenure_band: BAND_STARTS.tenure.findLastIndex((from) => tenure >= from),
  };
}

function monthRows(
  year: number,
  days: readonly string[],
  current: ReadonlyMap<number, Current>,
  opening: ReadonlyMap<number, number>,
  rates: ReadonlyMap<number, readonly bigint[]>,
): Row[] {
  const rows: Row[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const prefix = `${year}-${String(month).padStart(2, '0')}`;
    const first = days.findIndex((day) => day.startsWith(prefix));
    const end = days.findLastIndex((day) => day.startsWith(prefix)) + 1;
    for (const department of [0, 1]) {
      const staff = [...current.values()].filter(({ start }) => start.department === department);
      const isHere = ({ person, hireDate, leaving }: Current, before: string): boolean =>
        (opening.has(person) || hireDate < before) && (leaving === null || leaving.date >= before);
      const hires = staff.filter(
        ({ person, hireDate }) => !opening.has(person) && hireDate.startsWith(prefix),
      );
      const leavers = staff.filter(({ leaving }) => leaving?.date.startsWith(prefix) === true);
      const heads = staff.filter((item) => isHere(item, `${prefix}-01`)).length;
      const payroll = staff.reduce((sum, { person }) => {
        const own = rates.get(person) ?? [];
        return sum + paid(own.slice(0, end), days.length) - paid(own.slice(0, first), days.length);
      }, 0n);
      const employedDays = staff.reduce(
        (sum, { person }) =>
          sum + (rates.get(person) ?? []).slice(first, end).filter((rate) => rate > 0n).length,
        0,
      );
      rows.push({
        month,
        department,
        opening: heads,
        hires: hires.length,
        terminations: leavers.length,
        closing: heads + hires.length - leavers.length,
        employed_days: employedDays,
        payroll_cents: payroll,
        severance_cents: leavers.reduce((sum, { leaving }) => sum + (leaving?.severance ?? 0), 0),
      });
    }
  }
  return rows;
}

function summaryRow(
  year: number,
  people: readonly Current[],
  opening: ReadonlyMap<number, number>,
  snapshot: readonly Row[],
  counts: Readonly<Record<StudyEvent['type'], number>>,
): Row {
  const leavers = people.filter(({ leaving }) => leaving !== null);
  const reductions = leavers.filter(({ leaving }) => leaving?.category === 3);
  const early = leavers.filter(({ person }) => !opening.has(person));
  const active = people.filter(({ leaving }) => leaving === null);
  const hired = people.filter(({ person }) => !opening.has(person));
  return {
    simulation_year: year,
    opening: opening.size,
    hires: counts.HIRE,
    scheduled_hires: hired.filter(({ person }) => STUDY[person]?.id.startsWith('E') === true).length,
    experienced_terminations: leavers.length - reductions.length - early.length,
    reductions: reductions.length,
    new_hire_terminations: early.length,
    promotions: counts.PROMOTION,
    raises: counts.RAISE,
    closing: active.length,
    target_closing: active.length,
    raised: 0,
    unmet: 0,
    closing_payroll_cents: active.reduce((sum, { pay }) => sum + pay, 0),
    prorated_payroll_cents: snapshot.reduce((sum, row) => sum + BigInt(row['prorated_pay_cents'] ?? 0), 0n),
    severance_cents: leavers.reduce((sum, { leaving }) => sum + (leaving?.severance ?? 0), 0),
    event_counts: JSON.stringify(counts),
    summary: '{}',
    written_at: '2027-01-01',
  };
}

function attributes(start: Start) {
  return {
    birth_date: start.birthDate,
    department: start.department,
    location: start.location ?? null,
    cost_centre: start.costCentre ?? null,
    job_title: start.jobTitle ?? null,
    scheduled_hours_hundredths: start.hoursHundredths ?? 0,
    flsa_status: start.flsaStatus ?? 0,
    union_member: start.unionMember ?? false,
  };
}

/** Days of a year as ISO texts, in order. */
function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += 86_400_000)
    days.push(new Date(time).toISOString().slice(0, 10));
  return days;
}

/** Anniversaries of one date up to another, counted one by one; that of 29 February is the 28th in common years. */
function anniversaries(from: string, to: string): number {
  let count = 0;
  for (let year = Number(from.slice(0, 4)) + 1; ; year += 1) {
    const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
    const day = from.slice(4) === '-02-29' && !isLeap ? '-02-28' : from.slice(4);
    if (`${year}${day}` > to) return count;
    count += 1;
  }
}

function known<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error('the study has an event of somebody who is not employed');
  return item;
}
