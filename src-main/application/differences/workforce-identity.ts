import { z } from 'zod';
import type { Workspace } from '../../store/workspace.ts';

/**
 * P-123: whether two runs have the same workforce, told from the digests of their columns (`ledger`). Plan events come
 * between those of the workforce and number them, so numbers within a log are left out: what happened is the same
 * when everything else is (PINV-24, W-60).
 */
const TABLES = [
  'run_person',
  'opening_state',
  'event_hire',
  'event_termination',
  'event_promotion',
  'event_raise',
];
const NUMBERS = new Set(['sequence', 'year_rank']);

const digests = z.record(z.string(), z.record(z.string(), z.string()));
const ledgerRow = z.object({
  run: z.number(),
  year: z.number().nullable(),
  rows: z.string().transform((text) => z.record(z.string(), z.number()).parse(JSON.parse(text))),
  columns: z.string().transform((text) => digests.parse(JSON.parse(text))),
});
type Link = z.output<typeof ledgerRow>;

const isSame = (a: Link, b: Link): boolean =>
  TABLES.every((table) => {
    const [ours, theirs] = [a.columns[table] ?? {}, b.columns[table] ?? {}];
    return (
      a.rows[table] === b.rows[table] &&
      Object.keys({ ...ours, ...theirs }).every(
        (column) => NUMBERS.has(column) || ours[column] === theirs[column],
      )
    );
  });

/**
 * The last year up to which both runs have the same people and the same events of the workforce; −Infinity when they
 * already start from different people. Both must have the same first year.
 */
export async function sameWorkforceUntil(
  workspace: Workspace,
  baseKey: number,
  otherKey: number,
): Promise<number> {
  const found = await workspace.read(
    `SELECT run_key AS run, simulation_year AS year, row_counts AS rows, column_digests AS columns FROM ledger
     WHERE run_key IN (${baseKey}, ${otherKey}) ORDER BY position`,
  );
  const links = z.array(ledgerRow).parse(found);
  const theirs = links.filter(({ run }) => run === otherKey);
  let until = -Infinity;
  for (const link of links.filter(({ run }) => run === baseKey)) {
    const partner = theirs.find(({ year }) => year === link.year);
    if (partner === undefined || !isSame(link, partner)) return until;
    until = link.year ?? until;
  }
  return until;
}
