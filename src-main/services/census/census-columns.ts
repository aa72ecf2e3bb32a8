import type { CensusColumns, PlanCensusColumns, TextColumn } from '../../../src-shared/columns.ts';
import { NO_CODE, NO_DAY } from '../../../src-shared/units.ts';
import { compareCodePoints } from '../../store/canonical-json.ts';
import { ENROLLMENT_SOURCES, type FieldColumn } from './field-columns.ts';
import { bitOf } from './reasons.ts';
import type { CensusField } from './registry.ts';
import type { CheckedRows } from './row-checks.ts';
import { orderOfTexts } from './text-order.ts';
import { electionAt, textAt, valueAt, type FieldColumns } from './row-facts.ts';

const UNASSIGNED = 'Unassigned';
const MILLION = 1_000_000;
const INACTIVE_NO_DATE = bitOf('INACTIVE_NO_DATE');

/** Rows ascending by id in code-point order (W-25: the order of the file does not matter). */
function sortById(rows: Int32Array, ids: FieldColumn): Int32Array {
  const order = orderOfTexts(Array.from(rows, (row) => textAt(ids, row)));
  return order === null ? rows : order.map((place) => rows[place] ?? 0);
}

/** Reads the columns of the given rows, in their order. */
class ColumnReader {
  readonly #columns: FieldColumns;
  readonly #rows: Int32Array;

  constructor(columns: FieldColumns, rows: Int32Array) {
    this.#columns = columns;
    this.#rows = rows;
  }

  #fill<Target extends Int32Array | Uint8Array | Int8Array | Float64Array>(
    target: Target,
    field: CensusField,
    none: number,
  ): Target {
    const column = this.#columns.get(field);
    if (column === undefined) {
      if (none !== 0) target.fill(none);
      return target;
    }
    const rows = this.#rows;
    const { codes } = column.column;
    const { values } = column;
    for (let at = 0; at < rows.length; at += 1) {
      const value = values[codes[rows[at] ?? 0] ?? 0] ?? NaN;
      target[at] = Number.isNaN(value) ? none : value;
    }
    return target;
  }

  days = (field: CensusField): Int32Array => this.#fill(new Int32Array(this.#rows.length), field, NO_DAY);
  cents = (field: CensusField): Float64Array => this.#fill(new Float64Array(this.#rows.length), field, NaN);
  /** Yes/no and positions in a closed list; 0 when blank. */
  bytes = (field: CensusField): Uint8Array => this.#fill(new Uint8Array(this.#rows.length), field, 0);
  optionalYesNo = (field: CensusField): Int8Array => this.#fill(new Int8Array(this.#rows.length), field, -1);
  integers = (field: CensusField, none: number): Int32Array =>
    this.#fill(new Int32Array(this.#rows.length), field, none);

  /** Distinct texts of the rows, sorted, and their codes; `blank` stands where a cell is blank. */
  texts(field: CensusField, blank: string | null = null): TextColumn {
    const column = this.#columns.get(field);
    const codes = this.integers(field, NO_CODE);
    const list: readonly string[] =
      field === 'planEnrollmentSource' ? ENROLLMENT_SOURCES : (column?.column.texts ?? []);
    const used = new Set<string>();
    const isUsed = new Uint8Array(list.length);
    let hasBlank = false;
    for (const code of codes) {
      if (code === NO_CODE) hasBlank = true;
      else isUsed[code] = 1;
    }
    list.forEach((text, code) => {
      if (isUsed[code] === 1) used.add(text);
    });
    if (hasBlank && blank !== null) used.add(blank);
    const values = [...used].sort(compareCodePoints);
    const places = new Map(values.map((text, place) => [text, place]));
    const place = Int32Array.from(list, (text) => places.get(text) ?? NO_CODE);
    const blankPlace = blank === null ? NO_CODE : (places.get(blank) ?? NO_CODE);
    for (let at = 0; at < codes.length; at += 1) {
      const code = codes[at] ?? NO_CODE;
      codes[at] = code === NO_CODE ? blankPlace : (place[code] ?? NO_CODE);
    }
    return { values, codes };
  }
}

/** Shares owned: the share itself, else the yes/no column; the prior year is as this year where nothing is said. */
function ownership(
  columns: FieldColumns,
  rows: Int32Array,
): Pick<PlanCensusColumns, 'ownershipSharePpm' | 'priorOwnershipSharePpm'> {
  const read = (share: CensusField, yesNo: CensusField, row: number): number => {
    const value = valueAt(columns.get(share), row);
    return Number.isNaN(value) ? valueAt(columns.get(yesNo), row) * MILLION : value;
  };
  const ownershipSharePpm = new Int32Array(rows.length);
  const priorOwnershipSharePpm = new Int32Array(rows.length);
  const fields: readonly CensusField[] = [
    'ownershipShare',
    'fivePercentOwner',
    'priorOwnershipShare',
    'priorFivePercentOwner',
  ];
  if (fields.every((field) => !columns.has(field))) return { ownershipSharePpm, priorOwnershipSharePpm };
  rows.forEach((row, at) => {
    const share = read('ownershipShare', 'fivePercentOwner', row);
    const prior = read('priorOwnershipShare', 'priorFivePercentOwner', row);
    ownershipSharePpm[at] = Number.isNaN(share) ? 0 : share;
    priorOwnershipSharePpm[at] = Number.isNaN(prior) ? (ownershipSharePpm[at] ?? 0) : prior;
  });
  return { ownershipSharePpm, priorOwnershipSharePpm };
}

/** Elected rates (P-11); −1 where there is no election. */
function elections(
  columns: FieldColumns,
  rows: Int32Array,
): Pick<PlanCensusColumns, 'deferralRatePpm' | 'rothSharePpm'> {
  const deferralRatePpm = new Int32Array(rows.length).fill(-1);
  const rothSharePpm = new Int32Array(rows.length).fill(-1);
  const fields: readonly CensusField[] = ['deferralRate', 'rothRate', 'rothShare'];
  if (fields.every((field) => !columns.has(field))) return { deferralRatePpm, rothSharePpm };
  rows.forEach((row, at) => {
    const election = electionAt(columns, row);
    if (!Number.isNaN(election.ratePpm)) deferralRatePpm[at] = election.ratePpm;
    if (!Number.isNaN(election.rothSharePpm)) rothSharePpm[at] = election.rothSharePpm;
  });
  return { deferralRatePpm, rothSharePpm };
}

/** The deferral account: what is given for it, pre-tax and Roth parts added in (W-15); NaN when none is. */
function deferralBalances(columns: FieldColumns, rows: Int32Array): Float64Array {
  const parts = (['balanceDeferral', 'balancePreTax', 'balanceRoth'] as const).map((field) =>
    columns.get(field),
  );
  const result = new Float64Array(rows.length).fill(NaN);
  if (parts.every((part) => part === undefined)) return result;
  rows.forEach((row, at) => {
    for (const part of parts) {
      const cents = valueAt(part, row);
      const sum = result[at] ?? NaN;
      if (!Number.isNaN(cents)) result[at] = (Number.isNaN(sum) ? 0 : sum) + cents;
    }
  });
  return result;
}

const flags = (length: number, isSet: boolean): Uint8Array => new Uint8Array(length).fill(isSet ? 1 : 0);

function planColumns(columns: FieldColumns, rows: Int32Array, read: ColumnReader): PlanCensusColumns {
  return {
    originalHireDay: read.days('originalHireDate'),
    exclusionClass: read.texts('exclusionClass'),
    ...ownership(columns, rows),
    onePercentOwner: read.optionalYesNo('onePercentOwner'),
    officer: read.bytes('officer'),
    nonresidentAlien: read.bytes('nonresidentAlien'),
    priorYearPayCents: read.cents('priorYearPay'),
    priorYearFicaWagesCents: read.cents('priorYearFicaWages'),
    priorYearHoursHundredths: read.integers('priorYearHours', -1),
    priorYearHce: read.optionalYesNo('priorYearHce'),
    eligibilityOverride: read.optionalYesNo('eligibilityOverride'),
    planEntryDay: read.days('planEntryDate'),
    planEnrollmentDay: read.days('planEnrollmentDate'),
    planOptOutDay: read.days('planOptOutDate'),
    planParticipant: read.optionalYesNo('planParticipant'),
    planEnrollmentSource: read.texts('planEnrollmentSource'),
    ...elections(columns, rows),
    autoEscalationOptOut: read.bytes('autoEscalationOptOut'),
    balanceDeferralCents: deferralBalances(columns, rows),
    balanceMatchCents: read.cents('balanceMatch'),
    balanceCoreCents: read.cents('balanceCore'),
    balanceAfterTaxCents: read.cents('balanceAfterTax'),
    balanceRolloverCents: read.cents('balanceRollover'),
    preTaxContributionCents: read.cents('preTaxContribution'),
    rothContributionCents: read.cents('rothContribution'),
    afterTaxContributionCents: read.cents('afterTaxContribution'),
    matchContributionCents: read.cents('matchContribution'),
    coreContributionCents: read.cents('coreContribution'),
    vestingYearsHundredths: read.integers('vestingYears', -1),
    birthDerived: flags(rows.length, !columns.has('birthDate')),
    hireDerived: flags(rows.length, !columns.has('hireDate')),
  };
}

/**
 * The columns of the accepted rows, ascending by id. Nothing in them depends on the file's format, the order of its
 * rows or of its columns (W-25).
 * @param accepted Rows in file order.
 */
export function buildCensusColumns(
  columns: FieldColumns,
  { facts, reasons }: CheckedRows,
  accepted: Int32Array,
): CensusColumns {
  const ids = columns.get('employeeId');
  if (ids === undefined) throw new RangeError('a census without ids');
  const rows = sortById(accepted, ids);
  const read = new ColumnReader(columns, rows);
  const pick = <Target extends Int32Array | Float64Array>(target: Target, from: Target): Target => {
    for (let at = 0; at < rows.length; at += 1) target[at] = from[rows[at] ?? 0] ?? 0;
    return target;
  };
  const reasonCodes = read.integers('terminationReason', 1);
  const terminationDay = pick(new Int32Array(rows.length), facts.terminationDay);
  const employeeId: string[] = [];
  for (const row of rows) employeeId.push(textAt(ids, row));
  return {
    rowCount: rows.length,
    employeeId,
    birthDay: pick(new Int32Array(rows.length), facts.birthDay),
    hireDay: pick(new Int32Array(rows.length), facts.hireDay),
    terminationDay,
    terminationReason: Uint8Array.from(reasonCodes, (code, at) => (terminationDay[at] === NO_DAY ? 0 : code)),
    inactiveWithoutDate: Uint8Array.from(rows, (row) =>
      ((reasons[row] ?? 0) & INACTIVE_NO_DATE) === 0 ? 0 : 1,
    ),
    annualPayCents: pick(new Float64Array(rows.length), facts.annualPayCents),
    scheduledHoursHundredths: pick(new Int32Array(rows.length), facts.hoursHundredths),
    unionMember: read.bytes('unionMember'),
    flsaStatus: read.bytes('flsaStatus'),
    level: read.texts('level'),
    department: read.texts('department', UNASSIGNED),
    location: read.texts('location'),
    costCentre: read.texts('costCentre'),
    jobTitle: read.texts('jobTitle'),
    plan: planColumns(columns, rows, read),
  };
}
