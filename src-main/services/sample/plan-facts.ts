import { NO_DAY, type Cents, type Day } from '../../../src-shared/units.ts';
import { DEFERRAL_PERCENT, ROTH_PERCENT, choose } from './distributions.ts';
import type { RowDraws } from './draws.ts';
import { AS_OF, quarterAfterThreeMonths, type SampleEmployee } from './employee.ts';

/** The elective deferral limit of 2025, and with the catch-up from age 50. */
const DEFERRAL_LIMIT_CENTS = 2_350_000;
const CATCH_UP_LIMIT_CENTS = 3_100_000;
/** The firm matches half of the first 6 % and adds 2 % after a year. */
const MATCHED_PERCENT = 6;
const CORE_RATE = 0.02;

/** What the sample census says of one employee's plan. Days are NO_DAY, texts empty where it says nothing. */
export interface PlanFacts {
  readonly entryDay: Day;
  readonly enrollmentDay: Day;
  readonly optOutDay: Day;
  readonly participant: boolean | null;
  readonly enrollmentSource: '' | 'auto' | 'voluntary';
  readonly deferralPercent: number | null;
  readonly rothPercent: number | null;
  readonly escalationOptOut: boolean;
  readonly balanceDeferralCents: Cents;
  readonly balanceMatchCents: Cents;
  readonly balanceCoreCents: Cents;
  readonly preTaxCents: Cents;
  readonly rothCents: Cents;
  readonly matchCents: Cents;
  readonly coreCents: Cents;
}

const cents = (amount: number): Cents => Math.round(amount) as Cents;
const zero = 0 as Cents;

const NOT_ENTERED: PlanFacts = {
  entryDay: NO_DAY,
  enrollmentDay: NO_DAY,
  optOutDay: NO_DAY,
  participant: null,
  enrollmentSource: '',
  deferralPercent: null,
  rothPercent: null,
  escalationOptOut: false,
  balanceDeferralCents: zero,
  balanceMatchCents: zero,
  balanceCoreCents: zero,
  preTaxCents: zero,
  rothCents: zero,
  matchCents: zero,
  coreCents: zero,
};

/** Plan facts that follow from service, pay and age: long service has enrolled more people and built the balances. */
export function samplePlanFacts(employee: SampleEmployee, draws: RowDraws): PlanFacts {
  const { hireDay, tenureYears, level, priorYearPayCents, ageYears, standing } = employee;
  const entryDay = quarterAfterThreeMonths(hireDay);
  const lastDay = standing === 'left' ? employee.terminationDay : AS_OF;
  if (entryDay > lastDay) return NOT_ENTERED;

  const coreCents = tenureYears >= 1 ? cents(priorYearPayCents * CORE_RATE) : zero;
  const balanceCoreCents = cents(grown(priorYearPayCents * CORE_RATE, tenureYears - 1, draws));
  const auto = draws.next() < 0.6;
  const enrollmentDay = (entryDay + (auto ? 45 : Math.floor(draws.next() * 400))) as Day;
  const enrolls = draws.next() < 0.68 + 0.2 * Math.min(1, tenureYears / 10) + 0.02 * level;
  if (!enrolls || enrollmentDay > lastDay) {
    const refused = draws.next() < 0.7 && entryDay + 30 <= lastDay;
    const nothing = { ...NOT_ENTERED, entryDay, coreCents, balanceCoreCents, participant: false };
    return { ...nothing, optOutDay: refused ? ((entryDay + 30) as Day) : NO_DAY, deferralPercent: 0 };
  }

  const years = (lastDay - enrollmentDay) / 365.25;
  const escalated = auto && draws.next() < 0.5;
  const deferralPercent = escalated
    ? Math.min(10, 3 + Math.floor(years))
    : choose(DEFERRAL_PERCENT, draws.next());
  const rothPercent = choose(ROTH_PERCENT, draws.next());
  const limit = ageYears >= 50 ? CATCH_UP_LIMIT_CENTS : DEFERRAL_LIMIT_CENTS;
  const deferredCents = Math.min(limit, cents((priorYearPayCents * deferralPercent) / 100));
  const rothCents = cents((deferredCents * rothPercent) / 100);
  const matchCents = cents((priorYearPayCents * Math.min(deferralPercent, MATCHED_PERCENT)) / 200);
  return {
    entryDay,
    enrollmentDay,
    optOutDay: NO_DAY,
    participant: true,
    enrollmentSource: auto ? 'auto' : 'voluntary',
    deferralPercent,
    rothPercent,
    escalationOptOut: !escalated && draws.next() < 0.05,
    balanceDeferralCents: cents(grown(deferredCents, years, draws)),
    balanceMatchCents: cents(grown(matchCents, years, draws)),
    balanceCoreCents,
    preTaxCents: cents(deferredCents - rothCents),
    rothCents,
    matchCents,
    coreCents,
  };
}

/** What a yearly amount has become after some years: earlier amounts were smaller, and investments grew them. */
function grown(yearly: number, years: number, draws: RowDraws): number {
  const luck = 0.8 + 0.4 * draws.next();
  return Math.max(0, years) * yearly * (1 + 0.022 * Math.max(0, years)) * luck;
}
