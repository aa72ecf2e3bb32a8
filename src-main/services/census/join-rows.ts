import { DISPOSITIONS, nearId, type DisposedRows } from './dispositions.ts';
import type { FieldColumn } from './field-columns.ts';
import type { JoinReasonCode } from './join-reasons.ts';
import type { JoinMapping } from './mapping.ts';
import { textAt, valueAt, type RowSource } from './row-facts.ts';

/** Which rows of two files belong together. */
export interface RowPairs {
  /** Row of the joined file for each row of the census; −1 for none. */
  readonly partner: Int32Array;
  /** Why an accepted row of the joined file has no person, by row; the id of the census it is like, if any. */
  readonly unpaired: ReadonlyMap<number, { readonly code: JoinReasonCode; readonly censusId: string | null }>;
}

const ACCEPTED = DISPOSITIONS.indexOf('accepted');

/** Distinct ids of the rows that are not blank, with the code that all rows of an id share. */
function idCodes(ids: FieldColumn): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  ids.column.texts.forEach((text, code) => {
    if (text !== '' && !codes.has(text)) codes.set(text, code);
  });
  return codes;
}

/** Ids by what they have in common with those that differ only in letter case and leading zeros. */
function byNearId(ids: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const key = nearId(id);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [id]);
    else group.push(id);
  }
  return groups;
}

/**
 * Pairs the accepted rows of a joined file, one an id, with the rows of the census by employee id. All rows of the
 * census with that id get it: which of them is kept is decided later (W-22). Equal ids come first; ids that are only
 * alike belong together on request, and only where no other id comes into question on either side.
 */
export function pairRows(
  census: RowSource,
  joined: RowSource,
  { dispositions }: DisposedRows,
  { ids: matching }: Pick<JoinMapping, 'ids'>,
): RowPairs {
  const partner = new Int32Array(census.rowCount).fill(-1);
  const unpaired = new Map<number, { readonly code: JoinReasonCode; readonly censusId: string | null }>();
  const censusIds = census.columns.get('employeeId');
  const joinedIds = joined.columns.get('employeeId');
  if (censusIds === undefined || joinedIds === undefined) return { partner, unpaired };
  const codeOf = idCodes(censusIds);
  const rowOfCode = new Int32Array(censusIds.values.length).fill(-1);
  const left: number[] = [];
  for (let row = 0; row < joined.rowCount; row += 1) {
    if (dispositions[row] !== ACCEPTED) continue;
    const code = codeOf.get(textAt(joinedIds, row));
    if (code === undefined) left.push(row);
    else rowOfCode[code] = row;
  }
  if (left.length > 0) {
    const isFree = (id: string): boolean => (rowOfCode[codeOf.get(id) ?? 0] ?? -1) < 0;
    const free = byNearId([...codeOf.keys()].filter(isFree));
    const waiting = byNearId(left.map((row) => textAt(joinedIds, row)));
    for (const row of left) {
      const key = nearId(textAt(joinedIds, row));
      const candidates = free.get(key) ?? [];
      const [only] = candidates;
      if (only === undefined) unpaired.set(row, { code: 'JOIN_NO_PERSON', censusId: null });
      else if (matching === 'exact') unpaired.set(row, { code: 'JOIN_ID_ALIKE', censusId: only });
      else if (candidates.length > 1 || (waiting.get(key) ?? []).length > 1)
        unpaired.set(row, { code: 'JOIN_ID_UNCLEAR', censusId: candidates.join(', ') });
      else rowOfCode[codeOf.get(only) ?? 0] = row;
    }
  }
  for (let row = 0; row < census.rowCount; row += 1) partner[row] = rowOfCode[valueAt(censusIds, row)] ?? -1;
  return { partner, unpaired };
}
