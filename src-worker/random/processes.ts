/** Process ids (W-14): what a draw decides. An id is never reused; 100–199 belong to the plan, {@link PLAN_PROCESS}. */
export const PROCESS = {
  TERM_SELECT: 1,
  TERM_REASON: 2,
  TERM_DATE: 3,
  NH_TERM_SELECT: 4,
  RIF_SELECT: 6,
  PROMO_SELECT: 10,
  PROMO_DATE: 11,
  PROMO_INCREASE: 12,
  MERIT_DATE: 20,
  HIRE_DATE: 30,
  HIRE_LEVEL: 31,
  HIRE_DEPARTMENT: 32,
  HIRE_AGE_BAND: 33,
  HIRE_BIRTH_DATE: 34,
  HIRE_PAY_NOISE: 35,
  HIRE_PART_TIME: 36,
  HIRE_DONOR: 37,
} as const;

/** Process ids of the plan (P-131); the index is always 0, the counter year that of the decision. */
export const PLAN_PROCESS = {
  NEW_HIRE_INELIGIBILITY: 100,
  PROACTIVE_SELECT: 101,
  PROACTIVE_DATE: 102,
  AT_ENTRY_SELECT: 103,
  OPT_OUT: 105,
  CONVERSION: 106,
  MATCH_MAGNET: 107,
  ESCALATION_OPT_OUT: 108,
  MATCH_RESPONSE_UP: 109,
  MATCH_RESPONSE_DOWN: 110,
  ROTH_ELECTION: 111,
} as const;

/** Counter year of a draw that stays the same in every year (MERIT_DATE). */
export const EVERY_YEAR = 0;
