import { roundRatio } from '../../../src-shared/arithmetic.ts';
import { planInForce, type PlanInForce } from '../../../src-shared/scenario/plan-in-force.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { MILLION, type Cents, type Ppm } from '../../../src-shared/units.ts';
import type { LimitSettings } from '../limits.ts';
import type { ClassDictionaries } from '../participation/excluded-classes.ts';
import { hceThreshold } from '../testing/hce.ts';
import { moneyTerms, type MoneyTerms } from './money-terms.ts';
import { participationTerms, type ParticipationTerms } from './participation-terms.ts';

/** The design of a year with everything resolved. */
export interface YearTerms {
  readonly plan: PlanInForce;
  readonly participation: ParticipationTerms;
  readonly money: MoneyTerms;
  /** hceCompensation of the year before (P-87). */
  readonly hceThreshold: Cents;
}

/** What the terms of every year of a run are resolved from. */
export interface PlanSetting {
  readonly scenario: Scenario;
  readonly dictionaries: ClassDictionaries;
  readonly startYear: number;
  readonly limits: LimitSettings;
  /** Share of the census rows that may not enter (P-32). */
  readonly censusBarredShare: Ppm;
}

/**
 * The design in force in a year, null when there is none (P-23).
 * @throws PlanAlignError LIMIT_YEAR for a year without limits (P-15).
 */
export function yearTerms(setting: PlanSetting, year: number): YearTerms | null {
  const { scenario, dictionaries, startYear, limits, censusBarredShare } = setting;
  const plan = planInForce(scenario, year);
  if (plan === null) return null;
  const { design, firstYear } = plan;
  const before = planInForce(scenario, year - 1)?.design ?? null;
  const { segments } = scenario;
  return {
    plan,
    participation: participationTerms(
      design,
      { segments, dictionaries, startYear, censusBarredShare, firstYear, before },
      year,
    ),
    money: moneyTerms(design, limits, year),
    hceThreshold: hceThreshold(year, limits).cents,
  };
}

/** Whether a plan is in force in some year of the run. */
export function hasPlan(scenario: Scenario, startYear: number, endYear: number): boolean {
  for (let year = startYear; year <= endYear; year++) if (planInForce(scenario, year) !== null) return true;
  return false;
}

/** P-32: share of the census rows that may not enter among all accepted ones, in ppm. */
export function barredShare(overrides: Int8Array): Ppm {
  let barred = 0;
  for (const override of overrides) if (override === 0) barred += 1;
  if (barred === 0) return 0 as Ppm;
  return Number(roundRatio(BigInt(barred) * BigInt(MILLION), BigInt(overrides.length))) as Ppm;
}
