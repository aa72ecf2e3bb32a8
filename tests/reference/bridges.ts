import { MILLION, rnd, sum } from './exact.ts';
import type { Applied } from './pay.ts';

/** What the growth metrics and bridges of a year are made of: one entry per person employed in it (section 9). */
export interface BridgePerson {
  readonly department: string;
  /** Rate and level at opening, or at hire for somebody hired in the year. */
  readonly firstPay: bigint;
  readonly firstLevel: number;
  readonly opening: boolean;
  readonly closing: boolean;
  readonly closingPay: bigint;
  readonly closingLevel: number;
  readonly changes: readonly Applied[];
}

export interface Bridge {
  opening: bigint;
  leavers: bigint;
  transfersIn: bigint;
  transfersOut: bigint;
  hires: bigint;
  cola: bigint;
  promotion: bigint;
  merit: bigint;
  market: bigint;
  closing: bigint;
}

const emptyBridge = (): Bridge => ({
  opening: 0n,
  leavers: 0n,
  transfersIn: 0n,
  transfersOut: 0n,
  hires: 0n,
  cola: 0n,
  promotion: 0n,
  merit: 0n,
  market: 0n,
  closing: 0n,
});

/** Payroll bridge of a group; `groupOf` names the group of a person at a level, and only `key` is added up (W-58). */
export function payrollBridge(
  people: readonly BridgePerson[],
  groupOf: (person: BridgePerson, level: number) => string,
  key: string,
): Bridge {
  const bridge = emptyBridge();
  for (const person of people) {
    const inGroup = (level: number): boolean => groupOf(person, level) === key;
    if (person.opening && inGroup(person.firstLevel)) {
      bridge.opening += person.firstPay;
      if (!person.closing) bridge.leavers += person.firstPay;
    }
    if (!person.closing) continue;
    if (!person.opening && inGroup(person.firstLevel)) bridge.hires += person.firstPay;
    for (const change of person.changes) {
      if (change.fromLevel !== change.level && inGroup(change.fromLevel) !== inGroup(change.level)) {
        if (inGroup(change.fromLevel)) bridge.transfersOut += change.previous;
        else bridge.transfersIn += change.previous;
      }
      if (inGroup(change.level)) bridge[change.kind] += change.pay - change.previous;
    }
    if (inGroup(person.closingLevel)) bridge.closing += person.closingPay;
  }
  const { opening, leavers, transfersIn, transfersOut, hires, cola, promotion, merit, market } = bridge;
  const total = opening - leavers + transfersIn - transfersOut + hires + cola + promotion + merit + market;
  if (total !== bridge.closing) throw new Error('the payroll bridge of the reference does not add up');
  return bridge;
}

/** Average-pay bridge (W-59), in cents. */
export function averageBridge(people: readonly BridgePerson[]) {
  const average = (total: bigint, count: number): bigint | null =>
    count === 0 ? null : rnd(total, BigInt(count));
  const openingStaff = people.filter((person) => person.opening);
  const closingStaff = people.filter((person) => person.closing);
  const stayers = people.filter((person) => person.opening && person.closing);
  const opening = average(sum(openingStaff.map((person) => person.firstPay)), openingStaff.length);
  const closing = average(sum(closingStaff.map((person) => person.closingPay)), closingStaff.length);
  const none = { leaverMix: 0n, cola: 0n, promotion: 0n, merit: 0n, market: 0n, hireMix: 0n };
  if (stayers.length === 0) {
    const replacement = opening === null || closing === null ? 0n : closing - opening;
    return { opening, ...none, replacement, closing };
  }
  let running = sum(stayers.map((person) => person.firstPay));
  const count = BigInt(stayers.length);
  let before = rnd(running, count);
  const leaverMix = before - (opening ?? 0n);
  const step = (kind: Applied['kind']): bigint => {
    for (const person of stayers) {
      for (const change of person.changes) {
        if (change.kind === kind) running += change.pay - change.previous;
      }
    }
    const after = rnd(running, count);
    const effect = after - before;
    before = after;
    return effect;
  };
  const cola = step('cola');
  const promotion = step('promotion');
  const merit = step('merit');
  const market = step('market');
  const hireMix = (closing ?? 0n) - before;
  return { opening, leaverMix, cola, promotion, merit, market, hireMix, replacement: 0n, closing };
}

/** A ratio of exact sums, kept so that growth is rounded once. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** later / earlier − 1 in ppm; null where a side is missing (W-57). */
export function growthPpm(later: Ratio, earlier: Ratio | null): bigint | null {
  if (earlier === null || earlier.denominator === 0n || later.denominator === 0n) return null;
  if (earlier.numerator === 0n) return null;
  const a = later.numerator * earlier.denominator;
  const b = earlier.numerator * later.denominator;
  return rnd((a - b) * MILLION, b);
}

export const levelOf = (ratio: Ratio): bigint | null =>
  ratio.denominator === 0n ? null : rnd(ratio.numerator, ratio.denominator);
