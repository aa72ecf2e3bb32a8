import { parseIsoDate } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import type { ReportedColumn, ReportedField } from './census-report.ts';
import {
  decideFormats,
  decidePayUnit,
  formatName,
  samplesOf,
  suggestedAsOf,
  type ColumnDecision,
  type PayUnitDecision,
} from './column-formats.ts';
import { ISSUE } from './field-columns.ts';
import { matchColumns, suggestField, type ColumnMatch } from './header-match.ts';
import type { CensusMapping } from './mapping.ts';
import type { RawTable } from './raw-table.ts';
import type { CensusField } from './registry.ts';
import type { PayTerms } from './row-facts.ts';
import { collectSources, dropTaxNumbers, refuseBadConstants } from './source-fields.ts';

/** The columns and formats of a file, before its rows are judged. */
export interface FileReading {
  readonly table: RawTable;
  readonly mapping: CensusMapping;
  readonly match: ColumnMatch;
  readonly decisions: readonly ColumnDecision[];
  readonly payUnit: PayUnitDecision;
  readonly asOf: Day;
}

/**
 * Decides which columns of a file are read and in which formats (W-15 … W-19).
 * @throws PlanAlignError MAPPING_INVALID
 */
export function interpretFile(
  table: RawTable,
  mapping: CensusMapping,
  settings: { readonly startYear: number; readonly acceptInferred: boolean },
): FileReading {
  const { startYear, acceptInferred } = settings;
  const match = dropTaxNumbers(matchColumns(table.headers, mapping), table);
  const asOf = (mapping.asOf === undefined ? null : parseIsoDate(mapping.asOf)) ?? suggestedAsOf(startYear);
  const formats = { mapping, acceptInferred, startYear, asOf, date1904: table.date1904 };
  const decisions = decideFormats(collectSources(table, match, mapping), formats);
  refuseBadConstants(decisions, mapping);
  const payUnit = decidePayUnit(
    decisions.find(({ source }) => source.field === 'annualPay'),
    formats,
  );
  return { table, mapping, match, decisions, payUnit, asOf };
}

/** The reading without some fields, whose columns are then not used. */
export function withoutFields(reading: FileReading, fields: ReadonlySet<CensusField>): FileReading {
  const { match, decisions } = reading;
  if (!decisions.some(({ source }) => fields.has(source.field))) return reading;
  const columns = match.columns.map((column) => {
    const kept = column.fields.filter((field) => !fields.has(field));
    const isUnused = column.use === 'mapped' && kept.length === 0;
    return { ...column, fields: kept, ...(isUnused ? { use: 'unused' as const } : {}) };
  });
  return {
    ...reading,
    match: { ...match, columns },
    decisions: decisions.filter(({ source }) => !fields.has(source.field)),
  };
}

/** What the pay figures of a file mean. */
export const payTermsOf = ({ payUnit, mapping }: FileReading): PayTerms => ({
  payUnit: payUnit.unit ?? 'annual',
  payIsFullTimeEquivalent: mapping.payIsFullTimeEquivalent,
});

function reportField({
  source,
  format,
  basis,
  confidence,
  isConfirmed,
  parsed,
  remark,
}: ColumnDecision): ReportedField {
  const { field, columnName, column, counts } = source;
  const sum = (test: (code: number) => boolean): number =>
    counts.reduce((total, count, code) => total + (test(code) ? count : 0), 0);
  const blank = sum((code) => column.texts[code] === '');
  return {
    field,
    column: columnName,
    format: format === null ? null : formatName(format),
    basis,
    confidence,
    isConfirmed,
    remark,
    filled: column.codes.length - blank,
    blank,
    unusable: parsed === null ? 0 : sum((code) => parsed.issues[code] !== ISSUE.none),
    samples: format === null || parsed === null ? [] : samplesOf({ ...source, format, ...parsed }),
  };
}

/** Suggestions are sought for this many unknown columns at most. */
const MOST_SUGGESTIONS = 200;

const reportColumns = ({ match }: FileReading): readonly ReportedColumn[] =>
  match.columns.map(({ name, use, fields, position }) => ({
    name,
    use,
    fields,
    suggestion: use === 'ignored' && position < MOST_SUGGESTIONS ? suggestField(name) : null,
  }));

/** What a report says of the columns and formats of a file. */
export const reportReading = (reading: FileReading) => ({
  columns: reportColumns(reading),
  fields: reading.decisions.map(reportField),
  payUnit: reading.payUnit,
});
