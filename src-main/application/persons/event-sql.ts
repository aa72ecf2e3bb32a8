import {
  EVENT_CATEGORIES,
  fieldsOf,
  kindOf,
  type FieldKind,
} from '../../../src-shared/person/event-fields.ts';
import {
  BARRED_REASONS,
  DEFERRAL_LIMITS,
  ENTRY_BASES,
  FLSA_STATUSES,
  LOOKBACK_SOURCES,
  RESPONSE_LIMITS,
  TERMINATION_REASONS,
  TERMINATION_RULES,
  VESTING_REASONS,
  type EventType,
} from '../../../src-shared/vocabulary.ts';

/** The table of each type of event. */
const TABLE_OF: Readonly<Record<EventType, string>> = {
  HIRE: 'event_hire',
  DC_PLAN_ELIGIBILITY: 'event_eligibility',
  DC_PLAN_ENROLLMENT: 'event_enrollment',
  DC_PLAN_DEFERRAL_CHANGE: 'event_deferral_change',
  PROMOTION: 'event_promotion',
  RAISE: 'event_raise',
  TERMINATION: 'event_termination',
  DC_PLAN_CONTRIBUTION: 'event_contribution',
  DC_PLAN_VESTING: 'event_vesting',
  DC_PLAN_FORFEITURE: 'event_forfeiture',
  HCE_STATUS: 'event_hce_status',
};

/** SQL of the text of a code of a closed list; an entry `none` is no text. */
export const listText = (column: string, list: readonly string[]): string =>
  `([${list.map((text) => (text === 'none' ? 'NULL' : `'${text}'`)).join(', ')}])[t.${column} + 1]`;

/** SQL of the text of a code of the dictionary of the run. */
export const dictionaryText = (column: string, kind: string, runKey: number): string =>
  `(SELECT d.value FROM run_dictionary d WHERE d.run_key = ${runKey} AND d.kind = '${kind}' AND d.code = t.${column})`;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** SQL of the values whose column does not follow from name and kind, by name; the same in every table that has it. */
const SPECIAL: Readonly<Record<string, (type: EventType, runKey: number) => string>> = {
  department: (_, runKey) => dictionaryText('department', 'department', runKey),
  location: (_, runKey) => dictionaryText('location', 'location', runKey),
  costCentre: (_, runKey) => dictionaryText('cost_centre', 'cost_centre', runKey),
  jobTitle: (_, runKey) => dictionaryText('job_title', 'job_title', runKey),
  scheduledHours: () => 'CAST(t.scheduled_hours_hundredths AS DOUBLE) / 100',
  flsaStatus: () => listText('flsa_status', FLSA_STATUSES),
  donorId: (_, runKey) =>
    `(SELECT p.employee_id FROM run_person p WHERE p.run_key = ${runKey} AND p.person = t.donor)`,
  basis: () => listText('basis', ENTRY_BASES),
  barredReason: () => listText('barred_reason', BARRED_REASONS),
  limitApplied: () => listText('limit_applied', RESPONSE_LIMITS),
  limitBound: () => listText('limit_bound', DEFERRAL_LIMITS),
  reason: (type) => listText('reason', type === 'TERMINATION' ? TERMINATION_REASONS : VESTING_REASONS),
  rule: () => listText('rule', TERMINATION_RULES),
  provenance: () => listText('provenance', LOOKBACK_SOURCES),
  reduced415: () => cents('reduced_415'),
};

const cents = (column: string): string => `CAST(t.${column}_cents AS DOUBLE)`;
/** A date as a day number; the same everywhere a date is read. */
export const dayNumber = (column: string): string => `CAST(t.${column} - DATE '1970-01-01' AS INTEGER)`;

const BY_KIND: Readonly<Record<FieldKind, (column: string) => string>> = {
  text: (column) => `t.${column}`,
  integer: (column) => `t.${column}`,
  decimal: (column) => `t.${column}`,
  money: cents,
  rate: (column) => `t.${column}_ppm`,
  date: dayNumber,
  yesNo: (column) => `t.${column}`,
};

/** All events of one type of a person ($1) of a run, one column a field. */
export function eventsSql(type: EventType, runKey: number): string {
  const fields = fieldsOf(type).map(([name, spec]) => {
    const value = SPECIAL[name]?.(type, runKey) ?? BY_KIND[kindOf(spec).kind](snakeCase(name));
    return `${value} AS "${name}"`;
  });
  return `SELECT t.simulation_year AS "_year", t.sequence AS "_sequence", ${dayNumber('effective_date')} AS "_day",
      ${listText('category', EVENT_CATEGORIES[type])} AS "_category", ${fields.join(', ')}
    FROM ${TABLE_OF[type]} t WHERE t.run_key = ${runKey} AND t.person = $1`;
}
