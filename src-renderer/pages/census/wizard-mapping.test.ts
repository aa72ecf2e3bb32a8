import { describe, expect, it } from 'vitest';
import type { CensusFileReport } from '../../../src-shared/api/census-report.ts';
import type { CensusFieldEntry } from '../../../src-shared/api/censuses.ts';
import {
  censusName,
  fieldTitle,
  mappingDifferences,
  missingFields,
  safeRepair,
  joinedFileMapping,
  joinOf,
  withColumn,
  withEntry,
  withSetting,
  withSuggestions,
  withWinner,
} from './wizard-mapping.ts';

const field = (name: string, need: CensusFieldEntry['need'] = 'required'): CensusFieldEntry => ({
  name,
  need,
  kind: 'text',
  meaning: '',
  whenBlank: '',
  formats: [],
});
const column = (
  name: string,
  suggestion: string | null,
  use: CensusFileReport['columns'][number]['use'] = 'unused',
  fields: readonly string[] = [],
): CensusFileReport['columns'][number] => ({ name, suggestion, use, fields });

describe('the mapping of the wizard', () => {
  it('changes one entry and keeps the rest', () => {
    expect(withEntry({ asOf: 'x', columns: { a: 'A' } }, 'columns', 'b', 'B')).toEqual({
      asOf: 'x',
      columns: { a: 'A', b: 'B' },
    });
    expect(withSetting({ sheet: 'One', asOf: 'x' }, 'sheet', undefined)).toEqual({ asOf: 'x' });
    expect(
      withColumn({ formats: { hireDate: 'yyyy-MM-dd' }, constants: { hireDate: 'x' } }, 'hireDate', 'Hired'),
    ).toEqual({ formats: {}, constants: {}, columns: { hireDate: 'Hired' } });
  });

  it('holds how a second file is read, and which file wins', () => {
    const join = { columns: { employeeId: 'No' }, ids: 'alike' };
    expect(joinOf({ join })).toBe(join);
    expect(joinOf({})).toEqual({});
    const first = withWinner(join, 'level', true);
    expect(withWinner(withWinner(first, 'level', true), 'department', true)['wins']).toEqual([
      'level',
      'department',
    ]);
    expect(withWinner(first, 'level', false)['wins']).toEqual([]);
    expect(joinedFileMapping({ join: first })).toEqual({ columns: { employeeId: 'No' } });
  });

  it('W-15 W-20 finds the required fields that nothing is read for', () => {
    const fields = [
      field('employeeId'),
      field('birthDate'),
      field('hireDate'),
      field('annualPay'),
      field('level', 'optional'),
    ];
    const report = {
      fields: [],
      columns: [column('First Hired', 'hireDate'), column('Pay A', null, 'ambiguous', ['annualPay'])],
    };
    const missing = missingFields(fields, report, { generatedIds: true, constants: { age: '40' } });
    expect(missing.map(({ field: { name }, suggestions }) => [name, suggestions])).toEqual([
      ['hireDate', ['First Hired']],
      ['annualPay', ['Pay A']],
    ]);
    expect(withSuggestions({}, missing)['columns']).toEqual({
      hireDate: 'First Hired',
      annualPay: 'Pay A',
    });
    const two = { fields: [], columns: [column('A', 'hireDate'), column('B', 'hireDate')] };
    expect(withSuggestions({}, missingFields([field('hireDate')], two, {}))).toEqual({});
  });

  it('W-22 repairs all rows of a reason only where nothing is guessed', () => {
    const repair = safeRepair('DUP_CONFLICT', {});
    expect(repair?.isDone).toBe(false);
    expect(repair?.apply({ sheet: 'A' })).toEqual({ sheet: 'A', duplicates: 'latest' });
    expect(safeRepair('DUP_CONFLICT', { duplicates: 'latest' })?.isDone).toBe(true);
    expect(safeRepair('BIRTH_MISSING', {})).toBeNull();
  });

  it('tells in what two mappings differ, whatever the order they were written in', () => {
    const before = {
      columns: { annualPay: 'Pay', level: 'Grade' },
      formats: { hireDate: 'MM/dd/yyyy' },
      payUnit: 'annual',
      blankTexts: ['NULL'],
    };
    const after = {
      blankTexts: ['NULL'],
      formats: { hireDate: 'dd/MM/yyyy' },
      columns: { level: null, annualPay: 'Pay' },
      asOf: '2025-12-31',
      payUnit: 'annual',
    };
    expect(mappingDifferences(before, after)).toEqual([
      { title: 'Level, column', before: 'Grade', after: 'not read' },
      { title: 'Hire date, format', before: 'MM/dd/yyyy', after: 'dd/MM/yyyy' },
      { title: 'The file describes', before: null, after: '2025-12-31' },
    ]);
    expect(mappingDifferences(before, before)).toEqual([]);
  });

  it('names fields and censuses for people', () => {
    expect(fieldTitle('scheduledHoursPerWeek')).toBe('Scheduled hours per week');
    expect(censusName('Staff 2026.final.csv')).toBe('Staff 2026.final');
    expect(censusName('.csv')).toBe('.csv');
  });
});
