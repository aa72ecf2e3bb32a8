import type { CensusField } from './registry.ts';

/** What a reason does to its row (W-21): quarantines it, drops it as a duplicate, or only warns. */
export type ReasonKind = 'quarantine' | 'drop' | 'warn';

interface ReasonDefinition {
  readonly code: string;
  readonly kind: ReasonKind;
  readonly rule: 'W-21' | 'W-22' | 'W-23';
  /** The field whose cell is shown; null when the whole row, or any optional cell, can be at fault. */
  readonly field: CensusField | null;
  /** The field that it contradicts, whose cell is shown as well. */
  readonly against: CensusField | null;
  readonly meaning: string;
  readonly repair: string;
}

const reason = <Code extends string>(
  code: Code,
  kind: ReasonKind,
  field: CensusField | null,
  meaning: string,
  repair: string,
  { rule = 'W-21', against = null }: Partial<Pick<ReasonDefinition, 'rule' | 'against'>> = {},
): ReasonDefinition & { readonly code: Code } => ({ code, kind, field, against, meaning, repair, rule });

/** Every reason of W-21; its position is its bit in the reasons of a row. */
export const REASONS = [
  reason(
    'ROW_RAGGED',
    'quarantine',
    null,
    'The row has content beyond the last header',
    'Quote the cell that holds the delimiter, or give the extra column a header',
  ),
  reason('ID_MISSING', 'quarantine', 'employeeId', 'The id is blank', 'Fill in the id'),
  reason(
    'ID_RESERVED',
    'quarantine',
    'employeeId',
    'Ids of this form belong to simulated hires',
    'Give the person another id',
  ),
  reason('BIRTH_MISSING', 'quarantine', 'birthDate', 'The birth date is blank', 'Fill in the birth date'),
  reason(
    'BIRTH_UNPARSEABLE',
    'quarantine',
    'birthDate',
    'The birth date cannot be read in the format of its column',
    'Write it like the rest of the column',
  ),
  reason(
    'BIRTH_IMPLAUSIBLE',
    'quarantine',
    'birthDate',
    'The person would be under 14 or over 100 at the start (a future hire: when hired)',
    'Correct the birth date',
  ),
  reason('HIRE_MISSING', 'quarantine', 'hireDate', 'The hire date is blank', 'Fill in the hire date'),
  reason(
    'HIRE_UNPARSEABLE',
    'quarantine',
    'hireDate',
    'The hire date cannot be read in the format of its column',
    'Write it like the rest of the column',
  ),
  reason(
    'HIRE_TOO_YOUNG',
    'quarantine',
    'hireDate',
    'The person would have been hired before the age of 14',
    'Correct the birth date or the hire date',
    { against: 'birthDate' },
  ),
  reason(
    'TERM_UNPARSEABLE',
    'quarantine',
    'terminationDate',
    'The termination date cannot be read in the format of its column',
    'Write it like the rest of the column, or blank it if the person is employed',
  ),
  reason(
    'TERM_BEFORE_HIRE',
    'quarantine',
    'terminationDate',
    'The termination date is before the hire date',
    'Correct one of the two dates; the hire date is the start of the current spell',
    { against: 'hireDate' },
  ),
  reason(
    'STATUS_CONFLICT',
    'quarantine',
    'active',
    'The active flag contradicts the termination date on the as-of date',
    'Correct the flag or the date, or leave the flag column unmapped',
    { against: 'terminationDate' },
  ),
  reason('PAY_MISSING', 'quarantine', 'annualPay', 'Pay is blank', 'Fill in the pay'),
  reason(
    'PAY_UNPARSEABLE',
    'quarantine',
    'annualPay',
    'Pay cannot be read in the format of its column',
    'Write it like the rest of the column',
  ),
  reason('PAY_NOT_POSITIVE', 'quarantine', 'annualPay', 'Pay is zero or negative', 'Correct the pay'),
  reason(
    'PAY_IMPLAUSIBLE',
    'quarantine',
    'annualPay',
    'Annual pay is below 1,000 or above 10,000,000',
    'Check the pay unit, or release the row with releasePayImplausible in a mapping file',
  ),
  reason(
    'DUP_CONFLICT',
    'quarantine',
    'employeeId',
    'Several rows of one id contradict each other',
    'Keep one of the rows, or import with --duplicates latest',
    { rule: 'W-22' },
  ),
  reason(
    'DUP_EXACT',
    'drop',
    'employeeId',
    'The row repeats another in every mapped field',
    'Nothing to do: one of them is kept',
    { rule: 'W-22' },
  ),
  reason(
    'DUP_REHIRE',
    'drop',
    'employeeId',
    'An earlier spell of a person who was hired again',
    'Nothing to do: the latest spell is kept; give originalHireDate if service bridges',
    { rule: 'W-22' },
  ),
  reason(
    'INACTIVE_NO_DATE',
    'warn',
    'active',
    'Inactive without a termination date: treated as former',
    'Fill in the termination date',
  ),
  reason('FUTURE_HIRE', 'warn', 'hireDate', 'Hired on or after the start', 'Nothing to do', { rule: 'W-23' }),
  reason(
    'FUTURE_TERMINATION',
    'warn',
    'terminationDate',
    'Leaves on or after the start: a scheduled termination',
    'Nothing to do; blank the date if it only means "no end"',
    { rule: 'W-23' },
  ),
  reason(
    'TERM_REASON_ASSUMED',
    'warn',
    'terminationReason',
    'A termination date without a known reason: voluntary is assumed',
    'Fill in voluntary, involuntary, retirement, death or disability',
  ),
  reason(
    'LEVEL_UNKNOWN',
    'warn',
    'level',
    'The level is none of the scenario: it is assigned from pay',
    'Correct the level, or add it to jobLevels',
  ),
  reason(
    'LEVEL_OUT_OF_RANGE',
    'warn',
    'annualPay',
    'Pay is outside the range of every level: the nearest is assigned',
    'Give the level, or widen the ranges of jobLevels',
  ),
  reason(
    'HOURS_OUT_OF_RANGE',
    'warn',
    null,
    'Hours outside the possible range: the cell counts as blank',
    'Correct the hours',
  ),
  reason(
    'RATE_OUT_OF_RANGE',
    'warn',
    null,
    'A rate below 0 or above 100%: the cell counts as blank',
    'Correct the rate',
  ),
  reason(
    'OPTIONAL_UNPARSEABLE',
    'warn',
    null,
    'An optional cell cannot be read in the format of its column: it counts as blank',
    'Write it like the rest of the column',
  ),
  reason(
    'ID_NEAR_DUPLICATE',
    'warn',
    'employeeId',
    'Another id differs only in letter case or leading zeros',
    'Check that these are two people',
  ),
  reason(
    'ID_ALSO_QUARANTINED',
    'warn',
    'employeeId',
    'Another row of this id is quarantined',
    'Check which of the rows is right',
  ),
] as const;

export type ReasonCode = (typeof REASONS)[number]['code'];

/** Bit of each reason in the reasons of a row. */
const bits = new Map<ReasonCode, number>(REASONS.map(({ code }, index) => [code, 2 ** index]));

export function bitOf(code: ReasonCode): number {
  const bit = bits.get(code);
  if (bit === undefined) throw new RangeError(`no such reason: ${code}`);
  return bit;
}

/** Bits of all reasons of a kind. */
export const bitsOfKind = (kind: ReasonKind): number =>
  REASONS.reduce((sum, entry, index) => sum + (entry.kind === kind ? 2 ** index : 0), 0);

/** The reasons whose bits are set. */
export const reasonsIn = (mask: number): readonly (typeof REASONS)[number][] =>
  REASONS.filter((_, index) => (mask & (2 ** index)) !== 0);
