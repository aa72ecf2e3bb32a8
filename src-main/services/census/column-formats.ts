import { formatIsoDate, toDay } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import {
  ISSUE,
  parseColumn,
  type ColumnFormat,
  type FieldColumn,
  type ParsedValues,
  type ParseSettings,
  type SourceField,
} from './field-columns.ts';
import { isFit, type Confidence } from './formats/confidence.ts';
import { inferDate } from './formats/date-format.ts';
import { inferMark, parseAmount } from './formats/money-format.ts';
import { payUnit, payUnitOfHeader, type PayUnit } from './formats/pay-unit.ts';
import { inferRateUnit } from './formats/rate-format.ts';
import { inferYesNo } from './formats/yes-no.ts';
import type { CensusMapping, MappedFormat } from './mapping.ts';
import { kindOf, normaliseHeader, type CensusField } from './registry.ts';

/** Where the format of a column comes from: it needs none, or from the mapping, or from its cells. */
export type FormatBasis = 'plain' | 'mapping' | 'inferred';

/** The format of one column with what is known about it (W-16). */
export interface ColumnDecision {
  readonly source: SourceField;
  /** Null while nothing fits and the user has to decide. */
  readonly format: ColumnFormat | null;
  readonly basis: FormatBasis;
  readonly confidence: Confidence;
  readonly isConfirmed: boolean;
  /** The values under the format; null without one. */
  readonly parsed: ParsedValues | null;
  /** Why the confidence is low, and what else would fit; empty when there is nothing to say. */
  readonly remark: string;
}

export interface PayUnitDecision {
  readonly unit: PayUnit | null;
  readonly basis: FormatBasis;
  readonly confidence: Confidence;
  readonly isConfirmed: boolean;
  readonly remark: string;
}

export interface FormatSettings extends ParseSettings {
  readonly mapping: CensusMapping;
  /** Accept what was inferred with confidence `high` (W-16). */
  readonly acceptInferred: boolean;
  readonly date1904: boolean;
}

interface Inference {
  readonly format: ColumnFormat | null;
  readonly confidence: Confidence;
  readonly remark: string;
}

const high = (format: ColumnFormat): Inference => ({ format, confidence: 'high', remark: '' });
const low = (format: ColumnFormat | null, remark: string): Inference => ({
  format,
  confidence: 'low',
  remark,
});

/** The format a mapping states for a field. */
function statedFormat(stated: MappedFormat): ColumnFormat {
  if (typeof stated === 'object') return { kind: 'yesNo', tokens: stated };
  if (stated === 'yes-no') return { kind: 'yesNo', tokens: undefined };
  if (stated === 'percent' || stated === 'fraction') return { kind: 'rate', unit: stated };
  if (stated === '.' || stated === ',') return { kind: 'amount', mark: stated };
  return { kind: 'date', format: stated };
}

/** How a format is written in a mapping; null for columns that have none. */
export function formatName(format: ColumnFormat): MappedFormat | null {
  switch (format.kind) {
    case 'date':
      return format.format;
    case 'rate':
      return format.unit;
    case 'amount':
      return format.mark;
    case 'yesNo':
      return format.tokens ?? 'yes-no';
    case 'text':
      return null;
  }
}

function inferDateColumn({ column, counts }: SourceField, date1904: boolean): Inference {
  const { fits, confidence } = inferDate(column.texts, counts, date1904);
  const [only] = fits;
  if (confidence === 'high' && only !== undefined) return high({ kind: 'date', format: only });
  return low(
    null,
    fits.length === 0 ? 'no date format reads 98 % of its cells' : `fits ${fits.join(' and ')}`,
  );
}

function inferRateColumn({ field, column, counts }: SourceField): Inference {
  if (field === 'ownershipShare' || field === 'priorOwnershipShare') {
    const isWords = column.texts.every((text) => text === '' || !/\d/.test(text));
    if (isWords && inferYesNo(column.texts, counts).confidence === 'high')
      return high({ kind: 'yesNo', tokens: undefined });
  }
  const { unit, confidence } = inferRateUnit(column.texts, counts);
  if (unit === 'none') return low(null, 'its values may be percent or fractions');
  const format: ColumnFormat = { kind: 'rate', unit };
  return confidence === 'high'
    ? high(format)
    : low(format, `its values may be ${unit}s, but some speak against it`);
}

function inferAmountColumn({ field, column, counts }: SourceField): Inference {
  if (column.isNumeric) return high({ kind: 'amount', mark: '.' });
  const { mark, confidence } = inferMark(column.texts, counts);
  // Hours, ages and years are small: a doubtful mark among them is a decimal mark.
  if (kindOf(field) === 'decimal') return high({ kind: 'amount', mark: confidence === 'high' ? mark : '.' });
  const format: ColumnFormat = { kind: 'amount', mark };
  return confidence === 'high'
    ? high(format)
    : low(format, `"${mark}" is probably, but not certainly, its decimal mark`);
}

function inferYesNoColumn({ column, counts }: SourceField): Inference {
  const { confidence, unknown, isTAmbiguous } = inferYesNo(column.texts, counts);
  const format: ColumnFormat = { kind: 'yesNo', tokens: undefined };
  if (confidence === 'high') return high(format);
  if (isTAmbiguous)
    return low(format, '"T" would be read as true; if it means terminated, list it under "no"');
  return low(
    format,
    `it holds ${unknown.map((text) => `"${text}"`).join(', ')}: say which mean yes and which no`,
  );
}

function infer(source: SourceField, date1904: boolean): Inference {
  switch (kindOf(source.field)) {
    case 'date':
      return inferDateColumn(source, date1904);
    case 'rate':
      return inferRateColumn(source);
    case 'money':
    case 'decimal':
      return inferAmountColumn(source);
    case 'yesNo':
      return inferYesNoColumn(source);
    case 'text':
    case 'code':
    case 'level':
      return high({ kind: 'text' });
  }
}

/** Formats of dates, rates, money and yes/no need an explicit confirmation (W-16). */
const NEEDS_CONFIRMATION: ReadonlySet<string> = new Set(['date', 'rate', 'money', 'yesNo']);

const filledCells = ({ column, counts }: SourceField): number =>
  counts.reduce((sum, count, code) => sum + (column.texts[code] === '' ? 0 : count), 0);

const parseAs = (
  source: SourceField,
  format: ColumnFormat | null,
  settings: ParseSettings,
): ParsedValues | null =>
  format === null ? null : parseColumn(source.field, source.column, format, settings);

/** Says so where the inferred format leaves more than 2 % of the cells unread; empty otherwise. */
function remarkOnUnread({ column, counts }: SourceField, { issues }: ParsedValues, filled: number): string {
  const unread = counts.reduce(
    (sum, count, code) => sum + (issues[code] === ISSUE.unparseable ? count : 0),
    0,
  );
  if (isFit(filled - unread, filled)) return '';
  const example = column.texts.find((_, code) => issues[code] === ISSUE.unparseable) ?? '';
  return `${unread} of ${filled} cells cannot be read so, such as "${example}"`;
}

function decide(source: SourceField, settings: FormatSettings): ColumnDecision {
  const { mapping, acceptInferred, date1904 } = settings;
  const kind = kindOf(source.field);
  const stated = mapping.formats[source.field];
  const filled = filledCells(source);
  if (stated !== undefined || !NEEDS_CONFIRMATION.has(kind) || source.columnName === null || filled === 0) {
    const format =
      stated === undefined ? (infer(source, date1904).format ?? plainFormat(kind)) : statedFormat(stated);
    const parsed = parseAs(source, format, settings);
    const basis = stated === undefined ? 'plain' : 'mapping';
    return { source, format, basis, confidence: 'high', isConfirmed: true, parsed, remark: '' };
  }
  const inference = infer(source, date1904);
  const parsed = parseAs(source, inference.format, settings);
  const unread = parsed === null ? '' : remarkOnUnread(source, parsed, filled);
  const confidence = unread === '' ? inference.confidence : 'low';
  return {
    source,
    format: inference.format,
    basis: 'inferred',
    confidence,
    isConfirmed: acceptInferred && confidence === 'high',
    parsed,
    remark: [inference.remark, unread].filter((text) => text !== '').join('; '),
  };
}

/** The format of a column without cells, and of a constant that no other format fits. */
function plainFormat(kind: string): ColumnFormat {
  if (kind === 'date') return { kind: 'date', format: 'yyyy-MM-dd' };
  return kind === 'rate' ? { kind: 'rate', unit: 'fraction' } : { kind: 'text' };
}

/** Suggests for a date column that fits several formats what an unambiguous sibling uses (W-18). */
function withSibling(
  decision: ColumnDecision,
  decisions: readonly ColumnDecision[],
  settings: FormatSettings,
): ColumnDecision {
  const { source, format, remark } = decision;
  if (format !== null || kindOf(source.field) !== 'date') return decision;
  const { fits } = inferDate(source.column.texts, source.counts, settings.date1904);
  for (const sibling of decisions) {
    const { basis, confidence, format: other } = sibling;
    if (basis === 'plain' || confidence !== 'high' || other?.kind !== 'date' || !fits.includes(other.format))
      continue;
    return {
      ...decision,
      format: other,
      parsed: parseAs(source, other, settings),
      remark: `${remark}; ${sibling.source.field} uses ${other.format}`,
    };
  }
  return decision;
}

/** Formats of all columns that are read (W-16 … W-19), in the order given. */
export function decideFormats(
  sources: readonly SourceField[],
  settings: FormatSettings,
): readonly ColumnDecision[] {
  const decisions = sources.map((source) => decide(source, settings));
  return decisions.map((decision) => withSibling(decision, decisions, settings));
}

/** Pay unit of the pay column (W-19). */
export function decidePayUnit(pay: ColumnDecision | undefined, settings: FormatSettings): PayUnitDecision {
  const { mapping, acceptInferred } = settings;
  if (mapping.payUnit !== undefined)
    return { unit: mapping.payUnit, basis: 'mapping', confidence: 'high', isConfirmed: true, remark: '' };
  if (pay === undefined || pay.format?.kind !== 'amount' || filledCells(pay.source) === 0)
    return { unit: 'annual', basis: 'plain', confidence: 'high', isConfirmed: true, remark: '' };
  const { mark } = pay.format;
  const { texts } = pay.source.column;
  const amounts = texts.map((text) => parseAmount(text, mark) ?? '');
  const named =
    pay.source.columnName === null ? null : payUnitOfHeader(normaliseHeader(pay.source.columnName));
  const { unit, confidence } = payUnit(amounts, pay.source.counts, named);
  if (unit === 'annual')
    return {
      unit,
      basis: 'inferred',
      confidence,
      isConfirmed: acceptInferred && confidence === 'high',
      remark: confidence === 'high' ? '' : `the amounts look annual, the header says ${named ?? 'nothing'}`,
    };
  const isNamedPeriod = named !== null && named !== 'hourly' && named !== 'annual';
  const suggested = unit === 'hourly' ? 'hourly' : isNamedPeriod ? named : null;
  return {
    unit: suggested,
    basis: 'inferred',
    confidence,
    isConfirmed: false,
    remark:
      unit === 'hourly'
        ? 'the amounts look like hourly pay'
        : 'the amounts look like pay of a week, two weeks, half a month or a month',
  };
}

/** The as-of date where the user states none (W-20). */
export const suggestedAsOf = (startYear: number): Day => toDay(startYear - 1, 12, 31);

/** A value as the report shows it; null where the text cannot be read. */
function showValue({ field, format, values, issues }: FieldColumn, code: number): string | null {
  const value = values[code] ?? NaN;
  if (issues[code] !== ISSUE.none || Number.isNaN(value)) return null;
  if (format.kind === 'date' || field === 'age' || field === 'tenureYears')
    return formatIsoDate(value as Day);
  if (format.kind === 'yesNo') return value === 0 ? 'no' : 'yes';
  if (format.kind === 'rate') return `${value / 10_000}%`;
  return (value / 100).toFixed(2);
}

const SAMPLES = 5;

/** The first distinct texts of a column beside what they are read as (W-16). */
export function samplesOf(
  column: FieldColumn,
): readonly { readonly text: string; readonly value: string | null }[] {
  const samples: { text: string; value: string | null }[] = [];
  if (column.format.kind === 'text') return samples;
  const { texts } = column.column;
  for (let code = 0; code < texts.length && samples.length < SAMPLES; code += 1) {
    const text = texts[code] ?? '';
    if (text !== '') samples.push({ text, value: showValue(column, code) });
  }
  return samples;
}

/** The columns with their values; a column whose format is undecided is left out. */
export const decidedColumns = (decisions: readonly ColumnDecision[]): ReadonlyMap<CensusField, FieldColumn> =>
  new Map(
    decisions.flatMap(({ source, format, parsed }): [CensusField, FieldColumn][] =>
      format === null || parsed === null ? [] : [[source.field, { ...source, format, ...parsed }]],
    ),
  );
