import type { EventType } from '../../src-shared/vocabulary.ts';

/** The table of each event type, in the order of W-61. */
export const EVENT_TABLES: readonly { readonly type: EventType; readonly table: string }[] = [
  { type: 'HIRE', table: 'event_hire' },
  { type: 'DC_PLAN_ELIGIBILITY', table: 'event_eligibility' },
  { type: 'DC_PLAN_ENROLLMENT', table: 'event_enrollment' },
  { type: 'DC_PLAN_DEFERRAL_CHANGE', table: 'event_deferral_change' },
  { type: 'PROMOTION', table: 'event_promotion' },
  { type: 'RAISE', table: 'event_raise' },
  { type: 'TERMINATION', table: 'event_termination' },
  { type: 'DC_PLAN_CONTRIBUTION', table: 'event_contribution' },
  { type: 'DC_PLAN_VESTING', table: 'event_vesting' },
  { type: 'DC_PLAN_FORFEITURE', table: 'event_forfeiture' },
  { type: 'HCE_STATUS', table: 'event_hce_status' },
];
