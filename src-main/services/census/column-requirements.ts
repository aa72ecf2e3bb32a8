import type { ErrorCode } from '../../../src-shared/errors.ts';
import type { ColumnDecision } from './column-formats.ts';
import { formatName, samplesOf } from './column-formats.ts';
import { suggestColumns, type ColumnMatch } from './header-match.ts';
import type { FileReading } from './interpret-file.ts';
import type { CensusMapping } from './mapping.ts';
import { CENSUS_FIELDS, STAND_INS, type CensusField } from './registry.ts';

/** Why a file is not imported: an entry of the error catalogue with its particulars, as data. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly items: readonly string[];
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** What can be done about a required field without a column. */
function describeMissing(field: CensusField, match: ColumnMatch): string {
  const standIn = STAND_INS[field];
  const options = suggestColumns(field, match.columns).map((name) => `perhaps "${name}"`);
  if (standIn !== undefined)
    options.push(
      `map ${standIn}, from which it can be derived`,
      `assume one value for everybody with "constants": {"${standIn}": …}`,
    );
  if (field === 'employeeId')
    options.push(
      'accept ids by row number with "generatedIds": true (draws then follow the order of the rows)',
    );
  const dropped = match.columns.filter(({ use }) => use === 'dropped').map(({ name }) => name);
  const remark =
    field === 'employeeId' && dropped.length > 0
      ? `; ${quoted(dropped)} holds tax numbers and cannot be the id`
      : '';
  return `${field}: no column matches${remark}${options.length === 0 ? '' : `; ${options.join(', or ')}`}`;
}

const describeAmbiguous = (field: CensusField, positions: readonly number[], match: ColumnMatch): string =>
  `${field}: ${quoted(positions.map((position) => match.columns[position]?.name ?? ''))} all match; choose one with "columns": {"${field}": …}`;

/**
 * Refuses a file in which a required field has no column, or more than one (W-15). Every such field is named with what
 * can be done about it; ambiguous optional fields are only reported.
 * @param elsewhere Fields that a joined file has.
 */
export function refuseMissingColumns(
  match: ColumnMatch,
  mapping: CensusMapping,
  elsewhere: ReadonlySet<CensusField>,
): Refusal | null {
  const missing: string[] = [];
  const ambiguous: string[] = [];
  for (const { name, need } of CENSUS_FIELDS) {
    if (need !== 'required') continue;
    const standIn = STAND_INS[name];
    const isCovered = [name, ...(standIn === undefined ? [] : [standIn])].some(
      (field) =>
        match.positionOf.has(field) || mapping.constants[field] !== undefined || elsewhere.has(field),
    );
    if (isCovered) continue;
    const positions =
      match.ambiguous.get(name) ?? (standIn === undefined ? undefined : match.ambiguous.get(standIn));
    if (positions !== undefined) ambiguous.push(describeAmbiguous(name, positions, match));
    else if (name !== 'employeeId' || !mapping.generatedIds) missing.push(describeMissing(name, match));
  }
  const items = [...missing, ...ambiguous];
  if (items.length === 0) return null;
  return {
    code: missing.length > 0 ? 'CENSUS_COLUMN_MISSING' : 'CENSUS_COLUMN_AMBIGUOUS',
    detail: items.join('. '),
    items,
  };
}

/** Refuses to join a file in which, or a census in which, the employee ids are not known. */
export function refuseJoinWithoutIds(census: ColumnMatch, joined: ColumnMatch): Refusal | null {
  if (!census.positionOf.has('employeeId')) {
    const detail = 'join: the census has no column of employee ids, so nothing can be joined to it by them';
    return { code: 'CENSUS_COLUMN_MISSING', detail, items: [detail] };
  }
  if (joined.positionOf.has('employeeId')) return null;
  const positions = joined.ambiguous.get('employeeId');
  const item =
    positions === undefined
      ? describeJoinedId(joined)
      : `join.${describeAmbiguous('employeeId', positions, joined)}`;
  return {
    code: positions === undefined ? 'CENSUS_COLUMN_MISSING' : 'CENSUS_COLUMN_AMBIGUOUS',
    detail: item,
    items: [item],
  };
}

function describeJoinedId(joined: ColumnMatch): string {
  const perhaps = suggestColumns('employeeId', joined.columns).map((name) => `perhaps "${name}"`);
  const hint = perhaps.length === 0 ? '' : `; ${perhaps.join(', or ')}`;
  return `join.employeeId: no column of the joined file matches${hint}`;
}

/** How an undecided or unconfirmed format is shown: what it would be, why it is doubtful, an example. */
function describeFormat(decision: ColumnDecision, place: string): string {
  const { source, format, confidence, parsed, remark } = decision;
  const { field, columnName } = source;
  const name = format === null ? null : formatName(format);
  const reading = name === null ? 'undecided' : `${JSON.stringify(name)} (${confidence})`;
  const [sample] = format === null || parsed === null ? [] : samplesOf({ ...source, format, ...parsed });
  const example = sample === undefined ? '' : `; "${sample.text}" is ${sample.value ?? 'not readable'}`;
  return `${place}formats.${field} ("${columnName ?? ''}"): ${reading}${remark === '' ? '' : `; ${remark}`}${example}`;
}

/** What is not confirmed of a file yet (W-16), each as a line. */
function listUnconfirmed(
  { decisions, payUnit }: Pick<FileReading, 'decisions' | 'payUnit'>,
  place: string,
): readonly string[] {
  const items = decisions
    .filter(({ isConfirmed }) => !isConfirmed)
    .map((decision) => describeFormat(decision, place));
  if (!payUnit.isConfirmed) {
    const reading = payUnit.unit === null ? 'undecided' : `"${payUnit.unit}" (${payUnit.confidence})`;
    items.push(`${place}payUnit: ${reading}${payUnit.remark === '' ? '' : `; ${payUnit.remark}`}`);
  }
  return items;
}

/** Refuses while a format, the pay unit or a needed as-of date is not confirmed (W-16, W-20). */
export function refuseUnconfirmed(
  census: FileReading,
  joined: FileReading | null,
  asOf: { readonly isNeeded: boolean; readonly isStated: boolean; readonly suggestion: string },
): Refusal | null {
  const items = [
    ...listUnconfirmed(census, ''),
    ...(joined === null ? [] : listUnconfirmed(joined, 'join.')),
  ];
  if (asOf.isNeeded && !asOf.isStated)
    items.push(
      `asOf: dates are derived from ages or tenures, so the date of the file is needed; perhaps "${asOf.suggestion}"`,
    );
  if (items.length === 0) return null;
  return { code: 'FORMAT_UNCONFIRMED', detail: items.join('. '), items };
}
