/**
 * Findings about a plan design in a year (P-118). E blocks a run; X removes the safe harbor the plan claims, in general
 * or for the ACP test only; W warns.
 */
type Effect = 'E' | 'X' | 'X-ACP' | 'W';

const EFFECTS = {
  BANDS: 'E',
  LIMIT_YEAR: 'E',
  VEST_SCHEDULE: 'E',
  ELIG_AGE: 'E',
  ELIG_SERVICE: 'E',
  EMPLOYER_SERVICE: 'E',
  DISPARITY: 'W',
  SH_MATCH_FORMULA: 'X',
  SH_MATCH_INCREASING: 'X',
  SH_MATCH_BY_GROUP: 'X',
  SH_MATCH_OVER_6: 'X-ACP',
  SH_CONDITION: 'X',
  SH_VESTING: 'X',
  SH_NONELECTIVE_RATE: 'X',
  ACP_NOT_EXEMPT: 'X-ACP',
  QACA_NOT_AUTO: 'X',
  QACA_DEFAULT_LOW: 'X',
  QACA_DEFAULT_HIGH: 'X',
  EACA_WINDOW: 'W',
  AE_REQUIRED: 'W',
  AE_DEFAULT_RATE: 'W',
  AE_ESCALATION: 'W',
  AE_ESCALATION_CAP: 'W',
  AE_WITHDRAWAL: 'W',
  AE_SCOPE: 'W',
} as const satisfies Readonly<Record<string, Effect>>;

export type DesignCode = keyof typeof EFFECTS;

/** What a code does (P-118). */
export function effectOf(code: DesignCode): Effect {
  return EFFECTS[code];
}
