import { ELIGIBILITY_CATEGORIES, ENTRY_BASES } from '../../../src-shared/vocabulary.ts';
import type { ColumnMemory } from '../../population/column-memory.ts';
import { EventTable } from './event-table.ts';

const ENTERED = ELIGIBILITY_CATEGORIES.indexOf('entered');
const STATUTORY = ENTRY_BASES.indexOf('statutory');

/**
 * The event tables of a plan year (P-129); src-shared/plan-columns.ts says what the columns mean. Tables are written out,
 * not spread from common parts: objects made by spreading get a hidden class each year, and every function that writes an
 * event is then compiled anew and at last not at all (measured).
 */

const eligibilityColumns = (memory: ColumnMemory, rows: number) => ({
  person: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  effectiveDay: memory.ints(rows),
  category: memory.bytes(rows),
  duplicateIndex: memory.bytes(rows),
  ageDay: memory.ints(rows),
  serviceDay: memory.ints(rows),
  planEntryDay: memory.ints(rows),
  statutoryDay: memory.ints(rows),
  basis: memory.bytes(rows),
  reason: memory.bytes(rows),
  probabilityPpm: memory.ints(rows),
  draw: memory.numbers(rows),
});

const enrollmentColumns = (memory: ColumnMemory, rows: number) => ({
  person: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  effectiveDay: memory.ints(rows),
  category: memory.bytes(rows),
  duplicateIndex: memory.bytes(rows),
  ratePpm: memory.ints(rows),
  tableRatePpm: memory.ints(rows),
  ceilingPpm: memory.ints(rows),
  magnet: memory.bytes(rows),
  rothSharePpm: memory.ints(rows),
  ageSegment: memory.bytes(rows),
  incomeSegment: memory.bytes(rows),
  probabilityPpm: memory.ints(rows),
  draw: memory.numbers(rows),
  dateDraw: memory.numbers(rows),
  magnetDraw: memory.numbers(rows),
  rothDraw: memory.numbers(rows),
});

const deferralChangeColumns = (memory: ColumnMemory, rows: number) => ({
  person: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  effectiveDay: memory.ints(rows),
  category: memory.bytes(rows),
  duplicateIndex: memory.bytes(rows),
  oldRatePpm: memory.ints(rows),
  newRatePpm: memory.ints(rows),
  ceilingPpm: memory.ints(rows),
  limitApplied: memory.bytes(rows),
  probabilityPpm: memory.ints(rows),
  draw: memory.numbers(rows),
});

const contributionColumns = (memory: ColumnMemory, rows: number) => ({
  person: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  effectiveDay: memory.ints(rows),
  category: memory.bytes(rows),
  duplicateIndex: memory.bytes(rows),
  amountCents: memory.numbers(rows),
  payBaseCents: memory.numbers(rows),
  ratePpm: memory.ints(rows),
  band: memory.signedBytes(rows),
  limitBound: memory.bytes(rows),
  reduced415Cents: memory.numbers(rows),
});

const vestingColumns = (memory: ColumnMemory, rows: number) => ({
  person: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  effectiveDay: memory.ints(rows),
  category: memory.bytes(rows),
  duplicateIndex: memory.bytes(rows),
  creditedYears: memory.ints(rows),
  percentPpm: memory.ints(rows),
  reason: memory.bytes(rows),
  balanceCents: memory.numbers(rows),
});

const forfeitureColumns = (memory: ColumnMemory, rows: number) => ({
  person: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  effectiveDay: memory.ints(rows),
  category: memory.bytes(rows),
  duplicateIndex: memory.bytes(rows),
  balanceCents: memory.numbers(rows),
  percentPpm: memory.ints(rows),
  amountCents: memory.numbers(rows),
});

const hceColumns = (memory: ColumnMemory, rows: number) => ({
  person: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  effectiveDay: memory.ints(rows),
  category: memory.bytes(rows),
  duplicateIndex: memory.bytes(rows),
  lookbackPayCents: memory.numbers(rows),
  provenance: memory.bytes(rows),
  thresholdCents: memory.numbers(rows),
  owner: memory.bytes(rows),
  payRank: memory.ints(rows),
});

/** Deferral, match and core, and often a true-up or a Roth part. */
const CONTRIBUTIONS_OF_PERSON = 4;

/** The tables of a year while they are written. */
export class PlanEventTables {
  readonly eligibility: EventTable<ReturnType<typeof eligibilityColumns>>;
  readonly enrollments: EventTable<ReturnType<typeof enrollmentColumns>>;
  readonly deferralChanges: EventTable<ReturnType<typeof deferralChangeColumns>>;
  readonly contributions: EventTable<ReturnType<typeof contributionColumns>>;
  readonly vesting: EventTable<ReturnType<typeof vestingColumns>>;
  readonly forfeitures: EventTable<ReturnType<typeof forfeitureColumns>>;
  readonly hceStatus: EventTable<ReturnType<typeof hceColumns>>;

  constructor(memory: ColumnMemory) {
    this.eligibility = new EventTable(memory, eligibilityColumns);
    this.enrollments = new EventTable(memory, enrollmentColumns);
    this.deferralChanges = new EventTable(memory, deferralChangeColumns);
    this.contributions = new EventTable(memory, contributionColumns);
    this.vesting = new EventTable(memory, vestingColumns);
    this.forfeitures = new EventTable(memory, forfeitureColumns);
    this.hceStatus = new EventTable(memory, hceColumns);
  }

  /**
   * Begins a year for so many people: the tables of the year before were handed over. Growing tables in the first year
   * cost a hundredth of the run.
   */
  open(people: number): void {
    this.eligibility.open(0);
    this.enrollments.open(0);
    this.deferralChanges.open(0);
    this.contributions.open(CONTRIBUTIONS_OF_PERSON * people);
    this.vesting.open(people);
    this.forfeitures.open(0);
    this.hceStatus.open(0);
  }

  /** Hands the tables of the year over as they were written. */
  finish() {
    return {
      eligibility: this.eligibility.finish(),
      enrollments: this.enrollments.finish(),
      deferralChanges: this.deferralChanges.finish(),
      contributions: this.contributions.finish(),
      vesting: this.vesting.finish(),
      forfeitures: this.forfeitures.finish(),
      hceStatus: this.hceStatus.finish(),
    };
  }
}

/** P-28: people whom the law made enter in the year. */
export function lateEntries({ eligibility }: PlanEventTables): number {
  const { columns, count } = eligibility;
  let late = 0;
  for (let event = 0; event < count; event++)
    if (columns.category[event] === ENTERED && columns.basis[event] === STATUTORY) late += 1;
  return late;
}
