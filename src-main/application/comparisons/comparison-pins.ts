import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ComparisonPin } from '../../../src-shared/api/comparisons.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { currentUser } from '../../store/audit-log.ts';
import type { Workspace } from '../../store/workspace.ts';

const pinRow = z.object({
  pinId: z.string(),
  name: z.string(),
  runIds: z.array(z.string()),
  runNames: z.array(z.string()),
  there: z.array(z.boolean()),
  shown: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.string())),
  pinnedAt: z.string(),
});

/** A pin without what follows from the runs of the workspace. */
type WrittenPin = Pick<ComparisonPin, 'pinId' | 'name' | 'shown'> & {
  readonly runs: readonly { readonly runId: string; readonly name: string }[];
};

/** The comparisons that are pinned, the one pinned last first; a new name does not move one. */
export async function comparisonPins(workspace: Workspace): Promise<readonly ComparisonPin[]> {
  const rows = await workspace.read(
    `WITH newest AS (
       SELECT *, min(written_at) OVER pin AS pinned_at, min(rowid) OVER pin AS place FROM comparison_pin
       WINDOW pin AS (PARTITION BY pin_id)
       QUALIFY row_number() OVER (PARTITION BY pin_id ORDER BY rowid DESC) = 1
     ),
     complete AS (
       SELECT list(CAST(r.run_id AS VARCHAR)) AS ids FROM run r
       JOIN run_end e ON e.run_key = r.run_key AND e.status = 'complete'
     )
     SELECT CAST(pin_id AS VARCHAR) AS "pinId", name, run_ids AS "runIds", run_names AS "runNames",
       list_transform(run_ids, lambda id: coalesce(list_contains(ids, id), false)) AS there,
       CAST(shown AS VARCHAR) AS shown, strftime(pinned_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "pinnedAt"
     FROM newest, complete WHERE NOT is_removed ORDER BY place DESC`,
  );
  return z
    .array(pinRow)
    .parse(rows)
    .map(({ pinId, name, runIds, runNames, there, shown, pinnedAt }) => ({
      pinId,
      name,
      runs: runIds.map((runId, index) => ({
        runId,
        name: runNames[index] ?? runId,
        isThere: there[index] ?? false,
      })),
      shown,
      pinnedAt,
    }));
}

/** @throws PlanAlignError PIN_UNKNOWN. */
export async function findPin(workspace: Workspace, pinId: string): Promise<ComparisonPin> {
  const pin = (await comparisonPins(workspace)).find((other) => other.pinId === pinId);
  if (pin === undefined) throw new PlanAlignError('PIN_UNKNOWN', `No pin has the id ${pinId}.`);
  return pin;
}

/** Pins a comparison under a name. @returns its id. @throws PlanAlignError RUN_UNKNOWN. */
export async function addPin(
  workspace: Workspace,
  name: string,
  runIds: readonly string[],
  shown: ComparisonPin['shown'],
): Promise<string> {
  const rows = z
    .array(z.object({ runId: z.string(), name: z.string() }))
    .parse(await workspace.read('SELECT CAST(run_id AS VARCHAR) AS "runId", name FROM run'));
  const runs = runIds.map((runId) => {
    const run = rows.find((row) => row.runId === runId);
    if (run === undefined) throw new PlanAlignError('RUN_UNKNOWN', `No run has the id ${runId}.`);
    return run;
  });
  const pin: WrittenPin = { pinId: randomUUID(), name, runs, shown };
  await writePin(workspace, pin, false);
  return pin.pinId;
}

/** Writes how a pin is from now on; what it was stays in the workspace as history. */
export async function writePin(workspace: Workspace, pin: WrittenPin, isRemoved: boolean): Promise<void> {
  await workspace.transaction(async (connection) => {
    await connection.run(
      `INSERT INTO comparison_pin
       SELECT CAST($1 AS UUID), $2, CAST(CAST($3 AS JSON) AS VARCHAR[]), CAST(CAST($4 AS JSON) AS VARCHAR[]),
         CAST($5 AS JSON), $6, CAST($7 AS TIMESTAMP), $8`,
      [
        pin.pinId,
        pin.name,
        JSON.stringify(pin.runs.map(({ runId }) => runId)),
        JSON.stringify(pin.runs.map(({ name }) => name)),
        JSON.stringify(pin.shown),
        isRemoved,
        workspace.clock().toISOString(),
        currentUser(),
      ],
    );
  });
}
