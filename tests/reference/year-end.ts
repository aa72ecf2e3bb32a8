import { dateOf, dayOf, iso, yearsBetween } from './calendar.ts';
import { at, byCodePoint, sum } from './exact.ts';
import type { Parameters } from './parameters.ts';
import { bandOf } from './people.ts';
import { facts, isoOrNull, type PersonYear, type Row } from './rows.ts';

/** Year-end state and months (W-53, W-55, W-56). */

/** The snapshot row of a person (W-53). */
export function snapshotRow(p: Parameters, year: number, one: PersonYear): Row {
  const { person, leaving, after, paid } = one;
  const december = dayOf(year, 12, 31);
  const age = yearsBetween(person.birth, december);
  const tenure = yearsBetween(person.hire, leaving === null ? december : leaving.day);
  const hiredNow = dateOf(person.hire).year === year;
  const status =
    leaving === null
      ? hiredNow
        ? 'newHireActive'
        : 'continuousActive'
      : hiredNow
        ? 'newHireTermination'
        : 'experiencedTermination';
  return {
    ...facts(person),
    level: after.level,
    levelSince: iso(after.levelSince),
    annualPayCents: Number(after.pay),
    terminationDate: isoOrNull(leaving === null ? null : leaving.day),
    terminationReason: leaving === null ? 'none' : leaving.reason,
    detailedStatus: status,
    openingPayCents: hiredNow ? null : Number(person.pay),
    employedDays: paid.employedDays,
    proratedPayCents: Number(paid.prorated),
    ageAtYearEnd: age,
    tenureYears: tenure,
    ageBand: bandOf(p.ageBands, age),
    tenureBand: bandOf(p.tenureBands, tenure),
  };
}

/** Month figures by department (W-56). */
export function monthRows(year: number, people: readonly PersonYear[]): Row[] {
  const departments = [...new Set(people.map((one) => one.person.department))].sort(byCodePoint);
  const rows: Row[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const before = dayOf(year, month, 1) - 1;
    const end = month === 12 ? dayOf(year, 12, 31) : dayOf(year, month + 1, 1) - 1;
    for (const department of departments) {
      const group = people.filter((one) => one.person.department === department);
      const headcount = (day: number): number =>
        group.filter((one) => one.person.hire <= day && (one.leaving === null || one.leaving.day > day))
          .length;
      const inMonth = (day: number): boolean => day > before && day <= end;
      const leavers = group.filter((one) => one.leaving !== null && inMonth(one.leaving.day));
      rows.push({
        month,
        department,
        opening: headcount(before),
        hires: group.filter((one) => inMonth(one.person.hire)).length,
        terminations: leavers.length,
        closing: headcount(end),
        employedDays: group.reduce((total, one) => total + at(one.paid.days, month - 1), 0),
        payrollCents: Number(sum(group.map((one) => at(one.paid.payroll, month - 1)))),
        severanceCents: Number(sum(leavers.map((one) => one.severance ?? 0n))),
      });
    }
  }
  return rows;
}
