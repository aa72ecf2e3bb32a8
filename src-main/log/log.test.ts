import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { openLog } from './log.ts';

describe('openLog', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'planalign-log-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const lines = (): unknown[] =>
    readFileSync(join(folder, 'logs', 'planalign.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));

  it('creates nothing before the first line', () => {
    openLog(join(folder, 'logs'), 'c0ffee');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('appends one JSON object a line, each with the correlation id', () => {
    openLog(join(folder, 'logs'), 'first').info('begins', { command: 'health', json: true });
    openLog(join(folder, 'logs'), 'second').info('ends');
    expect(lines()).toMatchObject([
      { level: 'info', correlationId: 'first', message: 'begins', command: 'health', json: true },
      { level: 'info', correlationId: 'second', message: 'ends' },
    ]);
  });

  it('keeps what may quote the census out of an expected failure', () => {
    const error = new PlanAlignError(
      'CENSUS_QUARANTINED',
      'Row 3 of Ann Example: 12 May',
      { file: 'census.csv', row: 3, employeeId: 'E77' },
      ['E77: born 12 May', 'E78'],
    );
    openLog(join(folder, 'logs'), 'id').failure('import', error);
    expect(lines()).toEqual([
      {
        time: expect.any(String) as string,
        pid: process.pid,
        level: 'error',
        correlationId: 'id',
        message: 'failure',
        command: 'import',
        code: 'CENSUS_QUARANTINED',
        file: 'census.csv',
        row: 3,
        personNamed: true,
        items: 2,
      },
    ]);
  });

  it('keeps the cause of a failure of the store', () => {
    openLog(join(folder, 'logs'), 'id').failure(
      'simulate',
      new PlanAlignError('STORE_FAILED', 'IO Error: 5'),
    );
    expect(lines()).toMatchObject([{ code: 'STORE_FAILED', detail: 'IO Error: 5' }]);
  });

  it('keeps the stack of a defect, also of one that was recognised', () => {
    openLog(join(folder, 'logs'), 'id').failure('import', new TypeError('undefined is not a census'));
    openLog(join(folder, 'logs'), 'id').failure('import', new PlanAlignError('INTERNAL', 'no rows'));
    const [first, second] = lines() as { stack: string }[];
    expect(first?.stack).toContain('TypeError: undefined is not a census\n    at ');
    expect(second?.stack).toContain('INTERNAL: no rows\n    at ');
  });

  it('starts a new file at 5 MB and keeps four old ones', () => {
    const log = join(folder, 'planalign.log');
    for (let generation = 0; generation < 6; generation += 1) {
      writeFileSync(log, `${generation}`.padEnd(5_000_000));
      openLog(folder, 'id').info('rotates');
    }
    const names = [
      'planalign.1.log',
      'planalign.2.log',
      'planalign.3.log',
      'planalign.4.log',
      'planalign.log',
    ];
    expect(readdirSync(folder).sort()).toEqual(names);
    expect(names.slice(0, 4).map((name) => readFileSync(join(folder, name), 'utf8')[0])).toEqual([
      '5',
      '4',
      '3',
      '2',
    ]);
  });

  it('never disturbs the work when the folder cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => {
      openLog(join(folder, 'file', 'logs'), 'id').info('lost');
    }).not.toThrow();
  });
});
