import { PlanAlignError } from '../../../src-shared/errors.ts';
import { nearest } from '../../../src-shared/scenario/nearest.ts';
import type { CensusMapping } from './mapping.ts';
import {
  CENSUS_FIELDS,
  FIELD_NAMES,
  FIELD_OF_ALIAS,
  normaliseHeader,
  STAND_INS,
  type CensusField,
} from './registry.ts';
import { isTaxNumberHeader } from './tax-numbers.ts';

/** What becomes of a column of the file (W-15). */
export type ColumnUse =
  /** Read as the fields named. */
  | 'mapped'
  /** Not known, or left out by the mapping: listed and ignored. */
  | 'ignored'
  /** Matches a field that another column matches too: the user picks. */
  | 'ambiguous'
  /** Stands in for a field that has a column of its own, so it is not read. */
  | 'unused'
  /** Holds tax numbers: dropped. */
  | 'dropped';

export interface SourceColumn {
  /** Header as written; repeated headers carry their number, a blank one is `(column 5)`. Unique. */
  readonly name: string;
  /** From 0. */
  readonly position: number;
  readonly use: ColumnUse;
  readonly fields: readonly CensusField[];
}

export interface ColumnMatch {
  readonly columns: readonly SourceColumn[];
  /** Position of the column of each mapped field. */
  readonly positionOf: ReadonlyMap<CensusField, number>;
  /** Positions of the columns of each field that has more than one. */
  readonly ambiguous: ReadonlyMap<CensusField, readonly number[]>;
}

/** Unique names of the columns, in file order. */
function nameColumns(headers: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return headers.map((header, position) => {
    const base = header === '' ? `(column ${position + 1})` : header;
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base} (${number})`;
    taken.add(name);
    return name;
  });
}

/** Position of the column a mapping names: by its name, or by the only header that equals it in normal form; -1 for none. */
function positionOfColumn(wanted: string, names: readonly string[]): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const normal = normaliseHeader(wanted);
  const alike = names.flatMap((name, position) => (normaliseHeader(name) === normal ? [position] : []));
  return alike.length === 1 ? (alike[0] ?? -1) : -1;
}

/** The fields whose column a mapping names although a file with these headers does not have it. */
export function lostColumns(
  headers: readonly string[],
  mapping: CensusMapping,
): readonly { readonly field: CensusField; readonly column: string }[] {
  const names = nameColumns(headers);
  return FIELD_NAMES.flatMap((field) => {
    const column = mapping.columns[field];
    return typeof column === 'string' && positionOfColumn(column, names) < 0 ? [{ field, column }] : [];
  });
}

function findColumn(wanted: string, names: readonly string[], field: CensusField): number {
  const position = positionOfColumn(wanted, names);
  if (position < 0) {
    const suggestion = nearest(wanted, names);
    const hint = suggestion === null ? '' : `; the nearest is "${suggestion.name}"`;
    throw new PlanAlignError(
      'MAPPING_INVALID',
      `columns.${field}: the file has no column "${wanted}"${hint}`,
      {
        column: wanted,
        setting: `columns.${field}`,
      },
    );
  }
  if (isTaxNumberHeader(normaliseHeader(names[position] ?? '')))
    throw new PlanAlignError(
      'MAPPING_INVALID',
      `columns.${field}: "${wanted}" holds tax numbers, which are never read`,
      {
        column: wanted,
        setting: `columns.${field}`,
      },
    );
  return position;
}

/**
 * Matches the columns of a file to the fields of the registry (W-15). What the mapping says comes first; then exact
 * aliases; a field that two columns match gets neither. Stand-ins (age, tenureYears) are read only where the field
 * itself has no column.
 * @throws PlanAlignError MAPPING_INVALID when the mapping names a column that the file does not have.
 */
export function matchColumns(headers: readonly string[], mapping: CensusMapping): ColumnMatch {
  const names = nameColumns(headers);
  const positionOf = new Map<CensusField, number>();
  const ambiguous = new Map<CensusField, readonly number[]>();
  const decided = new Set<CensusField>();
  for (const field of FIELD_NAMES) {
    const wanted = mapping.columns[field];
    if (wanted !== undefined || mapping.constants[field] !== undefined) decided.add(field);
    if (typeof wanted === 'string') positionOf.set(field, findColumn(wanted, names, field));
  }
  const explicit = new Set(positionOf.values());
  const candidates = new Map<CensusField, number[]>();
  const dropped = new Set<number>();
  headers.forEach((header, position) => {
    const normal = normaliseHeader(header);
    if (isTaxNumberHeader(normal)) dropped.add(position);
    const field = FIELD_OF_ALIAS.get(normal);
    if (field === undefined || dropped.has(position) || explicit.has(position) || decided.has(field)) return;
    candidates.set(field, [...(candidates.get(field) ?? []), position]);
  });
  for (const [field, positions] of candidates) {
    const [first] = positions;
    if (positions.length === 1 && first !== undefined) positionOf.set(field, first);
    else ambiguous.set(field, positions);
  }
  const unused = dropStandIns(positionOf, ambiguous, mapping);
  const columns = names.map((name, position): SourceColumn => {
    const fields = FIELD_NAMES.filter((field) => positionOf.get(field) === position);
    const isAmbiguous = [...ambiguous.values()].some((positions) => positions.includes(position));
    const idle = isAmbiguous ? 'ambiguous' : unused.has(position) ? 'unused' : 'ignored';
    return {
      name,
      position,
      fields,
      use: dropped.has(position) ? 'dropped' : fields.length > 0 ? 'mapped' : idle,
    };
  });
  return { columns, positionOf, ambiguous };
}

/** Takes age and tenureYears out where the date itself is mapped; returns the positions this leaves unread. */
function dropStandIns(
  positionOf: Map<CensusField, number>,
  ambiguous: Map<CensusField, readonly number[]>,
  mapping: CensusMapping,
): ReadonlySet<number> {
  const unused = new Set<number>();
  for (const { name } of CENSUS_FIELDS) {
    const standIn = STAND_INS[name];
    if (standIn === undefined) continue;
    const hasOwn = positionOf.has(name) || ambiguous.has(name) || mapping.constants[name] !== undefined;
    if (!hasOwn) continue;
    for (const position of [positionOf.get(standIn) ?? [], ambiguous.get(standIn) ?? []].flat())
      unused.add(position);
    positionOf.delete(standIn);
    ambiguous.delete(standIn);
  }
  return unused;
}

/** At most this share of a header may differ from an alias for the field to be suggested. */
const SUGGESTED_DISTANCE = 0.4;
/** An alias of at least this length inside a longer header (`Current Annual Salary`) is suggested as well. */
const SUGGESTED_PART_LENGTH = 4;

/** How far a header is from a field, 0 … 1; null when too far to suggest (W-15: near matches are only suggested). */
function distanceTo(normal: string, field: CensusField): number | null {
  const aliases = [...FIELD_OF_ALIAS].flatMap(([alias, name]) => (name === field ? [alias] : []));
  const contained = aliases.filter(
    (alias) => alias.length >= SUGGESTED_PART_LENGTH && alias !== normal && normal.includes(alias),
  );
  const longest = Math.max(0, ...contained.map((alias) => alias.length));
  const byPart = longest === 0 ? Infinity : (1 - longest / normal.length) * SUGGESTED_DISTANCE;
  const best = nearest(normal, aliases);
  const byEdits = best === null ? Infinity : best.distance / Math.max(normal.length, best.name.length);
  const distance = Math.min(byPart, byEdits);
  return distance <= SUGGESTED_DISTANCE ? distance : null;
}

/** The field a column that matches none was probably meant for, or null. */
export function suggestField(header: string): CensusField | null {
  const normal = normaliseHeader(header);
  if (normal === '') return null;
  let best: { field: CensusField; distance: number } | null = null;
  for (const field of FIELD_NAMES) {
    const distance = distanceTo(normal, field);
    if (distance !== null && (best === null || distance < best.distance)) best = { field, distance };
  }
  return best?.field ?? null;
}

/** Names of unmapped columns that may be meant for a field, nearest first, at most three. */
export function suggestColumns(field: CensusField, columns: readonly SourceColumn[]): readonly string[] {
  return columns
    .filter(({ use }) => use === 'ignored')
    .flatMap(({ name }) => {
      const distance = distanceTo(normaliseHeader(name), field);
      return distance === null ? [] : [{ name, distance }];
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}
