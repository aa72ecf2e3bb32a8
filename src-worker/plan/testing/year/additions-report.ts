import { toPpm } from '../../../../src-shared/arithmetic.ts';
import {
  ADDITIONS_STATUSES,
  type AdditionsReport,
  type AdditionsSteps,
} from '../../../../src-shared/compliance.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import { additionsLimit, additionsStatus, type Correction } from '../../annual-additions.ts';
import type { ComplianceInput } from './tested-plan-year.ts';

const STEP_OF = {
  overCents: 'over',
  reclassifiedCents: 'reclassified',
  afterTaxReturnedCents: 'afterTaxReturned',
  unmatchedReturnedCents: 'unmatchedReturned',
  matchedReturnedCents: 'matchedReturned',
  matchForfeitedCents: 'matchForfeited',
  coreReducedCents: 'coreReduced',
  reallocatedReducedCents: 'reallocatedReduced',
  matchReducedCents: 'matchReduced',
} as const satisfies Readonly<Record<keyof AdditionsSteps, keyof Correction>>;

function stepsOf(amount: (step: keyof Correction) => number): AdditionsSteps {
  return {
    overCents: amount(STEP_OF.overCents),
    reclassifiedCents: amount(STEP_OF.reclassifiedCents),
    afterTaxReturnedCents: amount(STEP_OF.afterTaxReturnedCents),
    unmatchedReturnedCents: amount(STEP_OF.unmatchedReturnedCents),
    matchedReturnedCents: amount(STEP_OF.matchedReturnedCents),
    matchForfeitedCents: amount(STEP_OF.matchForfeitedCents),
    coreReducedCents: amount(STEP_OF.coreReducedCents),
    reallocatedReducedCents: amount(STEP_OF.reallocatedReducedCents),
    matchReducedCents: amount(STEP_OF.matchReducedCents),
  };
}

const UNLIMITED: Correction = {
  over: 0 as Cents,
  reclassified: 0 as Cents,
  afterTaxReturned: 0 as Cents,
  unmatchedReturned: 0 as Cents,
  matchedReturned: 0 as Cents,
  matchForfeited: 0 as Cents,
  coreReduced: 0 as Cents,
  reallocatedReduced: 0 as Cents,
  matchReduced: 0 as Cents,
  final: 0 as Cents,
};

/** Index of each status in ADDITIONS_STATUSES. */
const STATUS = {
  pass: ADDITIONS_STATUSES.indexOf('pass'),
  atRisk: ADDITIONS_STATUSES.indexOf('atRisk'),
  limited: ADDITIONS_STATUSES.indexOf('limited'),
} as const;

/**
 * P-77: how the employees of a year stand against section 415(c). `benefit` is base deferrals + match + core + reallocated
 * forfeitures of each, which is what counts as additions here (P-75).
 */
export function additionsReport(
  { people, corrections, design }: ComplianceInput,
  benefit: Float64Array,
  dollarLimit: Cents,
): AdditionsReport {
  const { count, grossPay } = people;
  const warning = toPpm(design.testing.warning415) / 100;
  const limits = new Float64Array(count);
  const isPayArm = new Uint8Array(count);
  const before = benefit.slice();
  const utilisations = new Int32Array(count);
  const statuses = new Uint8Array(count);
  const numbers = { pass: 0, atRisk: 0, limited: 0 };
  for (let position = 0; position < count; position++) {
    const { limit, arm } = additionsLimit(dollarLimit, (grossPay[position] ?? 0) as Cents);
    limits[position] = limit;
    if (arm === 'pay') isPayArm[position] = 1;
    const final = (benefit[position] ?? 0) as Cents;
    const correction = corrections.get(position);
    if (correction !== undefined && correction.over > 0) before[position] = limit + correction.over;
    const outcome = { ...(correction ?? UNLIMITED), final };
    const { utilisation, status } = additionsStatus(outcome, limit, warning);
    utilisations[position] = utilisation;
    statuses[position] = STATUS[status];
    numbers[status]++;
  }
  const limited = [...corrections].filter(([, { over }]) => over > 0).sort(([a], [b]) => a - b);
  return {
    result: numbers.limited > 0 ? 'limited' : 'pass',
    limited: numbers.limited,
    atRisk: numbers.atRisk,
    passing: numbers.pass,
    dollarLimitCents: dollarLimit,
    steps: stepsOf((step) => limited.reduce((sum, [, correction]) => sum + correction[step], 0)),
    people: { limit: limits, isPayArm, before, after: benefit, utilisation: utilisations, status: statuses },
    corrected: limited.map(([position, correction]) => ({
      position,
      ...stepsOf((step) => correction[step]),
    })),
  };
}
