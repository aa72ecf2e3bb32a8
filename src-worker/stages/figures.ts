import type { AlignmentStrength, RunWarning } from '../../src-shared/columns.ts';
import type { OpeningStaff } from '../workforce/opening-staff.ts';
import type { PromotionOutcome } from '../workforce/promotions.ts';
import type { YearPlan } from '../workforce/year-plan.ts';
import type { Arrivals } from './arrivals.ts';
import type { Departures } from './departures.ts';
import type { Foundation } from './foundation.ts';

/** Alignment strengths of exact mode (W-36): one entry a process. */
export function alignmentOf(
  { staff, plan }: Foundation,
  { strengths }: Departures,
  arrivals: Arrivals,
  promoted: PromotionOutcome,
): readonly AlignmentStrength[] {
  return [
    {
      process: 'experienced',
      quota: plan.leaverQuotas.experienced,
      hazardSumPpm: staff.experienced.calibration.hazardSum,
      strength: strengths.experienced,
    },
    {
      process: 'priorYearHire',
      quota: plan.leaverQuotas.priorYearHires,
      hazardSumPpm: staff.priorYearHires.calibration.hazardSum,
      strength: strengths.priorYearHires,
    },
    {
      process: 'newHire',
      quota: plan.sameYearQuota - arrivals.unmet,
      hazardSumPpm: arrivals.atRisk.calibration.hazardSum,
      strength: arrivals.strength,
    },
    {
      process: 'promotion',
      quota: promoted.quota ?? 0,
      hazardSumPpm: promoted.calibration.hazardSum,
      strength: promoted.strength,
    },
  ];
}

/** What is to be shown with the year (W-31, W-34, W-42). */
export function warningsOf(
  staff: OpeningStaff,
  plan: YearPlan,
  unmet: number,
  year: number,
): readonly RunWarning[] {
  const { raised, hires } = plan.solution;
  const scaled = (name: string, stratum: OpeningStaff['experienced']): RunWarning | null =>
    stratum.calibration.retirementScaled
      ? {
          code: 'RETIREMENT_SCALED',
          message: `${year}: retirement alone exceeds the termination rate of ${name}; it was scaled down.`,
        }
      : null;
  const warnings = [
    raised > 0
      ? {
          code: 'TARGET_RAISED',
          message: `${year}: scheduled hires exceed what growth needs; the closing target was raised by ${raised}.`,
        }
      : null,
    scaled('experienced staff', staff.experienced),
    scaled('last year’s hires', staff.priorYearHires),
    unmet > 0
      ? {
          code: 'QUOTA_UNMET',
          message: `${year}: ${unmet} fewer hires can leave in the year of hire than the rate asks for; the closing target was raised.`,
        }
      : null,
    hires * 2 > staff.persons.length
      ? {
          code: 'HIRES_ABOVE_HALF',
          message: `${year}: ${hires} hires for an opening headcount of ${staff.persons.length}.`,
        }
      : null,
  ];
  return warnings.filter((warning) => warning !== null);
}
