import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOCATION_REASONS, TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';
import { design } from '../money-fixtures.ts';
import { allocationReason, allocationTerms, type AllocationFacts } from './allocation-conditions.ts';

type Settings = typeof design.core.allocation;

const MATCH = design.match.allocation;
const CORE = design.core.allocation;

const employed: AllocationFacts = {
  overridden: false,
  entered: true,
  ltptOnly: false,
  hours: 2_080,
  tenureYears: 3,
  hiredThisYear: false,
  activeAtYearEnd: true,
  terminationReason: 0,
};

const reasonOf = (settings: Settings, facts: Partial<AllocationFacts>, enabled = true): string | undefined =>
  ALLOCATION_REASONS[allocationReason(allocationTerms(settings, enabled), { ...employed, ...facts })];

const left = (reason: (typeof TERMINATION_REASONS)[number]): Partial<AllocationFacts> => ({
  activeAtYearEnd: false,
  terminationReason: TERMINATION_REASONS.indexOf(reason),
});

const settingsList = fc.record({
  minimumHours: fc.constantFrom(0, 500, 1_000),
  minimumTenureYears: fc.constantFrom(0, 1, 2),
  waiveTenureForNewHires: fc.constantFrom(true, false, null),
  requireLastDay: fc.boolean(),
  payNewHireLeavers: fc.boolean(),
  payExperiencedLeavers: fc.boolean(),
  payDeathDisabilityRetirement: fc.boolean(),
});

const factsList = fc.record({
  overridden: fc.boolean(),
  entered: fc.boolean(),
  ltptOnly: fc.boolean(),
  hours: fc.constantFrom(0, 499.99, 500, 999.99, 1_000, 2_080),
  tenureYears: fc.constantFrom(0, 1, 2),
  hiredThisYear: fc.boolean(),
  activeAtYearEnd: fc.boolean(),
  terminationReason: fc.nat(TERMINATION_REASONS.length - 1),
});

describe('allocationReason', () => {
  it('P-34 the default match has no conditions beyond entry, the default core has hours and the last day', () => {
    expect(reasonOf(MATCH, { ...left('voluntary'), hours: 1, tenureYears: 0 })).toBe('eligible');
    expect(reasonOf(CORE, { hours: 999.99 })).toBe('insufficientHours');
    expect(reasonOf(CORE, { hours: 1_000 })).toBe('eligible');
    expect(reasonOf(CORE, left('voluntary'))).toBe('notActiveAtYearEnd');
    expect(reasonOf(CORE, left('none'))).toBe('notActiveAtYearEnd');
    for (const reason of ['death', 'disability', 'retirement'] as const) {
      expect(reasonOf(CORE, left(reason))).toBe('eligible');
    }
  });

  it('P-34 an exception to the last-day rule waives neither hours nor service', () => {
    const settings = { ...CORE, minimumTenureYears: 2, payExperiencedLeavers: true };
    expect(reasonOf(settings, { ...left('death'), hours: 900 })).toBe('insufficientHours');
    expect(reasonOf(settings, { ...left('death'), tenureYears: 1 })).toBe('insufficientTenure');
  });

  it('P-35 a source that the design lacks is disabled, whatever else', () => {
    fc.assert(
      fc.property(settingsList, factsList, (settings, facts) => {
        expect(reasonOf(settings, facts, false)).toBe('disabled');
      }),
    );
  });

  it('P-34, P-35 the reason is the first of the conditions that fails', () => {
    fc.assert(
      fc.property(settingsList, factsList, (settings, facts) => {
        const waived = settings.waiveTenureForNewHires ?? settings.minimumTenureYears === 0;
        const byReason = ['retirement', 'death', 'disability'].some(
          (reason) => reason === TERMINATION_REASONS[facts.terminationReason],
        );
        const exceptions = [
          facts.hiredThisYear && settings.payNewHireLeavers,
          !facts.hiredThisYear && settings.payExperiencedLeavers,
          byReason && settings.payDeathDisabilityRetirement,
        ];
        const failing = [
          ['overrideIneligible', facts.overridden],
          ['notEntered', !facts.entered],
          ['ltptOnly', facts.ltptOnly],
          ['insufficientHours', facts.hours < settings.minimumHours],
          [
            'insufficientTenure',
            !(waived && facts.hiredThisYear) && facts.tenureYears < settings.minimumTenureYears,
          ],
          [
            'notActiveAtYearEnd',
            settings.requireLastDay && !facts.activeAtYearEnd && !exceptions.includes(true),
          ],
          ['eligible', true],
        ] as const;
        expect(reasonOf(settings, facts)).toBe(failing.find(([, applies]) => applies)?.[0]);
      }),
      { numRuns: 500 },
    );
  });
});
