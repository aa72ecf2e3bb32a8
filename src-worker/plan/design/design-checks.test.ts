import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { cents, design as standard } from '../money-fixtures.ts';
import { designCodes, isDisparityValid, isTopHeavyExempt, safeHarborExemption } from './design-checks.ts';

type Design = Scenario['planDesigns'][number];
type SafeHarbor = Design['testing']['safeHarbor'];

const CONTEXT = { year: 2026, priorYearEmployees: 100, wageBase: cents(184_500) };
const tiered = (max: number): Design['match'] => ({
  ...standard.match,
  type: 'tiered',
  tiers: [{ min: 0, max, rate: 1 }],
});

/** A design that claims a safe harbor, without a core contribution, everything vested at once. */
const claiming = (safeHarbor: SafeHarbor, changes: Partial<Design> = {}): Design => ({
  ...standard,
  match: tiered(0.04),
  core: { ...standard.core, type: 'none' },
  vesting: { ...standard.vesting, match: 'immediate', core: 'immediate' },
  testing: { ...standard.testing, safeHarbor },
  ...changes,
});
const exemptionOf = (design: Design) => safeHarborExemption(design, designCodes(design, CONTEXT));

describe('P-119 exemptions', () => {
  it('P-94 P-119 only a claim without X codes exempts; ACP-only codes leave the ADP exempt', () => {
    expect(exemptionOf(claiming('none'))).toEqual({ adp: false, acp: false });
    expect(exemptionOf(claiming('enhancedMatch'))).toEqual({ adp: true, acp: true });
    expect(exemptionOf(claiming('enhancedMatch', { match: tiered(0.08) }))).toEqual({
      adp: true,
      acp: false,
    });
    expect(exemptionOf(claiming('enhancedMatch', { match: tiered(0.03) }))).toEqual({
      adp: false,
      acp: false,
    });
  });

  it('P-118 warnings exempt from nothing and remove nothing', () => {
    const autoEnrollment = { ...standard.autoEnrollment, graceDays: 10 };
    const design = claiming('enhancedMatch', { autoEnrollment });
    expect(designCodes(design, CONTEXT)).toEqual(['EACA_WINDOW']);
    expect(exemptionOf(design)).toEqual({ adp: true, acp: true });
  });

  it('P-118 codes are sorted, and each is there once', () => {
    const autoEnrollment = { ...standard.autoEnrollment, graceDays: 10 };
    const vesting = { ...standard.vesting, match: 'graded6' as const };
    expect(designCodes(claiming('enhancedMatch', { autoEnrollment, vesting }), CONTEXT)).toEqual([
      'EACA_WINDOW',
      'SH_VESTING',
    ]);
  });

  it('P-117 exempt from top-heavy rules with safe-harbor money only', () => {
    const isExempt = (design: Design): boolean => isTopHeavyExempt(design, exemptionOf(design));
    expect(isExempt(claiming('enhancedMatch'))).toBe(true);
    expect(isExempt(claiming('enhancedMatch', { match: tiered(0.08) }))).toBe(false);
    expect(isExempt(claiming('none'))).toBe(false);
    expect(isExempt(claiming('enhancedMatch', { core: standard.core }))).toBe(false);
    const forfeitures = { ...standard.forfeitures, policy: 'reallocate' as const };
    expect(isExempt(claiming('enhancedMatch', { forfeitures }))).toBe(false);
    const allocation = { ...standard.core.allocation, minimumHours: 0, requireLastDay: false };
    const core: Design['core'] = { ...standard.core, type: 'flat', rate: 0.03, allocation };
    expect(isExempt(claiming('nonelective', { core }))).toBe(true);
    expect(isExempt(claiming('qacaNonelective', { core }))).toBe(false);
    const autoEnrollment = {
      ...standard.autoEnrollment,
      enabled: true,
      arrangement: 'QACA' as const,
      defaultRate: 0.06,
    };
    expect(isExempt(claiming('qacaNonelective', { core, autoEnrollment }))).toBe(true);
  });
});

describe('P-73 disparity of a design', () => {
  it('P-73 the lowest band is the base rate', () => {
    const bands = [
      { min: 0, max: 40, rate: 0.02 },
      { min: 40, max: null, rate: 0.06 },
    ];
    const integration = { ...standard.core.integration, enabled: true, disparityRate: 0.03 };
    const core: Design['core'] = { ...standard.core, type: 'ageBanded', bands, integration };
    expect(isDisparityValid(core, CONTEXT.wageBase)).toBe(false);
    const modest = { ...core, integration: { ...integration, disparityRate: 0.02 } };
    expect(isDisparityValid(modest, CONTEXT.wageBase)).toBe(true);
  });
});
