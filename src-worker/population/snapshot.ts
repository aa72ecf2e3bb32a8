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
  const ints = (column: Int32Array): Int32Array => gatherInts(column, people, new Int32Array(people.length));
  const bytes = (column: Uint8Array): Uint8Array =>
    gatherBytes(column, people, new Uint8Array(people.length));
  return {
    rowCount: people.length,
    person: people,
    birthDay: ints(persons.birthDay),
    hireDay: ints(persons.hireDay),
    level: bytes(persons.level),
    levelSinceDay: ints(persons.levelSinceDay),
    levelBasis,
    department: ints(persons.department),
    location: ints(persons.location),
    costCentre: ints(persons.costCentre),
    jobTitle: ints(persons.jobTitle),
    scheduledHoursHundredths: ints(persons.hours),
    flsaStatus: bytes(persons.flsaStatus),
    unionMember: bytes(persons.unionMember),
    annualPayCents: gatherNumbers(persons.pay, people, new Float64Array(people.length)),
  };
}

/** The year-end state of everybody employed in the year (W-53, W-55). Takes over the ledger's columns and `people`. */
export function snapshot(
  { persons, leavers, parameters, year, memory, control }: YearContext,
  people: Int32Array,
  ledger: LedgerColumns,
): SnapshotColumns {
  const rows = people.length;
  const terminationDay = memory.ints(rows).fill(NO_DAY);
  const terminationReason = memory.bytes(rows).fill(0);
  const status = memory.bytes(rows);
  const ageAtYearEnd = memory.ints(rows);
  const tenureYears = memory.ints(rows);
  const ageBand = memory.bytes(rows);
  const tenureBand = memory.bytes(rows);
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
    return gatherInts(column, people, memory.ints(rows));
  };
  const bytes = (column: Uint8Array): Uint8Array => {
    checkCancelled(control);
    return gatherBytes(column, people, memory.bytes(rows));
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
    annualPayCents: gatherNumbers(persons.pay, people, memory.numbers(rows)),
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
