import { allocate } from './allocate.ts';
import { dateOf, dayInYear, dayOf, daysInMonth, daysInYear, yearsBetween } from './calendar.ts';
import { at, compare, byCodePoint, largest, MILLION, ReferenceFailure, smallest, sum } from './exact.ts';
import { bernoulli, calibrate, race, reason, strength, type Candidate, type Chosen } from './hazards.ts';
import type { Parameters } from './parameters.ts';
import { bandOf, drawOf, multiplier, type Person } from './people.ts';
import { category, pick, uniform, type Luck } from './random.ts';
import { solve, type Solution } from './solver.ts';

/** How somebody leaves in a year. Draws are uniforms; null where nothing was drawn. */
export interface Leaving {
  readonly day: number;
  readonly category: 'experienced' | 'priorYearHire' | 'newHire' | 'reduction' | 'scheduled';
  readonly reason: string;
  readonly rule: 'race' | 'bernoulli' | 'certain' | 'reduction' | 'scheduled';
  /** null where no hazard decided. */
  readonly hazard: bigint | null;
  readonly retirement: bigint | null;
  readonly draw: number | null;
  readonly raceKey: number | null;
  /** null when no quota chose the person. */
  readonly quota: bigint | null;
  readonly reasonDraw: number | null;
  readonly dateDraw: number | null;
  readonly dayDraw: number | null;
}

export interface Alignment {
  readonly process: 'experienced' | 'priorYearHire' | 'newHire' | 'promotion';
  readonly quota: bigint;
  readonly hazardSum: bigint;
  readonly strength: number | null;
}

/** Age × tenure × level cell of opening persons (W-37). */
interface Cell {
  readonly ageBand: number;
  readonly tenureBand: number;
  readonly level: number;
  headcount: number;
  hazardSum: bigint;
  leavers: number;
}

export const scheduledLeaving = (scheduled: NonNullable<Person['scheduled']>): Leaving => ({
  day: scheduled.day,
  category: 'scheduled',
  reason: scheduled.reason,
  rule: 'scheduled',
  hazard: null,
  retirement: null,
  draw: null,
  raceKey: null,
  quota: null,
  reasonDraw: null,
  dateDraw: null,
  dayDraw: null,
});

/** Retirement probability by age and service, 0 below the first age (W-34). */
function retirementOf(p: Parameters, age: number, service: number): bigint {
  let found = 0n;
  if (p.retirement === null) return found;
  for (const [row, lowestAge] of p.retirement.ages.entries()) {
    for (const [column, lowestService] of p.retirement.service.entries()) {
      if (age >= lowestAge && service >= lowestService) found = at(at(p.retirement.rates, row), column);
    }
  }
  return found;
}

/** Date of a random termination of opening staff, with its draws (W-39). */
function openingLeaveDate(p: Parameters, luck: Luck, person: Person, year: number) {
  const first = drawOf(luck, person, year, 3, 0);
  if (p.dateProfile === null) {
    const day = dayOf(year, 1, 1) + pick(first, daysInYear(year));
    return { day, dateDraw: uniform(first), dayDraw: null };
  }
  const second = drawOf(luck, person, year, 3, 1);
  const month = category(first, p.dateProfile) + 1;
  const day = dayOf(year, month, 1 + pick(second, daysInMonth(year, month)));
  return { day, dateDraw: uniform(first), dayDraw: uniform(second) };
}

interface Stratum {
  readonly name: 'experienced' | 'priorYearHire';
  readonly people: readonly Person[];
  readonly rate: bigint;
}

interface OpeningLeavers {
  readonly solution: Solution;
  readonly leaving: Map<string, Leaving>;
  readonly cells: Cell[];
  readonly alignment: Alignment[];
  readonly warnings: string[];
}

/** Stages FOUNDATION and 1–3 of EVENT_GENERATION for opening staff (W-31 … W-40). */
export function openingLeavers(
  p: Parameters,
  luck: Luck,
  year: number,
  opening: readonly Person[],
  arrivals: readonly Person[],
  carried: { readonly path: bigint; readonly carry: bigint },
): OpeningLeavers {
  const january = dayOf(year, 1, 1);
  const december = dayOf(year, 12, 31);
  const leaving = new Map<string, Leaving>();
  const warnings: string[] = [];
  const leavesInYear = (person: Person): boolean =>
    person.scheduled !== null && person.scheduled.day <= december;

  for (const person of opening) {
    if (person.scheduled !== null && leavesInYear(person)) {
      leaving.set(person.id, scheduledLeaving(person.scheduled));
    }
  }

  const hiredLastYear = (person: Person): boolean => dateOf(person.hire).year === year - 1;
  const strata: Stratum[] = [
    {
      name: 'experienced',
      people: opening.filter((person) => !hiredLastYear(person)),
      rate: p.experiencedRate(year),
    },
    { name: 'priorYearHire', people: opening.filter(hiredLastYear), rate: p.newHireRate(year) },
  ];

  const hazardOf = new Map<string, bigint>();
  const retirementOfPerson = new Map<string, bigint>();
  const atRisk = strata.map((stratum) => stratum.people.filter((person) => person.scheduled === null));
  const targets = strata.map((stratum) =>
    largest(
      0n,
      BigInt(stratum.people.length) * stratum.rate -
        MILLION * BigInt(stratum.people.filter(leavesInYear).length),
    ),
  );
  for (const [index, people] of atRisk.entries()) {
    const ages = people.map((person) => yearsBetween(person.birth, january));
    const service = people.map((person) => yearsBetween(person.hire, january));
    // People with a scheduled date count in the rate but are not at risk: at most everybody at risk leaves, and the
    // leavers are cut to those who can (cap of W-31).
    const calibrated = calibrate(
      smallest(at(targets, index), MILLION * BigInt(people.length)),
      people.map(
        (person, i) => multiplier(p, p.termination, at(ages, i), at(service, i), person.level).rounded,
      ),
      people.map((_, i) => retirementOf(p, at(ages, i), at(service, i))),
    );
    if (calibrated.unreachable) throw new ReferenceFailure('RATE_UNREACHABLE');
    if (calibrated.scaled) warnings.push('RETIREMENT_SCALED');
    for (const [i, person] of people.entries()) {
      hazardOf.set(person.id, at(calibrated.hazards, i));
      retirementOfPerson.set(person.id, retirementOf(p, at(ages, i), at(service, i)));
    }
  }
  const hazard = (person: Person): bigint => hazardOf.get(person.id) ?? 0n;

  const scheduledCount = BigInt(leaving.size);
  const capOf = (people: readonly Person[]): bigint =>
    BigInt(people.filter((person) => hazard(person) > 0n).length);
  const leavesOnArrival = arrivals.filter(leavesInYear);
  const solution = solve({
    n: BigInt(opening.length),
    nE: BigInt(at(strata, 0).people.length),
    nP: BigInt(at(strata, 1).people.length),
    growth: p.growth(year),
    experiencedRate: p.experiencedRate(year),
    newHireRate: p.newHireRate(year),
    path: carried.path,
    carry: carried.carry,
    scheduledLeavers: scheduledCount,
    scheduledHires: BigInt(arrivals.length),
    scheduledHireLeavers: BigInt(leavesOnArrival.length),
    cap: capOf(opening) + scheduledCount,
    hiresNotAtRisk: BigInt(
      arrivals.filter(
        (person) => !leavesInYear(person) && (person.hire === december || person.scheduled !== null),
      ).length,
    ),
  });

  const quotas = allocate(solution.leavers - scheduledCount, targets, [0n, 0n], atRisk.map(capOf)).parts;
  const alignment: Alignment[] = [];
  for (const [index, stratum] of strata.entries()) {
    const people = at(atRisk, index);
    const quota = at(quotas, index);
    const candidates = people.map((person): Candidate => ({
      id: person.id,
      key: person.key,
      hazard: hazard(person),
      draw: drawOf(luck, person, year, 1),
    }));
    const chosen = p.exact ? race(candidates, quota) : bernoulli(candidates);
    alignment.push({
      process: stratum.name,
      quota,
      hazardSum: sum(candidates.map((candidate) => candidate.hazard)),
      strength: strength(chosen),
    });
    for (const person of people) {
      const choice = chosen.find((one) => one.id === person.id);
      if (choice === undefined) continue;
      const reasonDraw = drawOf(luck, person, year, 2);
      const retirement = retirementOfPerson.get(person.id) ?? 0n;
      leaving.set(person.id, {
        ...openingLeaveDate(p, luck, person, year),
        category: stratum.name,
        reason: reason(hazard(person), retirement, p.reasonShares, reasonDraw),
        rule: choice.rule,
        hazard: hazard(person),
        retirement,
        draw: uniform(drawOf(luck, person, year, 1)),
        raceKey: choice.raceKey,
        quota: p.exact ? quota : null,
        reasonDraw: uniform(reasonDraw),
      });
    }
  }

  reduce(p, luck, year, opening, solution.reduction, hazard, retirementOfPerson, leaving);
  return { solution, leaving, cells: cellsOf(p, opening, january, hazard, leaving), alignment, warnings };
}

/** Reduction in force (W-40). */
function reduce(
  p: Parameters,
  luck: Luck,
  year: number,
  opening: readonly Person[],
  quota: bigint,
  hazard: (person: Person) => bigint,
  retirement: ReadonlyMap<string, bigint>,
  leaving: Map<string, Leaving>,
): void {
  if (quota === 0n) return;
  const { departments, levels, selection } = p.reduction;
  const inScope = opening.filter(
    (person) =>
      !leaving.has(person.id) &&
      person.scheduled === null &&
      (departments.length === 0 || departments.includes(person.department)) &&
      (levels.length === 0 || levels.includes(person.level)),
  );
  const byPerson = (a: Person, b: Person): number => compare(a.key, b.key) || byCodePoint(a.id, b.id);
  const lot = (person: Person): bigint => drawOf(luck, person, year, 6);
  let order: { readonly person: Person; readonly raceKey: number | null }[];
  if (selection === 'hazard') {
    const candidates = inScope.map((person): Candidate => ({
      id: person.id,
      key: person.key,
      hazard: hazard(person),
      draw: lot(person),
    }));
    order = race(candidates, BigInt(candidates.length)).flatMap((chosen: Chosen) =>
      inScope
        .filter((person) => person.id === chosen.id)
        .map((person) => ({ person, raceKey: chosen.raceKey })),
    );
  } else {
    order = [...inScope]
      .sort((a, b) => (selection === 'lastIn' ? b.hire - a.hire : compare(lot(a), lot(b))) || byPerson(a, b))
      .map((person) => ({ person, raceKey: null }));
  }
  const size = p.exact ? quota : smallest(quota, BigInt(order.length));
  if (size > BigInt(order.length)) throw new ReferenceFailure('REDUCTION_SCOPE_TOO_SMALL');
  for (const { person, raceKey } of order.slice(0, Number(size))) {
    leaving.set(person.id, {
      day: dayInYear(year, p.reduction.date),
      category: 'reduction',
      reason: 'involuntary',
      rule: 'reduction',
      hazard: selection === 'hazard' ? hazard(person) : null,
      retirement: selection === 'hazard' ? (retirement.get(person.id) ?? 0n) : null,
      draw: selection === 'lastIn' ? null : uniform(lot(person)),
      raceKey,
      quota,
      reasonDraw: null,
      dateDraw: null,
      dayDraw: null,
    });
  }
}

function cellsOf(
  p: Parameters,
  opening: readonly Person[],
  january: number,
  hazard: (person: Person) => bigint,
  leaving: ReadonlyMap<string, Leaving>,
): Cell[] {
  const cells: Cell[] = [];
  for (const person of opening) {
    const ageBand = bandOf(p.ageBands, yearsBetween(person.birth, january));
    const tenureBand = bandOf(p.tenureBands, yearsBetween(person.hire, january));
    let cell = cells.find(
      (one) => one.ageBand === ageBand && one.tenureBand === tenureBand && one.level === person.level,
    );
    if (cell === undefined) {
      cell = { ageBand, tenureBand, level: person.level, headcount: 0, hazardSum: 0n, leavers: 0 };
      cells.push(cell);
    }
    cell.headcount += 1;
    cell.hazardSum += hazard(person);
    const left = leaving.get(person.id);
    if (left !== undefined && left.category !== 'reduction') cell.leavers += 1;
  }
  return cells.sort(
    (a, b) => a.ageBand - b.ageBand || a.tenureBand - b.tenureBand || compare(a.level, b.level),
  );
}

/** Weeks of severance in ppm of a week (W-40). */
export function severanceWeeks(p: Parameters, hire: number, date: number): bigint {
  const earned = p.reduction.weeksPerYear * BigInt(yearsBetween(hire, date));
  return smallest(largest(earned, p.reduction.minWeeks), p.reduction.maxWeeks);
}
