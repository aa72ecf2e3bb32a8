/** Process ids (W-14): what a draw decides. An id is never reused; 100–199 belong to the plan. */
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

/** Counter year of a draw that stays the same in every year (MERIT_DATE). */
export const EVERY_YEAR = 0;
