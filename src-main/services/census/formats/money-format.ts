import { countAt, type CellCounts, type Confidence } from './confidence.ts';

/** The decimal mark of a column of amounts or numbers (W-19); the other mark groups digits. */
export const DECIMAL_MARKS = ['.', ','] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

const PLAIN = /^\d+(?:\.\d+)?$/;
/** Currency signs, a leading or trailing three-letter currency code, blanks, and the apostrophe of Swiss grouping. */
const DECORATION = /\p{Sc}|^\p{Lu}{2,3}(?=[\s\d(-])|(?<=[\s\d)-])\p{Lu}{3}$|[\s'’]/gu;
const SHAPE: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$/,
  ',': /^(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?$/,
};

interface Signed {
  readonly isNegative: boolean;
  /** Digits and marks only, for an amount that can be read. */
  readonly digits: string;
}

/** The amount without currency, blanks and sign: `(12)`, `12-` and `-12` are negative (W-19). */
function withoutSign(text: string): Signed {
  const bare = text.trim().replace(DECORATION, '').replace('−', '-');
  if (bare.startsWith('(') && bare.endsWith(')')) return { isNegative: true, digits: bare.slice(1, -1) };
  if (bare.endsWith('-')) return { isNegative: true, digits: bare.slice(0, -1) };
  if (bare.startsWith('-')) return { isNegative: true, digits: bare.slice(1) };
  return { isNegative: false, digits: bare.startsWith('+') ? bare.slice(1) : bare };
}

/**
 * The decimal text (`-1234.56`) of an amount under the decimal mark of its column, or null when it is no number
 * (W-19). Grouping marks must stand before groups of three digits.
 */
export function parseAmount(text: string, mark: DecimalMark): string | null {
  if (mark === '.' && PLAIN.test(text)) return text;
  const { isNegative, digits } = withoutSign(text);
  if (!/\d/.test(digits) || !SHAPE[mark].test(digits)) return null;
  const decimal = mark === '.' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.');
  return isNegative ? `-${decimal}` : decimal;
}

export interface MarkInference {
  readonly mark: DecimalMark;
  readonly confidence: Confidence;
}

/** Cells that hold marks, counted by what they say about the decimal mark. */
interface MarkCounts {
  /** Cells with both marks, by the later one. */
  readonly later: Record<DecimalMark, number>;
  /** Cells with one kind of mark only. */
  readonly alone: Record<DecimalMark, number>;
  /** Of those, the cells in which each mark is followed by exactly three digits. */
  readonly grouped: Record<DecimalMark, number>;
}

/** Whole groups of three; `65000.125` and `0.125` hold no groups, so their mark can only be a decimal mark. */
const GROUPED: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/,
  ',': /^[1-9]\d{0,2}(?:,\d{3})+$/,
};

function countMarks(values: readonly string[], counts: CellCounts): MarkCounts {
  const result: MarkCounts = {
    later: { '.': 0, ',': 0 },
    alone: { '.': 0, ',': 0 },
    grouped: { '.': 0, ',': 0 },
  };
  values.forEach((text, index) => {
    const point = text.lastIndexOf('.');
    const comma = text.lastIndexOf(',');
    if (point < 0 && comma < 0) return;
    const count = countAt(counts, index);
    const mark = point > comma ? '.' : ',';
    if (point >= 0 && comma >= 0) {
      result.later[mark] += count;
      return;
    }
    result.alone[mark] += count;
    if (GROUPED[mark].test(withoutSign(text).digits)) result.grouped[mark] += count;
  });
  return result;
}

/**
 * Decimal mark of a whole column (W-19). A cell with both marks decides by the later one. Otherwise a single kind of
 * mark that is always followed by exactly three digits groups (`,` high, `.` low), else it is the decimal mark. With
 * both kinds in different cells the reading that leaves every other mark a grouping mark is taken; contradictions are
 * `low`. `counts`: cells per text, else one each.
 */
export function inferMark(values: readonly string[], counts?: CellCounts): MarkInference {
  const { later, alone, grouped } = countMarks(values, counts);
  if (later['.'] > 0 || later[','] > 0) {
    const mark = later['.'] >= later[','] ? '.' : ',';
    return { mark, confidence: later['.'] > 0 && later[','] > 0 ? 'low' : 'high' };
  }
  const isGrouping = (mark: DecimalMark): boolean => alone[mark] === grouped[mark];
  if (alone['.'] === 0 && alone[','] === 0) return { mark: '.', confidence: 'high' };
  if (alone['.'] === 0) return { mark: isGrouping(',') ? '.' : ',', confidence: 'high' };
  if (alone[','] === 0)
    return isGrouping('.') ? { mark: ',', confidence: 'low' } : { mark: '.', confidence: 'high' };
  if (isGrouping(',') !== isGrouping('.')) return { mark: isGrouping(',') ? '.' : ',', confidence: 'high' };
  return { mark: '.', confidence: 'low' };
}

/** Amounts of a column as decimal texts, null for a cell that is no amount, with the decimal mark (W-19). */
export function parseMoney(
  values: readonly string[],
): MarkInference & { readonly amounts: readonly (string | null)[] } {
  const inference = inferMark(values);
  return { ...inference, amounts: values.map((text) => parseAmount(text, inference.mark)) };
}
