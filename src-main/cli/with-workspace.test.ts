import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { simulating } from './with-workspace.ts';

it('gives the database little memory for a small census, and its usual memory for any other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-simulating-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const small = join(folder, 'small.csv');
  const large = join(folder, 'LARGE.CSV');
  const packed = join(folder, 'packed.parquet');
  for (const file of [small, large, packed]) writeFileSync(file, 'employeeId');
  truncateSync(large, 40 * 1_048_576);
  expect(simulating(small).memoryLimitMb).toBe(320);
  expect(simulating(null).memoryLimitMb).toBe(320);
  for (const census of [large, packed, undefined]) expect(simulating(census).memoryLimitMb).toBeUndefined();
});
