import type { OpeningColumns, SnapshotColumns } from '../../src-shared/columns.ts';
import { NO_DAY } from '../../src-shared/units.ts';
import { checkCancelled, inChunks } from '../cancellation.ts';
import { detailedStatus } from '../workforce/status.ts';
import type { YearContext } from '../workforce/year-context.ts';
import type { LedgerColumns } from '../workforce/year-ledger.ts';
import { endCode, yearsBetween } from './calendar.ts';
import { gatherBytes, gatherInts, gatherNumbers } from './gather.ts';
import { STILL_EMPLOYED, type Persons } from './persons.ts';

/** The state of the opening persons before the first year; takes over `people` and `levelBasis`. */
export function openingColumns(persons: Persons, people: Int32Array, levelBasis: Uint8Array): OpeningColumns {
  return {
    rowCount: people.length,
    person: people,
    birthDay: gatherInts(persons.birthDay, people),
    hireDay: gatherInts(persons.hireDay, people),
    level: gatherBytes(persons.level, people),
    levelSinceDay: gatherInts(persons.levelSinceDay, people),
    levelBasis,
    department: gatherInts(persons.department, people),
    location: gatherInts(persons.location, people),
    costCentre: gatherInts(persons.costCentre, people),
    jobTitle: gatherInts(persons.jobTitle, people),
    scheduledHoursHundredths: gatherInts(persons.hours, people),
    flsaStatus: gatherBytes(persons.flsaStatus, people),
    unionMember: gatherBytes(persons.unionMember, people),
    annualPayCents: gatherNumbers(persons.pay, people),
  };
}

/** The year-end state of everybody employed in the year (W-53, W-55). Takes over the ledger's columns and `people`. */
export function snapshot(
  { persons, leavers, parameters, year, control }: YearContext,
  people: Int32Array,
  ledger: LedgerColumns,
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
  const ints = (column: Int32Array): Int32Array => {
    checkCancelled(control);
    return gatherInts(column, people);
  };
  const bytes = (column: Uint8Array): Uint8Array => {
    checkCancelled(control);
    return gatherBytes(column, people);
  };
  return {
    rowCount: rows,
    person: people,
    birthDay: ints(persons.birthDay),
    hireDay: ints(persons.hireDay),
    level: bytes(persons.level),
    levelSinceDay: ints(persons.levelSinceDay),
    department: ints(persons.department),
    location: ints(persons.location),
    costCentre: ints(persons.costCentre),
    jobTitle: ints(persons.jobTitle),
    scheduledHoursHundredths: ints(persons.hours),
    flsaStatus: bytes(persons.flsaStatus),
    unionMember: bytes(persons.unionMember),
    annualPayCents: gatherNumbers(persons.pay, people),
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
