import type { JobProgress, RunJob, RunSummary } from '../../../src-shared/api/runs.ts';
import { people } from '../../components/format.ts';

/** What a run is doing, in words. */
export function stageWords({ state, progress }: Pick<RunJob, 'state' | 'progress'>): string {
  if (state === 'waiting') return 'Waiting for the run before it';
  const { stage, year, storedYears, years } = progress;
  if (stage === 'preparing' || (stage === 'simulating' && year === null)) return 'Reading the census';
  if (year === null) return 'Starting';
  return storedYears >= years
    ? 'Checking the results'
    : `Simulating and storing ${year}: year ${Math.min(storedYears + 1, years)} of ${years}`;
}

/** A time span in words, to the second; at least a second. */
export function spanWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How long a run took; empty while it has not ended. */
export function durationWords({
  startedAt,
  finishedAt,
}: Pick<RunSummary, 'startedAt' | 'finishedAt'>): string {
  if (finishedAt === null) return '';
  return spanWords((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000);
}

/** Speed and time left, as far as they are known. */
export function paceWords({ rows, rowsPerSecond, secondsLeft, memoryMb }: JobProgress): string {
  return [
    `${people(rows)} rows`,
    rowsPerSecond === 0 ? '' : `${people(rowsPerSecond)} rows per second`,
    secondsLeft === null ? '' : `about ${spanWords(secondsLeft)} left`,
    memoryMb === 0 ? '' : `${people(memoryMb)} MB of memory`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const EVENT_NAMES: Readonly<Record<string, string>> = {
  HIRE: 'Hires',
  TERMINATION: 'Terminations',
  PROMOTION: 'Promotions',
  RAISE: 'Raises',
  DC_PLAN_ELIGIBILITY: 'Plan entries',
  DC_PLAN_ENROLLMENT: 'Enrollments',
  DC_PLAN_DEFERRAL_CHANGE: 'Deferral changes',
  DC_PLAN_CONTRIBUTION: 'Contributions',
  DC_PLAN_VESTING: 'Vesting',
  DC_PLAN_FORFEITURE: 'Forfeitures',
  HCE_STATUS: 'HCE status',
};

/** Name of a type of events, for people. */
export const eventName = (type: string): string => EVENT_NAMES[type] ?? type;

export const STATUS_WORDS: Readonly<
  Record<RunSummary['status'], { readonly word: string; readonly colour: string }>
> = {
  running: { word: 'Running', colour: 'blue' },
  complete: { word: 'Complete', colour: 'teal' },
  failed: { word: 'Failed', colour: 'red' },
  cancelled: { word: 'Cancelled', colour: 'gray' },
  interrupted: { word: 'Interrupted', colour: 'orange' },
};
