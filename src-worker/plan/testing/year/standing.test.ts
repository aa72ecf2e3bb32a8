import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../../../src-shared/units.ts';
import { ALLOCATION_REASONS, MATCH_REASONS } from '../../../../src-shared/vocabulary.ts';
import { day } from '../../money-fixtures.ts';
import { STANDING } from '../population.ts';
import { standingOf, type StandingFacts } from './standing.ts';

/** An old participant with a full year, match and core. */
const PARTICIPANT: StandingFacts = {
  yearEnd: day('2026-12-31'),
  settlementDay: day('2026-12-31'),
  entryDay: day('2020-01-01'),
  conditionsDay: day('2020-01-01'),
  statutoryDay: day('2020-01-01'),
  isLtptOnly: false,
  isInExcludedClass: false,
  isUnionMember: false,
  isNonresidentAlien: false,
  hours: 2_080,
  matchReason: MATCH_REASONS.indexOf('calculated'),
  coreReason: ALLOCATION_REASONS.indexOf('eligible'),
  failsMatchAnyhow: false,
  failsCoreAnyhow: false,
  hasMatchRate: true,
  hasAllocation: true,
};

const has = (bit: keyof typeof STANDING, changes: Partial<StandingFacts> = {}): boolean =>
  (standingOf({ ...PARTICIPANT, ...changes }) & STANDING[bit]) !== 0;

const leavingOn = (iso: string, hours = 2_080): Partial<StandingFacts> => ({
  settlementDay: day(iso),
  hours,
});

describe('standingOf', () => {
  it('P-90 a full participant is entered, meets the conditions, is matched and allocated', () => {
    const { entered, conditionsMet, matchable, allocated } = STANDING;
    expect(standingOf(PARTICIPANT)).toBe(entered | conditionsMet | matchable | allocated);
  });

  it('P-90 entered: on the settlement date at the latest', () => {
    expect(has('entered', { entryDay: day('2026-12-31') })).toBe(true);
    expect(has('entered', { entryDay: NO_DAY })).toBe(false);
    expect(has('entered', { ...leavingOn('2026-06-30'), entryDay: day('2026-06-30') })).toBe(true);
    expect(has('entered', { ...leavingOn('2026-06-30'), entryDay: day('2026-07-01') })).toBe(false);
  });

  it('P-112 conditionsMet: by entry, or by dates that something else bars', () => {
    const barred = { entryDay: NO_DAY };
    expect(has('conditionsMet', barred)).toBe(true);
    expect(has('conditionsMet', { ...barred, conditionsDay: day('2027-01-01') })).toBe(false);
    expect(has('conditionsMet', { ...barred, conditionsDay: NO_DAY })).toBe(false);
    expect(has('conditionsMet', { conditionsDay: NO_DAY })).toBe(true);
    const early = { ...barred, ...leavingOn('2026-06-30'), conditionsDay: day('2026-07-01') };
    expect(has('conditionsMet', early)).toBe(false);
  });

  it('P-90 P-111 otherwiseExcludable: statutory entry after the year, or never', () => {
    expect(has('otherwiseExcludable', { statutoryDay: day('2026-12-31') })).toBe(false);
    expect(has('otherwiseExcludable', { statutoryDay: day('2027-01-01') })).toBe(true);
    expect(has('otherwiseExcludable', { statutoryDay: NO_DAY })).toBe(true);
  });

  it('P-90 P-112 class, long-term part-time, union and aliens', () => {
    expect(has('excludedClass')).toBe(false);
    expect(has('excludedClass', { isInExcludedClass: true })).toBe(true);
    expect(has('ltptOnly', { isLtptOnly: true })).toBe(true);
    expect(has('notCounted', { isUnionMember: true })).toBe(true);
    expect(has('notCounted', { isNonresidentAlien: true })).toBe(true);
    expect(has('notCounted')).toBe(false);
  });

  it('P-112 shortLeaver: left before 31 December with at most 500 hours', () => {
    expect(has('shortLeaver', leavingOn('2026-03-31', 500))).toBe(true);
    expect(has('shortLeaver', leavingOn('2026-03-31', 500.01))).toBe(false);
    expect(has('shortLeaver', leavingOn('2026-12-31', 100))).toBe(false);
  });

  it('P-99 matchable: calculated or without deferrals, with a rate in the person’s band', () => {
    const reasons = MATCH_REASONS.filter((_, matchReason) => has('matchable', { matchReason }));
    expect(reasons).toEqual(['calculated', 'noDeferrals']);
    expect(has('matchable', { hasMatchRate: false })).toBe(false);
  });

  it('P-112 allocated: eligible, with an amount before section 16', () => {
    const reasons = ALLOCATION_REASONS.filter((_, coreReason) => has('allocated', { coreReason }));
    expect(reasons).toEqual(['eligible']);
    expect(has('allocated', { hasAllocation: false })).toBe(false);
  });

  it('P-112 rules failed: hours and last day, not tenure', () => {
    const rules = ['insufficientHours', 'notActiveAtYearEnd'];
    expect(MATCH_REASONS.filter((_, matchReason) => has('matchRuleFailed', { matchReason }))).toEqual(rules);
    const matchReason = MATCH_REASONS.indexOf('insufficientHours');
    expect(has('matchRuleFailed', { matchReason, failsMatchAnyhow: true })).toBe(false);
    const coreReason = ALLOCATION_REASONS.indexOf('insufficientHours');
    expect(has('allocationRuleFailed', { coreReason, failsCoreAnyhow: true })).toBe(false);
    expect(ALLOCATION_REASONS.filter((_, coreReason) => has('allocationRuleFailed', { coreReason }))).toEqual(
      rules,
    );
  });
});
