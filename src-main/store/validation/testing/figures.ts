import { anniversaries } from './calendar.ts';
import { STUDY, type Start, type StudyEvent } from './study.ts';

/** Snapshot, months and summary of a year of the study, from the state and the rate of every day. */

type Value = string | number | bigint | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** A person on the way through the years. */
export interface Current {
  readonly person: number;
  readonly start: Start;
  readonly hireDate: string;
  level: number;
  levelSince: string;
  pay: number;
  leaving: (StudyEvent & { type: 'TERMINATION' }) | null;
}

const BAND_STARTS = { age: [0, 25, 35, 45, 55, 65], tenure: [0, 2, 5, 10, 20] } as const;
/** rnd(Σ rate / D) over the days given. */
function paid(rates: readonly bigint[], daysOfYear: number): bigint {
  const sum = rates.reduce((total, rate) => total + rate, 0n);
  return (2n * sum + BigInt(daysOfYear)) / BigInt(2 * daysOfYear);
}

export function snapshotRow(
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

export function monthRows(
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

export function summaryRow(
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

export function attributes(start: Start) {
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
