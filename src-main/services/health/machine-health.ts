import { randomBytes } from 'node:crypto';
import { access, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { resourcePath } from '../../resource-folder.ts';
import type { HealthCheck } from '../../store/health.ts';

/** Less than this is reported: a run of 100,000 people over five years takes about a tenth of it. */
const LEAST_FREE_BYTES = 1_000_000_000;

const RESOURCES = ['default-scenario.json', 'sample-census.csv', 'migrations/0001-tables.sql'] as const;

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000).toLocaleString('en-US')} MB`;

/** Examines what the product needs of the machine: its own files, a data folder it may write, space, the database. */
export async function machineHealth(dataFolder: string): Promise<readonly HealthCheck[]> {
  return [
    await examine('shipped files', async () => {
      for (const name of RESOURCES) await access(resourcePath(name));
      return `all present, for example ${resourcePath('sample-census.csv')}`;
    }),
    await examine('default scenario', () => {
      const { scenario } = parseScenario({});
      return Promise.resolve(`“${scenario.name}” is valid`);
    }),
    await examine('data folder can be written', async () => {
      await mkdir(dataFolder, { recursive: true });
      const probe = join(dataFolder, `.${randomBytes(4).toString('hex')}.tmp`);
      await writeFile(probe, 'x').finally(() => rm(probe, { force: true }));
      return dataFolder;
    }),
    await examine('free disk space', async () => {
      const { bavail, bsize } = await statfs(dataFolder);
      if (bavail * bsize < LEAST_FREE_BYTES) throw new Error(`only ${megabytes(bavail * bsize)} are left`);
      return megabytes(bavail * bsize);
    }),
    await examine('memory', () =>
      Promise.resolve(`${megabytes(freemem())} free of ${megabytes(totalmem())}`),
    ),
    await examine('database', async () => {
      const { DuckDBInstance, version } = await import('@duckdb/node-api');
      const instance = await DuckDBInstance.create(':memory:');
      instance.closeSync();
      return `DuckDB ${version()} starts`;
    }),
  ];
}

async function examine(name: string, work: () => Promise<string>): Promise<HealthCheck> {
  try {
    return { name, passed: true, detail: await work() };
  } catch (error) {
    return { name, passed: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
