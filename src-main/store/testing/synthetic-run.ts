import type {
  EventEnvelope,
  HireEvents,
  OpeningColumns,
  PromotionEvents,
  RaiseEvents,
  RunDictionaries,
  RunOpening,
  SnapshotColumns,
  TerminationEvents,
  YearBatch,
  YearSummary,
} from '../../../src-shared/columns.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_CODE, NO_DAY } from '../../../src-shared/units.ts';

/**
 * Batches of the shape and size that the engine makes, without its rules: everyone who stays gets a COLA and a merit
 * raise, one in eight leaves, one in twenty is promoted, one in six is new. For tests and benches of the store.
 */
export interface SyntheticRun {
  readonly opening: RunOpening;
  years(): Generator<YearBatch, void, undefined>;
}

export interface SyntheticSize {
  readonly persons: number;
  readonly startYear: number;
  readonly years: number;
}

/** A fixed mixture of two numbers into 32 bits. */
function mix(a: number, b: number): number {
  let x = Math.imul(a ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(b + 0x7f4a_7c15, 0xc2b2_ae35);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b_3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a_2d39);
  return (x ^ (x >>> 15)) >>> 0;
}

const below = (a: number, b: number, bound: number): number => mix(a, b) % bound;
const draw = (a: number, b: number): number => mix(a, b) / 4_294_967_296;

const DICTIONARIES: Omit<RunDictionaries, 'censusPersonIds'> = {
  departments: ['Finanzas', 'Opération “Été”', 'R&D', '開発部'],
  locations: ['Berlin', 'Zürich'],
  costCentres: ['100', '200', '300'],
  jobTitles: ['', `Principal ${'very '.repeat(200)}long title`, 'Engineer 👩‍🔧'],
  levelNames: ['Staff', 'Manager', 'Director'],
  ageBandIds: ['<25', '25-34', '35-44', '45-54', '55-64', '65+'],
  tenureBandIds: ['<2', '2-4', '5-9', '10-19', '20+'],
};

const personId = (index: number): string => `E${String(index).padStart(7, '0')}`;

/** People by index: what the opening state and the snapshots say of them. */
interface State {
  readonly person: number[];
  readonly pay: number[];
  readonly level: number[];
  readonly sequence: number[];
}

export function syntheticRun({ persons, startYear, years }: SyntheticSize): SyntheticRun {
  const censusPersonIds = Array.from({ length: persons }, (_, index) => personId(index));
  const everyone = Array.from({ length: persons }, (_, index) => index);
  const opening: OpeningColumns = {
    ...personColumns(
      everyone,
      (i) => 5_000_000 + below(i, 1, 9_000_000),
      (i) => 1 + below(i, 2, 3),
    ),
    levelBasis: Uint8Array.from(everyone, (i) => below(i, 3, 5)),
  };
  return {
    opening: {
      dictionaries: { ...DICTIONARIES, censusPersonIds },
      opening,
      counts: {
        accepted: persons,
        openingActive: persons,
        futureHire: 0,
        futureHireBeyondHorizon: 0,
        former: 0,
        levelBasis: { given: persons, 'in-range': 0, below: 0, gap: 0, above: 0 },
        levelUnknown: 0,
      },
    },
    years: () => syntheticYears(opening, startYear, years),
  };
}

function* syntheticYears(
  opening: OpeningColumns,
  startYear: number,
  years: number,
): Generator<YearBatch, void, undefined> {
  let state: State = {
    person: [...opening.person],
    pay: [...opening.annualPayCents],
    level: [...opening.level],
    sequence: Array.from(opening.person, () => 0),
  };
  let known = opening.rowCount;
  for (let year = startYear; year < startYear + years; year += 1) {
    const hires = Math.ceil(state.person.length / 6);
    const { batch, closing } = syntheticYear(state, known, hires, year);
    yield batch;
    state = closing;
    known += hires;
  }
}

function syntheticYear(
  state: State,
  known: number,
  hires: number,
  year: number,
): { batch: YearBatch; closing: State } {
  const leaves = (person: number): boolean => below(person, year, 8) === 0;
  const isPromoted = (person: number): boolean => !leaves(person) && below(person, year + 7, 20) === 0;
  const at = state.person.map((_, row) => row);
  const leavers = at.filter((row) => leaves(state.person[row] ?? 0));
  const stayers = at.filter((row) => !leaves(state.person[row] ?? 0));
  const promoted = stayers.filter((row) => isPromoted(state.person[row] ?? 0));
  const hired = Array.from({ length: hires }, (_, ordinal) => known + ordinal);
  const startOfYear = toDay(year, 1, 1);
  const sequenceBefore = (row: number): number => state.sequence[row] ?? 0;
  const personAt = (row: number): number => state.person[row] ?? 0;
  const payAt = (row: number): number => state.pay[row] ?? 0;

  // Places in the canonical order: each stayer has a COLA, perhaps a promotion, and a merit raise; a leaver one event.
  let rank = 0;
  const firstRank = at.map((row) => {
    const first = rank;
    rank += leaves(personAt(row)) ? 1 : isPromoted(personAt(row)) ? 3 : 2;
    return first;
  });
  const raises = stayers.flatMap((row) => {
    const afterCola = payAt(row) + Math.round(payAt(row) * 0.02);
    const late = isPromoted(personAt(row)) ? 2 : 1;
    const beforeMerit = late === 2 ? Math.round(afterCola * 1.1) : afterCola;
    return [
      { row, place: 0, kind: 0, before: payAt(row), after: afterCola, day: startOfYear },
      {
        row,
        place: late,
        kind: 1,
        before: beforeMerit,
        after: beforeMerit + Math.round(beforeMerit * 0.03),
        day: startOfYear + 90,
      },
    ];
  });
  const envelopeOf = (
    rows: readonly number[],
    place: (index: number) => number,
    day: (index: number) => number,
    category: (index: number) => number,
  ): EventEnvelope => ({
    rowCount: rows.length,
    person: Int32Array.from(rows, personAt),
    sequence: Int32Array.from(rows, (row, index) => sequenceBefore(row) + place(index) + 1),
    rank: Int32Array.from(rows, (row, index) => (firstRank[row] ?? 0) + place(index)),
    effectiveDay: Int32Array.from(rows, (_, index) => day(index)),
    category: Uint8Array.from(rows, (_, index) => category(index)),
    duplicateIndex: new Uint8Array(rows.length),
  });
  const raiseEvents: RaiseEvents = {
    ...envelopeOf(
      raises.map(({ row }) => row),
      (index) => raises[index]?.place ?? 0,
      (index) => raises[index]?.day ?? 0,
      (index) => raises[index]?.kind ?? 0,
    ),
    previousPayCents: Float64Array.from(raises, ({ before }) => before),
    newPayCents: Float64Array.from(raises, ({ after }) => after),
    amountCents: Float64Array.from(raises, ({ before, after }) => after - before),
    ratePpm: Int32Array.from(raises, ({ kind }) => (kind === 0 ? 20_000 : 30_000)),
    level: Uint8Array.from(raises, ({ row }) => state.level[row] ?? 1),
    budgetPpm: Int32Array.from(raises, ({ kind }) => (kind === 0 ? NO_CODE : 35_000)),
    weightPpm: Int32Array.from(raises, ({ kind }) => (kind === 0 ? NO_CODE : 1_000_000)),
  };
  const promotions: PromotionEvents = {
    ...envelopeOf(
      promoted,
      () => 1,
      () => startOfYear + 59,
      () => 0,
    ),
    fromLevel: Uint8Array.from(promoted, (row) => state.level[row] ?? 1),
    toLevel: Uint8Array.from(promoted, (row) => (state.level[row] ?? 1) + 1),
    previousPayCents: Float64Array.from(promoted, (row) => payAt(row) + Math.round(payAt(row) * 0.02)),
    newPayCents: Float64Array.from(promoted, (row) =>
      Math.round((payAt(row) + Math.round(payAt(row) * 0.02)) * 1.1),
    ),
    increasePpm: Int32Array.from(promoted, () => 100_000),
    hazardPpm: Int32Array.from(promoted, (row) => below(personAt(row), 11, 1_000_000)),
    draw: Float64Array.from(promoted, (row) => draw(personAt(row), year)),
    raceKey: Float64Array.from(promoted, (row) => 3 * draw(personAt(row), year + 1)),
    monthDraw: absent(promoted.length),
    dayDraw: absent(promoted.length),
    increaseDraw: Float64Array.from(promoted, (row) => draw(personAt(row), year + 2)),
    floorApplied: Uint8Array.from(promoted, (row) => below(personAt(row), 12, 2)),
    capApplied: Uint8Array.from(promoted, (row) => below(personAt(row), 13, 2)),
  };
  const terminations: TerminationEvents = {
    ...envelopeOf(
      leavers,
      () => 0,
      (index) => startOfYear + below(index, year, 365),
      (index) => index % 5,
    ),
    reason: Uint8Array.from(leavers, (row) => 1 + (row % 5)),
    payInForceCents: Float64Array.from(leavers, payAt),
    ageYears: Int32Array.from(leavers, (row) => 20 + below(row, 5, 50)),
    tenureYears: Int32Array.from(leavers, (row) => below(row, 6, 30)),
    hazardPpm: Int32Array.from(leavers, (row) => (row % 5 === 4 ? NO_CODE : below(row, 7, 1_000_000))),
    retirementPpm: Int32Array.from(leavers, (row) => (row % 5 === 4 ? NO_CODE : 0)),
    rule: Uint8Array.from(leavers, (row) => row % 5),
    draw: Float64Array.from(leavers, (row) => draw(row, year)),
    raceKey: Float64Array.from(leavers, (row) => (row % 2 === 0 ? NaN : draw(row, year + 1))),
    quota: Int32Array.from(leavers, (row) => (row % 2 === 0 ? NO_CODE : leavers.length)),
    reasonDraw: Float64Array.from(leavers, (row) => draw(row, year + 2)),
    dateDraw: Float64Array.from(leavers, (row) => draw(row, year + 3)),
    dayDraw: absent(leavers.length),
    severanceCents: Float64Array.from(leavers, (_, index) => (index % 5 === 3 ? 2_100_000 : NaN)),
  };
  const hirePay = hired.map((person) => 4_800_000 + below(person, 1, 6_000_000));
  const scheduled = (person: number): boolean => person % 10 === 0;
  const hireEvents: HireEvents = {
    rowCount: hires,
    person: Int32Array.from(hired),
    sequence: new Int32Array(hires).fill(1),
    rank: Int32Array.from(hired, (_, index) => rank + index),
    effectiveDay: Int32Array.from(hired, (person) => startOfYear + below(person, year, 360)),
    category: Uint8Array.from(hired, (person) => (scheduled(person) ? 1 : 0)),
    duplicateIndex: new Uint8Array(hires),
    level: new Uint8Array(hires).fill(1),
    annualPayCents: Float64Array.from(hirePay),
    birthDay: Int32Array.from(hired, (person) => toDay(1990, 1, 1) + below(person, 4, 3_000)),
    department: Int32Array.from(hired, (person) => person % 4),
    location: Int32Array.from(hired, (person) => (person % 3) - 1),
    costCentre: Int32Array.from(hired, (person) => (person % 4) - 1),
    jobTitle: Int32Array.from(hired, (person) => (person % 4) - 1),
    scheduledHoursHundredths: new Int32Array(hires).fill(3_750),
    flsaStatus: Uint8Array.from(hired, (person) => person % 3),
    unionMember: Uint8Array.from(hired, (person) => person % 2),
    rangeMinCents: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : 5_600_000)),
    rangeMaxCents: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : 8_000_000)),
    percentilePpm: Int32Array.from(hired, (person) => (scheduled(person) ? 0 : 250_000)),
    marketPpm: Int32Array.from(hired, (person) => (scheduled(person) ? 0 : -1)),
    noisePpm: Int32Array.from(hired, (person) =>
      scheduled(person) ? 0 : below(person, 8, 100_000) - 50_000,
    ),
    donor: Int32Array.from(hired, (person) => (scheduled(person) ? NO_CODE : 0)),
    monthDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 20))),
    dayDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 21))),
    levelDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 22))),
    departmentDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 23))),
    ageBandDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 24))),
    birthDateDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 25))),
    partTimeDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 26))),
    donorDraw: Float64Array.from(hired, (person) => (scheduled(person) ? NaN : draw(person, 27))),
  };

  const payAfter = new Map(raises.map(({ row, after }) => [row, after]));
  const isPromotedRow = new Set(promoted);
  const levelAfter = (row: number): number => (state.level[row] ?? 1) + (isPromotedRow.has(row) ? 1 : 0);
  const snapshotPersons = [...state.person, ...hired];
  const snapshotPay = [...at.map((row) => payAfter.get(row) ?? payAt(row)), ...hirePay];
  const snapshotLevel = [...at.map(levelAfter), ...hired.map(() => 1)];
  const leaverDay = new Map(leavers.map((row, index) => [row, terminations.effectiveDay[index] ?? NO_DAY]));
  const rows = snapshotPersons.length;
  const snapshot: SnapshotColumns = {
    ...personColumns(
      snapshotPersons,
      (_, row) => snapshotPay[row] ?? 0,
      (_, row) => snapshotLevel[row] ?? 1,
    ),
    terminationDay: Int32Array.from(snapshotPersons, (_, row) => leaverDay.get(row) ?? NO_DAY),
    terminationReason: Uint8Array.from(snapshotPersons, (_, row) => (leaverDay.has(row) ? 1 + (row % 5) : 0)),
    detailedStatus: Uint8Array.from(snapshotPersons, (_, row) =>
      row >= at.length ? 0 : leaverDay.has(row) ? 3 : 2,
    ),
    openingPayCents: Float64Array.from(snapshotPersons, (_, row) => (row < at.length ? payAt(row) : NaN)),
    employedDays: Int32Array.from(snapshotPersons, (person) => 1 + below(person, year, 365)),
    proratedPayCents: Float64Array.from(snapshotPersons, (person) => below(person, year, 2_000_000_000)),
    ageAtYearEnd: Int32Array.from(snapshotPersons, (person) => 20 + below(person, 5, 50)),
    tenureYears: Int32Array.from(snapshotPersons, (person) => below(person, 6, 30)),
    ageBand: Uint8Array.from(snapshotPersons, (person) => person % 6),
    tenureBand: Uint8Array.from(snapshotPersons, (person) => person % 5),
  };
  const stayingRows = snapshotPersons.map((_, row) => row).filter((row) => !leaverDay.has(row));
  const eventsOf = (row: number): number =>
    row >= at.length ? 1 : sequenceBefore(row) + (isPromotedRow.has(row) ? 3 : 2);
  const closing: State = {
    person: stayingRows.map((row) => snapshotPersons[row] ?? 0),
    pay: stayingRows.map((row) => snapshotPay[row] ?? 0),
    level: stayingRows.map((row) => snapshotLevel[row] ?? 1),
    sequence: stayingRows.map(eventsOf),
  };
  const figures = {
    year,
    opening: at.length,
    hires,
    leavers: leavers.length,
    promotions: promoted.length,
    raises: raises.length,
    closing: stayingRows.length,
    payroll: closing.pay.reduce((sum, pay) => sum + pay, 0),
    rows,
  };
  return {
    closing,
    batch: {
      year,
      newPersonIds: hired.map((person) => `NH-${year}-${String(person).padStart(6, '0')}`),
      hires: hireEvents,
      terminations,
      promotions,
      raises: raiseEvents,
      snapshot,
      months: {
        rowCount: 2,
        month: Uint8Array.of(1, 1),
        department: Int32Array.of(0, 2),
        opening: Int32Array.of(5, 7),
        hires: Int32Array.of(1, 0),
        terminations: Int32Array.of(0, 2),
        closing: Int32Array.of(6, 5),
        employedDays: Float64Array.of(186, 155),
        payrollCents: Float64Array.of(9_007_199_254_740_991, 0),
        severanceCents: Float64Array.of(0, 2_100_000),
      },
      cells: {
        rowCount: 1,
        ageBand: Uint8Array.of(1),
        tenureBand: Uint8Array.of(0),
        level: Uint8Array.of(1),
        headcount: Int32Array.of(at.length),
        hazardSumPpm: Float64Array.of(at.length * 120_000),
        leavers: Int32Array.of(leavers.length),
      },
      summary: summaryOf(figures),
      eventCounts: {
        HIRE: hires,
        TERMINATION: leavers.length,
        PROMOTION: promoted.length,
        RAISE: raises.length,
      },
      invariants: [{ id: 'INV-2', severity: 'FAIL', checked: 1, failed: 0, offenders: [] }],
    },
  };
}

const absent = (rows: number): Float64Array => new Float64Array(rows).fill(NaN);

function personColumns(
  persons: readonly number[],
  pay: (person: number, row: number) => number,
  level: (person: number, row: number) => number,
): Omit<OpeningColumns, 'levelBasis'> {
  return {
    rowCount: persons.length,
    person: Int32Array.from(persons),
    birthDay: Int32Array.from(persons, (person) => toDay(1960, 1, 1) + below(person, 30, 14_000)),
    hireDay: Int32Array.from(persons, (person) => toDay(2000, 1, 1) + below(person, 31, 9_000)),
    level: Uint8Array.from(persons, level),
    levelSinceDay: Int32Array.from(persons, (person) => toDay(2010, 1, 1) + below(person, 32, 5_000)),
    department: Int32Array.from(persons, (person) => person % 4),
    location: Int32Array.from(persons, (person) => (person % 3) - 1),
    costCentre: Int32Array.from(persons, (person) => (person % 4) - 1),
    jobTitle: Int32Array.from(persons, (person) => (person % 4) - 1),
    scheduledHoursHundredths: Int32Array.from(persons, (person) => (person % 7 === 0 ? 2_000 : 4_000)),
    flsaStatus: Uint8Array.from(persons, (person) => person % 3),
    unionMember: Uint8Array.from(persons, (person) => person % 2),
    annualPayCents: Float64Array.from(persons, pay),
  };
}

interface Figures {
  readonly year: number;
  readonly opening: number;
  readonly hires: number;
  readonly leavers: number;
  readonly promotions: number;
  readonly raises: number;
  readonly closing: number;
  readonly payroll: number;
}

function summaryOf(figures: Figures): YearSummary {
  const bridge = {
    openingCents: 0,
    leaversCents: 0,
    transfersInCents: 0,
    transfersOutCents: 0,
    hiresCents: 0,
    colaCents: 0,
    promotionCents: 0,
    meritCents: 0,
    marketCents: 0,
    closingCents: figures.payroll,
  };
  return {
    year: figures.year,
    opening: figures.opening,
    hires: figures.hires,
    scheduledHires: 0,
    experiencedTerminations: figures.leavers,
    reductions: 0,
    newHireTerminations: 0,
    promotions: figures.promotions,
    raises: figures.raises,
    closing: figures.closing,
    targetClosing: figures.closing,
    raised: 0,
    unmet: 0,
    alignment: [{ process: 'experienced', quota: figures.leavers, hazardSumPpm: 1, strength: null }],
    byLevel: [],
    byDepartment: [],
    closingPayrollCents: figures.payroll,
    proratedPayrollCents: figures.payroll,
    severanceCents: 0,
    growth: {
      paidAverageCents: null,
      paidGrowthPpm: null,
      samePersonsGrowthPpm: null,
      positionAverageCents: null,
      positionGrowthPpm: null,
    },
    payrollBridge: bridge,
    payrollBridgeByLevel: [],
    payrollBridgeByDepartment: [],
    averageBridge: {
      openingCents: null,
      leaverMixCents: 0,
      colaCents: 0,
      promotionCents: 0,
      meritCents: 0,
      marketCents: 0,
      hireMixCents: 0,
      replacementCents: 0,
      closingCents: null,
    },
    warnings: [],
  };
}
