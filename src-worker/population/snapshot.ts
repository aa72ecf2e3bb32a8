import type { OpeningColumns, SnapshotColumns } from '../../src-shared/columns.ts';
import { NO_DAY } from '../../src-shared/units.ts';
import { inChunks, type SimulationControl } from '../cancellation.ts';
import type { Leavers } from '../workforce/leavers.ts';
import type { RunParameters, YearParameters } from '../workforce/parameters.ts';
import { detailedStatus } from '../workforce/status.ts';
import type { LedgerColumns } from '../workforce/year-ledger.ts';
import { endCode, yearsBetween } from './calendar.ts';
import { STILL_EMPLOYED, type Persons } from './persons.ts';

/** Copies the attribute of each person of a list, so that the batch owns it. */
const ints = (column: Int32Array, people: Int32Array): Int32Array => {
  const out = new Int32Array(people.length);
  for (let row = 0; row < out.length; row++) out[row] = column[people[row] ?? 0] ?? 0;
  return out;
};

const bytes = (column: Uint8Array, people: Int32Array): Uint8Array => {
  const out = new Uint8Array(people.length);
  for (let row = 0; row < out.length; row++) out[row] = column[people[row] ?? 0] ?? 0;
  return out;
};

const numbers = (column: Float64Array, people: Int32Array): Float64Array => {
  const out = new Float64Array(people.length);
  for (let row = 0; row < out.length; row++) out[row] = column[people[row] ?? 0] ?? 0;
  return out;
};

/** The state of the opening persons before the first year; takes over `people` and `levelBasis`. */
export function openingColumns(persons: Persons, people: Int32Array, levelBasis: Uint8Array): OpeningColumns {
  return {
    rowCount: people.length,
    person: people,
    birthDay: ints(persons.birthDay, people),
    hireDay: ints(persons.hireDay, people),
    level: bytes(persons.level, people),
    levelSinceDay: ints(persons.levelSinceDay, people),
    levelBasis,
    department: ints(persons.department, people),
    location: ints(persons.location, people),
    costCentre: ints(persons.costCentre, people),
    jobTitle: ints(persons.jobTitle, people),
    scheduledHoursHundredths: ints(persons.hours, people),
    flsaStatus: bytes(persons.flsaStatus, people),
    unionMember: bytes(persons.unionMember, people),
    annualPayCents: numbers(persons.pay, people),
  };
}

/** The year-end state of everybody employed in the year (W-53, W-55). Takes over the ledger's columns and `people`. */
export function snapshot(
  persons: Persons,
  people: Int32Array,
  ledger: LedgerColumns,
  leavers: Leavers,
  parameters: RunParameters,
  year: YearParameters,
  control: SimulationControl,
): SnapshotColumns {
  const rows = people.length;
  const terminationDay = new Int32Array(rows).fill(NO_DAY);
  const terminationReason = new Uint8Array(rows);
  const status = new Uint8Array(rows);
  const ageAtYearEnd = new Int32Array(rows);
  const tenureYears = new Int32Array(rows);
  const ageBand = new Uint8Array(rows);
  const tenureBand = new Uint8Array(rows);
  const { birthCode, hireCode, hireDay, leaveDay, leaver } = persons;
  const { ageBandOf, tenureBandOf } = parameters;
  const yearEnd = endCode(year.lastDay);
  const { endCodes } = year;
  inChunks(control, 0, rows, (from, to) => {
    for (let row = from; row < to; row++) {
      const person = people[row] ?? 0;
      const left = leaveDay[person] ?? 0;
      const hasLeft = left !== STILL_EMPLOYED;
      const age = yearsBetween(birthCode[person] ?? 0, yearEnd);
      const end = hasLeft ? (endCodes[left - year.firstDay] ?? 0) : yearEnd;
      const tenure = yearsBetween(hireCode[person] ?? 0, end);
      if (hasLeft) {
        terminationDay[row] = left;
        terminationReason[row] = leavers.reason[leaver[person] ?? 0] ?? 0;
      }
      status[row] = detailedStatus((hireDay[person] ?? 0) >= year.firstDay, hasLeft);
      ageAtYearEnd[row] = age;
      tenureYears[row] = tenure;
      ageBand[row] = ageBandOf[age] ?? 0;
      tenureBand[row] = tenureBandOf[tenure] ?? 0;
    }
  });
  return {
    rowCount: rows,
    person: people,
    birthDay: ints(persons.birthDay, people),
    hireDay: ints(persons.hireDay, people),
    level: bytes(persons.level, people),
    levelSinceDay: ints(persons.levelSinceDay, people),
    department: ints(persons.department, people),
    location: ints(persons.location, people),
    costCentre: ints(persons.costCentre, people),
    jobTitle: ints(persons.jobTitle, people),
    scheduledHoursHundredths: ints(persons.hours, people),
    flsaStatus: bytes(persons.flsaStatus, people),
    unionMember: bytes(persons.unionMember, people),
    annualPayCents: numbers(persons.pay, people),
    terminationDay,
    terminationReason,
    detailedStatus: status,
    openingPayCents: ledger.openingPay,
    employedDays: ledger.employedDays,
    proratedPayCents: ledger.proratedPay,
    ageAtYearEnd,
    tenureYears,
    ageBand,
    tenureBand,
  };
}
