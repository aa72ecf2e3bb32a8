import { describe, expect, it } from 'vitest';
import { matchColumns, suggestColumns, suggestField } from './header-match.ts';
import { EMPTY_MAPPING } from './mapping.ts';

describe('suggestField', () => {
  it('W-15 near matches are suggested, distant ones are not', () => {
    expect(suggestField('Birthdate of employee')).toBe('birthDate');
    expect(suggestField('Date First Hired')).toBe('hireDate');
    expect(suggestField('Current Annual Salary')).toBe('annualPay');
    expect(suggestField('Departmnt')).toBe('department');
    expect(suggestField('Gender')).toBeNull();
    expect(suggestField('???')).toBeNull();
    expect(suggestField('')).toBeNull();
  });

  it('W-15 suggests columns that no field uses, nearest first', () => {
    const { columns } = matchColumns(['Base Salary 2024', 'Salry', 'Title', 'Gender'], EMPTY_MAPPING);
    expect(suggestColumns('annualPay', columns)).toEqual(['Base Salary 2024', 'Salry']);
    expect(suggestColumns('jobTitle', columns)).toEqual([]);
  });
});
