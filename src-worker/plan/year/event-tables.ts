import { envelope, EventTable } from './event-table.ts';

/** The event tables of a plan year (P-129); src-shared/plan-columns.ts says what the columns mean. */

const eligibilityColumns = (rows: number) => ({
  ...envelope(rows),
  ageDay: new Int32Array(rows),
  serviceDay: new Int32Array(rows),
  planEntryDay: new Int32Array(rows),
  statutoryDay: new Int32Array(rows),
  basis: new Uint8Array(rows),
  reason: new Uint8Array(rows),
  probabilityPpm: new Int32Array(rows),
  draw: new Float64Array(rows),
});

const enrollmentColumns = (rows: number) => ({
  ...envelope(rows),
  ratePpm: new Int32Array(rows),
  tableRatePpm: new Int32Array(rows),
  ceilingPpm: new Int32Array(rows),
  magnet: new Uint8Array(rows),
  rothSharePpm: new Int32Array(rows),
  ageSegment: new Uint8Array(rows),
  incomeSegment: new Uint8Array(rows),
  probabilityPpm: new Int32Array(rows),
  draw: new Float64Array(rows),
  dateDraw: new Float64Array(rows),
  magnetDraw: new Float64Array(rows),
  rothDraw: new Float64Array(rows),
});

const deferralChangeColumns = (rows: number) => ({
  ...envelope(rows),
  oldRatePpm: new Int32Array(rows),
  newRatePpm: new Int32Array(rows),
  ceilingPpm: new Int32Array(rows),
  limitApplied: new Uint8Array(rows),
  probabilityPpm: new Int32Array(rows),
  draw: new Float64Array(rows),
});

const contributionColumns = (rows: number) => ({
  ...envelope(rows),
  amountCents: new Float64Array(rows),
  payBaseCents: new Float64Array(rows),
  ratePpm: new Int32Array(rows),
  band: new Int8Array(rows),
  limitBound: new Uint8Array(rows),
  reduced415Cents: new Float64Array(rows),
});

const vestingColumns = (rows: number) => ({
  ...envelope(rows),
  creditedYears: new Int32Array(rows),
  percentPpm: new Int32Array(rows),
  reason: new Uint8Array(rows),
  balanceCents: new Float64Array(rows),
});

const forfeitureColumns = (rows: number) => ({
  ...envelope(rows),
  balanceCents: new Float64Array(rows),
  percentPpm: new Int32Array(rows),
  amountCents: new Float64Array(rows),
});

const hceColumns = (rows: number) => ({
  ...envelope(rows),
  lookbackPayCents: new Float64Array(rows),
  provenance: new Uint8Array(rows),
  thresholdCents: new Float64Array(rows),
  owner: new Uint8Array(rows),
  payRank: new Int32Array(rows),
});

/** The tables of a year while they are written; their memory is kept from year to year. */
export class PlanEventTables {
  readonly eligibility = new EventTable(eligibilityColumns);
  readonly enrollments = new EventTable(enrollmentColumns);
  readonly deferralChanges = new EventTable(deferralChangeColumns);
  readonly contributions = new EventTable(contributionColumns);
  readonly vesting = new EventTable(vestingColumns);
  readonly forfeitures = new EventTable(forfeitureColumns);
  readonly hceStatus = new EventTable(hceColumns);

  /** Forgets the events of the year before. */
  clear(): void {
    this.eligibility.clear();
    this.enrollments.clear();
    this.deferralChanges.clear();
    this.contributions.clear();
    this.vesting.clear();
    this.forfeitures.clear();
    this.hceStatus.clear();
  }
}
