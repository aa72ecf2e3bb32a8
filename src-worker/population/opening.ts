import type {
  CensusColumns,
  OpeningColumns,
  RunDictionaries,
  RunOpening,
  TextColumn,
} from '../../src-shared/columns.ts';
import { yearOf } from '../../src-shared/dates.ts';
import { NO_CODE, NO_DAY, type Day } from '../../src-shared/units.ts';
import { LEVEL_BASES } from '../../src-shared/vocabulary.ts';
import type { RunParameters } from '../workforce/parameters.ts';
import { startCodeOfPerson } from './calendar.ts';
import { censusStatus } from './census-status.ts';
import { levelByPay, namedLevel, type LevelAssignment, type LevelBasis } from './levels.ts';
import { Persons } from './persons.ts';
import { gatherBytes } from './gather.ts';
import { openingColumns } from './snapshot.ts';

/** The state at the start of a run, from the accepted census rows (W-23, W-27). */
export interface StartState {
  readonly persons: Persons;
  /** Census row of each person; rows ascend. */
  readonly rows: Int32Array;
  readonly dictionaries: RunDictionaries;
  readonly counts: RunOpening['counts'];
  readonly openingColumns: OpeningColumns;
  /** Persons active at close of 31 December before the first year, ascending. */
  readonly opening: Int32Array;
  /** Scheduled hires of the horizon by year, each ascending by person. */
  readonly scheduledHires: ReadonlyMap<number, Int32Array>;
  /** Census ids of the form that simulated hires have: there must be none (INV-24). */
  readonly reservedIds: readonly string[];
}

const RESERVED_ID = /^NH-\d{4}-\d{6}$/;

/** Census rows that can appear in the run, and how the rest was read. */
interface Selection {
  readonly rows: Int32Array;
  readonly isOpening: Uint8Array;
  readonly openingActive: number;
  readonly futureHire: number;
  readonly futureHireBeyondHorizon: number;
  readonly former: number;
}

function selectRows(census: CensusColumns, parameters: RunParameters): Selection {
  const rows = new Int32Array(census.rowCount);
  const isOpening = new Uint8Array(census.rowCount);
  let count = 0;
  let openingActive = 0;
  let futureHire = 0;
  let futureHireBeyondHorizon = 0;
  for (let row = 0; row < census.rowCount; row++) {
    const hireDay = census.hireDay[row] ?? 0;
    const status = censusStatus(
      hireDay,
      census.terminationDay[row] ?? NO_DAY,
      census.inactiveWithoutDate[row] === 1,
      parameters.startDay,
    );
    if (status === 'former') continue;
    if (status === 'openingActive') {
      isOpening[row] = 1;
      openingActive += 1;
    } else {
      futureHire += 1;
      if (yearOf(hireDay as Day) > parameters.endYear) {
        futureHireBeyondHorizon += 1;
        continue;
      }
    }
    rows[count++] = row;
  }
  return {
    rows: rows.slice(0, count),
    isOpening,
    openingActive,
    futureHire,
    futureHireBeyondHorizon,
    former: census.rowCount - openingActive - futureHire,
  };
}

/** Departments of the census and of a fixed department mix, ascending by code point. */
function departmentsOf(census: CensusColumns, parameters: RunParameters): readonly string[] {
  const { departmentMix } = parameters.hiring;
  const names = new Set([...census.department.values, ...Object.keys(departmentMix ?? {})]);
  return [...names].sort(byCodePoint);
}

/** Order by code point; the default order of JavaScript compares UTF-16 units, which differs above U+FFFF. */
function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  for (const [index, code] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (code !== other) return code - other;
  }
  return left.length - right.length;
}

/** Assigns levels (W-27) to the selected rows; returns the basis of each and the number of unknown level texts. */
function assignLevels(
  census: CensusColumns,
  rows: Int32Array,
  persons: Persons,
  parameters: RunParameters,
): { readonly basis: Uint8Array; readonly unknown: number } {
  const named = census.level.values.map((text) => namedLevel(text, parameters.levelNames));
  const basis = new Uint8Array(rows.length);
  let unknown = 0;
  for (let person = 0; person < rows.length; person++) {
    const row = rows[person] ?? 0;
    const code = census.level.codes[row] ?? NO_CODE;
    const given = code === NO_CODE ? null : (named[code] ?? null);
    if (code !== NO_CODE && given === null) unknown += 1;
    const assignment: LevelAssignment =
      given === null
        ? levelByPay(
            census.annualPayCents[row] ?? 0,
            census.scheduledHoursHundredths[row] ?? 0,
            parameters.hiring.fullTimeHours,
            parameters.startRanges,
          )
        : { level: given, basis: 'given' };
    persons.level[person] = assignment.level;
    basis[person] = LEVEL_BASES.indexOf(assignment.basis);
  }
  return { basis, unknown };
}

function fillPersons(
  census: CensusColumns,
  rows: Int32Array,
  persons: Persons,
  departmentCodes: Int32Array,
): void {
  for (let person = 0; person < rows.length; person++) {
    const row = rows[person] ?? 0;
    const birthDay = census.birthDay[row] ?? 0;
    const hireDay = census.hireDay[row] ?? 0;
    persons.birthDay[person] = birthDay;
    persons.birthCode[person] = startCodeOfPerson(birthDay as Day);
    persons.hireDay[person] = hireDay;
    persons.hireCode[person] = startCodeOfPerson(hireDay as Day);
    persons.levelSinceDay[person] = hireDay;
    persons.levelSinceCode[person] = persons.hireCode[person] ?? 0;
    persons.department[person] = departmentCodes[census.department.codes[row] ?? 0] ?? 0;
    persons.location[person] = census.location.codes[row] ?? NO_CODE;
    persons.costCentre[person] = census.costCentre.codes[row] ?? NO_CODE;
    persons.jobTitle[person] = census.jobTitle.codes[row] ?? NO_CODE;
    persons.hours[person] = census.scheduledHoursHundredths[row] ?? 0;
    persons.flsaStatus[person] = census.flsaStatus[row] ?? 0;
    persons.unionMember[person] = census.unionMember[row] ?? 0;
    persons.pay[person] = census.annualPayCents[row] ?? 0;
    persons.scheduledLeaveDay[person] = census.terminationDay[row] ?? NO_DAY;
    persons.scheduledReason[person] = census.terminationReason[row] ?? 0;
  }
}

const codesIn = (column: TextColumn, dictionary: readonly string[]): Int32Array => {
  const codes = new Map(dictionary.map((value, code) => [value, code]));
  return Int32Array.from(column.values, (value) => codes.get(value) ?? NO_CODE);
};

/** Ids of the selected rows; rows ascend, so as many rows as the census has are all of them. */
function idsOf(census: CensusColumns, rows: Int32Array): readonly string[] {
  if (rows.length === census.rowCount) return census.employeeId;
  const ids: string[] = [];
  for (let person = 0; person < rows.length; person++) ids.push(census.employeeId[rows[person] ?? 0] ?? '');
  return ids;
}

/** Reads the census into the state of a run. */
export function startState(census: CensusColumns, parameters: RunParameters): StartState {
  const selection = selectRows(census, parameters);
  const { rows, isOpening } = selection;
  const departments = departmentsOf(census, parameters);
  const persons = new Persons();
  persons.extend(rows.length);
  fillPersons(census, rows, persons, codesIn(census.department, departments));
  const levels = assignLevels(census, rows, persons, parameters);

  const opening = new Int32Array(selection.openingActive);
  const future = new Map<number, number[]>();
  let at = 0;
  for (let person = 0; person < rows.length; person++) {
    if (isOpening[rows[person] ?? 0] === 1) {
      opening[at++] = person;
      continue;
    }
    const year = yearOf((persons.hireDay[person] ?? 0) as Day);
    const sameYear = future.get(year);
    if (sameYear === undefined) future.set(year, [person]);
    else sameYear.push(person);
  }
  const censusPersonIds = idsOf(census, rows);
  const basisCounts = new Int32Array(LEVEL_BASES.length);
  for (let person = 0; person < levels.basis.length; person++) {
    const basis = levels.basis[person] ?? 0;
    basisCounts[basis] = (basisCounts[basis] ?? 0) + 1;
  }
  const countOf = (basis: LevelBasis): number => basisCounts[LEVEL_BASES.indexOf(basis)] ?? 0;
  return {
    persons,
    rows,
    dictionaries: {
      censusPersonIds,
      departments,
      locations: census.location.values,
      costCentres: census.costCentre.values,
      jobTitles: census.jobTitle.values,
      levelNames: parameters.levelNames,
      ageBandIds: parameters.ageBandIds,
      tenureBandIds: parameters.tenureBandIds,
    },
    counts: {
      accepted: census.rowCount,
      openingActive: selection.openingActive,
      futureHire: selection.futureHire,
      futureHireBeyondHorizon: selection.futureHireBeyondHorizon,
      former: selection.former,
      levelBasis: {
        given: countOf('given'),
        'in-range': countOf('in-range'),
        below: countOf('below'),
        gap: countOf('gap'),
        above: countOf('above'),
      },
      levelUnknown: levels.unknown,
    },
    openingColumns: openingColumns(
      persons,
      opening.slice(),
      gatherBytes(levels.basis, opening, new Uint8Array(opening.length)),
    ),
    opening,
    scheduledHires: new Map([...future].map(([year, people]) => [year, Int32Array.from(people)])),
    reservedIds: censusPersonIds.filter((id) => id.startsWith('NH-') && RESERVED_ID.test(id)),
  };
}
