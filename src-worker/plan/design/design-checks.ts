import { toPpm } from '../../../src-shared/arithmetic.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { Cents, Ppm } from '../../../src-shared/units.ts';
import { integrationLevel, permittedDisparity } from '../disparity.ts';
import { isLegalSchedule, vestingSchedule } from '../vesting.ts';
import { automaticCodes } from './automatic-checks.ts';
import { effectOf, type DesignCode } from './design-codes.ts';
import { lowestCoreRate, safeHarborCodes } from './safe-harbor-checks.ts';

type Design = Scenario['planDesigns'][number];

/** What the checks of a design in a year need besides it. */
export interface DesignContext {
  readonly year: number;
  /** Employees of the year before (P-121); 0 when not known. */
  readonly priorYearEmployees: number;
  /** Taxable wage base of the year. */
  readonly wageBase: Cents;
}

/** Whether the disparity of an integrated core is valid in a year (P-73); without integration it is. */
export function isDisparityValid(core: Design['core'], wageBase: Cents): boolean {
  const { enabled, disparityRate, levelMode, levelValue } = core.integration;
  if (!enabled || core.type === 'none') return true;
  const level = integrationLevel(levelMode, levelValue, wageBase);
  return permittedDisparity(level, wageBase, lowestCoreRate(core) as Ppm, toPpm(disparityRate)).valid;
}

/** P-118: vesting and service conditions of the employer money that the design has. */
function sourceCodes(design: Design): readonly DesignCode[] {
  const codes: DesignCode[] = [];
  for (const source of ['match', 'core'] as const) {
    if (design[source].type === 'none') continue;
    const schedule = vestingSchedule(design.vesting[source]);
    if (!isLegalSchedule(schedule, 'ordinary')) codes.push('VEST_SCHEDULE');
    const isImmediate = isLegalSchedule(schedule, 'safeHarbor');
    if (design[source].allocation.minimumTenureYears > 1 && !isImmediate) codes.push('EMPLOYER_SERVICE');
  }
  return codes;
}

/**
 * P-118: the codes of a design in a year, sorted, each once. They are findings: nothing is changed by them. The bounds of
 * BANDS, ELIG_AGE, ELIG_SERVICE and LIMIT_YEAR cannot be exceeded by a design that was read and a year whose limits are
 * known; what depends on the people of a run is raised by the run.
 */
export function designCodes(
  design: Design,
  { year, priorYearEmployees, wageBase }: DesignContext,
): readonly DesignCode[] {
  const codes = new Set<DesignCode>([
    ...sourceCodes(design),
    ...safeHarborCodes(design, year),
    ...automaticCodes(design, year, priorYearEmployees),
  ]);
  if (!isDisparityValid(design.core, wageBase)) codes.add('DISPARITY');
  return [...codes].sort();
}

/** Tests that a claimed safe harbor spares the plan (P-119). */
export interface Exemption {
  readonly adp: boolean;
  readonly acp: boolean;
}

/** P-119: what the claimed safe harbor exempts from, by the codes of the design in the year. */
export function safeHarborExemption({ testing }: Design, codes: readonly DesignCode[]): Exemption {
  const effects = codes.map(effectOf);
  const adp = testing.safeHarbor !== 'none' && !effects.includes('X');
  return { adp, acp: adp && !effects.includes('X-ACP') };
}

/**
 * P-117: whether the plan is exempt from the top-heavy rules: it holds only deferrals and money that meets the ADP and ACP
 * safe harbors. Both have the same eligibility here, because a design has one.
 */
export function isTopHeavyExempt(design: Design, { adp, acp }: Exemption): boolean {
  const isCoreSafe =
    design.testing.safeHarbor === 'nonelective' || design.testing.safeHarbor === 'qacaNonelective';
  const hasOtherCore = design.core.type !== 'none' && !isCoreSafe;
  return adp && acp && !hasOtherCore && design.forfeitures.policy !== 'reallocate';
}
