import { describe, expect, it } from 'vitest';
import {
  acpPopulation,
  adpPopulation,
  COVERAGE,
  coverageOf,
  STANDING,
  type CoveragePart,
  type PopulationTerms,
} from './population.ts';

const { entered, excludedClass, ltptOnly, otherwiseExcludable, conditionsMet, notCounted } = STANDING;
const { shortLeaver, matchable, allocated, matchRuleFailed, allocationRuleFailed } = STANDING;
const TERMS: PopulationTerms = { excludeLtpt: true, otherwiseExcludable: 'none' };

const yearOf = (standing: readonly number[], isHce = standing.map(() => 0)) => ({
  count: standing.length,
  standing: Uint16Array.from(standing),
  pay: new Float64Array(standing.length).fill(1),
  isHce: Uint8Array.from(isHce),
});

describe('P-90 ADP population', () => {
  it('P-90 everyone entered, without excluded classes and people without pay', () => {
    const year = yearOf([entered, 0, entered | excludedClass, entered | notCounted, entered]);
    year.pay[4] = 0;
    expect(Array.from(adpPopulation(year, TERMS))).toEqual([0, 3]);
  });

  it('P-90 long-term part-timers by testing.excludeLtpt', () => {
    const year = yearOf([entered | ltptOnly]);
    expect(adpPopulation(year, TERMS)).toHaveLength(0);
    expect(adpPopulation(year, { ...TERMS, excludeLtpt: false })).toHaveLength(1);
  });

  it('P-90 excludeNhce drops otherwise excludable NHCEs and keeps HCEs', () => {
    const year = yearOf([entered | otherwiseExcludable, entered | otherwiseExcludable, entered], [0, 1, 0]);
    expect(Array.from(adpPopulation(year, { ...TERMS, otherwiseExcludable: 'excludeNhce' }))).toEqual([1, 2]);
    expect(adpPopulation(year, { ...TERMS, otherwiseExcludable: 'separate' })).toHaveLength(3);
    expect(adpPopulation(year, TERMS)).toHaveLength(3);
  });
});

describe('P-99 ACP population', () => {
  it('P-99 only those who would get a match; never long-term part-timers', () => {
    const year = yearOf([entered, entered | matchable, entered | matchable | ltptOnly]);
    expect(Array.from(acpPopulation(year, { ...TERMS, excludeLtpt: false }))).toEqual([1]);
  });
});

describe('P-112 coverage', () => {
  const of = (standing: number, part: CoveragePart, terms = TERMS): number | undefined =>
    coverageOf(yearOf([standing]), part, terms)[0];
  const IN = entered | conditionsMet;

  it('P-112 those not yet eligible, union members and aliens are excludable', () => {
    expect(of(0, 'deferrals')).toBe(COVERAGE.excludable);
    expect(of(IN | notCounted, 'deferrals')).toBe(COVERAGE.excludable);
  });

  it('P-112 an excluded class or an override is non-excludable, not benefiting', () => {
    expect(of(conditionsMet, 'deferrals')).toBe(COVERAGE.notBenefiting);
    expect(of(IN | excludedClass, 'deferrals')).toBe(COVERAGE.notBenefiting);
    expect(of(IN | excludedClass | allocated, 'core')).toBe(COVERAGE.notBenefiting);
  });

  it('P-112 each part has its own condition', () => {
    expect([of(IN, 'deferrals'), of(IN, 'match'), of(IN, 'core')]).toEqual([2, 1, 1]);
    expect([of(IN | matchable, 'match'), of(IN | matchable, 'core')]).toEqual([2, 1]);
    expect([of(IN | allocated, 'match'), of(IN | allocated, 'core')]).toEqual([1, 2]);
  });

  it('P-112 a leaver with at most 500 hours is excludable where only an hours or last-day rule fails', () => {
    expect(of(IN | shortLeaver | allocationRuleFailed, 'core')).toBe(COVERAGE.excludable);
    expect(of(IN | shortLeaver | allocationRuleFailed, 'match')).toBe(COVERAGE.notBenefiting);
    expect(of(IN | shortLeaver | matchRuleFailed, 'match')).toBe(COVERAGE.excludable);
    expect(of(IN | allocationRuleFailed, 'core')).toBe(COVERAGE.notBenefiting);
    expect(of(IN | shortLeaver, 'deferrals')).toBe(COVERAGE.benefiting);
  });

  it('P-112 long-term part-timers: left out, or benefiting from deferrals alone', () => {
    const ltpt = IN | ltptOnly | matchable;
    expect(of(ltpt, 'deferrals')).toBe(COVERAGE.excludable);
    const kept = { ...TERMS, excludeLtpt: false };
    expect([of(ltpt, 'deferrals', kept), of(ltpt, 'match', kept)]).toEqual([2, 1]);
  });
});
