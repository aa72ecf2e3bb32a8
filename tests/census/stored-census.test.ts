import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashCensus } from '../../src-main/services/census/census-hash.ts';
import { recheckForStart } from '../../src-main/services/census/opening-status.ts';
import { CensusFolder, toDelimited, type Cells } from './census-files.ts';

let folder: CensusFolder;
beforeAll(async () => {
  folder = await CensusFolder.create(true);
});
afterAll(() => folder.remove());

const TABLE: Cells = [
  ['ID', 'DOB', 'Hire Date', 'Term Date', 'Salary', 'Dept'],
  ['E1', '1926-06-30', '1990-01-31', '', '60000', 'Archive'],
  ['E2', '1980-05-25', '2019-04-30', '2026-06-30', '60000', 'Sales'],
  ['E3', '1990-05-25', '2026-05-15', '', '60000', 'Audit'],
  ['E4', '1990-05-25', '2015-05-15', '', '60000', ''],
];

describe('recheckForStart', () => {
  it('W-23 the same census at another start year', async () => {
    const { columns } = await folder.importText(toDelimited(TABLE));
    const same = recheckForStart(columns, 2025, 2029);
    expect(same.columns).toBe(columns);
    expect(same.quarantined).toEqual([]);
    expect(same.counts).toEqual({
      accepted: 4,
      openingActive: 3,
      futureHire: 1,
      futureHireBeyondHorizon: 0,
      former: 0,
    });
    expect(recheckForStart(columns, 2025, 2025).counts.futureHireBeyondHorizon).toBe(1);
  });

  it('W-21 takes out people whose age is implausible then, and keeps the columns canonical', async () => {
    const { columns } = await folder.importText(toDelimited(TABLE));
    const later = recheckForStart(columns, 2028, 2030);
    expect(later.quarantined).toEqual([{ employeeId: 'E1', code: 'BIRTH_IMPLAUSIBLE' }]);
    expect(later.counts).toEqual({
      accepted: 3,
      openingActive: 2,
      futureHire: 0,
      futureHireBeyondHorizon: 0,
      former: 1,
    });
    const without = await folder.importText(toDelimited(TABLE.filter(([id]) => id !== 'E1')));
    expect(later.columns).toEqual(without.columns);
    expect(hashCensus(later.columns)).toBe(without.hash);
  });

  it('W-24 refuses a start at which nobody is employed', async () => {
    const { columns } = await folder.importText(toDelimited(TABLE));
    expect(() => recheckForStart(columns, 1980, 1985)).toThrow('NO_OPENING_STAFF');
  });
});

describe('imports in a thread', () => {
  const large = (rows: number): string =>
    toDelimited([
      TABLE[0] ?? [],
      ...Array.from({ length: rows }, (_, index) => [
        `E${String(rows - index).padStart(6, '0')}`,
        `19${60 + (index % 30)}-05-25`,
        `20${10 + (index % 14)}-04-30`,
        index % 50 === 0 ? '2024-06-30' : '',
        `${50_000 + (index % 9_973)}.25`,
        `Department ${index % 40}`,
      ]),
      ['E000000', '', '', '', '', ''],
    ]);

  it('give what a direct import gives, with progress, and leave nothing behind', async () => {
    const path = await folder.write(large(30_000));
    const direct = await folder.importFile(path);
    const stages = new Set<string>();
    const threaded = await folder.importFile(path, {
      inThread: true,
      onProgress: (stage) => stages.add(stage),
    });
    expect(threaded).toEqual(direct);
    expect([...stages]).toEqual(['read', 'infer', 'check', 'build']);
    expect(threaded.report.counts).toMatchObject({ read: 30_001, quarantined: 1, accepted: 30_000 });
  });

  it('refuse like a direct import', async () => {
    const path = await folder.write(large(30_000));
    await expect(folder.importFile(path, { inThread: true, strict: true })).rejects.toMatchObject({
      code: 'CENSUS_QUARANTINED',
      items: [
        'row 30002 (E000000): BIRTH_MISSING, DOB ""',
        'row 30002 (E000000): HIRE_MISSING, Hire Date ""',
        'row 30002 (E000000): PAY_MISSING, Salary ""',
      ],
    });
    const broken = await folder.write(`${large(30_000)}"`);
    await expect(folder.importFile(broken, { inThread: true })).rejects.toMatchObject({
      code: 'CENSUS_FORMAT',
    });
  });

  it('are cancelled, in a thread or directly', async () => {
    const path = await folder.write(large(30_000));
    for (const inThread of [true, false]) {
      const before = AbortSignal.abort();
      await expect(folder.importFile(path, { inThread, signal: before })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
      const during = new AbortController();
      const running = folder.importFile(path, {
        inThread,
        signal: during.signal,
        onProgress: () => {
          during.abort();
        },
      });
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    }
  });

  it('a small file is imported directly, and a missing one says so', async () => {
    const { columns } = await folder.importText(toDelimited(TABLE), { inThread: true });
    expect(columns.rowCount).toBe(4);
    await expect(folder.importFile(`${folder.path}/none.csv`, { inThread: true })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });
});
