import { z } from 'zod';
import type { PersonHistory } from '../person/history.ts';
import type { CallsOf } from './calls.ts';
import { idSchema } from './files.ts';

const searchRequest = z.strictObject({
  runId: idSchema,
  /** Words that all must be met, each by a part of the id, of the department, or by the level: `Legal L3`. */
  text: z.string().max(200),
});
const historyRequest = z.strictObject({ runId: idSchema, employeeId: z.string().min(1).max(1_000) });

/** A person as a search shows them: as they are at the end of the run, or were when they left. */
export interface FoundPerson {
  readonly employeeId: string;
  readonly department: string;
  readonly level: number;
  readonly levelName: string;
  /** Annual rate in cents. */
  readonly annualPay: number;
  readonly hireDay: number;
  /** Null for people employed at the end of the run. */
  readonly terminationDay: number | null;
}

export interface PersonMatches {
  /** At most 50: an id that is the text itself, ids that begin with it, then the others in the order of the run. */
  readonly people: readonly FoundPerson[];
  readonly total: number;
}

/** One person of a run. Only complete runs have any. */
export interface PersonService {
  search(request: z.output<typeof searchRequest>): Promise<PersonMatches>;
  /** Null when the run has nobody of that id. */
  history(request: z.output<typeof historyRequest>): Promise<PersonHistory | null>;
}

export const personCalls: CallsOf<PersonService> = {
  search: [searchRequest],
  history: [historyRequest],
};
