import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseScenario } from '../../src-shared/scenario/parse-scenario.ts';
import type { Study } from '../engine/random-studies.ts';
import { censusOf } from './census.ts';
import { ReferenceFailure } from './exact.ts';
import type { ReferenceEvent } from './events.ts';
import { inForce } from './plan/designs.ts';
import { limit, limitOf } from './plan/limits.ts';
import { planStudy } from './plan/random-plan-studies.ts';
import { reference, referenceWithPlan } from './reference.ts';
import type { Row } from './rows.ts';

/** Invariants of section 30 on random plans: the reference itself must hold them. */

const number = (row: Row, name: string): number => Number(row[name]);
const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const yearOf = (date: unknown): number => Number(String(date).slice(0, 4));

function yearsOf(study: Study) {
  try {
    return [...referenceWithPlan(study.scenario, censusOf(study.people), study.replicate).years];
  } catch (error) {
    if (error instanceof ReferenceFailure) return [];
    throw error;
  }
}
type Year = ReturnType<typeof yearsOf>[number];

const amounts = (events: readonly ReferenceEvent[], ...categories: readonly string[]): number =>
  sumOf(
    events
      .filter((event) => event.type === 'DC_PLAN_CONTRIBUTION' && categories.includes(event.category))
      .map((event) => number(event.payload, 'amountCents')),
  );

function checkPerson(study: Study, year: Year, row: Row, before: Row | null): void {
  const { scenario } = study;
  const at = (item: Parameters<typeof limit>[1]): number => Number(limit(scenario.limits, item, year.year));
  const workforce = year.snapshot.find((one) => one['employeeId'] === row['employeeId']) ?? {};
  const own = year.events.filter((event) => event.employeeId === row['employeeId']);
  const plan = own.filter((event) => event.type.startsWith('DC_PLAN') || event.type === 'HCE_STATUS');
  const [base, catchUp] = [number(row, 'baseCents'), number(row, 'catchUpCents')];
  const employer = sumOf(
    ['matchCents', 'trueUpCents', 'coreCents', 'coreExcessCents'].map((name) => number(row, name)),
  );

  if (row['entryDate'] === null) expect(base + catchUp + employer + number(row, 'reallocatedCents')).toBe(0);
  for (const event of plan) {
    expect(event.date >= String(workforce['hireDate'])).toBe(true);
    if (workforce['terminationDate'] !== null)
      expect(event.date <= String(workforce['terminationDate'])).toBe(true);
    expect(yearOf(event.date)).toBe(year.year);
    const needsEntry = event.type !== 'DC_PLAN_ELIGIBILITY' && event.type !== 'HCE_STATUS';
    if (needsEntry) expect(event.date >= String(row['entryDate'])).toBe(true);
  }
  const statutoryAge = year.year - yearOf(workforce['birthDate']);
  expect(base).toBeLessThanOrEqual(at('electiveDeferral'));
  const most = Math.max(at('catchUp'), Number(limitOf(scenario.limits, 'superCatchUp', year.year) ?? 0n));
  expect(catchUp).toBeLessThanOrEqual(statutoryAge < 50 ? 0 : most);
  const additions = base + employer + number(row, 'reallocatedCents');
  expect(additions).toBeLessThanOrEqual(
    Math.min(at('annualAdditions'), number(workforce, 'proratedPayCents')),
  );
  if (row['matchReason'] !== 'calculated')
    expect(number(row, 'matchCents') + number(row, 'trueUpCents')).toBe(0);
  expect(number(row, 'preTaxCents') + number(row, 'rothCents')).toBe(base + catchUp);

  const deferred = amounts(own, 'deferralPreTax', 'deferralRoth', 'catchUpPreTax', 'catchUpRoth');
  expect(deferred).toBe(base + catchUp);
  expect(amounts(own, 'match')).toBe(number(row, 'matchCents'));
  expect(amounts(own, 'matchTrueUp')).toBe(number(row, 'trueUpCents'));
  expect(amounts(own, 'core')).toBe(number(row, 'coreCents'));
  expect(amounts(own, 'coreExcess')).toBe(number(row, 'coreExcessCents'));
  expect(amounts(own, 'forfeitureReallocated')).toBe(number(row, 'reallocatedCents'));

  expect(own.filter((event) => event.type === 'DC_PLAN_ENROLLMENT').length).toBeLessThanOrEqual(1);
  for (const event of own.filter((one) => one.category === 'escalation')) {
    expect(number(event.payload, 'newRatePpm')).toBeGreaterThan(number(event.payload, 'oldRatePpm'));
  }
  const changes = own.filter(
    (one) => one.type === 'DC_PLAN_DEFERRAL_CHANGE' || one.type === 'DC_PLAN_ENROLLMENT',
  );
  const last = changes.at(-1);
  if (last !== undefined) {
    expect(number(row, 'deferralRatePpm')).toBe(
      number(last.payload, last.type === 'DC_PLAN_ENROLLMENT' ? 'ratePpm' : 'newRatePpm'),
    );
  } else if (before !== null) {
    expect(row['deferralRatePpm']).toBe(before['deferralRatePpm']);
  }
  if (before?.['entryDate'] !== undefined && before['entryDate'] !== null) {
    expect(row['entryDate']).toBe(before['entryDate']);
  }

  // PINV-12, and vested plus forfeited is the balance at termination.
  const rate = inForce(scenario, year.year)?.design.forfeitures.assumedAnnualReturn ?? 0;
  if (rate === 0 && before !== null) {
    expect(number(row, 'balanceMatchCents')).toBe(
      number(before, 'balanceMatchCents') +
        number(row, 'matchCents') +
        number(row, 'trueUpCents') -
        number(row, 'forfeitedMatchCents'),
    );
    expect(number(row, 'balanceDeferralCents')).toBe(number(before, 'balanceDeferralCents') + base + catchUp);
  }
}

function checkPool(years: readonly Year[]): void {
  let left: number | null = null;
  for (const { planSummary: summary } of years) {
    if (summary === null) continue;
    const [available, applied] = [number(summary, 'poolAvailableCents'), number(summary, 'poolAppliedCents')];
    if (left !== null) expect(available).toBe(left);
    expect(applied).toBeLessThanOrEqual(available);
    expect(applied + number(summary, 'poolCarriedCents')).toBe(available);
    left = number(summary, 'poolCarriedCents') + number(summary, 'forfeituresCreatedCents');
  }
}

it('P-5, W-28 random plans are valid scenarios', () => {
  fc.assert(
    fc.property(planStudy(), ({ scenario }) => {
      expect(parseScenario(scenario).scenario).toEqual(scenario);
    }),
    { numRuns: 40, seed: 20_260_101, endOnFailure: true },
  );
});

it('PINV-1 … PINV-16 hold on random plans', () => {
  fc.assert(
    fc.property(planStudy(), (study) => {
      const years = yearsOf(study);
      for (const [i, year] of years.entries()) {
        const earlier = years[i - 1];
        for (const row of year.planSnapshot) {
          const before = earlier?.planSnapshot.find((one) => one['employeeId'] === row['employeeId']) ?? null;
          checkPerson(study, year, row, before);
        }
        const numbers = new Map<string, number>();
        for (const event of year.events) {
          const previous = numbers.get(event.employeeId);
          if (previous !== undefined) expect(event.sequence).toBe(previous + 1);
          numbers.set(event.employeeId, event.sequence);
        }
      }
      checkPool(years);
    }),
    { numRuns: 60, seed: 20_260_102, endOnFailure: true },
  );
}, 120_000);

it('PINV-24 the plan changes no event of the workforce', () => {
  const content = ({ events }: { readonly events: readonly ReferenceEvent[] }) =>
    events
      .filter((event) => !event.type.startsWith('DC_PLAN') && event.type !== 'HCE_STATUS')
      .map((event) => ({ ...event, sequence: 0 }));
  fc.assert(
    fc.property(planStudy(), (study) => {
      const years = yearsOf(study);
      if (years.length === 0) return;
      const alone = [...reference(study.scenario, censusOf(study.people), study.replicate).years];
      expect(years.map(content)).toEqual(alone.map(content));
    }),
    { numRuns: 15, seed: 20_260_103, endOnFailure: true },
  );
}, 60_000);
