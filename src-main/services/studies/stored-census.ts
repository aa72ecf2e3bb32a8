import { z } from 'zod';
import type { CensusColumns } from '../../../src-shared/columns.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { loadCensus } from '../../store/census-store.ts';
import type { StudyRequest } from '../runs/simulate-study.ts';
import type { Workspace } from '../../store/workspace.ts';
import { hashCensus } from '../census/census-hash.ts';
import { recheckForStart } from '../census/opening-status.ts';

/** A census of the workspace, ready for one horizon. */
export interface StoredCensus {
  readonly columns: CensusColumns;
  readonly reference: StudyRequest['censusReference'];
}

const countsOfReport = z.object({ counts: z.object({ read: z.number(), quarantined: z.number() }) });

/**
 * Loads a census by name or id and judges again what depends on the start year (W-21, W-23): a row that fails counts
 * as quarantined.
 * @throws PlanAlignError CENSUS_UNKNOWN, NO_OPENING_STAFF, STORE_FAILED.
 */
export async function loadStudyCensus(
  workspace: Workspace,
  nameOrId: string,
  { simulation }: Scenario,
): Promise<StoredCensus> {
  const { record, columns: stored } = await loadCensus(workspace, nameOrId);
  const { columns, quarantined } = recheckForStart(stored, simulation.startYear, simulation.endYear);
  const { counts } = countsOfReport.parse(record.report);
  return {
    columns,
    reference: {
      id: record.censusId,
      name: record.name,
      hash: columns === stored ? record.hash : hashCensus(columns),
      rows: counts.read,
      accepted: columns.rowCount,
      quarantined: counts.quarantined + quarantined.length,
    },
  };
}
