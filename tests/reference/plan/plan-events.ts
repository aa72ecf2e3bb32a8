import type { EventType } from '../../../src-shared/vocabulary.ts';
import type { Row } from '../rows.ts';

/** An event of the plan before it is numbered. Days become ISO dates, columns keep their names (P-129). */
export interface PlanEvent {
  readonly type: Extract<EventType, `DC_PLAN_${string}` | 'HCE_STATUS'>;
  readonly category: string;
  readonly day: number;
  readonly payload: Row;
}
