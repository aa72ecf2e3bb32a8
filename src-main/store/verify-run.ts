import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { emptyColumn, readTexts, readVector, selectExpression } from './column-reader.ts';
import { DICTIONARY_KINDS } from './encoded-run.ts';
import { appendLink, type LedgerLink, type RelationDigest } from './fingerprint.ts';
import { encodeTexts } from './parquet.ts';
import {
  CONTRIBUTION_RELATION,
  DEFERRAL_CHANGE_RELATION,
  ELIGIBILITY_RELATION,
  ENROLLMENT_RELATION,
  FORFEITURE_RELATION,
  HCE_RELATION,
  OPENING_PLAN_RELATION,
  PLAN_SNAPSHOT_RELATION,
  VESTING_RELATION,
} from './plan-relations.ts';
import {
  HIRE_RELATION,
  OPENING_RELATION,
  PROMOTION_RELATION,
  RAISE_RELATION,
  SNAPSHOT_RELATION,
  TERMINATION_RELATION,
} from './relations.ts';
import { findRun } from './run-queries.ts';
import { encodeColumn, type ColumnShape } from './stored-column.ts';
import type { Workspace } from './workspace.ts';

/** Outcome of recomputing the fingerprint of a run from its stored rows. */
export interface RunVerification {
  readonly runId: string;
  /** Last link recomputed from the rows. */
  readonly fingerprint: string;
  /** What disagrees with the ledger, in words; empty when the run is what was written. */
  readonly problems: readonly string[];
}

/** How the rows of one table for one link are selected, in canonical order. */
interface Selection {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly shape: ColumnShape | 'text' }[];
  readonly where: string;
  readonly orderBy: string;
}

const ledgerRow = z.object({
  position: z.number(),
  simulation_year: z.number().nullable(),
  column_digests: z.string(),
  previous_link: z.string(),
  link: z.string(),
});
const storedDigests = z.record(z.string(), z.record(z.string(), z.string()));

/** How to follow and stop the reading of a run. */
interface VerificationOptions {
  readonly signal?: AbortSignal;
  /** Told of each link before its rows are read: its year, null for the opening. */
  readonly onLink?: (year: number | null) => void;
}

/**
 * Reads every row of a run back in canonical order, recomputes all links of its fingerprint and compares them with
 * the ledger. Memory is bounded: a chunk of each table at a time, sorted by the database.
 * @throws PlanAlignError RUN_UNKNOWN, STORE_FAILED, CANCELLED.
 */
export async function verifyRun(
  workspace: Workspace,
  runId: string,
  { signal, onLink }: VerificationOptions = {},
): Promise<RunVerification> {
  const { key, run } = await findRun(workspace, runId);
  const rows = await workspace.read(
    'SELECT position, simulation_year, column_digests, previous_link, link FROM ledger WHERE run_key = $1 ORDER BY position',
    [key],
  );
  const problems: string[] = [];
  let last: LedgerLink | null = null;
  for (const row of rows) {
    const stored = ledgerRow.parse(row);
    onLink?.(stored.simulation_year);
    const digests = storedDigests.parse(JSON.parse(stored.column_digests));
    const relations: RelationDigest[] = [];
    for (const selection of selectionsOf(key, stored.simulation_year)) {
      // A run of an older schema has fewer tables and columns: the link covers those that the ledger names.
      const covered = digests[selection.table];
      if (covered === undefined) continue;
      const columns = selection.columns.filter(({ name }) => name in covered);
      relations.push(await digestSelection(workspace, { ...selection, columns }, signal));
    }
    last = appendLink(last, stored.simulation_year, relations);
    const place = stored.simulation_year === null ? 'the opening' : String(stored.simulation_year);
    for (const { table, columns } of relations)
      for (const { name, digest } of columns)
        if (digests[table]?.[name] !== digest) problems.push(`${table}.${name} of ${place} was changed`);
    if (
      stored.link !== last.link ||
      stored.previous_link !== last.previous ||
      stored.position !== last.position
    )
      problems.push(`the link of ${place} does not follow from the rows`);
  }
  const fingerprint = last?.link ?? '';
  if (run.fingerprint !== null && run.fingerprint !== fingerprint)
    problems.push('the fingerprint is not the last link');
  return { runId: run.runId, fingerprint, problems };
}

function selectionsOf(runKey: number, year: number | null): Selection[] {
  const persons = {
    table: 'run_person',
    columns: [
      { name: 'person', shape: { type: 'int32', nullValue: null } },
      { name: 'employee_id', shape: 'text' },
    ],
    orderBy: 'person',
  } as const;
  if (year === null) {
    const where = `run_key = ${runKey}`;
    const kinds = DICTIONARY_KINDS.map((kind) => `'${kind}'`).join(', ');
    return [
      { ...persons, where: `${where} AND hired_by_year IS NULL` },
      {
        table: 'run_dictionary',
        columns: [
          { name: 'kind', shape: 'text' },
          { name: 'code', shape: { type: 'int32', nullValue: null } },
          { name: 'value', shape: 'text' },
        ],
        where,
        orderBy: `list_position([${kinds}], kind), code`,
      },
      ...[OPENING_RELATION, OPENING_PLAN_RELATION].map(({ table, columns }) => ({
        table,
        columns,
        where,
        orderBy: 'person',
      })),
    ];
  }
  const where = `run_key = ${runKey} AND simulation_year = ${year}`;
  const events = [
    HIRE_RELATION,
    TERMINATION_RELATION,
    PROMOTION_RELATION,
    RAISE_RELATION,
    ELIGIBILITY_RELATION,
    ENROLLMENT_RELATION,
    DEFERRAL_CHANGE_RELATION,
    CONTRIBUTION_RELATION,
    VESTING_RELATION,
    FORFEITURE_RELATION,
    HCE_RELATION,
  ].map(({ table, columns }) => ({ table, columns, where, orderBy: 'person, sequence' }));
  return [
    { ...persons, where: `run_key = ${runKey} AND hired_by_year = ${year}` },
    ...events,
    {
      table: SNAPSHOT_RELATION.table,
      columns: [...SNAPSHOT_RELATION.columns, ...PLAN_SNAPSHOT_RELATION.columns],
      where,
      orderBy: 'person',
    },
  ];
}

async function digestSelection(
  workspace: Workspace,
  selection: Selection,
  signal: AbortSignal | undefined,
): Promise<RelationDigest> {
  const { table, columns, where, orderBy } = selection;
  const expressions = columns.map(({ name, shape }) =>
    shape === 'text' ? name : selectExpression(name, shape),
  );
  const hashes = columns.map((): Hash => createHash('sha256'));
  let rows = 0;
  const sql = `SELECT ${expressions.join(', ')} FROM ${table} WHERE ${where} ORDER BY ${orderBy}`;
  for await (const chunk of workspace.stream(sql)) {
    if (signal?.aborted === true) throw new PlanAlignError('CANCELLED', 'The work was cancelled.');
    rows += chunk.rowCount;
    columns.forEach(({ name, shape }, index) => {
      if (shape === 'text') {
        hashes[index]?.update(encodeTexts(readTexts(chunk, index)).bytes);
        return;
      }
      const data = emptyColumn(shape, chunk.rowCount);
      readVector(chunk, index, data, 0);
      hashes[index]?.update(encodeColumn(name, data).canonical);
    });
  }
  return {
    table,
    rows,
    columns: columns.map(({ name }, index) => ({ name, digest: hashes[index]?.digest('hex') ?? '' })),
  };
}
