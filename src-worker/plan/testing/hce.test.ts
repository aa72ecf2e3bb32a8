import { describe, expect, it } from 'vitest';
import type { Cents } from '../../../src-shared/units.ts';
import {
  areUnionMembersExcluded,
  determineHces,
  HCE_REASON,
  isCountedEmployee,
  topPaidGroupSize,
} from './hce.ts';

describe('determineHces', () => {
  const facts = {
    count: 5,
    lookBackPay: Float64Array.of(100, 300, 0, 300, 200),
    isOwner: Uint8Array.of(0, 0, 1, 1, 0),
  };

  it('P-89 gives the reason, ownership first, and the rank of those above the threshold', () => {
    const { reason, rank } = determineHces(facts, 150 as Cents, null);
    const { none, owner, pay } = HCE_REASON;
    expect(Array.from(reason)).toEqual([none, pay, owner, owner, pay]);
    expect(Array.from(rank)).toEqual([0, 1, 0, 2, 3]);
  });

  it('P-88 the top-paid group cuts by rank', () => {
    const { reason } = determineHces(facts, 150 as Cents, 1);
    const { none, owner, payTopGroup } = HCE_REASON;
    expect(Array.from(reason)).toEqual([none, payTopGroup, owner, owner, none]);
  });
});

describe('P-88 counted employees', () => {
  it('P-88 20 % half up', () => {
    expect([0, 2, 3, 7, 8, 48].map(topPaidGroupSize)).toEqual([0, 0, 1, 1, 2, 10]);
  });

  it('P-88 six months, age 21, 17.5 hours, no aliens, no union that is left out', () => {
    expect(isCountedEmployee(6, 21, 1_750, false, false)).toBe(true);
    expect(isCountedEmployee(5, 21, 1_750, false, false)).toBe(false);
    expect(isCountedEmployee(6, 20, 1_750, false, false)).toBe(false);
    expect(isCountedEmployee(6, 21, 1_749, false, false)).toBe(false);
    expect(isCountedEmployee(6, 21, 1_750, true, false)).toBe(false);
    expect(isCountedEmployee(6, 21, 1_750, false, true)).toBe(false);
  });

  it('P-88 union members are left out when they are 90 % of employees', () => {
    expect(areUnionMembersExcluded(9, 10)).toBe(true);
    expect(areUnionMembersExcluded(89, 100)).toBe(false);
    expect(areUnionMembersExcluded(0, 0)).toBe(false);
  });
});
