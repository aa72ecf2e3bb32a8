import { completedYears } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { levelByPay, namedLevel } from '../../../src-worker/population/levels.ts';
import { ISSUE, type FieldColumn } from './field-columns.ts';
import { bitOf, type ReasonCode } from './reasons.ts';
import { CENSUS_FIELDS, type CensusField } from './registry.ts';
import {
  collectFacts,
  dateColumn,
  electionAt,
  textAt,
  valueAt,
  type CheckSettings,
  type RowFacts,
  type RowSource,
} from './row-facts.ts';

const YOUNGEST = 14;
const OLDEST = 100;
/** More days than 14 years can have: beyond it nobody was too young. */
const SURELY_FOURTEEN_DAYS = 14 * 366;
const LEAST_PAY_CENTS = 100_000;
const MOST_PAY_CENTS = 1_000_000_000;
const RESERVED_ID = /^NH-\d{4}-\d{6}$/;

const BIT = {
  ragged: bitOf('ROW_RAGGED'),
  birthImplausible: bitOf('BIRTH_IMPLAUSIBLE'),
  hireTooYoung: bitOf('HIRE_TOO_YOUNG'),
  termBeforeHire: bitOf('TERM_BEFORE_HIRE'),
  statusConflict: bitOf('STATUS_CONFLICT'),
  payNotPositive: bitOf('PAY_NOT_POSITIVE'),
  payImplausible: bitOf('PAY_IMPLAUSIBLE'),
  inactiveNoDate: bitOf('INACTIVE_NO_DATE'),
  futureHire: bitOf('FUTURE_HIRE'),
  futureTermination: bitOf('FUTURE_TERMINATION'),
  reasonAssumed: bitOf('TERM_REASON_ASSUMED'),
  levelUnknown: bitOf('LEVEL_UNKNOWN'),
  levelOutOfRange: bitOf('LEVEL_OUT_OF_RANGE'),
  rateOutOfRange: bitOf('RATE_OUT_OF_RANGE'),
} as const;

/** Reasons for texts that cannot be used, by issue; fields with reasons of their own are left out. */
const OPTIONAL_BITS: readonly number[] = [
  0,
  bitOf('OPTIONAL_UNPARSEABLE'),
  bitOf('HOURS_OUT_OF_RANGE'),
  bitOf('RATE_OUT_OF_RANGE'),
];
const OWN_REASONS: ReadonlySet<CensusField> = new Set<CensusField>([
  'employeeId',
  'birthDate',
  'hireDate',
  'annualPay',
  'terminationDate',
  'terminationReason',
  'age',
  'tenureYears',
]);

/** Fields whose cell has an issue that counts the cell as blank (HOURS_…, RATE_OUT_OF_RANGE, OPTIONAL_UNPARSEABLE). */
export const issueBit = (field: CensusField, issue: number): number =>
  OWN_REASONS.has(field) ? 0 : (OPTIONAL_BITS[issue] ?? 0);

export interface CheckedRows {
  readonly facts: RowFacts;
  /** Bits of the reasons of each row (W-21); the duplicate reasons are not among them yet. */
  readonly reasons: Int32Array;
}

/** Adds the bits of each code to the rows that hold it. */
function addByCode(reasons: Int32Array, column: FieldColumn, bitsOfCode: Int32Array): void {
  if (!bitsOfCode.some((bits) => bits !== 0)) return;
  const { codes } = column.column;
  for (let row = 0; row < reasons.length; row += 1)
    reasons[row] = (reasons[row] ?? 0) | (bitsOfCode[codes[row] ?? 0] ?? 0);
}

/** Missing and unreadable cells of a field; a file without the column has it missing in every row. */
function checkPresence(
  reasons: Int32Array,
  column: FieldColumn | undefined,
  missing: ReasonCode | null,
  unparseable: ReasonCode | null,
): void {
  const missingBit = missing === null ? 0 : bitOf(missing);
  if (column === undefined) {
    for (let row = 0; row < reasons.length; row += 1) reasons[row] = (reasons[row] ?? 0) | missingBit;
    return;
  }
  const unparseableBit = unparseable === null ? 0 : bitOf(unparseable);
  const { texts } = column.column;
  addByCode(
    reasons,
    column,
    Int32Array.from(column.values, (value, code) => {
      if (texts[code] === '') return missingBit;
      return Number.isNaN(value) ? unparseableBit : 0;
    }),
  );
}

function checkIds(reasons: Int32Array, ids: FieldColumn | undefined): void {
  checkPresence(reasons, ids, 'ID_MISSING', null);
  if (ids === undefined) return;
  const reserved = bitOf('ID_RESERVED');
  addByCode(
    reasons,
    ids,
    Int32Array.from(ids.column.texts, (text) => (RESERVED_ID.test(text) ? reserved : 0)),
  );
}

const isImplausibleAge = (age: number): boolean => age < YOUNGEST || age > OLDEST;

/**
 * BIRTH_IMPLAUSIBLE (W-21): age at the start, or when hired if that is later, below 14 or above 100. Both days known.
 */
export const isImplausibleBirth = (birth: Day, hire: Day, startDay: Day): boolean =>
  isImplausibleAge(completedYears(birth, hire >= startDay ? hire : startDay));

/** Ages at the start per birth text, and at hire for those who join later. */
function checkAges(reasons: Int32Array, source: RowSource, facts: RowFacts, startDay: Day): void {
  const births = dateColumn(source.columns, 'birthDate');
  if (births === undefined) return;
  const implausible = Uint8Array.from(births.values, (value) =>
    !Number.isNaN(value) && isImplausibleAge(completedYears(value as Day, startDay)) ? 1 : 0,
  );
  const { codes } = births.column;
  for (let row = 0; row < reasons.length; row += 1) {
    const birth = facts.birthDay[row] ?? NO_DAY;
    if (birth === NO_DAY) continue;
    const hire = facts.hireDay[row] ?? NO_DAY;
    const isImplausible =
      hire >= startDay
        ? isImplausibleBirth(birth as Day, hire as Day, startDay)
        : implausible[codes[row] ?? 0] === 1;
    let bits = isImplausible ? BIT.birthImplausible : 0;
    if (
      hire !== NO_DAY &&
      hire - birth < SURELY_FOURTEEN_DAYS &&
      completedYears(birth as Day, hire as Day) < YOUNGEST
    )
      bits |= BIT.hireTooYoung;
    if (bits !== 0) reasons[row] = (reasons[row] ?? 0) | bits;
  }
}

/** What the dates say against each other and against the active flag (W-21, W-23). */
function checkDates(reasons: Int32Array, source: RowSource, facts: RowFacts, settings: CheckSettings): void {
  const { startDay, asOf } = settings;
  const active = source.columns.get('active');
  const reason = source.columns.get('terminationReason');
  for (let row = 0; row < reasons.length; row += 1) {
    const hire = facts.hireDay[row] ?? NO_DAY;
    const termination = facts.terminationDay[row] ?? NO_DAY;
    const isActive = valueAt(active, row);
    let bits = hire >= startDay ? BIT.futureHire : 0;
    if (termination !== NO_DAY) {
      if (hire !== NO_DAY && termination < hire) bits |= BIT.termBeforeHire;
      if (termination >= startDay) bits |= BIT.futureTermination;
      if (Number.isNaN(valueAt(reason, row))) bits |= BIT.reasonAssumed;
      if (isActive === 1 && termination < asOf) bits |= BIT.statusConflict;
      if (isActive === 0 && termination > asOf) bits |= BIT.statusConflict;
    } else if (isActive === 0 && textAt(source.columns.get('terminationDate'), row) === '') {
      bits |= BIT.inactiveNoDate;
    }
    if (bits !== 0) reasons[row] = (reasons[row] ?? 0) | bits;
  }
}

function checkPay(reasons: Int32Array, facts: RowFacts): void {
  for (let row = 0; row < reasons.length; row += 1) {
    const cents = facts.annualPayCents[row] ?? NaN;
    if (cents <= 0) reasons[row] = (reasons[row] ?? 0) | BIT.payNotPositive;
    else if (cents < LEAST_PAY_CENTS || cents > MOST_PAY_CENTS)
      reasons[row] = (reasons[row] ?? 0) | BIT.payImplausible;
  }
}

/** Levels of the scenario (W-27): unknown texts, and pay outside every range where pay has to decide. */
function checkLevels(reasons: Int32Array, source: RowSource, facts: RowFacts, settings: CheckSettings): void {
  const { levels } = settings;
  if (levels === null) return;
  const given = source.columns.get('level');
  const isKnown = Uint8Array.from(given?.column.texts ?? [], (text) =>
    namedLevel(text, levels.names) === null ? 0 : 1,
  );
  for (let row = 0; row < reasons.length; row += 1) {
    const isGiven = given !== undefined && isKnown[given.column.codes[row] ?? 0] === 1;
    if (isGiven) continue;
    let bits = textAt(given, row) === '' ? 0 : BIT.levelUnknown;
    const cents = facts.annualPayCents[row] ?? NaN;
    if (cents > 0) {
      const hours = facts.hoursHundredths[row] ?? 0;
      const { basis } = levelByPay(cents, hours, levels.fullTimeHundredths, levels.ranges);
      if (basis !== 'in-range') bits |= BIT.levelOutOfRange;
    }
    reasons[row] = (reasons[row] ?? 0) | bits;
  }
}

/** Optional cells that count as blank. */
function checkOptional(reasons: Int32Array, source: RowSource): void {
  for (const { name } of CENSUS_FIELDS) {
    const column = source.columns.get(name);
    if (column === undefined || OWN_REASONS.has(name)) continue;
    addByCode(
      reasons,
      column,
      Int32Array.from(column.issues, (issue) => (issue === ISSUE.none ? 0 : issueBit(name, issue))),
    );
  }
  if (!source.columns.has('rothRate') || !source.columns.has('deferralRate')) return;
  for (let row = 0; row < reasons.length; row += 1)
    if (electionAt(source.columns, row).isTooHigh) reasons[row] = (reasons[row] ?? 0) | BIT.rateOutOfRange;
}

/**
 * What the rows of a joined file need: an id, and cells that belong to their columns. Their other cells are checked in
 * the row of the census that they go to.
 */
export function checkJoinedRows(source: RowSource, settings: CheckSettings): CheckedRows {
  const facts = collectFacts(source, settings);
  const reasons = new Int32Array(source.rowCount);
  for (const row of source.ragged.keys()) reasons[row] = BIT.ragged;
  checkIds(reasons, source.columns.get('employeeId'));
  facts.isBlank.forEach((isBlank, row) => {
    if (isBlank === 1) reasons[row] = 0;
  });
  return { facts, reasons };
}

/** Collects all reasons of every row that is not blank (W-21), but for those that compare rows with each other. */
export function checkRows(source: RowSource, settings: CheckSettings): CheckedRows {
  const facts = collectFacts(source, settings);
  const reasons = new Int32Array(source.rowCount);
  const { columns } = source;
  for (const row of source.ragged.keys()) reasons[row] = BIT.ragged;
  checkIds(reasons, columns.get('employeeId'));
  checkPresence(reasons, dateColumn(columns, 'birthDate'), 'BIRTH_MISSING', 'BIRTH_UNPARSEABLE');
  checkPresence(reasons, dateColumn(columns, 'hireDate'), 'HIRE_MISSING', 'HIRE_UNPARSEABLE');
  checkPresence(reasons, columns.get('annualPay'), 'PAY_MISSING', 'PAY_UNPARSEABLE');
  const terminations = columns.get('terminationDate');
  if (terminations !== undefined) checkPresence(reasons, terminations, null, 'TERM_UNPARSEABLE');
  checkAges(reasons, source, facts, settings.startDay);
  checkDates(reasons, source, facts, settings);
  checkPay(reasons, facts);
  checkLevels(reasons, source, facts, settings);
  checkOptional(reasons, source);
  facts.isBlank.forEach((isBlank, row) => {
    if (isBlank === 1) reasons[row] = 0;
  });
  return { facts, reasons };
}
