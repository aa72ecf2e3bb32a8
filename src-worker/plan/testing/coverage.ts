import { basisPoints } from './basis-points.ts';
import { classify, reaches, type Classification } from './classification.ts';
import { COVERAGE } from './population.ts';

/** Share of 70 % in basis points: the ratio test and the average benefit test (P-104, P-113). */
const SEVENTY_PERCENT = 7_000;

/** Non-excludable employees of one part of the plan, and those of them who benefit. */
export interface CoverageCounts {
  readonly nhceBenefiting: number;
  readonly nhceTotal: number;
  readonly hceBenefiting: number;
  readonly hceTotal: number;
}

/** Counts of one part of the plan from what each person is in it (P-112). */
export function countCoverage(coverage: Uint8Array, isHce: Uint8Array): CoverageCounts {
  const benefiting = [0, 0];
  const total = [0, 0];
  for (let person = 0; person < coverage.length; person++) {
    if (coverage[person] === COVERAGE.excludable) continue;
    const group = isHce[person] === 1 ? 1 : 0;
    total[group] = (total[group] ?? 0) + 1;
    if (coverage[person] === COVERAGE.benefiting) benefiting[group] = (benefiting[group] ?? 0) + 1;
  }
  return {
    nhceBenefiting: benefiting[0] ?? 0,
    nhceTotal: total[0] ?? 0,
    hceBenefiting: benefiting[1] ?? 0,
    hceTotal: total[1] ?? 0,
  };
}

/**
 * P-113: the NHCE percentage ÷ the HCE percentage, each rounded to 0.01 first, in basis points; null when there is nothing
 * to compare because there is no NHCE or no HCE benefits.
 */
export function coverageRatio(counts: CoverageCounts): number | null {
  const { nhceBenefiting, nhceTotal, hceBenefiting, hceTotal } = counts;
  if (nhceTotal === 0 || hceBenefiting === 0) return null;
  return basisPoints(basisPoints(nhceBenefiting, nhceTotal), basisPoints(hceBenefiting, hceTotal));
}

/** Means of the benefits of a group as shares of pay, in basis points (P-106). */
export interface AverageBenefits {
  readonly nhce: number | null;
  readonly hce: number | null;
}

/** P-106: the average benefit percentage in basis points; null when there is no NHCE, or HCEs get nothing. */
export function averageBenefitPercentage({ nhce, hce }: AverageBenefits): number | null {
  return nhce === null || hce === null || hce === 0 ? null : basisPoints(nhce, hce);
}

/** Whether an average benefit percentage in basis points reaches 70 %; where HCEs get nothing, every one does. */
export function meetsAverageBenefit(averageBenefit: number | null): boolean {
  return averageBenefit === null || averageBenefit >= SEVENTY_PERCENT;
}

/** Whether a ratio in basis points passes by itself; without anything to compare it does. */
export function meetsRatioTest(ratio: number | null): boolean {
  return ratio === null || ratio >= SEVENTY_PERCENT;
}

/** The coverage test of one part of the plan with its working. Percentages in basis points. */
export interface CoverageResult {
  readonly ratio: number | null;
  /** Null without any employee who counts. */
  readonly classification: Classification | null;
  readonly result: 'pass' | 'review' | 'fail';
  /** Why it passes; null when it does not. */
  readonly reason: 'noNhce' | 'noHceBenefits' | 'ratio' | 'averageBenefit' | null;
}

/** P-113: the coverage test. `averageBenefit` is that of {@link averageBenefitPercentage}. */
export function coverageTest(counts: CoverageCounts, averageBenefit: number | null): CoverageResult {
  const { nhceTotal, hceTotal } = counts;
  const ratio = coverageRatio(counts);
  const classification = nhceTotal + hceTotal === 0 ? null : classify(nhceTotal, hceTotal);
  const working = { ratio, classification };
  if (ratio === null || classification === null) {
    return { ...working, result: 'pass', reason: nhceTotal === 0 ? 'noNhce' : 'noHceBenefits' };
  }
  if (meetsRatioTest(ratio)) return { ...working, result: 'pass', reason: 'ratio' };
  if (!meetsAverageBenefit(averageBenefit) || !reaches(ratio, classification.unsafe)) {
    return { ...working, result: 'fail', reason: null };
  }
  if (reaches(ratio, classification.safe)) return { ...working, result: 'pass', reason: 'averageBenefit' };
  return { ...working, result: 'review', reason: null };
}
