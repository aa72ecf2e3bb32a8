import type { ComplianceYear, HceReport } from '../../../../src-shared/compliance.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import { LOOKBACK_SOURCES } from '../../../../src-shared/vocabulary.ts';
import { designCodes, isTopHeavyExempt, safeHarborExemption } from '../../design/design-checks.ts';
import { HCE_REASON } from '../hce.ts';
import { additionsReport } from './additions-report.ts';
import { coverageReport } from './coverage-report.ts';
import { deferralTests } from './deferral-tests.ts';
import { designFindings } from './design-findings.ts';
import { testLimits } from './limits-used.ts';
import type { ComplianceInput, PriorFacts, TestedPlanYear, YearCounts } from './tested-plan-year.ts';
import { topHeavyReport } from './top-heavy-report.ts';

/**
 * Sections 19 to 25 and P-77: all tests of one simulated year from its columns, with the corrections person by person.
 * They are reported and change nothing (P-25).
 * @throws PlanAlignError LIMIT_YEAR for a year before the table (P-15).
 */
export function complianceOfYear(input: ComplianceInput): ComplianceYear {
  const { year, design, people, counts } = input;
  const limits = testLimits(year, input.limits);
  const wageBase = limits.wageBase.cents as Cents;
  const { priorYearEmployees } = counts;
  const codes = designCodes(design, { year, priorYearEmployees, wageBase });
  const exemption = safeHarborExemption(design, codes);

  const pay = people.cappedPlanPay;
  const isHce = new Uint8Array(people.count);
  for (let position = 0; position < people.count; position++)
    isHce[position] = people.hceReason[position] === HCE_REASON.none ? 0 : 1;
  const tested = { count: people.count, standing: people.standing, pay, isHce };
  const amounts = amountsOf(people);
  const { adp, acp } = deferralTests(input, tested, amounts.match, exemption);
  const { grossPay, statutoryAge } = people;
  const { allocation, benefit } = amounts;
  const columns = { allocation, benefit, pay, grossPay, statutoryAge, isHce };
  const { coverage, amounts: amountTests } = coverageReport(design, tested, columns, wageBase);
  const compensation = limits.compensation.cents as Cents;
  const isExempt = isTopHeavyExempt(design, exemption);
  const { findings, partialTermination } = designFindings(input, codes);
  return {
    year,
    designId: design.id,
    limits: Object.values(limits),
    flags: {
      assumedLookBack: countOf(people.lookBackSource, LOOKBACK_SOURCES.indexOf('assumed')),
      balancesMissing: countOf(people.isBalanceKnown, 0),
    },
    hce: hceReport(people, counts, limits.hceCompensation.cents),
    coverage,
    adp,
    acp,
    amounts: amountTests,
    additions: additionsReport(input, benefit, limits.annualAdditions.cents as Cents),
    topHeavy: topHeavyReport(input, amounts.employerMoney, compensation, isExempt),
    design: findings,
    employees: { person: people.person, isHce, pay, benefit, partialTermination },
  };
}

/** What the tests of the next year need of this one. */
export function priorFactsFrom({ adp, acp, topHeavy }: ComplianceYear): PriorFacts {
  return {
    isSimulated: true,
    nhceAdp: adp.nhceAverageOfYear,
    nhceAcp: acp.nhceAverageOfYear,
    determination: topHeavy.yearEnd,
  };
}

/** Sums of the amounts of each employee, cents. */
interface Amounts {
  /** Match and true-up. */
  readonly match: Float64Array;
  /** Core, its excess and reallocated forfeitures (P-102). */
  readonly allocation: Float64Array;
  readonly employerMoney: Float64Array;
  /** Employer money and base deferrals (P-106). */
  readonly benefit: Float64Array;
}

function amountsOf(people: TestedPlanYear): Amounts {
  const { count } = people;
  const [match, allocation] = [new Float64Array(count), new Float64Array(count)];
  const [employerMoney, benefit] = [new Float64Array(count), new Float64Array(count)];
  for (let position = 0; position < count; position++) {
    const matched = (people.match[position] ?? 0) + (people.trueUp[position] ?? 0);
    const core = (people.core[position] ?? 0) + (people.coreExcess[position] ?? 0);
    const allocated = core + (people.reallocated[position] ?? 0);
    match[position] = matched;
    allocation[position] = allocated;
    employerMoney[position] = matched + allocated;
    benefit[position] = matched + allocated + (people.base[position] ?? 0);
  }
  return { match, allocation, employerMoney, benefit };
}

function countOf(column: Uint8Array, value: number): number {
  let count = 0;
  for (let at = 0; at < column.length; at++) if (column[at] === value) count += 1;
  return count;
}

/** P-87 to P-89: who is highly compensated. */
function hceReport(
  { count, hceReason }: TestedPlanYear,
  { topPaidGroup }: YearCounts,
  threshold: number,
): HceReport {
  return {
    employees: count,
    owners: countOf(hceReason, HCE_REASON.owner),
    byPay: countOf(hceReason, HCE_REASON.pay),
    byTopPaidGroup: countOf(hceReason, HCE_REASON.payTopGroup),
    nhces: countOf(hceReason, HCE_REASON.none),
    thresholdCents: threshold,
    topPaidGroup,
  };
}
