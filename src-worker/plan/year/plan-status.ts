import { ENROLLMENT_SOURCES, PLAN_STATUSES } from '../../../src-shared/vocabulary.ts';

/** Indices into PLAN_STATUSES (P-37). */
export const STATUS = {
  notEntered: PLAN_STATUSES.indexOf('notEntered'),
  neverEnrolled: PLAN_STATUSES.indexOf('neverEnrolled'),
  enrolled: PLAN_STATUSES.indexOf('enrolled'),
  optedOut: PLAN_STATUSES.indexOf('optedOut'),
  stopped: PLAN_STATUSES.indexOf('stopped'),
} as const;

/** Whether an enrolment was automatic, by index into ENROLLMENT_SOURCES (P-49). */
export const IS_AUTOMATIC: readonly boolean[] = ENROLLMENT_SOURCES.map((source) =>
  ['auto', 'sweep', 'censusAuto'].includes(source),
);
