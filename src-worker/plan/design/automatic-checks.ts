import { toPpm } from '../../../src-shared/arithmetic.ts';
import { completedYears, parseIsoDate, toDay } from '../../../src-shared/dates.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { DesignCode } from './design-codes.ts';
import { isQaca } from './safe-harbor-checks.ts';

type Design = Scenario['planDesigns'][number];

const POINT = 10_000;

/** Lowest default rates of a QACA in plan years 0, 1, 2, 3 and 4 after enrolment, ppm (P-118). */
const QACA_MINIMUM = [3 * POINT, 3 * POINT, 4 * POINT, 5 * POINT, 6 * POINT];

/** P-120: the default deferral rate in plan year `planYear` after enrolment, ppm. */
function defaultRateAfter(
  { autoEnrollment, autoEscalation }: Pick<Design, 'autoEnrollment' | 'autoEscalation'>,
  planYear: number,
): number {
  const start = toPpm(autoEnrollment.defaultRate);
  if (!autoEscalation.enabled) return start;
  const steps = Math.max(0, planYear - autoEscalation.firstEscalationDelayYears + 1);
  const risen = start + toPpm(autoEscalation.increment) * steps;
  return Math.max(start, Math.min(toPpm(autoEscalation.cap), risen));
}

/** P-118: what a claimed QACA lacks in automatic enrolment. */
function qacaCodes(design: Design): readonly DesignCode[] {
  const { enabled, arrangement } = design.autoEnrollment;
  if (!isQaca(design)) return [];
  const codes: DesignCode[] = [];
  if (!enabled || arrangement !== 'QACA') codes.push('QACA_NOT_AUTO');
  if (!enabled) return codes;
  const path = (planYear: number): number => defaultRateAfter(design, planYear);
  if (QACA_MINIMUM.some((minimum, planYear) => path(planYear) < minimum)) codes.push('QACA_DEFAULT_LOW');
  if (path(1) > 10 * POINT || path(Infinity) > 15 * POINT) codes.push('QACA_DEFAULT_HIGH');
  return codes;
}

/** First day of plans that IRC 414A applies to, and the first year it applies in (P-121). */
const MANDATE_FROM = toDay(2022, 12, 29);
const MANDATE_YEAR = 2025;

/** P-121: whether automatic enrolment is required; facts that are not known do not exempt, except the plan's own date. */
function isMandated(
  { planEstablishedOn, employerEstablishedOn, exempt414A }: Design['testing'],
  year: number,
  priorYearEmployees: number,
): boolean {
  const plan = planEstablishedOn === null ? null : parseIsoDate(planEstablishedOn);
  const employer = employerEstablishedOn === null ? null : parseIsoDate(employerEstablishedOn);
  if (year < MANDATE_YEAR || exempt414A || plan === null || plan < MANDATE_FROM) return false;
  const isYoung = employer !== null && completedYears(employer, toDay(year, 1, 1)) < 3;
  return !isYoung && priorYearEmployees > 10;
}

/** P-118: what automatic enrolment lacks where IRC 414A requires it. */
function mandateCodes({ autoEnrollment, autoEscalation }: Design): readonly DesignCode[] {
  if (!autoEnrollment.enabled) return ['AE_REQUIRED'];
  const codes: DesignCode[] = [];
  const start = toPpm(autoEnrollment.defaultRate);
  if (start < 3 * POINT || start > 10 * POINT) codes.push('AE_DEFAULT_RATE');
  const { enabled, increment, firstEscalationDelayYears } = autoEscalation;
  const isRising = enabled && toPpm(increment) === POINT && firstEscalationDelayYears <= 2;
  if (start < 10 * POINT && !isRising) codes.push('AE_ESCALATION');
  const cap = toPpm(autoEscalation.cap);
  if (enabled && (cap < 10 * POINT || cap > 15 * POINT)) codes.push('AE_ESCALATION_CAP');
  if (!allowsWithdrawal(autoEnrollment)) codes.push('AE_WITHDRAWAL');
  if (autoEnrollment.scope !== 'allEligible') codes.push('AE_SCOPE');
  return codes;
}

/** Whether automatic deferrals can be withdrawn, which an EACA or QACA may allow (P-40). */
function allowsWithdrawal({ arrangement, withdrawal }: Design['autoEnrollment']): boolean {
  return withdrawal && arrangement !== 'ACA';
}

/** P-118: what is wrong with automatic enrolment and escalation in a year. */
export function automaticCodes(
  design: Design,
  year: number,
  priorYearEmployees: number,
): readonly DesignCode[] {
  const { enabled, graceDays } = design.autoEnrollment;
  const hasBadWindow = graceDays < 30 || graceDays > 90;
  const codes: DesignCode[] = [...qacaCodes(design)];
  if (enabled && allowsWithdrawal(design.autoEnrollment) && hasBadWindow) codes.push('EACA_WINDOW');
  if (isMandated(design.testing, year, priorYearEmployees)) codes.push(...mandateCodes(design));
  return codes;
}
