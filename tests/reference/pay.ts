import { addYears, dateOf, dayInYear, dayOf, daysInMonth, monthsBetween, yearsBetween } from './calendar.ts';
import { at, floorOf, largest, MILLION, ReferenceFailure, rnd, smallest, sum } from './exact.ts';
import { bernoulli, calibrate, race, strength, type Candidate } from './hazards.ts';
import type { Alignment } from './leavers.ts';
import { grown } from './levels.ts';
import type { Parameters, Timing } from './parameters.ts';
import { drawOf, multiplier, type Person } from './people.ts';
import { category, pick, TWO_53, uniform, type Luck } from './random.ts';

/** Somebody employed in a year, with the last paid day when it lies in the year. */
export interface Employed {
  readonly person: Person;
  readonly leaves: number | null;
}

/** Nothing is applied on or before the hire date, nor on or after the termination date (W-48). */
const isActiveOn = (employed: Employed, day: number): boolean =>
  employed.person.hire < day && (employed.leaves === null || day < employed.leaves);

export interface Promotion {
  readonly day: number;
  readonly increase: bigint;
  readonly hazard: bigint;
  readonly draw: number;
  readonly raceKey: number | null;
  readonly monthDraw: number | null;
  readonly dayDraw: number | null;
  readonly increaseDraw: number | null;
}

/** A date of the year and the draws that chose it. */
interface DrawnDate {
  readonly day: number;
  readonly monthDraw: number | null;
  readonly dayDraw: number | null;
}

/** The date of a person's promotion or merit raise (W-50, W-52). */
function timedDate(
  luck: Luck,
  person: Person,
  year: number,
  timing: Timing,
  process: number,
  counterYear: number,
): DrawnDate {
  if (timing.kind === 'fixed') return { day: dayInYear(year, timing.date), monthDraw: null, dayDraw: null };
  if (timing.kind === 'anniversary') {
    const day = addYears(person.hire, year - dateOf(person.hire).year);
    return { day, monthDraw: null, dayDraw: null };
  }
  const first = drawOf(luck, person, counterYear, process, 0);
  const second = drawOf(luck, person, counterYear, process, 1);
  const month = category(first, timing.weights) + 1;
  const day = dayOf(year, month, 1 + pick(second, daysInMonth(year, month)));
  return { day, monthDraw: uniform(first), dayDraw: uniform(second) };
}

/** Size of a promotion raise: the middle plus (2u − 1) × spread (W-51). */
export const increaseRate = (rate: bigint, spread: bigint, k: bigint): bigint =>
  rate + rnd((2n * k - TWO_53) * spread, TWO_53);

interface Promotions {
  readonly promotions: Map<string, Promotion>;
  readonly alignment: Alignment;
  readonly carry: bigint;
}

/** Who is promoted, when and by how much in per cent (W-50, W-51). */
export function choosePromotions(
  p: Parameters,
  luck: Luck,
  year: number,
  staff: readonly Employed[],
  carry: bigint,
): Promotions {
  const top = p.levels.length;
  const eligible = staff
    .map((employed) => ({
      person: employed.person,
      employed,
      date: timedDate(luck, employed.person, year, p.increase.timing, 11, year),
    }))
    .filter(
      ({ person, employed, date }) =>
        isActiveOn(employed, date.day) &&
        person.level < top &&
        monthsBetween(person.levelSince, date.day) >= p.minMonthsInLevel,
    )
    .map((entry) => ({
      ...entry,
      multiplier: multiplier(
        p,
        p.promotion,
        yearsBetween(entry.person.birth, entry.date.day),
        yearsBetween(entry.person.hire, entry.date.day),
        entry.person.level,
      ),
    }))
    .filter((entry) => entry.multiplier.positive);
  const rate = p.promotionRate(year);
  const claim = BigInt(eligible.length) * rate;
  const calibrated = calibrate(
    claim,
    eligible.map((entry) => entry.multiplier.rounded),
    eligible.map(() => 0n),
  );
  if (calibrated.unreachable && eligible.length > 0) throw new ReferenceFailure('RATE_UNREACHABLE');
  const candidates = eligible.map(({ person }, i): Candidate => ({
    id: person.id,
    key: person.key,
    hazard: at(calibrated.hazards, i),
    draw: drawOf(luck, person, year, 10),
  }));
  const quota = floorOf(claim + carry, MILLION);
  const chosen = p.exact ? race(candidates, quota) : bernoulli(candidates);
  const promotions = new Map<string, Promotion>();
  for (const [i, { person, date }] of eligible.entries()) {
    const choice = chosen.find((one) => one.id === person.id);
    if (choice === undefined) continue;
    const fixedIncrease = p.increase.byFromLevel.get(person.level);
    const k = drawOf(luck, person, year, 12);
    promotions.set(person.id, {
      ...date,
      increase: fixedIncrease ?? increaseRate(p.increase.rate, p.increase.spread, k),
      hazard: at(candidates, i).hazard,
      draw: uniform(at(candidates, i).draw),
      raceKey: choice.raceKey,
      increaseDraw: fixedIncrease === undefined ? uniform(k) : null,
    });
  }
  return {
    promotions,
    alignment: {
      process: 'promotion',
      quota,
      hazardSum: sum(calibrated.hazards),
      strength: strength(chosen),
    },
    carry: p.exact ? claim + carry - quota * MILLION : carry,
  };
}

/** New pay on promotion (W-51). `floor` is the minimum of the new level for the hours, or null without one. */
export function promotionPay(pay: bigint, increase: bigint, maxIncrease: bigint, floor: bigint | null) {
  let raised = pay + rnd(pay * increase, MILLION);
  const floorApplied = floor !== null && floor > raised;
  if (floor !== null) raised = largest(raised, floor);
  const cap = pay + rnd(pay * maxIncrease, MILLION);
  const capApplied = raised > cap;
  raised = smallest(raised, cap);
  return { pay: largest(raised, pay), floorApplied, capApplied };
}

/** A change of pay as it was applied. */
export interface Applied {
  readonly kind: 'promotion' | 'cola' | 'merit' | 'market';
  readonly day: number;
  readonly previous: bigint;
  readonly pay: bigint;
  readonly rate: bigint;
  readonly fromLevel: number;
  readonly level: number;
  readonly promotion: Promotion | null;
  readonly floorApplied: boolean;
  readonly capApplied: boolean;
  /** Merit only. */
  readonly budget: bigint | null;
  readonly weight: bigint | null;
}

interface Planned {
  readonly kind: Applied['kind'];
  readonly day: number;
  readonly promotion?: Promotion;
  readonly market?: Parameters['market'][number];
}

const ORDER = ['promotion', 'cola', 'merit', 'market'] as const;

/** All dates of the year on which somebody's pay may change, in the order of W-48. */
function plan(
  p: Parameters,
  luck: Luck,
  year: number,
  employed: Employed,
  promotion: Promotion | undefined,
): Planned[] {
  const planned: Planned[] = [
    { kind: 'cola', day: dayInYear(year, p.colaDate) },
    { kind: 'merit', day: timedDate(luck, employed.person, year, p.meritTiming, 20, 0).day },
    ...p.market
      .filter((row) => row.year === year)
      .map((row): Planned => ({ kind: 'market', day: dayInYear(year, row.date), market: row })),
  ];
  if (promotion !== undefined) planned.push({ kind: 'promotion', day: promotion.day, promotion });
  return planned
    .filter((change) => isActiveOn(employed, change.day))
    .filter(
      (change) =>
        change.kind !== 'merit' || monthsBetween(employed.person.hire, change.day) >= p.meritMinServiceMonths,
    )
    .sort((a, b) => a.day - b.day || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** Applies planned changes to somebody's pay in order. Merit rates by level; none yet in the first pass. */
function apply(
  p: Parameters,
  year: number,
  person: Person,
  planned: readonly Planned[],
  meritRates: ReadonlyMap<number, bigint>,
): Applied[] {
  const applied: Applied[] = [];
  let { pay, level } = person;
  for (const change of planned) {
    const previous = pay;
    const fromLevel = level;
    let rate = 0n;
    let floorApplied = false;
    let capApplied = false;
    if (change.promotion !== undefined) {
      rate = change.promotion.increase;
      const range = at(p.levels, level);
      const hours = person.hours === 0n ? p.hiring.fullTimeHours : person.hours;
      const minimum = rnd(grown(range.min, range.growth, year - p.startYear) * hours, p.hiring.fullTimeHours);
      const result = promotionPay(pay, rate, p.increase.max, p.increase.floorAtRangeMin ? minimum : null);
      ({ pay, floorApplied, capApplied } = result);
      level += 1;
    } else {
      const { market } = change;
      if (change.kind === 'cola') rate = p.colaRate(year);
      if (change.kind === 'merit') rate = meritRates.get(level) ?? 0n;
      if (
        market !== undefined &&
        (market.levels === null || market.levels.includes(level)) &&
        (market.departments === null || market.departments.includes(person.department))
      ) {
        rate = market.rate;
      }
      if (rate === 0n) continue;
      pay += rnd(pay * rate, MILLION);
    }
    applied.push({
      kind: change.kind,
      day: change.day,
      previous,
      pay,
      rate,
      fromLevel,
      level,
      promotion: change.promotion ?? null,
      floorApplied,
      capApplied,
      budget: change.kind === 'merit' ? p.meritBudget(year) : null,
      weight: change.kind === 'merit' ? (p.meritWeights.get(level) ?? 0n) : null,
    });
  }
  return applied;
}

/** Merit rate of each level from every eligible person's level and pay in force (W-52). */
export function meritRates(
  budget: bigint,
  weights: ReadonlyMap<number, bigint>,
  eligible: readonly { readonly level: number; readonly pay: bigint }[],
): Map<number, bigint> {
  const weightOf = (level: number): bigint => weights.get(level) ?? 0n;
  const payroll = sum(eligible.map((one) => one.pay));
  const weighted = sum(eligible.map((one) => weightOf(one.level) * one.pay));
  const rates = new Map<number, bigint>();
  if (budget === 0n || eligible.length === 0) return rates;
  if (weighted === 0n) throw new ReferenceFailure('MERIT_RATE_TOO_HIGH');
  for (const { level } of eligible) {
    const rate = rnd(budget * weightOf(level) * payroll, weighted);
    if (rate > MILLION / 2n) throw new ReferenceFailure('MERIT_RATE_TOO_HIGH');
    rates.set(level, rate);
  }
  return rates;
}

/** Every change of pay of a year, by person (W-48 … W-52). */
export function payChanges(
  p: Parameters,
  luck: Luck,
  year: number,
  staff: readonly Employed[],
  promotions: ReadonlyMap<string, Promotion>,
): Map<string, Applied[]> {
  const plans = staff.map((employed) => plan(p, luck, year, employed, promotions.get(employed.person.id)));
  const eligible: { level: number; pay: bigint }[] = [];
  for (const [i, { person }] of staff.entries()) {
    const planned = at(plans, i);
    const merit = planned.findIndex((change) => change.kind === 'merit');
    if (merit < 0) continue;
    const before = apply(p, year, person, planned.slice(0, merit), new Map()).at(-1);
    eligible.push({ level: before?.level ?? person.level, pay: before?.pay ?? person.pay });
  }
  const rates = meritRates(p.meritBudget(year), p.meritWeights, eligible);
  return new Map(
    staff.map(({ person }, i) => [person.id, apply(p, year, person, at(plans, i), rates)] as const),
  );
}

/** Fold of the changes: last level, date of the last promotion and pay (W-53). */
export function stateAfter(person: Person, changes: readonly Applied[]) {
  const promotion = changes.find((change) => change.kind === 'promotion');
  const last = changes.at(-1);
  return {
    level: promotion?.level ?? person.level,
    levelSince: promotion?.day ?? person.levelSince,
    pay: last?.pay ?? person.pay,
  };
}
