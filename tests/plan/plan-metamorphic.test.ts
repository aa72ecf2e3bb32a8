import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { Study } from '../engine/random-studies.ts';
import { differences } from '../engine/outcome.ts';
import { dayOf } from '../reference/calendar.ts';
import type { CensusPerson, CensusPlanFacts } from '../reference/census.ts';
import { at } from '../reference/exact.ts';
import type { Design } from '../reference/plan/designs.ts';
import { limitOf } from '../reference/plan/limits.ts';
import { randomMatch } from '../reference/plan/random-contributions.ts';
import { randomPlan } from '../reference/plan/random-designs.ts';
import { planStudy } from '../reference/plan/random-plan-studies.ts';
import { defaultScenario } from '../reference/scenarios.ts';
import { numberOf, plannedRun, textOf, type PlannedRun } from './planned-run.ts';

/** What must follow in the whole run when something is changed (PINV-8, PINV-24, PINV-25, PINV-28, PINV-29). */

const RUNS = { numRuns: 25, seed: 20_261_031, endOnFailure: true };

const withScenario = (study: Study, change: Partial<Scenario>): Study => ({
  ...study,
  scenario: { ...study.scenario, ...change },
});

/** Every design of a study changed in the same way. */
const withDesigns = (study: Study, change: (design: Design) => Design): Study =>
  withScenario(study, { planDesigns: study.scenario.planDesigns.map(change) });

/** Every draw of the plan a run shows, by person, year, event and name of the draw. */
function drawsOf({ years }: PlannedRun): Map<string, number> {
  const draws = new Map<string, number>();
  for (const { year, events } of years) {
    for (const { employeeId, type, category, payload } of events) {
      for (const [name, value] of Object.entries(payload)) {
        if (!/draw$/i.test(name) || typeof value !== 'number') continue;
        // Two processes may stand behind one event.
        draws.set([employeeId, year, type, category, name].join('|'), value);
      }
    }
  }
  return draws;
}

const workforceOf = ({ years, failure }: PlannedRun): unknown => [
  failure,
  years.map(({ workforce }) => workforce),
];

describe('PINV-24 and PINV-25 what the plan must not change', () => {
  it('PINV-24 another plan leaves every hire, termination, promotion and raise as it was', () => {
    let events = 0;
    const studies = planStudy().chain((study) =>
      randomPlan(study.scenario).map((plan) => ({ study, other: withScenario(study, plan) })),
    );
    fc.assert(
      fc.property(studies, ({ study, other }) => {
        const run = plannedRun(study);
        const changed = plannedRun(other);
        fc.pre(run.failure === null && changed.failure === null);
        expect(workforceOf(changed)).toEqual(workforceOf(run));
        const without = plannedRun(withScenario(study, { planTimeline: [] }));
        expect(workforceOf(without)).toEqual(workforceOf(run));
        events += run.years.reduce((sum, { workforce }) => sum + workforce.length, 0);
      }),
      RUNS,
    );
    expect(events).toBeGreaterThan(1_000);
  });

  it('PINV-25 one person more changes no draw of anybody else', () => {
    let compared = 0;
    fc.assert(
      fc.property(planStudy(), fc.nat(), (study, position) => {
        fc.pre(study.people.length > 1);
        const left = position % study.people.length;
        const fewer = { ...study, people: study.people.filter((_, i) => i !== left) };
        const known = drawsOf(plannedRun(study));
        for (const [name, draw] of drawsOf(plannedRun(fewer))) {
          const other = known.get(name);
          if (other === undefined) continue;
          expect(`${name} ${draw}`).toBe(`${name} ${other}`);
          compared += 1;
        }
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('PINV-25 another name of the scenario or of its designs changes nothing', () => {
    fc.assert(
      fc.property(planStudy(), (study) => {
        const { scenario } = study;
        const renamed = withScenario(study, {
          name: 'Another name',
          planDesigns: scenario.planDesigns.map((design) => ({
            ...design,
            id: `renamed-${design.id}`,
            name: `Renamed ${design.name}`,
          })),
          planTimeline: scenario.planTimeline.map((entry) => ({
            ...entry,
            designId: `renamed-${entry.designId}`,
          })),
        });
        const told = ({ years, opening, failure }: PlannedRun): unknown => ({
          opening,
          failure,
          years: years.map(({ events, planSnapshot, planSummary }) => ({
            events,
            planSnapshot,
            planSummary: planSummary === null ? null : { ...planSummary, designId: '' },
          })),
        });
        expect(differences(told(plannedRun(study)), told(plannedRun(renamed)))).toEqual([]);
      }),
      RUNS,
    );
  });
});

/** Nobody hired, leaving, promoted or raised by chance, so that pay is what the census says. */
function still(scenario: Scenario): Pick<Scenario, 'workforce' | 'compensation'> {
  const { workforce, compensation } = scenario;
  return {
    workforce: {
      ...workforce,
      targetGrowthRate: 0,
      experiencedTerminationRate: 0,
      newHireTerminationRate: 0,
      retirement: { ...workforce.retirement, enabled: false },
      promotionHazard: { ...workforce.promotionHazard, annualRate: 0 },
    },
    compensation: {
      ...compensation,
      cola: { ...compensation.cola, rate: 0 },
      merit: { ...compensation.merit, budget: 0 },
      market: [],
    },
  };
}

/** Behaviour that does not depend on the match. */
const unmoved = (design: Design): Design => ({
  ...design,
  deferral: { ...design.deferral, magnet: { ...design.deferral.magnet, enabled: false } },
  matchResponse: { ...design.matchResponse, enabled: false },
  // Forfeited match would come back as reallocations.
  forfeitures: { ...design.forfeitures, policy: 'offset' },
});

const RAISE = 1.5;

function withHigherRates(match: Design['match']): Design['match'] {
  const raise = <Tier extends { rate: number }>(tiers: readonly Tier[]): Tier[] =>
    tiers.map((tier) => ({ ...tier, rate: Number((tier.rate * RAISE).toFixed(6)) }));
  switch (match.type) {
    case 'none':
      return match;
    case 'tiered':
      return { ...match, tiers: raise(match.tiers) };
    case 'gradedByService':
    case 'pointsBased':
      return { ...match, bands: raise(match.bands) };
    case 'tenureGraded':
      return { ...match, bands: match.bands.map((band) => ({ ...band, tiers: raise(band.tiers) })) };
  }
}

it('PINV-28 higher rates in every tier never lower the gross cost, behaviour held fixed', () => {
  let higher = 0;
  fc.assert(
    fc.property(planStudy(), (one) => {
      const study = withDesigns(one, unmoved);
      const raised = withDesigns(study, (design) => ({ ...design, match: withHigherRates(design.match) }));
      const run = plannedRun(study);
      for (const [i, { planSummary }] of plannedRun(raised).years.entries()) {
        const before = at(run.years, i);
        if (planSummary === null || before.planSummary === null) continue;
        // Section 16 returns whole cents: a cent for each person it concerns.
        const limited = before.planSnapshot.filter((row) => numberOf(row, 'reduced415Cents') > 0).length;
        const gross = numberOf(planSummary, 'grossCostCents');
        const grossBefore = numberOf(before.planSummary, 'grossCostCents');
        expect(gross).toBeGreaterThanOrEqual(grossBefore - limited);
        if (gross > grossBefore) higher += 1;
      }
    }),
    RUNS,
  );
  expect(higher).toBeGreaterThan(20);
});

const TWICE = 2;
const ITEMS = [
  'electiveDeferral',
  'catchUp',
  'superCatchUp',
  'annualAdditions',
  'compensation',
  'hceCompensation',
  'wageBase',
  'rothCatchUpWages',
] as const;
const MONEY_FACTS = [
  'priorYearPay',
  'priorYearFicaWages',
  'balanceDeferral',
  'balanceMatch',
  'balanceCore',
  'balanceAfterTax',
  'balanceRollover',
] as const;

const twice = (dollars: number): number => Number((dollars * TWICE).toFixed(2));
const twiceOrNull = (dollars: number | null): number | null => (dollars === null ? null : twice(dollars));

function facts(plan: CensusPlanFacts = {}): CensusPlanFacts {
  return Object.fromEntries(
    Object.entries(plan).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' && MONEY_FACTS.some((money) => money === name) ? value * TWICE : value,
    ]),
  );
}

/** All pay and all dollar amounts of a study times two, statutory limits included. */
function scaled({ scenario, people, ...rest }: Study): Study {
  const { startYear, endYear } = scenario.simulation;
  const overrides: Record<string, Record<string, number>> = {};
  for (let year = Math.max(2020, startYear - 1); year <= endYear; year++)
    overrides[year] = Object.fromEntries(
      ITEMS.flatMap((item) => {
        const cents = limitOf(scenario.limits, item, year);
        return cents === null ? [] : [[item, twice(Number(cents) / 100)]];
      }),
    );
  return {
    ...rest,
    people: people.map((person) => ({ ...person, pay: person.pay * TWICE, plan: facts(person.plan) })),
    scenario: {
      ...scenario,
      jobLevels: scenario.jobLevels.map((level) => ({
        ...level,
        minPay: twice(level.minPay),
        maxPay: twice(level.maxPay),
      })),
      segments: {
        ...scenario.segments,
        income: scenario.segments.income.map((one) => ({
          ...one,
          min: twice(one.min),
          max: twiceOrNull(one.max),
        })),
      },
      limits: { ...scenario.limits, overrides },
      planDesigns: scenario.planDesigns.map((design) => ({
        ...design,
        match: { ...design.match, dollarCap: twiceOrNull(design.match.dollarCap) },
        core: {
          ...design.core,
          integration:
            design.core.integration.levelMode === 'fixedDollars'
              ? { ...design.core.integration, levelValue: twiceOrNull(design.core.integration.levelValue) }
              : design.core.integration,
        },
        forfeitures: { ...design.forfeitures, openingPool: twice(design.forfeitures.openingPool) },
      })),
    },
  };
}

/** Half a cent twice over, and what a cent of deferral and a dollar of wage base come to in the highest rates. */
const TOLERANCE = 12;

it('PINV-29 pay and dollar limits times two give annual match and core times two', () => {
  let compared = 0;
  fc.assert(
    fc.property(planStudy(), (one) => {
      const study = withDesigns(withScenario(one, still(one.scenario)), (design) => ({
        ...design,
        match: { ...design.match, frequency: 'annual' },
        forfeitures: { ...design.forfeitures, policy: 'offset' },
      }));
      const run = plannedRun(study);
      for (const [i, { planSnapshot }] of plannedRun(scaled(study)).years.entries()) {
        const before = new Map(at(run.years, i).planSnapshot.map((row) => [row['employeeId'], row] as const));
        for (const row of planSnapshot) {
          const same = before.get(textOf(row, 'employeeId'));
          // Section 16 gives cents back one by one.
          if (same === undefined || numberOf(row, 'reduced415Cents') > 0) continue;
          if (numberOf(same, 'reduced415Cents') > 0) continue;
          for (const name of ['matchCents', 'coreCents', 'coreExcessCents']) {
            const expected = numberOf(same, name) * TWICE;
            expect(Math.abs(numberOf(row, name) - expected)).toBeLessThanOrEqual(TOLERANCE);
            if (expected > 0) compared += 1;
          }
        }
      }
    }),
    RUNS,
  );
  expect(compared).toBeGreaterThan(300);
});

it('PINV-8 the more somebody defers, all else equal, the more match they get, up to its caps', () => {
  let rises = 0;
  fc.assert(
    fc.property(
      randomMatch,
      fc.integer({ min: 30_000, max: 70_000 }),
      fc.integer({ min: 1, max: 12 }),
      (match, pay, month) => {
        const design = at(defaultScenario.planDesigns, 0);
        const steps = Array.from({ length: 16 }, (_, i) => i * 20_000);
        const scenario: Scenario = {
          ...defaultScenario,
          ...still(defaultScenario),
          simulation: { ...defaultScenario.simulation, startYear: 2026, endYear: 2026 },
          planDesigns: [
            {
              ...design,
              match: { ...match, matchCatchUp: true },
              core: { ...design.core, type: 'none' },
              autoEscalation: { ...design.autoEscalation, enabled: false },
            },
          ],
        };
        const people = steps.map((deferralRate): CensusPerson => ({
          id: `R${String(deferralRate).padStart(6, '0')}`,
          birth: dayOf(1985, month, 1),
          hire: dayOf(2015, month, 1),
          pay: pay * 100,
          plan: { deferralRate, planEntry: dayOf(2016, 1, 1) },
        }));
        const { years } = plannedRun({ scenario, people, replicate: 0 });
        let before = 0;
        for (const row of at(years, 0).planSnapshot) {
          const given = numberOf(row, 'matchCents') + numberOf(row, 'trueUpCents');
          expect(given).toBeGreaterThanOrEqual(before);
          if (match.dollarCap !== null) expect(given).toBeLessThanOrEqual(match.dollarCap * 100);
          if (given > before) rises += 1;
          before = given;
        }
      },
    ),
    RUNS,
  );
  expect(rises).toBeGreaterThan(50);
});
