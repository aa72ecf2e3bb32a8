import type { ComparedPlan, ComparedYear } from '../../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../../src-shared/api/runs.ts';
import { parseScenario } from '../../../../src-shared/scenario/parse-scenario.ts';
import type { Compared } from '../compared.ts';

/** A complete run with invented particulars. */
export const runSummary = (runId: string, changes: Partial<RunSummary> = {}): RunSummary => ({
  runId,
  name: `Run ${runId}`,
  status: 'complete',
  scenario: { name: 'Scenario', version: 1, hash: 'a', source: null, overrides: {} },
  census: { id: null, name: 'Census', hash: 'c', rows: 100, accepted: 100, quarantined: 0 },
  startYear: 2025,
  endYear: 2026,
  storedYears: 2,
  seed: 42,
  mode: 'exact',
  engineVersion: '1.0.0',
  userName: 'tester',
  startedAt: '2026-01-02T03:04:05.678Z',
  finishedAt: '2026-01-02T03:05:05.678Z',
  fingerprint: 'f',
  failure: null,
  timings: {},
  notes: '',
  tags: [],
  ...changes,
});

/** What a plan did in an invented year. */
export const planOf = (changes: Partial<ComparedPlan> = {}): ComparedPlan => ({
  designId: 'standard',
  eligible: 80,
  participants: 60,
  baseCents: 500_000,
  catchUpCents: 20_000,
  matchCents: 200_000,
  trueUpCents: 5_000,
  coreCents: 100_000,
  coreExcessCents: 0,
  reallocatedCents: 0,
  grossCostCents: 305_000,
  forfeituresCreatedCents: 0,
  poolAvailableCents: 5_000,
  poolAppliedCents: 5_000,
  poolCarriedCents: 0,
  poolOverdueCents: 0,
  netCashCents: 300_000,
  netExpenseCents: 300_000,
  netCashBasisPoints: 300,
  grossPayCents: 10_000_000,
  partial: false,
  hceCount: 5,
  participantRatePpm: 60 * 65_000,
  tests: [],
  limits: [],
  ...changes,
});

/** An invented year. */
export const yearOf = (year: number, changes: Partial<ComparedYear> = {}): ComparedYear => ({
  year,
  opening: 100,
  hires: 20,
  leavers: { experienced: 8, newHire: 2 },
  closing: 110,
  closingPayrollCents: 11_000_000,
  proratedPayrollCents: 10_000_000,
  severanceCents: 0,
  growth: {
    paidAverageCents: null,
    paidGrowthPpm: null,
    samePersonsGrowthPpm: 40_000,
    positionAverageCents: null,
    positionGrowthPpm: 30_000,
  },
  plan: planOf(),
  ...changes,
});

/** An invented run of a comparison; the base has index 0. */
export const compared = (index: number, changes: Partial<Compared> = {}): Compared => ({
  runId: String(index),
  schemaVersion: 5,
  scenario: parseScenario({}).scenario,
  years: [yearOf(2025), yearOf(2026)],
  run: runSummary(String(index)),
  label: `Run ${index}`,
  index,
  ...changes,
});
