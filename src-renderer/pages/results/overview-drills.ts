import type { GridCondition } from '../../../src-shared/api/results.ts';
import { eventsPlace, isNumber, isOneOf, peoplePlace } from '../../state/drill.ts';
import type { Place } from '../../state/navigation.ts';
import type { HeadcountBridge } from './overview-figures.ts';

/**
 * What is behind the figures of the overview. Every list that opens has as many rows as the figure says, so the
 * conditions are those by which the figure was counted.
 */

const inYear = (year: number): GridCondition => isNumber('year', year);
const isEvent = (type: string): GridCondition => isOneOf('type', type);

/** Employed on 31 December (W-55). */
const AT_CLOSE = isOneOf('status', 'newHireActive', 'continuousActive');
/** Employed on 1 January: whoever stayed or left since. */
const AT_OPENING = isOneOf('status', 'continuousActive', 'experiencedTermination');

/** Everyone employed at the end of a year, and whatever else holds. */
export const peopleAtClose = (runId: string, year: number, ...also: readonly GridCondition[]): Place =>
  peoplePlace(runId, [inYear(year), AT_CLOSE, ...also]);

/** People employed when a year began. */
export const peopleAtOpening = (runId: string, year: number): Place =>
  peoplePlace(runId, [inYear(year), AT_OPENING]);

/** The hires of a year; of all years for null. */
export const hiresOf = (runId: string, year: number | null): Place =>
  eventsPlace(runId, [...(year === null ? [] : [inYear(year)]), isEvent('HIRE')]);

/** The leavers of a year, of all years for null; for one reason, where a reduction in force is one of its own. */
export function leaversPlace(runId: string, year: number | null, reason: string | null = null): Place {
  const ofReason: readonly GridCondition[] =
    reason === null
      ? []
      : reason === 'reduction'
        ? [isOneOf('category', 'reduction')]
        : [
            reason === 'none'
              ? { kind: 'blank', column: 'reason', isBlank: true }
              : isOneOf('reason', reason),
            { kind: 'text', column: 'category', operator: 'notEqual', value: 'reduction' },
          ];
  return eventsPlace(runId, [...(year === null ? [] : [inYear(year)]), isEvent('TERMINATION'), ...ofReason]);
}

/** What is behind a bar of the headcount bridge: opening, then hires, leavers and closing of every year. */
export function bridgeBar(runId: string, bridges: readonly HeadcountBridge[], bar: number): Place | null {
  const [first] = bridges;
  if (first === undefined) return null;
  if (bar === 0) return peopleAtOpening(runId, first.year);
  const year = bridges[Math.floor((bar - 1) / 3)]?.year;
  if (year === undefined) return null;
  const step = (bar - 1) % 3;
  return step === 0
    ? hiresOf(runId, year)
    : step === 1
      ? leaversPlace(runId, year)
      : peopleAtClose(runId, year);
}

/** What is behind a cell of the bridge as it is read: years across, from opening to closing. */
export function bridgeCell(
  runId: string,
  bridges: readonly HeadcountBridge[],
  reasons: readonly string[],
  row: number,
  column: number,
): Place | null {
  const bridge = bridges[column - 1];
  if (bridge === undefined) return null;
  const { year } = bridge;
  if (row === 0) return peopleAtOpening(runId, year);
  if (row === 1) return hiresOf(runId, year);
  const reason = reasons[row - 2];
  if (reason !== undefined)
    return (bridge.leavers[row - 2] ?? 0) === 0 ? null : leaversPlace(runId, year, reason);
  return row === reasons.length + 2 ? peopleAtClose(runId, year) : null;
}

const RAISES: Readonly<Record<string, string>> = { COLA: 'cola', Merit: 'merit', Market: 'market' };

/** What is behind a part of the growth of average pay, by its name. */
export function growthPart(runId: string, year: number, part: string): Place | null {
  const category = RAISES[part];
  if (category !== undefined)
    return eventsPlace(runId, [inYear(year), isEvent('RAISE'), isOneOf('category', category)]);
  if (part === 'Promotions') return eventsPlace(runId, [inYear(year), isEvent('PROMOTION')]);
  if (part === 'Hires') return hiresOf(runId, year);
  if (part === 'Leavers') return leaversPlace(runId, year);
  return null;
}

const PPM_PER_PERCENT = 10_000;

/** People who have entered the plan by the whole percent they defer; null for those who are not enrolled. */
export function deferralBin(runId: string, year: number, bin: number, last: number): Place {
  if (bin === 0)
    return peopleAtClose(runId, year, isOneOf('planStatus', 'neverEnrolled', 'optedOut', 'stopped'));
  const from = (bin - 1) * PPM_PER_PERCENT;
  const rate: GridCondition =
    bin === last
      ? { kind: 'number', column: 'deferralRate', operator: 'greaterThanOrEqual', value: from }
      : { kind: 'between', column: 'deferralRate', from, to: from + PPM_PER_PERCENT - 1 };
  return peopleAtClose(runId, year, isOneOf('planStatus', 'enrolled'), rate);
}

/** Participants at the end of a year: enrolled with a rate above nothing (P-125). */
export const participantsOf = (runId: string, year: number): Place =>
  peopleAtClose(runId, year, isOneOf('planStatus', 'enrolled'), {
    kind: 'number',
    column: 'deferralRate',
    operator: 'greaterThan',
    value: 0,
  });

const MATCH = ['match', 'matchTrueUp'];
const CORE = ['core', 'coreExcess', 'forfeitureReallocated'];
const DEFERRALS = ['deferralPreTax', 'deferralRoth', 'catchUpPreTax', 'catchUpRoth'];

const contributions = (runId: string, year: number | null, categories: readonly string[]): Place =>
  eventsPlace(runId, [
    ...(year === null ? [] : [inYear(year)]),
    isEvent('DC_PLAN_CONTRIBUTION'),
    isOneOf('category', ...categories),
  ]);

/** What employees put in in a year; null for all years. */
export const deferralsOf = (runId: string, year: number | null): Place =>
  contributions(runId, year, DEFERRALS);

/** What the employer puts in in a year: match, core, or both for null; all years for null. */
export const employerMoneyOf = (runId: string, year: number | null, part: 'match' | 'core' | null): Place =>
  contributions(runId, year, part === 'match' ? MATCH : part === 'core' ? CORE : [...MATCH, ...CORE]);

/** What the employer contributes in a year, or in all, before forfeitures (P-85): those that are shared out are none. */
export const grossCostOf = (runId: string, year: number | null): Place =>
  contributions(runId, year, [...MATCH, 'core', 'coreExcess']);

/** Core contributions of a year, or of all, without forfeitures that are shared out. */
export const coreOf = (runId: string, year: number | null): Place =>
  contributions(runId, year, ['core', 'coreExcess']);

/** Everybody of a year, or of all, with the pay that was earned. */
export const everybodyOf = (runId: string, year: number | null): Place =>
  peoplePlace(runId, year === null ? [] : [inYear(year)]);

/** People employed on 31 December who have entered the plan (P-125). */
export const eligibleOf = (runId: string, year: number): Place =>
  peopleAtClose(runId, year, { kind: 'blank', column: 'planEntry', isBlank: false });
