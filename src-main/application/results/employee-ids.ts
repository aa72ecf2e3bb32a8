import type { Workspace } from '../../store/workspace.ts';

/** The employee ids of a run. */
export interface EmployeeIds {
  /** By person. */
  readonly ids: readonly string[];
  /** Whether they ascend with the persons, in the order of code points: then whoever sorts by one sorts by the other. */
  readonly ascend: boolean;
}

/** Reads the employee ids of a run; persons are numbered from 0 without gaps. */
export async function readEmployeeIds(workspace: Workspace, runKey: number): Promise<EmployeeIds> {
  const ids: string[] = [];
  let ascend = true;
  let last = '';
  const statement = `SELECT employee_id FROM run_person WHERE run_key = ${runKey} ORDER BY person`;
  for await (const chunk of workspace.stream(statement)) {
    for (const value of chunk.getColumnValues(0)) {
      const id = String(value);
      if (id < last) ascend = false;
      last = id;
      ids.push(id);
    }
  }
  return { ids, ascend };
}
