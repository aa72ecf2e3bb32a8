import type { CensusColumns, RunOpening, TextColumn, YearBatch } from '../../../src-shared/columns.ts';
import { toDay } from '../../../src-shared/dates.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_CODE } from '../../../src-shared/units.ts';
import { TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { defaultScenario } from '../../../src-worker/testing/scenarios.ts';
import { company } from '../../../src-worker/testing/synthetic-census.ts';

/** What the engine made of a study, kept to be compared with what is stored. */
export interface SimulatedStudy {
  readonly scenario: Scenario;
  readonly opening: RunOpening;
  readonly batches: readonly YearBatch[];
}

export function simulateInMemory(scenario: Scenario, census: CensusColumns): SimulatedStudy {
  const simulation = openSimulation({ scenario, census, replicate: 0 });
  return {
    scenario,
    opening: simulation.opening,
    batches: [...simulation.years({ isCancelled: () => false })],
  };
}

/**
 * Three years, 2025 to 2027, in which everything happens that a table has a column for: scheduled hires and leavers, a
 * reduction with severance, dates drawn by month and day, market raises, texts that are empty, long or not Latin.
 */
export function eventfulStudy(
  people: number,
  changed: (scenario: Scenario) => Scenario = (scenario) => scenario,
): SimulatedStudy {
  return simulateInMemory(changed(eventfulScenario), eventfulCensus(people));
}

const months = [3, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1];
const { workforce, compensation } = defaultScenario;
const eventfulScenario: Scenario = {
  ...defaultScenario,
  simulation: { ...defaultScenario.simulation, endYear: 2027 },
  workforce: {
    ...workforce,
    targetGrowthRate: { 2025: 0.03, 2026: -0.25, 2027: 0.1 },
    terminationHazard: { ...workforce.terminationHazard, dateProfile: months },
  },
  compensation: {
    ...compensation,
    promotion: { ...compensation.promotion, timing: { kind: 'monthly', weights: months } },
    market: [{ year: 2027, date: '07-01', levels: [1, 2, 3, 4, 5], departments: ['R&D'], rate: 0.01 }],
  },
};

/** A column whose rows take the texts in turn, and none where `withBlanks` says so. Texts ascend by code point. */
function inTurn(rows: number, values: readonly string[], withBlanks: boolean): TextColumn {
  const turns = values.length + (withBlanks ? 1 : 0);
  const codes = Int32Array.from({ length: rows }, (_, row) => {
    const turn = row % turns;
    return turn < values.length ? turn : NO_CODE;
  });
  return { values, codes };
}

function eventfulCensus(people: number): CensusColumns {
  const base = company(people);
  const rows = base.rowCount;
  const leavesOn = toDay(2026, 3, 31);
  const joinsOn = toDay(2025, 5, 12);
  const retirement = TERMINATION_REASONS.indexOf('retirement');
  return {
    ...base,
    hireDay: base.hireDay.map((day, row) => (row % 25 === 24 ? joinsOn : day)),
    terminationDay: base.terminationDay.map((day, row) => (row % 30 === 1 ? leavesOn : day)),
    terminationReason: base.terminationReason.map((reason, row) => (row % 30 === 1 ? retirement : reason)),
    flsaStatus: base.flsaStatus.map((_, row) => row % 3),
    unionMember: base.unionMember.map((_, row) => row % 2),
    department: inTurn(rows, ['', 'Opération “Été”', 'R&D', '開発部'], false),
    location: inTurn(rows, ['Berlin', 'Zürich'], true),
    costCentre: inTurn(rows, ['100', '200'], true),
    jobTitle: inTurn(rows, ['', 'Engineer 👩‍🔧', `Principal ${'very '.repeat(200)}long title`], true),
  };
}
