import { expect, it, onTestFinished } from 'vitest';
import { ConnectionPool } from './connection-pool.ts';
import { DuckDBInstance } from './duckdb.ts';

it('opens as many connections as said, hands them on in line, and opens none for what can be shared', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => {
    instance.closeSync();
  });
  let opened = 0;
  const pool = new ConnectionPool(() => {
    opened += 1;
    return instance.connect();
  }, 2);
  const first = await pool.take();
  pool.giveBack(first);
  expect(await pool.take()).toBe(first);
  expect(opened).toBe(1);
  const second = await pool.take();
  expect(second).not.toBe(first);
  const served: string[] = [];
  const third = pool.take().then((connection) => {
    served.push('third');
    return connection;
  });
  const fourth = pool.take().then((connection) => {
    served.push('fourth');
    return connection;
  });
  await Promise.resolve();
  expect(served).toEqual([]);
  pool.giveBack(second);
  expect(await third).toBe(second);
  pool.giveBack(first);
  expect(await fourth).toBe(first);
  expect(served).toEqual(['third', 'fourth']);
  expect(opened).toBe(2);
  pool.close();
});
