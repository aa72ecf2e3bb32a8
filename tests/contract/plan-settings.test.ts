import { describe, expect, it } from 'vitest';
import { applySettings } from '../../src-shared/scenario/apply-settings.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { settingFields } from '../../src-shared/scenario/setting-fields.ts';
import type { PlainEvent } from '../plan/plain-plan.ts';
import { defaultScenario } from '../reference/scenarios.ts';
import { planEvents, planOutcome, type PlanOutcome } from './plan-firm.ts';

/**
 * Every setting works: each plan setting of the schema is changed in a study in which it applies, and the output that
 * its documentation promises must move. A setting added to the schema without a case here fails the first test.
 */

const SECTIONS = /^(segments|limits|planDesigns|planTimeline)\b/;

const payloads =
  (type: PlainEvent['type'], category: string, name: string) =>
  (outcome: PlanOutcome): unknown[] =>
    planEvents(outcome, type, category).map(({ employeeId, payload }) => [employeeId, payload[name]]);
const dated =
  (type: PlainEvent['type'], category: string) =>
  (outcome: PlanOutcome): unknown[] =>
    planEvents(outcome, type, category).map(({ employeeId, date }) => [employeeId, date]);
const column =
  (...names: readonly string[]) =>
  ({ years }: PlanOutcome): unknown[] =>
    years.flatMap(({ planSnapshot }) =>
      planSnapshot.map((row) => [row['employeeId'], ...names.map((name) => row[name])]),
    );
const figure =
  (name: string) =>
  ({ years }: PlanOutcome): unknown[] =>
    years.map(({ planSummary }) => planSummary?.[name] ?? null);
const tested =
  (show: (year: NonNullable<PlanOutcome['tests'][number]>) => unknown) =>
  ({ tests }: PlanOutcome): unknown[] =>
    tests.map((year) => (year === null ? null : show(year)));

const ENROLLMENT = 'DC_PLAN_ENROLLMENT';
const CHANGE = 'DC_PLAN_DEFERRAL_CHANGE';

/** What a result shows, by the words of the documentation. */
const OUTPUTS = {
  'design of the year': figure('designId'),
  'limits used': tested(({ limits }) =>
    limits.map(({ item, cents, provenance }) => [item, cents, provenance]),
  ),
  'entry dates': column('entryDate', 'entryBasis'),
  'people barred': dated('DC_PLAN_ELIGIBILITY', 'barred'),
  'chances of being barred': payloads('DC_PLAN_ELIGIBILITY', 'barred', 'probabilityPpm'),
  'plan pay': column('planPayCents'),
  'automatic enrolments': dated(ENROLLMENT, 'auto'),
  'rates of automatic enrolments': payloads(ENROLLMENT, 'auto', 'ratePpm'),
  sweeps: dated(ENROLLMENT, 'sweep'),
  'early enrolments': dated(ENROLLMENT, 'proactive'),
  'chances of early enrolment': payloads(ENROLLMENT, 'proactive', 'probabilityPpm'),
  'age segments of early enrolments': payloads(ENROLLMENT, 'proactive', 'ageSegment'),
  'income segments of early enrolments': payloads(ENROLLMENT, 'proactive', 'incomeSegment'),
  'table rates of early enrolments': payloads(ENROLLMENT, 'proactive', 'tableRatePpm'),
  'rates of early enrolments': payloads(ENROLLMENT, 'proactive', 'ratePpm'),
  'early enrolments at the ceiling': payloads(ENROLLMENT, 'proactive', 'magnet'),
  'enrolments at entry': dated(ENROLLMENT, 'voluntary'),
  'chances of enrolment at entry': payloads(ENROLLMENT, 'voluntary', 'probabilityPpm'),
  'later enrolments': dated(ENROLLMENT, 'conversion'),
  'chances of later enrolment': payloads(ENROLLMENT, 'conversion', 'probabilityPpm'),
  'table rates of later enrolments': payloads(ENROLLMENT, 'conversion', 'tableRatePpm'),
  withdrawals: dated(CHANGE, 'withdrawal'),
  'chances of withdrawal': payloads(CHANGE, 'withdrawal', 'probabilityPpm'),
  escalations: dated(CHANGE, 'escalation'),
  'escalated rates': payloads(CHANGE, 'escalation', 'newRatePpm'),
  'refused escalations': dated(CHANGE, 'escalationRefused'),
  'answers to a changed match': payloads(CHANGE, 'matchResponse', 'newRatePpm'),
  'opening deferral rates': ({ opening }: PlanOutcome) => opening.map((row) => row['deferralRatePpm']),
  'deferral rates': column('deferralRatePpm'),
  'Roth shares': column('rothSharePpm'),
  'base deferrals': column('baseCents'),
  'limits that cut deferrals': column('limitBound'),
  'catch-up deferrals': column('catchUpCents'),
  match: column('matchCents'),
  'true-ups': column('trueUpCents'),
  'reasons of the match': column('matchReason'),
  core: column('coreCents'),
  'core excess': column('coreExcessCents'),
  'reasons of core': column('coreReason'),
  reallocations: column('reallocatedCents'),
  'credited years': column('creditedYears'),
  'vested share of the match': column('vestedMatchPpm'),
  'vested share of core': column('vestedCorePpm'),
  'forfeited match': column('forfeitedMatchCents'),
  'balances of the match': column('balanceMatchCents'),
  'pool available': figure('poolAvailableCents'),
  'net cash cost': figure('netCashCents'),
  'highly compensated employees': tested(({ hce }) => hce),
  'result of the ADP test': tested(({ adp }) => adp.result),
  'source of the ADP average': tested(({ adp }) => adp.averageSource),
  'ADP average': tested(({ adp }) => adp.nhceAverage),
  'source of the ACP average': tested(({ acp }) => acp.averageSource),
  'ACP average': tested(({ acp }) => acp.nhceAverage),
  'people outside the ADP test': tested(({ adp }) => adp.counts),
  'kinds of rates in the general test': tested(({ amounts }) =>
    amounts.map(({ allocations, benefits }) => [allocations !== null, benefits !== null]),
  ),
  'allocation rates': tested(({ amounts }) =>
    amounts.map(({ people }) => [...(people?.allocationRate ?? [])]),
  ),
  'benefits rates': tested(({ amounts }) => amounts.map(({ people }) => [...(people?.benefitsRate ?? [])])),
  'people near the 415 limit': tested(({ additions }) => additions.atRisk),
  'people owed a top-heavy minimum': tested(({ topHeavy }) => topHeavy.minimum?.people ?? null),
  'findings about the design': tested(({ design }) => design.map(({ code }) => code)),
} as const satisfies Record<string, (outcome: PlanOutcome) => unknown[]>;

type Settings = Readonly<Record<string, unknown>>;

interface Case {
  /** The change under test; paths of the design in force may leave its own path out. */
  readonly change: Settings;
  /** Settings under which it applies. */
  readonly given?: Settings;
  readonly moves: keyof typeof OUTPUTS;
}

type Design = Scenario['planDesigns'][number];

const [STANDARD] = defaultScenario.planDesigns;
if (STANDARD === undefined) throw new Error('the default scenario has no plan');

const HORIZON = { 'simulation.startYear': 2025, 'simulation.endYear': 2027 };
const YOUNG_HIRES = { 'hiring.ageDistribution': [{ min: 17, max: 24, weight: 1 }] };
const ELECTING = { 'autoEnrollment.enabled': false };
const OPTING_OUT = { 'autoEnrollment.optOut.baseRate': 0.6 };
const EVERYBODY = { 'autoEnrollment.scope': 'allEligible' };
const ESCALATING = { 'autoEscalation.scope': 'allParticipants' };
const BY_HOURS = { 'eligibility.serviceBasis': 'hours' };
const NEXT_MATCH = {
  planDesigns: [
    STANDARD,
    { ...STANDARD, id: 'next', match: { ...STANDARD.match, tiers: [{ min: 0, max: 0.08, rate: 0.5 }] } },
  ],
  planTimeline: [
    { fromYear: 2025, designId: 'standard' },
    { fromYear: 2026, designId: 'next' },
  ],
};
const LOWER_MATCH = {
  ...NEXT_MATCH,
  planDesigns: [
    STANDARD,
    { ...STANDARD, id: 'next', match: { ...STANDARD.match, tiers: [{ min: 0, max: 0.02, rate: 1 }] } },
  ],
};
const answer = (name: string, value: unknown, given: Settings): Case => ({
  given,
  change: { [`planDesigns.next.matchResponse.${name}`]: value },
  moves: 'answers to a changed match',
});
const PRIOR_YEAR = { 'testing.adpMethod': 'prior', 'testing.acpMethod': 'prior' };
const AGE_BANDS = [
  { min: 0, max: 40, rate: 0.02 },
  { min: 40, max: null, rate: 0.05 },
];
const { allocation: MATCH_ALLOCATION, frequency, payFrequency, matchCatchUp } = STANDARD.match;
const matchOf = (type: Design['match']['type'], terms: object) => ({
  match: {
    type,
    capPercentOfPay: null,
    dollarCap: null,
    frequency,
    payFrequency,
    matchCatchUp,
    allocation: MATCH_ALLOCATION,
    ...terms,
  },
});
const coreOf = (type: Design['core']['type'], terms: object) => ({
  core: { type, integration: STANDARD.core.integration, allocation: STANDARD.core.allocation, ...terms },
});
const rateBands = (edge: number, low = 0.25, high = 0.75, maxDeferral = 0.06) => [
  { min: 0, max: edge, rate: low, maxDeferral },
  { min: edge, max: null, rate: high, maxDeferral },
];
const tierBands = (edge: number, max: number) => [
  { min: 0, max: edge, tiers: [{ min: 0, max: 0.03, rate: 0.5 }] },
  { min: edge, max: null, tiers: [{ min: 0, max, rate: 1 }] },
];
const coreBands = (edge: number, low = 0.01, high = 0.03) => [
  { min: 0, max: edge, rate: low },
  { min: edge, max: null, rate: high },
];
const BY_SERVICE = matchOf('gradedByService', { bands: rateBands(5) });
const CORE_BY_SERVICE = coreOf('gradedByService', { bands: coreBands(5) });
const INTEGRATED = { 'core.integration.enabled': true };
const DYING = {
  'workforce.terminationHazard.reasonShares': { voluntary: 0, involuntary: 0, disability: 0, death: 1 },
};
const DISABLED = {
  'workforce.terminationHazard.reasonShares': { voluntary: 0, involuntary: 0, disability: 1, death: 0 },
};
const REGULATED = {
  'autoEnrollment.enabled': false,
  'testing.planEstablishedOn': '2023-06-01',
  'testing.employerEstablishedOn': '2000-01-01',
};

/** Cases of settings of a design, without the path of the design. */
const OF_DESIGN: Readonly<Record<string, Case>> = {
  'eligibility.minimumAge': {
    given: YOUNG_HIRES,
    change: { 'eligibility.minimumAge': 18 },
    moves: 'entry dates',
  },
  'eligibility.serviceBasis': { change: { 'eligibility.serviceBasis': 'oneYear' }, moves: 'entry dates' },
  'eligibility.waitingDays': {
    given: { 'eligibility.serviceBasis': 'days' },
    change: { 'eligibility.waitingDays': 60 },
    moves: 'entry dates',
  },
  'eligibility.waitingMonths': {
    given: { 'eligibility.serviceBasis': 'months' },
    change: { 'eligibility.waitingMonths': 3 },
    moves: 'entry dates',
  },
  'eligibility.hoursRequired': {
    given: BY_HOURS,
    change: { 'eligibility.hoursRequired': 600 },
    moves: 'entry dates',
  },
  'eligibility.longTermPartTime': {
    given: BY_HOURS,
    change: { 'eligibility.longTermPartTime': false },
    moves: 'entry dates',
  },
  'eligibility.excludedClasses': {
    change: { 'eligibility.excludedClasses': [{ field: 'department', values: ['Sales'] }] },
    moves: 'entry dates',
  },
  'eligibility.bridgeService': { change: { 'eligibility.bridgeService': true }, moves: 'credited years' },
  'eligibility.compensationFrom': {
    given: { 'entry.frequency': 'quarterly' },
    change: { 'eligibility.compensationFrom': 'year' },
    moves: 'plan pay',
  },
  'eligibility.newHireIneligibility.source': {
    change: { 'eligibility.newHireIneligibility.source': 'censusShare' },
    moves: 'people barred',
  },
  'eligibility.newHireIneligibility.probability': {
    given: { 'eligibility.newHireIneligibility': { source: 'dial', probability: 0.3 } },
    change: { 'eligibility.newHireIneligibility.probability': 0.6 },
    moves: 'chances of being barred',
  },
  'entry.frequency': { change: { 'entry.frequency': 'quarterly' }, moves: 'entry dates' },
  'autoEnrollment.enabled': { change: ELECTING, moves: 'automatic enrolments' },
  'autoEnrollment.arrangement': {
    given: OPTING_OUT,
    change: { 'autoEnrollment.arrangement': 'ACA' },
    moves: 'withdrawals',
  },
  'autoEnrollment.scope': { change: EVERYBODY, moves: 'sweeps' },
  'autoEnrollment.hireDateCutoff': {
    change: { 'autoEnrollment.hireDateCutoff': '2026-01-01' },
    moves: 'automatic enrolments',
  },
  'autoEnrollment.windowDays': { change: { 'autoEnrollment.windowDays': 60 }, moves: 'automatic enrolments' },
  'autoEnrollment.graceDays': {
    given: OPTING_OUT,
    change: { 'autoEnrollment.graceDays': 60 },
    moves: 'withdrawals',
  },
  'autoEnrollment.sweepDate': {
    given: EVERYBODY,
    change: { 'autoEnrollment.sweepDate': '02-01' },
    moves: 'sweeps',
  },
  'autoEnrollment.defaultRate': {
    change: { 'autoEnrollment.defaultRate': 0.05 },
    moves: 'rates of automatic enrolments',
  },
  'autoEnrollment.reenroll': { change: { 'autoEnrollment.reenroll': 'annual' }, moves: 'sweeps' },
  'autoEnrollment.withdrawal': {
    given: OPTING_OUT,
    change: { 'autoEnrollment.withdrawal': false },
    moves: 'withdrawals',
  },
  'autoEnrollment.optOut.baseRate': { change: OPTING_OUT, moves: 'withdrawals' },
  'autoEnrollment.optOut.ageFactors': {
    given: OPTING_OUT,
    change: { 'autoEnrollment.optOut.ageFactors': [1.7, 1, 0.6, 0.3] },
    moves: 'chances of withdrawal',
  },
  'autoEnrollment.optOut.incomeFactors': {
    given: OPTING_OUT,
    change: { 'autoEnrollment.optOut.incomeFactors': [1.2, 0.9, 0.7, 0.4] },
    moves: 'chances of withdrawal',
  },
  'voluntaryEnrollment.proactive.enabled': {
    change: { 'voluntaryEnrollment.proactive.enabled': false },
    moves: 'early enrolments',
  },
  'voluntaryEnrollment.proactive.ageRates': {
    change: { 'voluntaryEnrollment.proactive.ageRates': [0.3, 0.5, 0.7, 0.8] },
    moves: 'chances of early enrolment',
  },
  'voluntaryEnrollment.proactive.dial': {
    change: { 'voluntaryEnrollment.proactive.dial': 1.2 },
    moves: 'chances of early enrolment',
  },
  'voluntaryEnrollment.proactive.windowStartDay': {
    change: { 'voluntaryEnrollment.proactive.windowStartDay': 20 },
    moves: 'early enrolments',
  },
  'voluntaryEnrollment.proactive.windowEndDay': {
    change: { 'voluntaryEnrollment.proactive.windowEndDay': 20 },
    moves: 'early enrolments',
  },
  'voluntaryEnrollment.atEntry.enabled': {
    given: ELECTING,
    change: { 'voluntaryEnrollment.atEntry.enabled': false },
    moves: 'enrolments at entry',
  },
  'voluntaryEnrollment.atEntry.ageRates': {
    given: ELECTING,
    change: { 'voluntaryEnrollment.atEntry.ageRates': [0.4, 0.6, 0.8, 0.9] },
    moves: 'chances of enrolment at entry',
  },
  'voluntaryEnrollment.atEntry.incomeFactors': {
    given: ELECTING,
    change: { 'voluntaryEnrollment.atEntry.incomeFactors': [0.8, 0.9, 1.1, 1.2] },
    moves: 'chances of enrolment at entry',
  },
  'voluntaryEnrollment.atEntry.levelFactors': {
    given: ELECTING,
    change: { 'voluntaryEnrollment.atEntry.levelFactors': [{ 1: 0.8 }, { 2: 1.2 }] },
    moves: 'chances of enrolment at entry',
  },
  'voluntaryEnrollment.atEntry.dial': {
    given: ELECTING,
    change: { 'voluntaryEnrollment.atEntry.dial': 0.7 },
    moves: 'chances of enrolment at entry',
  },
  'voluntaryEnrollment.atEntry.lagDays': {
    given: ELECTING,
    change: { 'voluntaryEnrollment.atEntry.lagDays': 10 },
    moves: 'enrolments at entry',
  },
  'voluntaryEnrollment.yearOverYear.enabled': {
    change: { 'voluntaryEnrollment.yearOverYear.enabled': false },
    moves: 'later enrolments',
  },
  'voluntaryEnrollment.yearOverYear.ageRates': {
    change: { 'voluntaryEnrollment.yearOverYear.ageRates': [0.1, 0.12, 0.13, 0.14] },
    moves: 'chances of later enrolment',
  },
  'voluntaryEnrollment.yearOverYear.incomeFactors': {
    change: { 'voluntaryEnrollment.yearOverYear.incomeFactors': [1.8, 2, 2.2, 2.3] },
    moves: 'chances of later enrolment',
  },
  'voluntaryEnrollment.yearOverYear.tenureFactors': {
    change: { 'voluntaryEnrollment.yearOverYear.tenureFactors': [{ 0: 1.7 }, { 4: 2 }] },
    moves: 'chances of later enrolment',
  },
  'voluntaryEnrollment.yearOverYear.dial': {
    change: { 'voluntaryEnrollment.yearOverYear.dial': 2 },
    moves: 'chances of later enrolment',
  },
  'voluntaryEnrollment.yearOverYear.date': {
    change: { 'voluntaryEnrollment.yearOverYear.date': '09-01' },
    moves: 'later enrolments',
  },
  'voluntaryEnrollment.yearOverYear.startRates': {
    change: { 'voluntaryEnrollment.yearOverYear.startRates': [0.04, 0.05, 0.06, 0.07] },
    moves: 'table rates of later enrolments',
  },
  'voluntaryEnrollment.yearOverYear.includeOptedOut': {
    given: { 'voluntaryEnrollment.yearOverYear.dial': 4 },
    change: { 'voluntaryEnrollment.yearOverYear.includeOptedOut': true },
    moves: 'later enrolments',
  },
  'deferral.defaultRates': {
    change: { 'deferral.defaultRates': STANDARD.deferral.defaultRates.map((row) => row.map(() => 0.07)) },
    moves: 'table rates of early enrolments',
  },
  'deferral.minimumRate': { change: { 'deferral.minimumRate': 0.08 }, moves: 'rates of early enrolments' },
  'deferral.maximumRate': { change: { 'deferral.maximumRate': 0.05 }, moves: 'deferral rates' },
  'deferral.hceMaximumRate': {
    change: { 'deferral.hceMaximumRate': 0.02 },
    moves: 'limits that cut deferrals',
  },
  'deferral.payBasis': { change: { 'deferral.payBasis': 'capped' }, moves: 'base deferrals' },
  'deferral.magnet.enabled': {
    change: { 'deferral.magnet.enabled': false },
    moves: 'early enrolments at the ceiling',
  },
  'deferral.magnet.probability': {
    change: { 'deferral.magnet.probability': 1 },
    moves: 'early enrolments at the ceiling',
  },
  'deferral.catchUp.allowed': { change: { 'deferral.catchUp.allowed': false }, moves: 'catch-up deferrals' },
  'deferral.catchUp.superCatchUp': {
    change: { 'deferral.catchUp.superCatchUp': false },
    moves: 'catch-up deferrals',
  },
  'deferral.roth.available': { change: { 'deferral.roth.available': false }, moves: 'Roth shares' },
  'deferral.roth.electionShare': { change: { 'deferral.roth.electionShare': 0.6 }, moves: 'Roth shares' },
  'deferral.censusMissingRate': {
    change: { 'deferral.censusMissingRate': 0.07 },
    moves: 'opening deferral rates',
  },
  'autoEscalation.enabled': { change: { 'autoEscalation.enabled': false }, moves: 'escalations' },
  'autoEscalation.scope': { change: ESCALATING, moves: 'escalations' },
  'autoEscalation.hireDateCutoff': {
    change: { 'autoEscalation.hireDateCutoff': '2020-01-01' },
    moves: 'escalations',
  },
  'autoEscalation.effectiveDay': {
    change: { 'autoEscalation.effectiveDay': '07-01' },
    moves: 'escalations',
  },
  'autoEscalation.increment': { change: { 'autoEscalation.increment': 0.02 }, moves: 'escalated rates' },
  'autoEscalation.cap': { change: { 'autoEscalation.cap': 0.07 }, moves: 'escalated rates' },
  'autoEscalation.firstEscalationDelayYears': {
    change: { 'autoEscalation.firstEscalationDelayYears': 2 },
    moves: 'escalations',
  },
  'autoEscalation.minimumChange': { change: { 'autoEscalation.minimumChange': 0.006 }, moves: 'escalations' },
  'autoEscalation.optOutProbability': {
    change: { 'autoEscalation.optOutProbability': 0.5 },
    moves: 'refused escalations',
  },
  'matchResponse.enabled': answer('enabled', false, NEXT_MATCH),
  'matchResponse.upShare': answer('upShare', 0.9, NEXT_MATCH),
  'matchResponse.upToCeilingShare': answer('upToCeilingShare', 0.1, NEXT_MATCH),
  'matchResponse.downShare': answer('downShare', 0.9, LOWER_MATCH),
  'matchResponse.downToCeilingShare': answer('downToCeilingShare', 0, LOWER_MATCH),
  'matchResponse.partialFactor': answer('partialFactor', 0.2, NEXT_MATCH),
  'match.type': { change: { match: { ...matchOf('none', {}).match } }, moves: 'match' },
  'match.tiers': { change: { 'match.tiers': [{ min: 0.01, max: 0.05, rate: 0.4 }] }, moves: 'match' },
  'match.bands': { given: BY_SERVICE, change: { 'match.bands': rateBands(9) }, moves: 'match' },
  'match.capPercentOfPay': { change: { 'match.capPercentOfPay': 0.02 }, moves: 'match' },
  'match.dollarCap': { change: { 'match.dollarCap': 1_000 }, moves: 'match' },
  'match.frequency': { change: { 'match.frequency': 'perPayPeriodWithTrueUp' }, moves: 'true-ups' },
  'match.payFrequency': {
    given: { 'match.frequency': 'perPayPeriod' },
    change: { 'match.payFrequency': 'weekly' },
    moves: 'match',
  },
  'match.matchCatchUp': {
    given: { 'match.tiers': [{ min: 0, max: 1, rate: 0.1 }] },
    change: { 'match.matchCatchUp': false },
    moves: 'match',
  },
  'vesting.match': { change: { 'vesting.match': 'cliff3' }, moves: 'vested share of the match' },
  'vesting.core': { change: { 'vesting.core': [10, 50, 60, 100] }, moves: 'vested share of core' },
  'vesting.serviceMethod': { change: { 'vesting.serviceMethod': 'hours' }, moves: 'credited years' },
  'vesting.hoursRequired': {
    given: { 'vesting.serviceMethod': 'hours' },
    change: { 'vesting.hoursRequired': 700 },
    moves: 'credited years',
  },
  'vesting.normalRetirementAge': {
    change: { 'vesting.normalRetirementAge': 55 },
    moves: 'vested share of the match',
  },
  'vesting.nraParticipationYears': {
    change: { 'vesting.nraParticipationYears': 5 },
    moves: 'vested share of the match',
  },
  'vesting.fullOnDeath': { given: DYING, change: { 'vesting.fullOnDeath': false }, moves: 'forfeited match' },
  'vesting.fullOnDisability': {
    given: DISABLED,
    change: { 'vesting.fullOnDisability': false },
    moves: 'forfeited match',
  },
  'vesting.excludeServiceBefore18': {
    change: { 'vesting.excludeServiceBefore18': true },
    moves: 'credited years',
  },
  'forfeitures.policy': { change: { 'forfeitures.policy': 'reallocate' }, moves: 'reallocations' },
  'forfeitures.openingPool': { change: { 'forfeitures.openingPool': 5_000 }, moves: 'pool available' },
  'forfeitures.planExpensesByYear': {
    given: { 'forfeitures.policy': 'expenses' },
    change: { 'forfeitures.planExpensesByYear': { 2025: 9_000 } },
    moves: 'net cash cost',
  },
  'forfeitures.assumedAnnualReturn': {
    change: { 'forfeitures.assumedAnnualReturn': 0.05 },
    moves: 'balances of the match',
  },
  'core.type': { change: { core: coreOf('none', {}).core }, moves: 'core' },
  'core.rate': { change: { 'core.rate': 0.02 }, moves: 'core' },
  'core.bands': { given: CORE_BY_SERVICE, change: { 'core.bands': coreBands(9) }, moves: 'core' },
  'core.integration.enabled': { change: INTEGRATED, moves: 'core excess' },
  'core.integration.disparityRate': {
    given: INTEGRATED,
    change: { 'core.integration.disparityRate': 0.005 },
    moves: 'core excess',
  },
  'core.integration.levelMode': {
    given: { core: { ...STANDARD.core, integration: { ...STANDARD.core.integration, enabled: true } } },
    change: {
      'core.integration.levelMode': 'percentOfWageBase',
      'core.integration.levelValue': 0.5,
    },
    moves: 'core excess',
  },
  'core.integration.levelValue': {
    given: {
      'core.integration': {
        enabled: true,
        disparityRate: 0.01,
        levelMode: 'fixedDollars',
        levelValue: 90_000,
      },
    },
    change: { 'core.integration.levelValue': 80_000 },
    moves: 'core excess',
  },
  'testing.safeHarbor': {
    given: { 'core.rate': 0.03, 'vesting.core': 'immediate', 'core.allocation': STANDARD.match.allocation },
    change: { 'testing.safeHarbor': 'nonelective' },
    moves: 'result of the ADP test',
  },
  'testing.adpMethod': { change: { 'testing.adpMethod': 'prior' }, moves: 'source of the ADP average' },
  'testing.acpMethod': { change: { 'testing.acpMethod': 'prior' }, moves: 'source of the ACP average' },
  'testing.priorYear.nhceAdp': {
    given: PRIOR_YEAR,
    change: { 'testing.priorYear.nhceAdp': 0.04 },
    moves: 'ADP average',
  },
  'testing.priorYear.nhceAcp': {
    given: PRIOR_YEAR,
    change: { 'testing.priorYear.nhceAcp': 0.03 },
    moves: 'ACP average',
  },
  'testing.firstPlanYear': {
    given: PRIOR_YEAR,
    change: { 'testing.firstPlanYear': true },
    moves: 'source of the ADP average',
  },
  'testing.topPaidGroup': {
    change: { 'testing.topPaidGroup': true },
    moves: 'highly compensated employees',
  },
  'testing.excludeLtpt': {
    given: BY_HOURS,
    change: { 'testing.excludeLtpt': false },
    moves: 'people outside the ADP test',
  },
  'testing.otherwiseExcludable': {
    change: { 'testing.otherwiseExcludable': 'excludeNhce' },
    moves: 'people outside the ADP test',
  },
  'testing.generalTestBasis': {
    given: coreOf('ageBanded', { bands: AGE_BANDS }),
    change: { 'testing.generalTestBasis': 'benefits' },
    moves: 'kinds of rates in the general test',
  },
  'testing.crossTestInterest': {
    given: { ...coreOf('ageBanded', { bands: AGE_BANDS }), 'testing.generalTestBasis': 'benefits' },
    change: { 'testing.crossTestInterest': 0.08 },
    moves: 'benefits rates',
  },
  'testing.imputeDisparity': {
    given: coreOf('ageBanded', { bands: AGE_BANDS }),
    change: { 'testing.imputeDisparity': true },
    moves: 'allocation rates',
  },
  'testing.warning415': {
    change: { 'testing.warning415': 0.5 },
    moves: 'people near the 415 limit',
  },
  'testing.topHeavyExcludeOtherwise': {
    given: { 'testing.firstPlanYear': true },
    change: { 'testing.topHeavyExcludeOtherwise': true },
    moves: 'people owed a top-heavy minimum',
  },
  'testing.planEstablishedOn': {
    given: REGULATED,
    change: { 'testing.planEstablishedOn': null },
    moves: 'findings about the design',
  },
  'testing.employerEstablishedOn': {
    given: REGULATED,
    change: { 'testing.employerEstablishedOn': '2025-01-01' },
    moves: 'findings about the design',
  },
  'testing.exempt414A': {
    given: REGULATED,
    change: { 'testing.exempt414A': true },
    moves: 'findings about the design',
  },
  ...allocationCases('match', 'reasons of the match'),
  ...allocationCases('core', 'reasons of core'),
};

function allocationCases(source: 'match' | 'core', moves: keyof typeof OUTPUTS): Record<string, Case> {
  const path = (name: string) => `${source}.allocation.${name}`;
  const strict = {
    [path('requireLastDay')]: true,
    [path('minimumHours')]: 0,
    [path('payDeathDisabilityRetirement')]: false,
  };
  const set = (name: string, value: unknown, given: Settings = strict): [string, Case] => [
    path(name),
    { given, change: { [path(name)]: value }, moves },
  ];
  return Object.fromEntries([
    set('minimumHours', 800),
    set('minimumTenureYears', 1),
    set('waiveTenureForNewHires', true, { ...strict, [path('minimumTenureYears')]: 1 }),
    set('requireLastDay', false),
    set('payNewHireLeavers', true),
    set('payExperiencedLeavers', true),
    set('payDeathDisabilityRetirement', true, { ...strict, ...DYING }),
  ]);
}

/** Fields of the types of match and core that the list of settings names once for all types. */
const BY_TYPE: Readonly<Record<string, Case>> = {
  'match gradedByService rate': {
    given: BY_SERVICE,
    change: { 'match.bands': rateBands(5, 0.3) },
    moves: 'match',
  },
  'match gradedByService maxDeferral': {
    given: BY_SERVICE,
    change: { 'match.bands': rateBands(5, 0.25, 0.75, 0.04) },
    moves: 'match',
  },
  'match tenureGraded type': {
    change: matchOf('tenureGraded', { bands: tierBands(5, 0.05) }),
    moves: 'match',
  },
  'match tenureGraded bounds': {
    given: matchOf('tenureGraded', { bands: tierBands(5, 0.05) }),
    change: { 'match.bands': tierBands(8, 0.05) },
    moves: 'match',
  },
  'match tenureGraded tiers': {
    given: matchOf('tenureGraded', { bands: tierBands(5, 0.05) }),
    change: { 'match.bands': tierBands(5, 0.04) },
    moves: 'match',
  },
  'match pointsBased type': {
    given: BY_SERVICE,
    change: matchOf('pointsBased', { bands: rateBands(50) }),
    moves: 'match',
  },
  'match pointsBased bounds': {
    given: matchOf('pointsBased', { bands: rateBands(50) }),
    change: { 'match.bands': rateBands(60) },
    moves: 'match',
  },
  'match pointsBased rate': {
    given: matchOf('pointsBased', { bands: rateBands(50) }),
    change: { 'match.bands': rateBands(50, 0.2) },
    moves: 'match',
  },
  'match pointsBased maxDeferral': {
    given: matchOf('pointsBased', { bands: rateBands(50) }),
    change: { 'match.bands': rateBands(50, 0.25, 0.75, 0.03) },
    moves: 'match',
  },
  'core gradedByService rate': {
    given: CORE_BY_SERVICE,
    change: { 'core.bands': coreBands(5, 0.02) },
    moves: 'core',
  },
  'core ageBanded type': {
    given: CORE_BY_SERVICE,
    change: coreOf('ageBanded', { bands: coreBands(40) }),
    moves: 'core',
  },
  'core ageBanded bounds': {
    given: coreOf('ageBanded', { bands: coreBands(40) }),
    change: { 'core.bands': coreBands(50) },
    moves: 'core',
  },
  'core ageBanded rate': {
    given: coreOf('ageBanded', { bands: coreBands(40) }),
    change: { 'core.bands': coreBands(40, 0.01, 0.04) },
    moves: 'core',
  },
  'core pointsBased type': {
    given: coreOf('ageBanded', { bands: coreBands(50) }),
    change: coreOf('pointsBased', { bands: coreBands(50) }),
    moves: 'core',
  },
  'core pointsBased bounds': {
    given: coreOf('pointsBased', { bands: coreBands(50) }),
    change: { 'core.bands': coreBands(60) },
    moves: 'core',
  },
  'core pointsBased rate': {
    given: coreOf('pointsBased', { bands: coreBands(50) }),
    change: { 'core.bands': coreBands(50, 0.02) },
    moves: 'core',
  },
  'eligibility days instead of months': {
    given: {
      'eligibility.serviceBasis': 'months',
      'eligibility.waitingMonths': 2,
      'eligibility.waitingDays': 90,
    },
    change: { 'eligibility.serviceBasis': 'days' },
    moves: 'entry dates',
  },
};

const CASES: Readonly<Record<string, Case>> = {
  'segments.behaviourAge': {
    change: {
      'segments.behaviourAge': [
        { name: 'a', min: 0, max: 40 },
        { name: 'b', min: 40, max: 50 },
        { name: 'c', min: 50, max: 60 },
        { name: 'd', min: 60, max: null },
      ],
    },
    moves: 'age segments of early enrolments',
  },
  'segments.income': {
    change: {
      'segments.income': [
        { name: 'a', min: 0, max: 70_000 },
        { name: 'b', min: 70_000, max: 90_000 },
        { name: 'c', min: 90_000, max: 150_000 },
        { name: 'd', min: 150_000, max: null },
      ],
    },
    moves: 'income segments of early enrolments',
  },
  'limits.projection.indexRate': { change: { 'limits.projection.indexRate': 0.1 }, moves: 'limits used' },
  'limits.projection.wageBaseIndexRate': {
    given: INTEGRATED,
    change: { 'limits.projection.wageBaseIndexRate': 0.15 },
    moves: 'core excess',
  },
  'limits.overrides': {
    change: { 'limits.overrides': { 2026: { electiveDeferral: 5_000 } } },
    moves: 'limits that cut deferrals',
  },
  'planDesigns[].id': {
    change: {
      planDesigns: [{ ...STANDARD, id: 'renamed' }],
      planTimeline: [{ fromYear: 2025, designId: 'renamed' }],
    },
    moves: 'design of the year',
  },
  planTimeline: {
    change: { planTimeline: [{ fromYear: 2026, designId: 'standard' }] },
    moves: 'design of the year',
  },
  ...Object.fromEntries(Object.entries(OF_DESIGN).map(([path, one]) => [`planDesigns[].${path}`, one])),
};

const OWN_PATH = /^(simulation|hiring|workforce|segments|limits|planDesigns|planTimeline)\b/;

const scenarioOf = (...changes: readonly Settings[]): Scenario =>
  applySettings(
    {},
    changes.flatMap((settings) =>
      Object.entries(settings).map(([path, value]) => ({
        path: OWN_PATH.test(path) ? path : `planDesigns.standard.${path}`,
        text: JSON.stringify(value),
      })),
    ),
  ).scenario;

const results = new Map<string, PlanOutcome>();

function outcomeOf(...changes: readonly Settings[]): PlanOutcome {
  const key = JSON.stringify(changes);
  const known = results.get(key);
  if (known !== undefined) return known;
  const outcome = planOutcome(scenarioOf(HORIZON, ...changes));
  results.set(key, outcome);
  return outcome;
}

function expectMoved({ change, given = {}, moves }: Case): void {
  const show = OUTPUTS[moves];
  const before = show(outcomeOf(given));
  const after = show(planOutcome(scenarioOf(HORIZON, given, change)));
  expect([...before, ...after]).not.toEqual([]);
  expect(after).not.toEqual(before);
}

describe('P-7 every plan setting moves a documented output', () => {
  it('there is a case for each setting of the schema that can influence a result, and for no other', () => {
    const settings = settingFields()
      .filter(({ path, influencesResults }) => SECTIONS.test(path) && influencesResults)
      .map(({ path }) => path);
    expect(Object.keys(CASES).sort()).toEqual([...settings].sort());
  });

  it.each(Object.entries(CASES))('%s', (_, one) => {
    expectMoved(one);
  });

  it.each(Object.entries(BY_TYPE))('%s', (_, one) => {
    expectMoved(one);
  });
});
