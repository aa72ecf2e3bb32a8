import { describe, expect, it } from 'vitest';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { openFailure, storeFailure } from './store-failure.ts';

const FILE = '/data/w.duckdb';

describe('openFailure', () => {
  it.each([
    [
      'WORKSPACE_LOCKED',
      'IO Error: Could not set lock on file "/data/w.duckdb": Conflicting lock is held in /usr/bin/node (PID 22468). See also https://duckdb.org/docs',
      'It is held by /usr/bin/node (process 22468).',
    ],
    [
      'WORKSPACE_LOCKED',
      'IO Error: Cannot open file "w.duckdb": The process cannot access the file because it is being used by another process.',
      'Another program holds it.',
    ],
    [
      'WORKSPACE_TOO_NEW',
      'IO Error: Trying to read a database file with version number 99, but we can only read versions between 64 and 68.\nMore about it',
      'IO Error: Trying to read a database file with version number 99, but we can only read versions between 64 and 68.',
    ],
    [
      'WORKSPACE_TOO_NEW',
      'Error opening "w.duckdb": file was written with a storage version greater than the latest version supported by this DuckDB instance. Try opening the file with a newer version of DuckDB.',
      null,
    ],
    [
      'WORKSPACE_DAMAGED',
      'IO Error: Corrupt database file: computed checksum 67 does not match stored checksum 12 in block at location 0',
      null,
    ],
    ['DISK_FULL', 'IO Error: Could not write file "w.duckdb": No space left on device', null],
    ['STORE_FAILED', 'IO Error: Cannot open file "/data/w.duckdb": Permission denied', null],
  ] as const)('%s: %s', (code, message, detail) => {
    expect(openFailure(new Error(message), FILE)).toMatchObject({
      code,
      detail: detail ?? message,
      place: { file: FILE },
    });
  });
});

describe('storeFailure', () => {
  it.each([
    ['DISK_FULL', new Error('TransactionContext Error: Failed to commit: … No space left on device')],
    ['DISK_FULL', Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write' })],
    ['CANCELLED', new Error('INTERRUPT Error: Interrupted!')],
    ['STORE_FAILED', new Error('Constraint Error: NOT NULL constraint failed: snapshot.department')],
    ['STORE_FAILED', new Error('Failed to query: connection disconnected')],
    ['STORE_FAILED', Object.assign(new Error('EACCES: permission denied, open'), { syscall: 'open' })],
  ] as const)('%s: %s', (code, cause) => {
    expect(storeFailure(cause, FILE)).toMatchObject({ code, cause, place: { file: FILE } });
  });

  it('keeps the statement that the database quotes out of the detail', () => {
    const failure = storeFailure(new Error('Parser Error: syntax error\n\nLINE 1: … secret'), FILE);
    expect(failure).toMatchObject({ detail: 'Parser Error: syntax error' });
  });

  it('lets expected failures and defects through', () => {
    for (const error of [
      new PlanAlignError('RUN_UNKNOWN', 'x'),
      new TypeError('x is not a function'),
      'text',
    ])
      expect(storeFailure(error, FILE)).toBe(error);
  });
});
