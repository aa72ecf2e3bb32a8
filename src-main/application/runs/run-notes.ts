import { z } from 'zod';
import { currentUser } from '../../store/audit-log.ts';
import type { Workspace } from '../../store/workspace.ts';

/** What people wrote about a run. */
export interface RunNote {
  readonly notes: string;
  readonly tags: readonly string[];
}

const rowSchema = z.object({ run_id: z.string(), notes: z.string(), tags: z.array(z.string()) });

/** The notes of all runs by their ids. */
export async function runNotes(workspace: Workspace): Promise<ReadonlyMap<string, RunNote>> {
  const rows = await workspace.read(
    `SELECT CAST(run_id AS VARCHAR) AS run_id, notes, tags FROM run_note
     QUALIFY row_number() OVER (PARTITION BY run_id ORDER BY rowid DESC) = 1`,
  );
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map(({ run_id, notes, tags }): [string, RunNote] => [run_id, { notes, tags }]),
  );
}

/** Puts a note in the place of the one before it, which stays in the workspace as history. */
export async function writeRunNote(workspace: Workspace, runId: string, note: RunNote): Promise<void> {
  await workspace.transaction(async (connection) => {
    await connection.run(
      `INSERT INTO run_note
       SELECT CAST($1 AS UUID), $2, CAST(CAST($3 AS JSON) AS VARCHAR[]), CAST($4 AS TIMESTAMP), $5`,
      [runId, note.notes, JSON.stringify(note.tags), workspace.clock().toISOString(), currentUser()],
    );
  });
}
