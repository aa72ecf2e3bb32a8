import type { CensusColumns, PlanCensusColumns, TextColumn } from '../../src-shared/columns.ts';
import { addYears, toDay } from '../../src-shared/dates.ts';
import { NO_CODE, NO_DAY, type Day } from '../../src-shared/units.ts';

/** Censuses for tests and benchmarks: as few facts as a test states, or a large one that looks like a company. */

/** One person; what is left out is ordinary: 40 years old, hired five years ago, 60,000 a year, no termination. */
export interface CensusPerson {
  readonly id: string;
  readonly birthDay?: number;
  readonly hireDay?: number;
  readonly terminationDay?: number;
  readonly terminationReason?: number;
  readonly inactiveWithoutDate?: boolean;
  readonly payCents?: number;
  readonly hoursHundredths?: number;
  readonly level?: string;
  readonly department?: string;
  readonly location?: string;
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function textColumn(texts: readonly (string | null)[]): TextColumn {
  const values = [...new Set(texts.filter((text) => text !== null))].sort(byCodePoint);
  const codes = new Map(values.map((value, code) => [value, code]));
  return {
    values,
    codes: Int32Array.from(texts, (text) => (text === null ? NO_CODE : (codes.get(text) ?? NO_CODE))),
  };
}

function emptyPlan(rows: number): PlanCensusColumns {
  const days = (): Int32Array => new Int32Array(rows).fill(NO_DAY);
  const money = (): Float64Array => new Float64Array(rows).fill(NaN);
  const none = (): TextColumn => ({ values: [], codes: new Int32Array(rows).fill(NO_CODE) });
  return {
    originalHireDay: days(),
    exclusionClass: none(),
    ownershipSharePpm: new Int32Array(rows),
    priorOwnershipSharePpm: new Int32Array(rows),
    onePercentOwner: new Int8Array(rows).fill(-1),
    officer: new Uint8Array(rows),
    nonresidentAlien: new Uint8Array(rows),
    priorYearPayCents: money(),
    priorYearFicaWagesCents: money(),
    priorYearHoursHundredths: new Int32Array(rows).fill(-1),
    priorYearHce: new Int8Array(rows).fill(-1),
    eligibilityOverride: new Int8Array(rows).fill(-1),
    planEntryDay: days(),
    planEnrollmentDay: days(),
    planOptOutDay: days(),
    planParticipant: new Int8Array(rows).fill(-1),
    planEnrollmentSource: none(),
    deferralRatePpm: new Int32Array(rows).fill(-1),
    rothSharePpm: new Int32Array(rows).fill(-1),
    autoEscalationOptOut: new Uint8Array(rows),
    balanceDeferralCents: money(),
    balanceMatchCents: money(),
    balanceCoreCents: money(),
    balanceAfterTaxCents: money(),
    balanceRolloverCents: money(),
    preTaxContributionCents: money(),
    rothContributionCents: money(),
    afterTaxContributionCents: money(),
    matchContributionCents: money(),
    coreContributionCents: money(),
    vestingYearsHundredths: new Int32Array(rows).fill(-1),
    birthDerived: new Uint8Array(rows),
    hireDerived: new Uint8Array(rows),
  };
}

/** A census of the given people for a simulation that starts on 1 January of `startYear`. */
export function censusOf(people: readonly CensusPerson[], startYear = 2025): CensusColumns {
  const start = toDay(startYear, 1, 1);
  const rows = [...people].sort((a, b) => byCodePoint(a.id, b.id));
  const nobody = rows.map(() => null);
  return {
    rowCount: rows.length,
    employeeId: rows.map(({ id }) => id),
    birthDay: Int32Array.from(rows, ({ birthDay }) => birthDay ?? addYears(start, -40)),
    hireDay: Int32Array.from(rows, ({ hireDay }) => hireDay ?? addYears(start, -5)),
    terminationDay: Int32Array.from(rows, ({ terminationDay }) => terminationDay ?? NO_DAY),
    terminationReason: Uint8Array.from(rows, ({ terminationReason }) => terminationReason ?? 0),
    inactiveWithoutDate: Uint8Array.from(rows, ({ inactiveWithoutDate }) => (inactiveWithoutDate ? 1 : 0)),
    annualPayCents: Float64Array.from(rows, ({ payCents }) => payCents ?? 6_000_000),
    scheduledHoursHundredths: Int32Array.from(rows, ({ hoursHundredths }) => hoursHundredths ?? 0),
    unionMember: new Uint8Array(rows.length),
    flsaStatus: new Uint8Array(rows.length),
    level: textColumn(rows.map(({ level }) => level ?? null)),
    department: textColumn(rows.map(({ department }) => department ?? 'Unassigned')),
    location: textColumn(rows.map(({ location }) => location ?? null)),
    costCentre: textColumn(nobody),
    jobTitle: textColumn(nobody),
    plan: emptyPlan(rows.length),
  };
}

const DEPARTMENTS = ['Engineering', 'Finance', 'Legal', 'Marketing', 'Operations', 'Sales', 'Support'];
const SITES = ['Austin', 'Boston', 'Chicago', 'Denver', 'Remote'];
const LEVEL_PAY = [5_600_000, 8_000_000, 12_000_000, 16_000_000, 27_500_000];

/**
 * A company of `people` employees: most of them young in service and on the lower levels. A multiplicative congruential
 * sequence stands in for chance, so that the same size gives the same company everywhere.
 */
export function company(people: number, startYear = 2025): CensusColumns {
  const start: Day = toDay(startYear, 1, 1);
  let state = 20_240_229;
  const chance = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const rows = Array.from({ length: people }, (_, index): CensusPerson => {
    const age = 20 + Math.floor(45 * chance());
    const service = Math.floor(Math.min(age - 18, 25 * chance() * chance()) * 365);
    const level = Math.min(4, Math.floor(5 * chance() * chance() * chance() + chance()));
    return {
      id: `E${String(index + 1).padStart(7, '0')}`,
      birthDay: start - Math.floor(age * 365.25) - Math.floor(365 * chance()),
      hireDay: start - 1 - service - Math.floor(180 * chance()),
      payCents: Math.round((LEVEL_PAY[level] ?? 0) * (1 + 0.4 * chance())),
      department: DEPARTMENTS[Math.floor(DEPARTMENTS.length * chance() * chance())] ?? '',
      location: SITES[Math.floor(SITES.length * chance())] ?? '',
      ...(chance() < 0.1 ? { hoursHundredths: 2_400 } : {}),
    };
  });
  return censusOf(rows, startYear);
}
