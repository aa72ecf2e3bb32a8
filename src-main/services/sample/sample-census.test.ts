import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import papaparse from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completedYears, parseIsoDate } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import { resourcePath } from '../../resource-folder.ts';
import { FIELD_OF_ALIAS, normaliseHeader } from '../census/registry.ts';
import { writeSampleCensus } from './sample-census.ts';

const options = { replace: false, signal: new AbortController().signal, onProgress: () => undefined };

describe('the sample census', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planalign-sample-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const written = async (employees: number, seed: number): Promise<string> => {
    const file = join(folder, `${employees}-${seed}.csv`);
    await writeSampleCensus(file, { employees, seed }, options);
    return readFile(file, 'utf8');
  };
  const rowsOf = (text: string): Record<string, string>[] =>
    papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  const day = (text: string | undefined): Day => {
    const parsed = parseIsoDate(text ?? '');
    if (parsed === null) throw new Error(`no date: ${text ?? ''}`);
    return parsed;
  };

  it('that ships is what the generator writes for 5,000 employees and seed 42', async () => {
    const shipped = await readFile(resourcePath('sample-census.csv'), 'utf8');
    expect((await written(5_000, 42)) === shipped).toBe(true);
  });

  it('is the same for the same seed and another for another', async () => {
    const [first, second] = [await written(200, 7), await written(200, 8)];
    await rm(join(folder, '200-7.csv'));
    expect(await written(200, 7)).toBe(first);
    expect(second).not.toBe(first);
  });

  it.each([1, 2, 19, 500])(
    'has %i rows with ids of their own and every cell under a heading',
    async (employees) => {
      const text = await written(employees, 1);
      const { data, errors } = papaparse.parse<Record<string, string>>(text, {
        header: true,
        skipEmptyLines: true,
      });
      expect(errors).toEqual([]);
      expect(data).toHaveLength(employees);
      expect(new Set(data.map((row) => row['Employee ID'])).size).toBe(employees);
    },
  );

  it('W-15 names every column by an alias of a census field of its own', async () => {
    const [header = ''] = (await written(1, 1)).split('\n');
    const fields = header.split(',').map((heading) => FIELD_OF_ALIAS.get(normaliseHeader(heading)));
    expect(fields).not.toContain(undefined);
    expect(new Set(fields).size).toBe(fields.length);
  });

  it('gives nobody dates or pay that an import would refuse', async () => {
    const start = day('2026-01-01');
    for (const row of rowsOf(await written(20_000, 3))) {
      const [birth, hire] = [day(row['Date of Birth']), day(row['Hire Date'])];
      const termination = row['Termination Date'] === '' ? null : day(row['Termination Date']);
      const pay = Number(row['Annual Salary']);
      const id = row['Employee ID'];
      expect({
        id,
        ageAtHire: completedYears(birth, hire) >= 16,
        age: completedYears(birth, start) <= 75,
        order: termination === null || termination >= hire,
        pay: pay >= 20_000 && pay <= 600_000,
      }).toEqual({ id, ageAtHire: true, age: true, order: true, pay: true });
    }
  });

  it('shares the company out once at most, however many work there', async () => {
    const shares = rowsOf(await written(60_000, 2)).map((row) =>
      Number.parseInt(row['Ownership'] || '0', 10),
    );
    const whole = shares.reduce((sum, share) => sum + share, 0);
    expect(whole).toBeGreaterThan(5);
    expect(whole).toBeLessThanOrEqual(100);
  });

  it('looks like a workforce', async () => {
    const rows = rowsOf(await written(20_000, 5));
    const share = (test: (row: Record<string, string>) => boolean): number =>
      rows.filter(test).length / rows.length;
    const level = (name: string): number => share((row) => row['Job Level'] === name);
    expect([level('1'), level('2'), level('3'), level('4'), level('5')].map((part) => part > 0.004)).toEqual(
      Array.from({ length: 5 }, () => true),
    );
    expect(level('1')).toBeGreaterThan(level('2'));
    expect(level('2')).toBeGreaterThan(level('3'));
    expect(level('3')).toBeGreaterThan(level('4'));
    expect(level('4')).toBeGreaterThan(level('5'));
    expect(new Set(rows.map((row) => row['Department'])).size).toBe(13);
    expect(share((row) => row['Termination Date']?.startsWith('2025') === true)).toBeCloseTo(0.04, 1);
    expect(share((row) => ['20', '24', '30', '32'].includes(row['Hours per Week'] ?? ''))).toBeCloseTo(
      0.06,
      1,
    );
    expect(share((row) => row['Participant'] === 'Yes')).toBeGreaterThan(0.6);
    // Cells an import warns of, in every reasonable size, but few.
    for (const messy of [/,TBD,/, /,999,/, /,150%,/, /,Inactive,/]) {
      const found = rows.filter((row) => messy.test(`,${Object.values(row).join(',')},`)).length;
      expect(found, String(messy)).toBeGreaterThan(0);
      expect(found, String(messy)).toBeLessThan(40);
    }
  });

  it('replaces an older sample, but no other file unless told to', async () => {
    const file = join(folder, 'census.csv');
    await writeSampleCensus(file, { employees: 3, seed: 1 }, options);
    await writeSampleCensus(file, { employees: 4, seed: 1 }, options);
    await writeFile(file, 'the only copy of my census');
    await expect(writeSampleCensus(file, { employees: 3, seed: 1 }, options)).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    expect(await readFile(file, 'utf8')).toBe('the only copy of my census');
    await writeSampleCensus(file, { employees: 3, seed: 1 }, { ...options, replace: true });
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(5);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const controller = new AbortController();
    const cancelled = writeSampleCensus(
      join(folder, 'census.csv'),
      { employees: 50_000, seed: 1 },
      {
        replace: false,
        signal: controller.signal,
        onProgress: () => {
          controller.abort();
        },
      },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await readdir(folder)).toEqual([]);
  });
});
