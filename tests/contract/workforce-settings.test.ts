import { describe, expect, it } from 'vitest';
import { applySettings } from '../../src-shared/scenario/apply-settings.ts';
import { settingFields } from '../../src-shared/scenario/setting-fields.ts';
import { openSimulation } from '../../src-worker/simulation.ts';
import { toDay } from '../../src-shared/dates.ts';
import { engineOutcome, type Outcome } from '../engine/outcome.ts';
import { censusOf, type CensusPerson } from '../reference/census.ts';

/**
 * Every setting works: each workforce setting of the schema is changed in a study in which it applies, and the output
 * that its documentation promises must move. A setting added to the schema without a case here fails the first test.
 */

const SECTIONS = /^(simulation|bands|jobLevels|workforce|hiring|compensation)\b/;

/** A firm with every age, service, level and department, part-timers, and people near every band's edge. */
const PEOPLE: readonly CensusPerson[] = Array.from({ length: 360 }, (_, i) => ({
  id: `E${String(i).padStart(4, '0')}`,
  birth: toDay(1956 + ((i * 7) % 46), 1 + ((i * 5) % 12), 1 + ((i * 11) % 28)),
  hire: toDay(
    Math.max(1956 + ((i * 7) % 46) + 19, 2024 - ((i * 13) % 30)),
    1 + ((i * 3) % 12),
    1 + ((i * 17) % 28),
  ),
  pay: 5_200_000 + ((i * 379_831) % 27_000_000),
  hours: i % 9 === 0 ? 3_000 : 0,
  department: ['Care', 'Finance', 'Sales', 'Works'][i % 4] ?? 'Care',
  location: i % 3 === 0 ? 'North' : 'South',
}));

/** What a result shows, by the words of the documentation. */
const OUTPUTS = {
  'simulated years': ({ years }: Outcome) => years.map(({ year }) => year),
  'closing headcount': ({ years }: Outcome) => years.map(({ summary }) => summary['closing']),
  'number of leavers': (outcome: Outcome) => events(outcome, 'TERMINATION').length,
  'people who leave': (outcome: Outcome) => events(outcome, 'TERMINATION').map((event) => event.employeeId),
  'same-year leavers': (outcome: Outcome) =>
    events(outcome, 'TERMINATION').filter(({ category }) => category === 'newHire').length,
  'leaving hazards': (outcome: Outcome) => payloads(outcome, 'TERMINATION', 'hazardPpm'),
  'retirement probabilities': (outcome: Outcome) => payloads(outcome, 'TERMINATION', 'retirementPpm'),
  'reasons of leaving': (outcome: Outcome) => payloads(outcome, 'TERMINATION', 'reason'),
  'dates of leaving': (outcome: Outcome) => events(outcome, 'TERMINATION').map(({ date }) => date),
  'people made redundant': (outcome: Outcome) =>
    events(outcome, 'TERMINATION')
      .filter(({ category }) => category === 'reduction')
      .map((event) => event.employeeId),
  severance: (outcome: Outcome) => payloads(outcome, 'TERMINATION', 'severanceCents'),
  'number of hires': (outcome: Outcome) => events(outcome, 'HIRE').length,
  'hire dates': (outcome: Outcome) => events(outcome, 'HIRE').map(({ date }) => date),
  'birth dates of hires': (outcome: Outcome) => payloads(outcome, 'HIRE', 'birthDate'),
  'levels of hires': (outcome: Outcome) => payloads(outcome, 'HIRE', 'level'),
  'departments of hires': (outcome: Outcome) => payloads(outcome, 'HIRE', 'department'),
  'hours of hires': (outcome: Outcome) => payloads(outcome, 'HIRE', 'scheduledHours'),
  'pay of hires': (outcome: Outcome) => payloads(outcome, 'HIRE', 'annualPayCents'),
  'ranges of hires': (outcome: Outcome) => payloads(outcome, 'HIRE', 'rangeMinCents'),
  'noise of hire pay': (outcome: Outcome) => payloads(outcome, 'HIRE', 'noisePpm'),
  'number of promotions': (outcome: Outcome) => events(outcome, 'PROMOTION').length,
  'people promoted': (outcome: Outcome) => events(outcome, 'PROMOTION').map((event) => event.employeeId),
  'promotion dates': (outcome: Outcome) => events(outcome, 'PROMOTION').map(({ date }) => date),
  'promotion increases': (outcome: Outcome) => payloads(outcome, 'PROMOTION', 'increasePpm'),
  'promotion pay': (outcome: Outcome) => payloads(outcome, 'PROMOTION', 'newPayCents'),
  'cost-of-living raises': (outcome: Outcome) => raises(outcome, 'cola'),
  'merit raises': (outcome: Outcome) => raises(outcome, 'merit'),
  'market raises': (outcome: Outcome) => raises(outcome, 'market'),
  'opening levels': ({ opening }: Outcome) => opening.map((row) => row['level']),
  'age bands': ({ years }: Outcome) => years.map(({ snapshot }) => snapshot.map((row) => row['ageBand'])),
  'tenure bands': ({ years }: Outcome) =>
    years.map(({ snapshot }) => snapshot.map((row) => row['tenureBand'])),
} as const;

type Output = keyof typeof OUTPUTS;

interface Case {
  /** The change under test. */
  readonly change: Readonly<Record<string, unknown>>;
  /** Settings under which it applies. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly moves: Output;
}

const events = ({ years }: Outcome, type: string) =>
  years.flatMap((year) => year.events.filter((event) => event.type === type));
const payloads = (outcome: Outcome, type: string, name: string) =>
  events(outcome, type).map(({ payload }) => payload[name]);
const raises = (outcome: Outcome, category: string) =>
  events(outcome, 'RAISE')
    .filter((event) => event.category === category)
    .map(({ employeeId, date, payload }) => [employeeId, date, payload['amountCents']]);

const MONTHS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0];
const SHRINK = { 'workforce.targetGrowthRate': -0.2 };
const ageBands = (edge: number) => [
  { id: 'young', label: 'Young', min: 0, max: edge },
  { id: 'old', label: 'Old', min: edge, max: null },
];
const BANDS = {
  'bands.age': ageBands(40),
  'workforce.terminationHazard.ageMultipliers': { young: 1, old: 2 },
  'workforce.promotionHazard.ageMultipliers': { young: 1, old: 2 },
};
const TENURE_BANDS = {
  'bands.tenure': ageBands(6),
  'workforce.terminationHazard.tenureMultipliers': { young: 1, old: 2 },
  'workforce.promotionHazard.tenureMultipliers': { young: 1, old: 2 },
};
const LEVELS = [
  { level: 1, name: 'Staff', minPay: 40_000, maxPay: 90_000, rangeGrowthRate: 0.02 },
  { level: 2, name: 'Lead', minPay: 90_000, maxPay: 400_000, rangeGrowthRate: 0.02 },
];
const TWO_LEVELS = {
  jobLevels: LEVELS,
  'workforce.terminationHazard.levelMultipliers': { 1: 1, 2: 1 },
  'workforce.promotionHazard.levelMultipliers': { 1: 1, 2: 1 },
  'hiring.pay.percentileByLevel': { 1: 0.3, 2: 0.3 },
  'hiring.pay.marketAdjustmentByLevel': { 1: 0, 2: 0 },
  'compensation.merit.byLevelWeights': { 1: 1, 2: 1 },
};

const CASES: Readonly<Record<string, Case>> = {
  'simulation.startYear': { change: { 'simulation.startYear': 2026 }, moves: 'simulated years' },
  'simulation.endYear': { change: { 'simulation.endYear': 2026 }, moves: 'simulated years' },
  'simulation.randomSeed': { change: { 'simulation.randomSeed': 43 }, moves: 'people who leave' },
  'simulation.flowMode': { change: { 'simulation.flowMode': 'stochastic' }, moves: 'number of leavers' },
  'bands.age[].min': { given: BANDS, change: { 'bands.age': ageBands(50) }, moves: 'age bands' },
  'bands.age[].max': { given: BANDS, change: { 'bands.age': ageBands(30) }, moves: 'leaving hazards' },
  'bands.tenure[].min': {
    given: TENURE_BANDS,
    change: { 'bands.tenure': ageBands(3) },
    moves: 'tenure bands',
  },
  'bands.tenure[].max': {
    given: TENURE_BANDS,
    change: { 'bands.tenure': ageBands(9) },
    moves: 'leaving hazards',
  },
  'jobLevels[].level': {
    given: {},
    change: TWO_LEVELS,
    moves: 'opening levels',
  },
  'jobLevels[].minPay': { change: { 'jobLevels.1.minPay': 50_000 }, moves: 'ranges of hires' },
  'jobLevels[].maxPay': {
    change: { 'jobLevels.5.maxPay': 600_000, 'jobLevels.1.maxPay': 85_000 },
    moves: 'opening levels',
  },
  'jobLevels[].rangeGrowthRate': { change: { 'jobLevels.1.rangeGrowthRate': 0.1 }, moves: 'ranges of hires' },
  'workforce.targetGrowthRate': { change: { 'workforce.targetGrowthRate': 0.1 }, moves: 'closing headcount' },
  'workforce.experiencedTerminationRate': {
    change: { 'workforce.experiencedTerminationRate': 0.2 },
    moves: 'number of leavers',
  },
  'workforce.newHireTerminationRate': {
    change: { 'workforce.newHireTerminationRate': 0.5 },
    moves: 'same-year leavers',
  },
  'workforce.terminationHazard.ageMultipliers': {
    change: { 'workforce.terminationHazard.ageMultipliers.under-25': 5 },
    moves: 'leaving hazards',
  },
  'workforce.terminationHazard.tenureMultipliers': {
    change: { 'workforce.terminationHazard.tenureMultipliers.under-2': 0.2 },
    moves: 'leaving hazards',
  },
  'workforce.terminationHazard.levelMultipliers': {
    change: { 'workforce.terminationHazard.levelMultipliers.5': 6 },
    moves: 'leaving hazards',
  },
  'workforce.terminationHazard.reasonShares.voluntary': {
    change: { 'workforce.terminationHazard.reasonShares.voluntary': 0.1 },
    moves: 'reasons of leaving',
  },
  'workforce.terminationHazard.reasonShares.involuntary': {
    change: { 'workforce.terminationHazard.reasonShares.involuntary': 2 },
    moves: 'reasons of leaving',
  },
  'workforce.terminationHazard.reasonShares.disability': {
    change: { 'workforce.terminationHazard.reasonShares.disability': 2 },
    moves: 'reasons of leaving',
  },
  'workforce.terminationHazard.reasonShares.death': {
    change: { 'workforce.terminationHazard.reasonShares.death': 2 },
    moves: 'reasons of leaving',
  },
  'workforce.terminationHazard.dateProfile': {
    change: { 'workforce.terminationHazard.dateProfile': MONTHS },
    moves: 'dates of leaving',
  },
  'workforce.retirement.enabled': {
    change: { 'workforce.retirement.enabled': false },
    moves: 'retirement probabilities',
  },
  'workforce.retirement.table.ages': {
    change: { 'workforce.retirement.table.ages': [50, 60, 62, 65, 67, 70] },
    moves: 'retirement probabilities',
  },
  'workforce.retirement.table.service': {
    change: { 'workforce.retirement.table.service': [0, 1, 2] },
    moves: 'retirement probabilities',
  },
  'workforce.retirement.table.rates': {
    given: { 'workforce.retirement.table': { ages: [55], service: [0], rates: [[0.1]] } },
    change: { 'workforce.retirement.table.rates': [[0.2]] },
    moves: 'retirement probabilities',
  },
  'workforce.promotionHazard.annualRate': {
    change: { 'workforce.promotionHazard.annualRate': 0.1 },
    moves: 'number of promotions',
  },
  'workforce.promotionHazard.ageMultipliers': {
    change: { 'workforce.promotionHazard.ageMultipliers.55-64': 20 },
    moves: 'people promoted',
  },
  'workforce.promotionHazard.tenureMultipliers': {
    change: { 'workforce.promotionHazard.tenureMultipliers.20-plus': 20 },
    moves: 'people promoted',
  },
  'workforce.promotionHazard.levelMultipliers': {
    change: { 'workforce.promotionHazard.levelMultipliers.1': 0 },
    moves: 'people promoted',
  },
  'workforce.promotionHazard.minMonthsInLevel': {
    change: { 'workforce.promotionHazard.minMonthsInLevel': 60 },
    moves: 'number of promotions',
  },
  'workforce.reduction.effectiveDate': {
    given: SHRINK,
    change: { 'workforce.reduction.effectiveDate': '09-30' },
    moves: 'dates of leaving',
  },
  'workforce.reduction.selection': {
    given: SHRINK,
    change: { 'workforce.reduction.selection': 'lastIn' },
    moves: 'people made redundant',
  },
  'workforce.reduction.departments': {
    given: { ...SHRINK, 'simulation.endYear': 2025 },
    change: { 'workforce.reduction.departments': ['Care', 'Sales'] },
    moves: 'people made redundant',
  },
  'workforce.reduction.levels': {
    given: { ...SHRINK, 'simulation.endYear': 2025 },
    change: { 'workforce.reduction.levels': [2, 3, 4] },
    moves: 'people made redundant',
  },
  'workforce.reduction.severanceWeeksPerYear': {
    given: SHRINK,
    change: { 'workforce.reduction.severanceWeeksPerYear': 3 },
    moves: 'severance',
  },
  'workforce.reduction.minWeeks': {
    given: SHRINK,
    change: { 'workforce.reduction.minWeeks': 10 },
    moves: 'severance',
  },
  'workforce.reduction.maxWeeks': {
    given: SHRINK,
    change: { 'workforce.reduction.maxWeeks': 12 },
    moves: 'severance',
  },
  'hiring.ageDistribution': {
    change: { 'hiring.ageDistribution': [{ min: 40, max: 50, weight: 1 }] },
    moves: 'birth dates of hires',
  },
  'hiring.levelMix': { change: { 'hiring.levelMix': { 3: 1 } }, moves: 'levels of hires' },
  'hiring.departmentMix': { change: { 'hiring.departmentMix': { Lab: 1 } }, moves: 'departments of hires' },
  'hiring.startDateProfile': { change: { 'hiring.startDateProfile': MONTHS }, moves: 'hire dates' },
  'hiring.partTimeShare': { change: { 'hiring.partTimeShare': 0.5 }, moves: 'hours of hires' },
  'hiring.partTimeHours': {
    given: { 'hiring.partTimeShare': 0.5 },
    change: { 'hiring.partTimeHours': 30 },
    moves: 'hours of hires',
  },
  'hiring.fullTimeHours': { change: { 'hiring.fullTimeHours': 37.5 }, moves: 'hours of hires' },
  'hiring.pay.percentileByLevel': {
    change: { 'hiring.pay.percentileByLevel.1': 0.9 },
    moves: 'pay of hires',
  },
  'hiring.pay.marketAdjustmentByLevel': {
    change: { 'hiring.pay.marketAdjustmentByLevel.1': 0.1 },
    moves: 'pay of hires',
  },
  'hiring.pay.noiseStdDev': { change: { 'hiring.pay.noiseStdDev': 0.1 }, moves: 'noise of hire pay' },
  'compensation.cola.rate': { change: { 'compensation.cola.rate': 0.03 }, moves: 'cost-of-living raises' },
  'compensation.cola.effectiveDate': {
    change: { 'compensation.cola.effectiveDate': '07-01' },
    moves: 'cost-of-living raises',
  },
  'compensation.promotion.increaseRate': {
    change: { 'compensation.promotion.increaseRate': 0.2 },
    moves: 'promotion increases',
  },
  'compensation.promotion.spread': {
    change: { 'compensation.promotion.spread': 0.02 },
    moves: 'promotion increases',
  },
  'compensation.promotion.maxIncrease': {
    change: { 'compensation.promotion.maxIncrease': 0.1 },
    moves: 'promotion pay',
  },
  'compensation.promotion.byFromLevel': {
    change: { 'compensation.promotion.byFromLevel': { 1: 0.22 } },
    moves: 'promotion increases',
  },
  'compensation.promotion.floorAtRangeMin': {
    change: { 'compensation.promotion.floorAtRangeMin': false },
    moves: 'promotion pay',
  },
  'compensation.promotion.timing.kind': {
    change: { 'compensation.promotion.timing': { kind: 'monthly', weights: MONTHS } },
    moves: 'promotion dates',
  },
  'compensation.promotion.timing.date': {
    change: { 'compensation.promotion.timing.date': '10-01' },
    moves: 'promotion dates',
  },
  'compensation.promotion.timing.weights': {
    given: {
      'compensation.promotion.timing': { kind: 'monthly', weights: Array.from({ length: 12 }, () => 1) },
    },
    change: { 'compensation.promotion.timing.weights': MONTHS },
    moves: 'promotion dates',
  },
  'compensation.merit.budget': { change: { 'compensation.merit.budget': 0.05 }, moves: 'merit raises' },
  'compensation.merit.byLevelWeights': {
    change: { 'compensation.merit.byLevelWeights.1': 2 },
    moves: 'merit raises',
  },
  'compensation.merit.minServiceMonths': {
    change: { 'compensation.merit.minServiceMonths': 36 },
    moves: 'merit raises',
  },
  'compensation.merit.timing.kind': {
    change: { 'compensation.merit.timing': { kind: 'anniversary' } },
    moves: 'merit raises',
  },
  'compensation.merit.timing.date': {
    change: { 'compensation.merit.timing.date': '09-01' },
    moves: 'merit raises',
  },
  'compensation.merit.timing.weights': {
    given: { 'compensation.merit.timing': { kind: 'monthly', weights: Array.from({ length: 12 }, () => 1) } },
    change: { 'compensation.merit.timing.weights': MONTHS },
    moves: 'merit raises',
  },
  'compensation.market': {
    change: {
      'compensation.market': [{ year: 2026, date: '05-01', rate: 0.04, levels: [2], departments: ['Sales'] }],
    },
    moves: 'market raises',
  },
};

/** Settings whose output is a name: the id of a band or the name of a level. */
const NAMES: Readonly<Record<string, { change: Readonly<Record<string, unknown>>; shows: string }>> = {
  'bands.age[].id': { change: BANDS, shows: 'young' },
  'bands.tenure[].id': { change: TENURE_BANDS, shows: 'young' },
  'jobLevels[].name': { change: { 'jobLevels.2.name': 'Team lead' }, shows: 'Team lead' },
};

const HORIZON = { 'simulation.startYear': 2025, 'simulation.endYear': 2027 };

const scenarioOf = (...changes: readonly Readonly<Record<string, unknown>>[]) =>
  applySettings(
    {},
    changes.flatMap((settings) =>
      Object.entries(settings).map(([path, value]) => ({ path, text: JSON.stringify(value) })),
    ),
  ).scenario;

const results = new Map<string, Outcome>();

function outcomeOf(...changes: readonly Readonly<Record<string, unknown>>[]): Outcome {
  const key = JSON.stringify(changes);
  const known = results.get(key);
  if (known !== undefined) return known;
  const outcome = engineOutcome({ scenario: scenarioOf(...changes), people: PEOPLE, replicate: 0 });
  results.set(key, outcome);
  return outcome;
}

describe('W-28 every workforce setting moves a documented output', () => {
  it('there is a case for each setting of the schema that can influence a result, and for no other', () => {
    const settings = settingFields()
      .filter(({ path, influencesResults }) => SECTIONS.test(path) && influencesResults)
      .map(({ path }) => path);
    expect([...Object.keys(CASES), ...Object.keys(NAMES)].sort()).toEqual([...settings].sort());
  });

  it.each(Object.entries(CASES))('%s', (_, { change, given = {}, moves }) => {
    const before = outcomeOf(HORIZON, given);
    const after = outcomeOf(HORIZON, given, change);
    expect([before.failure, after.failure]).toEqual([null, null]);
    const show = OUTPUTS[moves];
    expect(show(after)).not.toEqual([]);
    expect(show(after)).not.toEqual(show(before));
  });

  it.each(Object.entries(NAMES))('%s', (_, { change, shows }) => {
    const { dictionaries } = openSimulation({
      scenario: scenarioOf(HORIZON, change),
      census: censusOf(PEOPLE),
      replicate: 0,
    }).opening;
    expect([dictionaries.ageBandIds, dictionaries.tenureBandIds, dictionaries.levelNames].flat()).toContain(
      shows,
    );
  });
});
