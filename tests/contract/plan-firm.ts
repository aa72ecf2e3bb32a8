import type { ComplianceYear } from '../../src-shared/compliance.ts';
import { toDay } from '../../src-shared/dates.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { openSimulation } from '../../src-worker/simulation.ts';
import { decodePlanOpening } from '../engine/decode-plan.ts';
import { plainPlanYear, type PlainEvent, type PlainPlanYear } from '../plan/plain-plan.ts';
import { censusOf, type CensusPerson, type CensusPlanFacts } from '../reference/census.ts';
import type { Row } from '../reference/rows.ts';

/** A firm in which every plan setting has somebody to work on, and what a simulated plan shows of it. */

const HEADS = 160;
const JANUARY = toDay(2025, 1, 1);

function factsOf(i: number, hire: number): CensusPlanFacts {
  const isOwner = i % 40 === 7;
  const balances = isOwner
    ? { balanceDeferral: 600_000_000, balanceMatch: 0, balanceCore: 0 }
    : i % 11 === 0
      ? {}
      : {
          balanceDeferral: 100_000 * (i % 40),
          balanceMatch: 70_000 * (i % 30),
          balanceCore: 50_000 * (i % 20),
        };
  const share = isOwner ? { ownershipShare: 200_000 } : {};
  const original = i % 5 === 0 ? { originalHire: hire - 900 } : {};
  const always = { ...balances, ...share, ...original };
  switch (i % 8) {
    case 0:
      return { ...always, deferralRate: 60_000, planEnrollmentSource: 'auto' };
    case 1:
      return { ...always, deferralRate: 95_000, planEnrollmentSource: 'auto' };
    case 2:
      return { ...always, deferralRate: 250_000, rothShare: 500_000 };
    case 3:
      return { ...always, planParticipant: true };
    case 4:
      return { ...always, deferralRate: 0, planOptOut: Math.max(hire, JANUARY - 500) };
    case 5:
      return { ...always, eligibilityOverride: i % 3 === 0 };
    default:
      return always;
  }
}

const LEADER_PAY = 50_000_000;

/** Every age, service, level and department, part-timers above and below 500 and 1,000 hours, owners, leaders. */
const PEOPLE: readonly CensusPerson[] = Array.from({ length: HEADS }, (_, i) => {
  const birthYear = 1956 + ((i * 7) % 50);
  // Some start before they are 18.
  const hireYear = Math.min(2024, Math.max(birthYear + (i % 10 === 0 ? 16 : 19), 2024 - ((i * 13) % 30)));
  const hire = toDay(hireYear, 1 + ((i * 3) % 12), 1 + ((i * 17) % 28));
  return {
    id: `E${String(i).padStart(4, '0')}`,
    birth: toDay(birthYear, 1 + ((i * 5) % 12), 1 + ((i * 11) % 28)),
    hire,
    pay: i % 20 === 3 ? LEADER_PAY : 5_200_000 + ((i * 379_831) % 27_000_000),
    hours: i % 9 === 0 ? 3_000 : i % 9 === 4 ? 1_500 : 0,
    department: ['Care', 'Finance', 'Sales', 'Works'][i % 4] ?? 'Care',
    location: i % 3 === 0 ? 'North' : 'South',
    plan: factsOf(i, hire),
  };
});

/** The plan of a firm simulated to its end. */
export interface PlanOutcome {
  readonly opening: readonly Row[];
  readonly years: readonly PlainPlanYear[];
  /** Null in years without a plan. */
  readonly tests: readonly (ComplianceYear | null)[];
}

/** Simulates the plan of the firm. */
export function planOutcome(scenario: Scenario): PlanOutcome {
  const run = openSimulation({ scenario, census: censusOf(PEOPLE), replicate: 0 });
  const persons = [...run.opening.dictionaries.censusPersonIds];
  const years: PlainPlanYear[] = [];
  const tests: (ComplianceYear | null)[] = [];
  for (const batch of run.years({ isCancelled: () => false })) {
    years.push(plainPlanYear(persons, batch));
    tests.push(batch.plan.compliance);
  }
  return { opening: decodePlanOpening(run.opening), years, tests };
}

/** Events of a type, of one category unless it is left out. */
export const planEvents = ({ years }: PlanOutcome, type: PlainEvent['type'], category?: string) =>
  years.flatMap(({ events }) =>
    events.filter((event) => event.type === type && (category === undefined || event.category === category)),
  );
