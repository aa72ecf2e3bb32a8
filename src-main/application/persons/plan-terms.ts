import { toCents, toPpm } from '../../../src-shared/arithmetic.ts';
import type { MatchTierTerms, PlanYearTerms } from '../../../src-shared/person/history.ts';
import { planInForce } from '../../../src-shared/scenario/plan-in-force.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { limitSettingsOf } from '../../../src-worker/plan/limits.ts';
import { planLimits } from '../../../src-worker/plan/plan-limits.ts';
import { vestingSchedule } from '../../../src-worker/plan/vesting.ts';

type MatchSettings = Scenario['planDesigns'][number]['match'];

function bandsOf(match: MatchSettings): readonly (readonly MatchTierTerms[])[] {
  const inPpm = ({ min, max, rate }: MatchTierTerms): MatchTierTerms => ({
    min: toPpm(min),
    max: toPpm(max),
    rate: toPpm(rate),
  });
  switch (match.type) {
    case 'none':
      return [[]];
    case 'tiered':
      return [match.tiers.map(inPpm)];
    case 'tenureGraded':
      return match.bands.map(({ tiers }) => tiers.map(inPpm));
    case 'gradedByService':
    case 'pointsBased':
      return match.bands.map(({ rate, maxDeferral }) => [inPpm({ min: 0, max: maxDeferral, rate })]);
  }
}

/** The parts of a scenario that say what its plans do. */
export type PlanSections = Pick<Scenario, 'limits' | 'planDesigns' | 'planTimeline'>;

/** What the plan said in a year (P-23, P-65, P-79); null where no design is in force. */
export function planTermsOf(scenario: PlanSections, year: number): PlanYearTerms | null {
  const inForce = planInForce(scenario, year);
  if (inForce === null) return null;
  const { name, match, vesting, forfeitures } = inForce.design;
  const { electiveDeferral, compensation } = planLimits(year, limitSettingsOf(scenario.limits));
  return {
    year,
    designName: name,
    annualReturn: toPpm(forfeitures.assumedAnnualReturn),
    match: {
      frequency: match.frequency,
      matchCatchUp: match.matchCatchUp,
      cap: match.capPercentOfPay === null ? null : toPpm(match.capPercentOfPay),
      dollarCap: match.dollarCap === null ? null : toCents(match.dollarCap),
      bands: bandsOf(match),
    },
    vesting: { match: vestingSchedule(vesting.match), core: vestingSchedule(vesting.core) },
    electiveDeferralLimit: electiveDeferral,
    compensationLimit: compensation,
  };
}
