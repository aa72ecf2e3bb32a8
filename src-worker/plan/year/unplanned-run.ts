import type { PlanBatch, PlanOpeningColumns } from '../../../src-shared/plan-columns.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { LOOKBACK_SOURCES } from '../../../src-shared/vocabulary.ts';
import { roomFor } from '../../population/persons.ts';
import { PlanEventTables } from './event-tables.ts';
import { writeHours } from './person-hours.ts';
import type { PlanSide, PlanSideInput, PlanYearInput } from './plan-side.ts';

const NO_PAY = LOOKBACK_SOURCES.indexOf('none');

/** One column of each kind whose entries are all the same: it stands for every column of its kind that says nothing. */
class BlankColumns {
  readonly days: Int32Array;
  readonly ints: Int32Array;
  readonly shares: Int32Array;
  readonly bytes: Uint8Array;
  readonly money: Float64Array;

  constructor(rows: number) {
    this.days = new Int32Array(rows).fill(NO_DAY);
    this.ints = new Int32Array(rows);
    this.shares = new Int32Array(rows).fill(-1);
    this.bytes = new Uint8Array(rows);
    this.money = new Float64Array(rows);
  }
}

/**
 * The plan side of a run in which no plan is ever in force: what the census says of one is not read, and a year has
 * hours and nothing else. Columns without entries are made once for the run.
 */
export class UnplannedRun implements PlanSide {
  readonly #input: PlanSideInput;
  readonly #tables: PlanEventTables;
  #blank: BlankColumns;
  readonly opening: PlanOpeningColumns;

  constructor(input: PlanSideInput) {
    const { length } = input.opening;
    this.#input = input;
    this.#tables = new PlanEventTables(input.memory);
    this.#blank = new BlankColumns(roomFor(length));
    this.opening = openingOf(this.#blank, length);
  }

  simulate({ year, people }: PlanYearInput): PlanBatch {
    const { memory, persons, parameters } = this.#input;
    const rows = people.length;
    if (rows > this.#blank.days.length) this.#blank = new BlankColumns(roomFor(rows));
    this.#tables.open(0);
    const hours = memory.ints(rows);
    writeHours(persons, year, parameters.hiring.fullTimeHours, people, hours);
    return {
      ...this.#tables.finish(),
      snapshot: snapshotOf(this.#blank, hours),
      summary: null,
      compliance: null,
      invariants: [],
    };
  }
}

/** What a person of whom nothing is known of a plan stands at, when the run opens and at the end of each year alike. */
function standingOf(blank: BlankColumns, rows: number) {
  const day = blank.days.subarray(0, rows);
  const int = blank.ints.subarray(0, rows);
  const byte = blank.bytes.subarray(0, rows);
  const money = blank.money.subarray(0, rows);
  return {
    entryDay: day,
    entryBasis: byte,
    planStatus: byte,
    enrollmentDay: day,
    enrollmentSource: byte,
    deferralRatePpm: int,
    rothSharePpm: blank.shares.subarray(0, rows),
    optOutDay: day,
    creditedYears: int,
    vestedMatchPpm: int,
    vestedCorePpm: int,
    balanceDeferralCents: money,
    balanceMatchCents: money,
    balanceCoreCents: money,
  };
}

function openingOf(blank: BlankColumns, rows: number): PlanOpeningColumns {
  return {
    ...standingOf(blank, rows),
    lookbackPayCents: new Float64Array(rows).fill(NaN),
    lookbackSource: new Uint8Array(rows).fill(NO_PAY),
    balancesMissing: blank.bytes.subarray(0, rows),
  };
}

function snapshotOf(blank: BlankColumns, hoursHundredths: Int32Array): PlanBatch['snapshot'] {
  const rows = hoursHundredths.length;
  const byte = blank.bytes.subarray(0, rows);
  const money = blank.money.subarray(0, rows);
  return {
    ...standingOf(blank, rows),
    escalationCount: byte,
    scheduledDay: blank.days.subarray(0, rows),
    baseCents: money,
    catchUpCents: money,
    preTaxCents: money,
    rothCents: money,
    limitBound: byte,
    matchReason: byte,
    matchCents: money,
    trueUpCents: money,
    coreReason: byte,
    coreCents: money,
    coreExcessCents: money,
    reallocatedCents: money,
    reduced415Cents: money,
    planPayCents: money,
    cappedPlanPayCents: money,
    hoursHundredths,
    forfeitedMatchCents: money,
    forfeitedCoreCents: money,
    hce: byte,
    unusedCatchUpCents: money,
    matchAtCeilingCents: money,
  };
}
