import { NO_DAY } from '../../../src-shared/units.ts';
import { compareCodePoints } from '../../store/canonical-json.ts';
import { bitOf, bitsOfKind } from './reasons.ts';
import { CENSUS_FIELDS } from './registry.ts';
import type { CheckedRows } from './row-checks.ts';
import { textAt, valueAt, type CheckSettings, type RowFacts, type RowSource } from './row-facts.ts';

/** What becomes of a data row (W-24); a row has exactly one. The order is that of the codes in a column of them. */
export const DISPOSITIONS = ['accepted', 'blank', 'quarantined', 'duplicateDropped'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
const ACCEPTED = DISPOSITIONS.indexOf('accepted');
const BLANK = DISPOSITIONS.indexOf('blank');
const QUARANTINED = DISPOSITIONS.indexOf('quarantined');
const DROPPED = DISPOSITIONS.indexOf('duplicateDropped');

export type DuplicatesPolicy = 'default' | 'latest';

export interface DisposedRows extends CheckedRows {
  /** Index into DISPOSITIONS per row. */
  readonly dispositions: Uint8Array;
}

const QUARANTINE_BITS = bitsOfKind('quarantine');
const BIT = {
  exact: bitOf('DUP_EXACT'),
  rehire: bitOf('DUP_REHIRE'),
  conflict: bitOf('DUP_CONFLICT'),
  payImplausible: bitOf('PAY_IMPLAUSIBLE'),
  nearDuplicate: bitOf('ID_NEAR_DUPLICATE'),
  alsoQuarantined: bitOf('ID_ALSO_QUARANTINED'),
} as const;

const addBit = (reasons: Int32Array, row: number, bit: number): void => {
  reasons[row] = (reasons[row] ?? 0) | bit;
};

/** Quarantines by the reasons of the row itself; implausible pay that the user released does not. */
function judgeRows(source: RowSource, { facts, reasons }: CheckedRows, settings: CheckSettings): Uint8Array {
  const { releasePayImplausible: release } = settings;
  const released = new Set(typeof release === 'boolean' ? [] : release);
  const ids = source.columns.get('employeeId');
  return Uint8Array.from(reasons, (mask, row) => {
    if (facts.isBlank[row] === 1) return BLANK;
    let quarantine = mask & QUARANTINE_BITS;
    if ((quarantine & BIT.payImplausible) !== 0 && (release === true || released.has(textAt(ids, row))))
      quarantine &= ~BIT.payImplausible;
    return quarantine === 0 ? ACCEPTED : QUARANTINED;
  });
}

/** The rows of each id that more than one row has, among rows that are still accepted. */
function repeatedIds(source: RowSource, dispositions: Uint8Array): Iterable<readonly number[]> {
  const ids = source.columns.get('employeeId');
  if (ids === undefined) return [];
  const counts = new Int32Array(ids.values.length);
  for (let row = 0; row < source.rowCount; row += 1) {
    const id = valueAt(ids, row);
    if (dispositions[row] === ACCEPTED) counts[id] = (counts[id] ?? 0) + 1;
  }
  const groups = new Map<number, number[]>();
  if (!counts.some((count) => count > 1)) return [];
  for (let row = 0; row < source.rowCount; row += 1) {
    const id = valueAt(ids, row);
    if (dispositions[row] !== ACCEPTED || (counts[id] ?? 0) < 2) continue;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups.values();
}

const SEPARATOR = '\u001f';

/**
 * The values of a row in registry order as one text. It does not depend on the file's format or on the order of its
 * columns; rows that are identical in every mapped field, and only those, have the same (W-22, W-25).
 */
function rowText(source: RowSource, facts: RowFacts, row: number): string {
  return CENSUS_FIELDS.map(({ name }) => {
    const column = source.columns.get(name);
    if (column === undefined) return '';
    if (name === 'annualPay') return String(facts.annualPayCents[row]);
    return column.format.kind === 'text' ? textAt(column, row) : String(valueAt(column, row));
  }).join(SEPARATOR);
}

interface Spell {
  readonly row: number;
  readonly text: string;
  readonly hireDay: number;
  readonly terminationDay: number;
  readonly payCents: number;
}

/** Latest hire, then no termination before one, then higher pay, then smallest row text (W-22, `latest`). */
function byPreference(a: Spell, b: Spell): number {
  const hasLeft = (spell: Spell): number => (spell.terminationDay === NO_DAY ? 0 : 1);
  return (
    b.hireDay - a.hireDay ||
    hasLeft(a) - hasLeft(b) ||
    b.payCents - a.payCents ||
    compareCodePoints(a.text, b.text)
  );
}

/** Whether each spell ended before the next began; spells ascend by hire date. */
const areSuccessive = (spells: readonly Spell[]): boolean =>
  spells.every(({ terminationDay }, index) => {
    const next = spells[index + 1];
    return next === undefined || (terminationDay !== NO_DAY && terminationDay < next.hireDay);
  });

function resolveGroup(
  spells: readonly Spell[],
  policy: DuplicatesPolicy,
  dispose: (spell: Spell, disposition: number, bit: number) => void,
): void {
  const distinct = new Map<string, Spell>();
  for (const spell of spells) {
    if (distinct.has(spell.text)) dispose(spell, DROPPED, BIT.exact);
    else distinct.set(spell.text, spell);
  }
  if (distinct.size < 2) return;
  const ascending = [...distinct.values()].sort((a, b) => a.hireDay - b.hireDay);
  if (areSuccessive(ascending)) {
    for (const spell of ascending.slice(0, -1)) dispose(spell, DROPPED, BIT.rehire);
    return;
  }
  const preferred = policy === 'latest' ? ascending.sort(byPreference).slice(1) : ascending;
  for (const spell of preferred) dispose(spell, policy === 'latest' ? DROPPED : QUARANTINED, BIT.conflict);
}

/** Resolves rows of one id among those not quarantined (W-22). File order never decides. */
function resolveDuplicates(
  source: RowSource,
  { facts, reasons }: CheckedRows,
  dispositions: Uint8Array,
  policy: DuplicatesPolicy,
): void {
  for (const rows of repeatedIds(source, dispositions)) {
    const spells = rows.map((row): Spell => ({
      row,
      text: rowText(source, facts, row),
      hireDay: facts.hireDay[row] ?? NO_DAY,
      terminationDay: facts.terminationDay[row] ?? NO_DAY,
      payCents: facts.annualPayCents[row] ?? 0,
    }));
    resolveGroup(spells, policy, ({ row }, disposition, bit) => {
      dispositions[row] = disposition;
      addBit(reasons, row, bit);
    });
  }
}

/**
 * Whether two different ids can be equal but for letter case and leading zeros. They cannot when no letters of both
 * cases occur, and either none starts with a zero or all have one length.
 */
function canBeNear(texts: readonly string[]): boolean {
  const length = texts.find((text) => text !== '')?.length ?? 0;
  let hasLower = false;
  let hasUpper = false;
  let hasZero = false;
  let hasOtherLength = false;
  for (const text of texts) {
    if (text === '') continue;
    hasOtherLength ||= text.length !== length;
    hasZero ||= text.startsWith('0');
    hasLower ||= /\p{Ll}/u.test(text);
    hasUpper ||= /\p{Lu}|\p{Lt}/u.test(text);
    if ((hasLower && hasUpper) || (hasZero && hasOtherLength)) return true;
  }
  return false;
}

/** What two ids have in common that differ only in letter case and leading zeros. */
export const nearId = (id: string): string => id.toLowerCase().replace(/^0+/, '');

/** Warns of accepted ids that are nearly another accepted id, or that a quarantined row has too (W-21). */
function compareIds(source: RowSource, { reasons }: CheckedRows, dispositions: Uint8Array): void {
  const ids = source.columns.get('employeeId');
  if (ids === undefined) return;
  const quarantined = new Uint8Array(ids.values.length);
  for (let row = 0; row < source.rowCount; row += 1) {
    const id = valueAt(ids, row);
    if (dispositions[row] === QUARANTINED && !Number.isNaN(id)) quarantined[id] = 1;
  }
  const firstOfKey = new Map<string, number>();
  const isNearPossible = canBeNear(ids.column.texts);
  for (let row = 0; row < source.rowCount; row += 1) {
    if (dispositions[row] !== ACCEPTED) continue;
    if (quarantined[valueAt(ids, row)] === 1) addBit(reasons, row, BIT.alsoQuarantined);
    if (!isNearPossible) continue;
    const key = nearId(textAt(ids, row));
    const first = firstOfKey.get(key);
    if (first === undefined) firstOfKey.set(key, row);
    else for (const near of [first, row]) addBit(reasons, near, BIT.nearDuplicate);
  }
}

/** Gives every row its one disposition and its remaining reasons (W-21, W-22, W-24). */
export function disposeRows(
  source: RowSource,
  checked: CheckedRows,
  settings: CheckSettings,
  policy: DuplicatesPolicy,
): DisposedRows {
  const dispositions = judgeRows(source, checked, settings);
  resolveDuplicates(source, checked, dispositions, policy);
  compareIds(source, checked, dispositions);
  return { ...checked, dispositions };
}
