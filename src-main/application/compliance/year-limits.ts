import type { LimitUsed } from '../../../src-shared/compliance.ts';
import type { LimitSettings, LimitItem } from '../../../src-worker/plan/limits.ts';
import { LIMIT_ITEMS, limitOf } from '../../../src-worker/plan/limits.ts';

/** Limits of deferrals, which shape a year without being held against a test. */
const OF_DEFERRALS: readonly LimitItem[] = [
  'electiveDeferral',
  'catchUp',
  'superCatchUp',
  'rothCatchUpWages',
];

/**
 * All limits of a year: those that the tests recorded, and those of deferrals. The second are worked out anew from the
 * settings of the run, and only while the recorded ones come out the same: a newer table would say what was not used.
 */
export function yearLimits(
  recorded: readonly LimitUsed[],
  year: number,
  settings: LimitSettings,
): readonly LimitUsed[] {
  const limitIn = (item: LimitItem, at: number): LimitUsed | null => {
    const limit = limitOf(item, at, settings);
    return limit === null ? null : { item, year: at, ...limit };
  };
  const isTableOfRun = recorded.every(({ item, year: at, cents, source }) => {
    const known = LIMIT_ITEMS.find((name) => name === item);
    const now = known === undefined ? null : limitIn(known, at);
    return now === null || (now.cents === cents && now.source === source);
  });
  if (!isTableOfRun) return recorded;
  return [...recorded, ...OF_DEFERRALS.flatMap((item) => limitIn(item, year) ?? [])];
}
