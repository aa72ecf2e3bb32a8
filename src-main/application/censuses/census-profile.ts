import type {
  CensusProfile,
  DeferralGroup,
  PayDistribution,
  ProfileGroup,
} from '../../../src-shared/api/censuses.ts';
import type { CensusColumns, TextColumn } from '../../../src-shared/columns.ts';
import { completedYears, toDay } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { censusStatus } from '../../../src-worker/population/census-status.ts';

const TENURE_BOUNDS = [0, 2, 5, 10, 15, 20, 25, 30, 35, 40] as const;
const AGE_STEP = 5;
const PPM_PER_PERCENT = 10_000;
/** Few elect more; the band of the highest rates is open. */
const LAST_DEFERRAL_PERCENT = 20;
const NO_LEVEL = 'Not stated';

/** Sums people and pay under labels, in the order of a sort key. */
class Groups {
  readonly #groups = new Map<string, { people: number; annualPayCents: number; order: number }>();

  add(label: string, order: number, payCents: number): void {
    const group = this.#groups.get(label) ?? { people: 0, annualPayCents: 0, order };
    group.people += 1;
    group.annualPayCents += payCents;
    this.#groups.set(label, group);
  }

  list(): readonly ProfileGroup[] {
    return [...this.#groups]
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([label, { people, annualPayCents }]) => ({ label, people, annualPayCents }));
  }
}

/** Sums deferral rates under labels, in the order of a sort key. */
class DeferralGroups {
  readonly #groups = new Map<string, { people: number; zero: number; sumPpm: number; order: number }>();

  add(label: string, order: number, ratePpm: number): void {
    const group = this.#groups.get(label) ?? { people: 0, zero: 0, sumPpm: 0, order };
    group.people += 1;
    if (ratePpm === 0) group.zero += 1;
    group.sumPpm += ratePpm;
    this.#groups.set(label, group);
  }

  list(): readonly DeferralGroup[] {
    return [...this.#groups]
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([label, { people, zero, sumPpm }]) => ({
        label,
        people,
        zero,
        meanPpm: Math.floor(sumPpm / people),
      }));
  }
}

/** The band of a deferral rate, and its place among the bands. */
function deferralBand(ratePpm: number): { readonly label: string; readonly order: number } {
  if (ratePpm === 0) return { label: '0', order: -1 };
  const percent = Math.min(Math.floor(ratePpm / PPM_PER_PERCENT), LAST_DEFERRAL_PERCENT);
  const label =
    percent === 0 ? 'under 1' : percent === LAST_DEFERRAL_PERCENT ? `${percent}+` : String(percent);
  return { label, order: percent };
}

const textAt = ({ values, codes }: TextColumn, row: number, missing: string): string =>
  values[codes[row] ?? -1] ?? missing;

function tenureLabel(years: number): { readonly label: string; readonly order: number } {
  const at = TENURE_BOUNDS.findLastIndex((bound) => bound <= years);
  const from = TENURE_BOUNDS[Math.max(at, 0)] ?? 0;
  const next = TENURE_BOUNDS[at + 1];
  return { label: next === undefined ? `${from}+` : `${from}–${next - 1}`, order: from };
}

/** The value at a share of a sorted column; the lower one of two. */
const quantile = (sorted: Float64Array, percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;

function distribution(label: string, pay: readonly number[]): PayDistribution {
  const sorted = Float64Array.from(pay).sort();
  const at = (percent: number): number => quantile(sorted, percent);
  return {
    label,
    people: sorted.length,
    p10: at(10),
    p25: at(25),
    median: at(50),
    p75: at(75),
    p90: at(90),
  };
}

/** Describes the people who are employed on 1 January of the start year (W-23). */
export function profileCensus(census: CensusColumns, startYear: number): CensusProfile {
  const startDay = toDay(startYear, 1, 1);
  const byDepartment = new Groups();
  const byLevel = new Groups();
  const byAge = new Groups();
  const byTenure = new Groups();
  const byDeferral = new Groups();
  const deferralByAge = new DeferralGroups();
  const deferralByLevel = new DeferralGroups();
  const payOfLevel = new Map<string, number[]>();
  let people = 0;
  let annualPayCents = 0;
  for (let row = 0; row < census.rowCount; row += 1) {
    const hire = (census.hireDay[row] ?? 0) as Day;
    const isInactive = census.inactiveWithoutDate[row] === 1;
    const status = censusStatus(hire, census.terminationDay[row] ?? NO_DAY, isInactive, startDay);
    if (status !== 'openingActive') continue;
    const pay = census.annualPayCents[row] ?? 0;
    people += 1;
    annualPayCents += pay;
    byDepartment.add(textAt(census.department, row, 'Unassigned'), census.department.codes[row] ?? 0, pay);
    const level = textAt(census.level, row, NO_LEVEL);
    // Levels written as numbers stand in their order, names after them, and blanks at the end.
    const number = level === NO_LEVEL ? Infinity : Number(level);
    const levelOrder = Number.isNaN(number) ? 1_000 + (census.level.codes[row] ?? 0) : number;
    byLevel.add(level, levelOrder, pay);
    const pays = payOfLevel.get(level);
    if (pays === undefined) payOfLevel.set(level, [pay]);
    else pays.push(pay);
    const age = completedYears((census.birthDay[row] ?? 0) as Day, startDay);
    const ageFrom = Math.floor(age / AGE_STEP) * AGE_STEP;
    const ageLabel = `${ageFrom}–${ageFrom + AGE_STEP - 1}`;
    byAge.add(ageLabel, ageFrom, pay);
    const tenure = tenureLabel(completedYears(hire, startDay));
    byTenure.add(tenure.label, tenure.order, pay);
    const deferral = census.plan.deferralRatePpm[row] ?? -1;
    if (deferral >= 0) {
      const band = deferralBand(deferral);
      byDeferral.add(band.label, band.order, pay);
      deferralByAge.add(ageLabel, ageFrom, deferral);
      deferralByLevel.add(level, levelOrder, deferral);
    }
  }
  const levels = byLevel.list();
  return {
    startYear,
    people,
    annualPayCents,
    byDepartment: byDepartment.list(),
    byLevel: levels,
    byAge: byAge.list(),
    byTenure: byTenure.list(),
    payByLevel: levels.map(({ label }) => distribution(label, payOfLevel.get(label) ?? [])),
    byDeferral: byDeferral.list(),
    deferralByAge: deferralByAge.list(),
    deferralByLevel: deferralByLevel.list(),
  };
}
