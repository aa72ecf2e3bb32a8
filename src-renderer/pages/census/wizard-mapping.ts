import type { CensusFileReport } from '../../../src-shared/api/census-report.ts';
import type { CensusFieldEntry, CensusMappingDocument } from '../../../src-shared/api/censuses.ts';
import { isJsonObject } from '../../../src-shared/scenario/json-value.ts';

/** The parts of a mapping that are tables by field. */
type MappingTable = 'columns' | 'constants' | 'formats';

const tableOf = (mapping: CensusMappingDocument, table: MappingTable): Readonly<Record<string, unknown>> => {
  const value = mapping[table];
  return isJsonObject(value) ? value : {};
};

/** The mapping with one entry of a table set; undefined removes it. */
export function withEntry(
  mapping: CensusMappingDocument,
  table: MappingTable,
  field: string,
  value: unknown,
): CensusMappingDocument {
  const kept = Object.entries(tableOf(mapping, table)).filter(([key]) => key !== field);
  const entries = value === undefined ? kept : [...kept, [field, value] as const];
  return { ...mapping, [table]: Object.fromEntries(entries) };
}

/** The mapping with a setting of its own set; undefined removes it. */
export function withSetting(
  mapping: CensusMappingDocument,
  key: string,
  value: unknown,
): CensusMappingDocument {
  const kept = Object.entries(mapping).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined ? kept : [...kept, [key, value]]);
}

/** The mapping with a field read from a column, or from none; its format and constant belonged to the old column. */
export function withColumn(
  mapping: CensusMappingDocument,
  field: string,
  column: string | null,
): CensusMappingDocument {
  const cleared = withEntry(withEntry(mapping, 'formats', field, undefined), 'constants', field, undefined);
  return withEntry(cleared, 'columns', field, column);
}

/** How a mapping reads the file that is joined. */
export const joinOf = ({ join }: CensusMappingDocument): CensusMappingDocument =>
  isJsonObject(join) ? join : {};

/** The part of a join that says how its file is read, without what is about both files. */
export const joinedFileMapping = (mapping: CensusMappingDocument): CensusMappingDocument =>
  withSetting(withSetting(joinOf(mapping), 'wins', undefined), 'ids', undefined);

/** The fields that are taken from the joined file where both files have a value. */
const winningFields = (join: CensusMappingDocument): readonly string[] => {
  const { wins } = join;
  return Array.isArray(wins) ? wins.map(String) : [];
};

/** The join with a field taken from its file, or from the census, where both have a value. */
export const withWinner = (
  join: CensusMappingDocument,
  field: string,
  joinedWins: boolean,
): CensusMappingDocument => {
  const others = winningFields(join).filter((name) => name !== field);
  return withSetting(join, 'wins', joinedWins ? [...others, field] : others);
};

/** A field that two mappings read differently, or a setting of theirs; a text says how, null that it says nothing. */
export interface MappingDifference {
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

const SETTING_TITLES: Readonly<Record<string, string>> = {
  payUnit: 'Pay is stated',
  payIsFullTimeEquivalent: 'Pay at full time',
  asOf: 'The file describes',
  generatedIds: 'Rows are numbered',
  duplicates: 'Rows of one id',
  releasePayImplausible: 'Implausible pay is kept',
  blankTexts: 'Texts that mean blank',
  sheet: 'Sheet',
  headerRow: 'Header row',
  encoding: 'Encoding',
  delimiter: 'Delimiter',
  join: 'Second file',
};
const TABLE_WORDS: Readonly<Record<MappingTable, string>> = {
  columns: 'column',
  constants: 'the same for all rows',
  formats: 'format',
};

function said(value: unknown): string | null {
  if (value === undefined) return null;
  if (value === null) return 'not read';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What another mapping would change, field by field and then by setting; nothing where they read a file alike. */
export function mappingDifferences(
  before: CensusMappingDocument,
  after: CensusMappingDocument,
): readonly MappingDifference[] {
  const tables = ['columns', 'constants', 'formats'] as const;
  const parts = tables.flatMap((table) => {
    const [old, next] = [tableOf(before, table), tableOf(after, table)];
    const fields = [...new Set([...Object.keys(old), ...Object.keys(next)])];
    return fields.map((field) => ({
      title: `${fieldTitle(field)}, ${TABLE_WORDS[table]}`,
      before: said(old[field]),
      after: said(next[field]),
    }));
  });
  const settings = Object.entries(SETTING_TITLES).map(([key, title]) => ({
    title,
    before: said(before[key]),
    after: said(after[key]),
  }));
  return [...parts, ...settings].filter((difference) => difference.before !== difference.after);
}

/** Fields that stand in for a required one, and how they are called. */
export const STAND_INS: Readonly<Record<string, { readonly field: string; readonly label: string }>> = {
  birthDate: { field: 'age', label: 'Assume this age for everybody' },
  hireDate: { field: 'tenureYears', label: 'Assume these years of service for everybody' },
};

/** A required field that nothing is read for yet, and the columns that may be meant for it. */
export interface MissingField {
  readonly field: CensusFieldEntry;
  readonly suggestions: readonly string[];
}

/** Required fields without a column, a stand-in, a constant or generated ids. */
export function missingFields(
  fields: readonly CensusFieldEntry[],
  report: Pick<CensusFileReport, 'fields' | 'columns'>,
  mapping: CensusMappingDocument,
): readonly MissingField[] {
  const read = new Set(report.fields.map(({ field }) => field));
  const constants = tableOf(mapping, 'constants');
  return fields.flatMap((field): readonly MissingField[] => {
    if (field.need !== 'required') return [];
    const standIn = STAND_INS[field.name]?.field;
    const names = standIn === undefined ? [field.name] : [field.name, standIn];
    if (names.some((name) => read.has(name) || Object.hasOwn(constants, name))) return [];
    if (field.name === 'employeeId' && mapping['generatedIds'] === true) return [];
    const suggestions = report.columns
      .filter(
        ({ suggestion, fields: meant, use }) =>
          suggestion === field.name || (use === 'ambiguous' && meant.includes(field.name)),
      )
      .map(({ name }) => name);
    return [{ field, suggestions }];
  });
}

/** The mapping with every suggestion for a missing field taken, where there is just one. */
export const withSuggestions = (
  mapping: CensusMappingDocument,
  missing: readonly MissingField[],
): CensusMappingDocument =>
  missing.reduce((next, { field, suggestions }) => {
    const [only, ...more] = suggestions;
    return only === undefined || more.length > 0 ? next : withColumn(next, field.name, only);
  }, mapping);

/** What can be done for all rows of a reason at once without guessing at anybody's data. */
const SAFE_REPAIRS: Readonly<
  Record<string, { readonly label: string; readonly key: string; readonly value: unknown }>
> = {
  DUP_CONFLICT: { label: 'Keep the latest row of each id', key: 'duplicates', value: 'latest' },
  JOIN_ID_ALIKE: { label: 'Let such ids belong together', key: 'ids', value: 'alike' },
  PAY_IMPLAUSIBLE: { label: 'Keep these rows as they are', key: 'releasePayImplausible', value: true },
};

/** The safe repair of a reason and whether it is in force; null where every row needs a look. */
export function safeRepair(
  code: string,
  mapping: CensusMappingDocument,
): {
  readonly label: string;
  readonly isDone: boolean;
  readonly apply: (mapping: CensusMappingDocument) => CensusMappingDocument;
} | null {
  const repair = SAFE_REPAIRS[code];
  if (repair === undefined) return null;
  return {
    label: repair.label,
    isDone: mapping[repair.key] === repair.value,
    apply: (before) => withSetting(before, repair.key, repair.value),
  };
}

/** A field name in words: `annualPay` is "Annual pay". */
export function fieldTitle(name: string): string {
  const words = name.replaceAll(/(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The name of a file without its ending, as the name of a census. */
export const censusName = (file: string): string => file.replace(/\.[^.]+$/, '').trim() || file;
