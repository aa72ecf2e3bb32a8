import type { VESTING_REASONS } from '../../../src-shared/vocabulary.ts';
import type { Account } from './state.ts';
import type { Earned, Settled } from './money.ts';
import { serviceFacts } from './opening.ts';
import type { Subject } from './subject.ts';
import { creditedYears, earnsCredit, forfeited, vestedShare, withReturn } from './vesting.ts';

/** Accounts, vesting and forfeitures of a year (P-78 … P-83). */

interface ClosedSource {
  /** Share vested a year ago, and on the settlement date with what gives it. */
  readonly before: bigint;
  readonly share: bigint;
  readonly reason: (typeof VESTING_REASONS)[number];
  /** With the contributions of the year, before a forfeiture. */
  readonly balance: bigint;
  readonly forfeited: bigint;
}

export interface Closed {
  readonly creditedYears: number;
  readonly match: ClosedSource;
  readonly core: ClosedSource;
}

/** Closes somebody's accounts at the settlement date and moves their state on. */
export function closeAccounts(
  subject: Subject,
  earned: Earned,
  { kept }: Settled,
  returnRate: bigint,
): Closed {
  const { state, design, one, year, last, applicant } = subject;
  const isLeaving = one.leaving !== null;
  const isEntered = state.entry !== null;

  // Long-term part-time now or before: entered for deferrals on another day than for employer money (P-81).
  const isLtpt = isEntered && state.employerEntry !== state.entry;
  const { startYear } = applicant;
  if (earnsCredit(serviceFacts(applicant, state, startYear), design, year, earned.hours, isLtpt)) {
    state.yearsByHours += 1;
  }
  const years = creditedYears(serviceFacts(applicant, state, startYear), design, last);

  const opening = state.account;
  const grown = (balance: bigint): bigint => (isLeaving ? balance : withReturn(balance, returnRate));
  const account: Account = {
    deferral: grown(opening.deferral) + kept.base + kept.catchUp,
    match: grown(opening.match) + kept.match + kept.trueUp,
    core: grown(opening.core) + kept.core + kept.coreExcess + kept.reallocated,
  };

  const close = (source: 'match' | 'core', before: bigint): ClosedSource => {
    const balance = account[source];
    if (state.entry === null) return { before, share: 0n, reason: 'schedule', balance, forfeited: 0n };
    const person = { birth: applicant.birth, entry: state.entry, creditedYears: years };
    const leftFor = one.leaving?.reason ?? null;
    const { share, reason } = vestedShare(design.vesting[source], design, person, last, leftFor);
    return { before, share, reason, balance, forfeited: isLeaving ? forfeited(balance, share) : 0n };
  };
  const match = close('match', state.vestedMatch);
  const core = close('core', state.vestedCore);
  state.account = {
    deferral: account.deferral,
    match: account.match - match.forfeited,
    core: account.core - core.forfeited,
  };
  state.vestedMatch = match.share;
  state.vestedCore = core.share;
  return { creditedYears: years, match, core };
}
