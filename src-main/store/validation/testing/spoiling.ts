import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect } from 'vitest';
import type { InvariantResult } from '../../../../src-shared/columns.ts';
import { checkYear } from '../check-year.ts';
import { STUDY_RUN, StudyWorkspace } from './study-workspace.ts';

/** A way to spoil the study: statements, the year to check, the numbers of all checks that must fail, and an offender. */
export type Spoiling = readonly [sql: string, year: number, ids: readonly number[], offender: string];

/** A workspace with the study for the tests of a file. */
export function studyForTests(): { readonly inPassing: StudyWorkspace['inPassing'] } {
  const opened: StudyWorkspace[] = [];
  beforeAll(async () => {
    opened.push(await StudyWorkspace.open());
  });
  afterAll(() => opened[0]?.close());
  return {
    inPassing: (work) => {
      const [study] = opened;
      if (study === undefined) throw new Error('the study is not open');
      return study.inPassing(work);
    },
  };
}

/** Ids of the checks of the workforce that failed, without INV-. */
export const failedIds = (results: readonly InvariantResult[]): number[] =>
  results
    .filter(({ id, failed }) => failed > 0 && id.startsWith('INV-'))
    .map(({ id }) => Number(id.slice(4)));

/** All offenders, a line each, after the id of their check. */
export const offendersOf = (results: readonly InvariantResult[]): string =>
  results.flatMap(({ id, offenders }) => offenders.map((offender) => `${id} ${offender}`)).join('\n');

/** Runs statements, each of which must change something. */
export async function spoil(connection: DuckDBConnection, sql: string): Promise<void> {
  for (const statement of sql.split(';')) {
    const { rowsChanged } = await connection.run(statement);
    expect(rowsChanged, statement).toBeGreaterThan(0);
  }
}

/** Spoils the study, checks the year, and expects the failures. */
export async function expectFailures(
  study: ReturnType<typeof studyForTests>,
  [sql, year, ids, offender]: Spoiling,
): Promise<void> {
  const results = await study.inPassing(async (connection) => {
    await spoil(connection, sql);
    return checkYear(connection, STUDY_RUN, year);
  });
  expect(failedIds(results), offendersOf(results)).toEqual(ids);
  expect(offendersOf(results)).toContain(offender);
}

/** `table SET change` for one person in one year. Persons are numbered as in study.ts, from 0. */
export const update = (table: string, change: string, person: number, year: number, more = ''): string =>
  `UPDATE ${table} SET ${change} WHERE simulation_year = ${year} AND person = ${person} ${more}`;
