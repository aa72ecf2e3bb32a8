import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../services/census/mapping.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { suitedJoin, suitedMapping } from './saved-mapping.ts';

function fileOf(text: string): string {
  const path = join(temporaryFolder(), 'census.csv');
  writeFileSync(path, text);
  return path;
}

const EARLIER = {
  columns: { employeeId: 'Number', hireDate: 'hired', annualPay: 'Base 2024', level: null },
  formats: { hireDate: 'dd/MM/yyyy', annualPay: ',' },
  payUnit: 'monthly',
  asOf: '2024-12-31',
  sheet: 'Staff 2024',
};

describe('a saved mapping', () => {
  it('W-16 keeps columns and formats that the file has, by their name in normal form', async () => {
    const path = fileOf('Number,HIRED,Base 2024\n1,02/03/2010,"4.000,50"\n');
    const { mapping, lostColumns } = await suitedMapping(
      parseMapping({ ...EARLIER, sheet: undefined }),
      path,
    );
    expect(mapping).toMatchObject({
      columns: EARLIER.columns,
      formats: EARLIER.formats,
      payUnit: 'monthly',
    });
    expect(lostColumns).toEqual([]);
  });

  it('leaves a column, a sheet and a date that belong to the earlier file to recognition', async () => {
    const path = fileOf('Number,Hired,Base 2025\n1,02/03/2010,"4.000,50"\n');
    const suited = await suitedMapping(parseMapping(EARLIER), path);
    expect(suited.lostColumns).toEqual([{ field: 'annualPay', column: 'Base 2024' }]);
    expect(suited).toMatchObject({ lostSheet: 'Staff 2024', earlierDate: '2024-12-31' });
    expect(suited.mapping['columns']).toEqual({ employeeId: 'Number', hireDate: 'hired', level: null });
    expect(suited.mapping['formats']).toEqual({ hireDate: 'dd/MM/yyyy' });
    expect(Object.keys(suited.mapping)).not.toContain('asOf');
    expect(() => parseMapping(suited.mapping)).not.toThrow();
  });

  it('W-16 leaves columns of a joined file that it no longer has to recognition, and keeps what else is said', async () => {
    const path = fileOf('Participant,Rate\n1,6\n');
    const earlier = parseMapping({
      ...EARLIER,
      join: {
        columns: { employeeId: 'Participant', deferralRate: 'Rate 2024' },
        formats: { deferralRate: 'percent' },
        wins: ['deferralRate'],
        sheet: 'Plan',
      },
    });
    const suited = await suitedJoin(earlier, path);
    expect(suited).toMatchObject({
      lostColumns: [{ field: 'deferralRate', column: 'Rate 2024' }],
      lostSheet: 'Plan',
      earlierDate: null,
    });
    expect(parseMapping(suited.mapping)).toMatchObject({
      columns: EARLIER.columns,
      asOf: EARLIER.asOf,
      join: { columns: { employeeId: 'Participant' }, formats: {}, wins: ['deferralRate'] },
    });
  });
});
