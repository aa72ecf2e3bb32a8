import { formatIsoDate, toDay, yearOf } from '../../../src-shared/dates.ts';
import type { CensusNotice } from './census-report.ts';
import type { ColumnMatch } from './header-match.ts';
import type { CensusMapping } from './mapping.ts';
import type { SourceFacts } from './raw-table.ts';
import { bitOf } from './reasons.ts';
import { CENSUS_FIELDS } from './registry.ts';
import { countTerminationsAfter, type JudgedRows } from './report-rows.ts';
import { valueAt, type CheckSettings } from './row-facts.ts';

/** Termination dates this many years after the start mean "no end" to whoever wrote them. */
const FAR_YEARS = 50;

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Names that differ in letter case only, each group as one text. */
function caseVariants(texts: readonly string[]): readonly string[] {
  const groups = new Map<string, Set<string>>();
  for (const text of texts) {
    if (text === '') continue;
    const key = text.toLowerCase();
    groups.set(key, (groups.get(key) ?? new Set()).add(text));
  }
  return [...groups.values()].filter(({ size }) => size > 1).map((group) => [...group].sort().join(' / '));
}

/** What the user should know of the file before any row is judged. */
export function fileNotices(
  facts: SourceFacts,
  match: ColumnMatch,
  mapping: CensusMapping,
): readonly CensusNotice[] {
  const notices: CensusNotice[] = [];
  const dropped = match.columns.filter(({ use }) => use === 'dropped').map(({ name }) => `"${name}"`);
  if (dropped.length > 0)
    notices.push({
      code: 'TAX_NUMBERS_DROPPED',
      detail: `Columns of social security or tax numbers are not read: ${dropped.join(', ')}.`,
    });
  if (facts.sheet !== null && facts.sheets.length > 1 && mapping.sheet === undefined)
    notices.push({
      code: 'SHEETS',
      detail: `The workbook has the sheets ${facts.sheets.join(', ')}; "${facts.sheet}" is read.`,
    });
  for (const { name } of CENSUS_FIELDS) {
    const constant = mapping.constants[name];
    if (constant !== undefined)
      notices.push({ code: 'CONSTANT', detail: `${name} is "${constant}" for everybody, by the mapping.` });
  }
  return notices;
}

/** What the user should know of the rows that were accepted. */
export function rowNotices(judged: JudgedRows, settings: CheckSettings): readonly CensusNotice[] {
  const { source, disposed } = judged;
  const { columns } = source;
  const notices: CensusNotice[] = [];
  const accepted = (test: (row: number) => boolean): number =>
    disposed.dispositions.reduce(
      (sum, disposition, row) => sum + (disposition === 0 && test(row) ? 1 : 0),
      0,
    );
  const add = (code: CensusNotice['code'], detail: string): void => {
    notices.push({ code, detail });
  };
  const { startDay, asOf } = settings;
  if (columns.get('employeeId')?.columnName === null)
    add('GENERATED_IDS', 'Ids are generated from the row numbers: draws follow the order of the rows.');
  const derived = [
    ...(columns.has('birthDate') ? [] : ['birth dates from age']),
    ...(columns.has('hireDate') ? [] : ['hire dates from tenure']),
  ];
  if (derived.length > 0)
    add('DATES_DERIVED', `Derived as of ${formatIsoDate(asOf)}: ${derived.join(' and ')}.`);
  const isAsOfUsed = derived.length > 0 || columns.has('active');
  if (isAsOfUsed && asOf < toDay(yearOf(startDay) - 1, 1, 1))
    add('AS_OF_OLD', `The as-of date ${formatIsoDate(asOf)} is more than a year before the start.`);
  const far = countTerminationsAfter(judged, toDay(yearOf(startDay) + FAR_YEARS, 1, 1));
  if (far > 0)
    add(
      'TERMINATION_FAR',
      `${plural(far, 'person has a termination date', 'people have termination dates')} more than ${FAR_YEARS} years ahead. They never leave at random; blank the cells if they mean "no end".`,
    );
  const variants = caseVariants(columns.get('department')?.column.texts ?? []);
  if (variants.length > 0)
    add(
      'DEPARTMENT_CASE',
      `Departments that differ in letter case only are kept apart: ${variants.join(', ')}.`,
    );
  if (columns.has('balanceDeferral') && (columns.has('balancePreTax') || columns.has('balanceRoth')))
    add(
      'BALANCE_PARTS_ADDED',
      'Pre-tax and Roth balances are added to the deferral balance; check that it does not hold them already.',
    );
  const afterTax = columns.get('afterTaxRate');
  const withAfterTax = afterTax === undefined ? 0 : accepted((row) => valueAt(afterTax, row) > 0);
  if (withAfterTax > 0)
    add(
      'AFTER_TAX_RATE',
      `${plural(withAfterTax, 'person contributes', 'people contribute')} after tax; this is not modelled.`,
    );
  const implausible = bitOf('PAY_IMPLAUSIBLE');
  const released = accepted((row) => ((disposed.reasons[row] ?? 0) & implausible) !== 0);
  if (released > 0)
    add(
      'PAY_RELEASED',
      `${plural(released, 'row', 'rows')} with implausible pay ${released === 1 ? 'is' : 'are'} kept, by the mapping.`,
    );
  return notices;
}
