import { NO_CODE, NO_DAY } from '../../src-shared/units.ts';
import type { CensusColumns, TextColumn } from '../../src-shared/columns.ts';
import { FLSA_STATUSES, TERMINATION_REASONS } from '../../src-shared/vocabulary.ts';
import { dateOf, day } from './calendar.ts';
import { at, byCodePoint, ReferenceFailure } from './exact.ts';
import { levelFromPay, type LevelAssignment } from './levels.ts';
import type { Parameters } from './parameters.ts';
import type { Person } from './people.ts';
import { personKey } from './random.ts';

/** The persons of a run, and how the census was read (W-23, W-27). */
export interface Staff {
  readonly opening: Person[];
  readonly future: Person[];
  /** Departments of the census and of a fixed department mix, in code-point order. */
  readonly departments: readonly string[];
  readonly counts: {
    readonly accepted: number;
    readonly openingActive: number;
    readonly futureHire: number;
    readonly futureHireBeyondHorizon: number;
    readonly former: number;
    readonly levelBasis: Readonly<Record<LevelAssignment['basis'], number>>;
    readonly levelUnknown: number;
  };
}

const textOf = (column: TextColumn, row: number): string | null => {
  const code = column.codes[row] ?? NO_CODE;
  return code === NO_CODE ? null : at(column.values, code);
};

/** Accepted census rows as persons, by their dates (W-23). */
export function readCensus(p: Parameters, census: CensusColumns): Staff {
  const start = day(`${p.startYear}-01-01`);
  const opening: Person[] = [];
  const future: Person[] = [];
  const levelBasis = { given: 0, 'in-range': 0, below: 0, gap: 0, above: 0 };
  let former = 0;
  let beyond = 0;
  let levelUnknown = 0;
  for (const [row, id] of census.employeeId.entries()) {
    const hire = census.hireDay[row] ?? NO_DAY;
    const termination = census.terminationDay[row] ?? NO_DAY;
    const leaves = termination !== NO_DAY;
    if ((leaves && termination < start) || census.inactiveWithoutDate[row] === 1) {
      former += 1;
      continue;
    }
    if (dateOf(hire).year > p.endYear) {
      beyond += 1;
      continue;
    }
    const hours = BigInt(census.scheduledHoursHundredths[row] ?? 0);
    const pay = BigInt(census.annualPayCents[row] ?? 0);
    const stated = textOf(census.level, row);
    const given = p.levels.find((level) => stated === String(level.level) || stated === level.name);
    if (stated !== null && given === undefined) levelUnknown += 1;
    const assignment: LevelAssignment =
      given === undefined
        ? levelFromPay(pay, hours, p.hiring.fullTimeHours, p.levels)
        : { level: given.level, basis: 'given' };
    levelBasis[assignment.basis] += 1;
    const person: Person = {
      id,
      key: personKey(id),
      birth: census.birthDay[row] ?? NO_DAY,
      hire,
      scheduled: leaves
        ? { day: termination, reason: at(TERMINATION_REASONS, census.terminationReason[row] ?? 0) }
        : null,
      department: textOf(census.department, row) ?? 'Unassigned',
      location: textOf(census.location, row),
      costCentre: textOf(census.costCentre, row),
      jobTitle: textOf(census.jobTitle, row),
      hours,
      flsa: at(FLSA_STATUSES, census.flsaStatus[row] ?? 0),
      union: census.unionMember[row] === 1,
      basis: assignment.basis,
      level: assignment.level,
      levelSince: hire,
      pay,
      sequence: 0,
    };
    (hire < start ? opening : future).push(person);
  }
  const keys = new Set([...opening, ...future].map((person) => person.key));
  if (keys.size < opening.length + future.length) throw new ReferenceFailure('PERSON_KEY_COLLISION');
  if (opening.length === 0) throw new ReferenceFailure('NO_OPENING_STAFF');
  opening.sort((a, b) => byCodePoint(a.id, b.id));
  future.sort((a, b) => byCodePoint(a.id, b.id));
  return {
    opening,
    future,
    departments: [...new Set([...census.department.values, ...(p.hiring.departmentMix?.keys() ?? [])])].sort(
      byCodePoint,
    ),
    counts: {
      accepted: census.employeeId.length,
      openingActive: opening.length,
      futureHire: future.length + beyond,
      futureHireBeyondHorizon: beyond,
      former,
      levelBasis,
      levelUnknown,
    },
  };
}
