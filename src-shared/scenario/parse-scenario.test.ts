import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import defaults from '../../resources/default-scenario.json' with { type: 'json' };
import variants from '../../resources/default-variants.json' with { type: 'json' };
import { PlanAlignError } from '../errors.ts';
import { parseScenario, parseDocumentText } from './parse-scenario.ts';

/** The error a document is refused with. */
function refusal(document: unknown): PlanAlignError {
  try {
    parseScenario(document);
  } catch (error) {
    if (error instanceof PlanAlignError) return error;
    throw error;
  }
  throw new Error('the document was accepted');
}

const warningsOf = (document: unknown) => parseScenario(document).warnings;
const designs = (...blocks: readonly object[]) => ({
  planDesigns: blocks.map((block, index) => ({
    id: index === 0 ? 'standard' : `d${index}`,
    name: 'D',
    ...block,
  })),
});
const designOf = (block: object) => parseScenario(designs(block)).scenario.planDesigns[0];

describe('defaults', () => {
  it('W-28 the default scenario is complete, valid and what an empty document means', () => {
    expect(parseScenario(defaults)).toEqual({ scenario: defaults, warnings: [] });
    expect(parseScenario({}).scenario).toEqual(defaults);
  });

  it('P-7 objects are merged, lists, tables and yearly values are replaced', () => {
    const { scenario } = parseScenario({
      workforce: { targetGrowthRate: { 2026: 0.1 }, reduction: { selection: 'lastIn' } },
      hiring: { levelMix: { 1: 3, 2: 1 }, startDateProfile: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
    });
    const expected = structuredClone<object>(defaults) as typeof scenario;
    expected.workforce.targetGrowthRate = { 2026: 0.1 };
    expected.workforce.reduction.selection = 'lastIn';
    expected.hiring.levelMix = { 1: 3, 2: 1 };
    expected.hiring.startDateProfile = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(scenario).toEqual(expected);
  });

  it('P-7 a plan design takes the blocks and settings it leaves out from the default design', () => {
    const { scenario } = parseScenario({
      planDesigns: [
        { id: 'standard', name: 'A' },
        { id: 'b', name: 'B', deferral: { roth: { available: false } } },
      ],
    });
    const [standard] = defaults.planDesigns;
    expect(scenario.planDesigns[0]).toEqual({ ...standard, name: 'A' });
    expect(scenario.planDesigns[1]?.deferral.roth).toEqual({ available: false, electionShare: 0.15 });
    expect(scenario.planDesigns[1]?.match).toEqual(standard?.match);
  });

  it.each(['gradedByService', 'tenureGraded', 'pointsBased'] as const)(
    'P-65 a match of type %s has the default bands of its type, and the common terms',
    (type) => {
      const match = designOf({ match: { type } })?.match;
      const expected = { ...defaults.planDesigns[0]?.match, tiers: undefined, type, ...variants.match[type] };
      expect(match).toEqual(expected);
      expect(match).not.toHaveProperty('tiers');
    },
  );

  it.each(['gradedByService', 'ageBanded', 'pointsBased'] as const)(
    'P-71 a core contribution of type %s has the default bands of its type',
    (type) => {
      expect(designOf({ core: { type } })?.core).toMatchObject({ type, ...variants.core[type] });
    },
  );

  it('P-52 settings of another type of formula are dropped with a warning', () => {
    const { scenario, warnings } = parseScenario(designs({ core: { type: 'none', rate: 0.02 } }));
    expect(scenario.planDesigns[0]?.core).not.toHaveProperty('rate');
    expect(warnings).toEqual([
      {
        code: 'SETTING_UNUSED',
        setting: 'planDesigns[0].core.rate',
        message: 'is not used, because type is none',
      },
    ]);
  });

  it('a table that is left out keeps only the entries of levels and bands that exist', () => {
    const { scenario } = parseScenario({
      jobLevels: defaults.jobLevels.slice(0, 2),
      bands: { tenure: [{ id: '20-plus', label: 'all', min: 0, max: null }] },
    });
    expect(scenario.workforce.terminationHazard.levelMultipliers).toEqual({ 1: 1, 2: 0.9 });
    expect(scenario.workforce.promotionHazard.tenureMultipliers).toEqual({ '20-plus': 0.2 });
    expect(scenario.hiring.pay.percentileByLevel).toEqual({ 1: 0.25, 2: 0.3 });
  });

  it('tables are in the order of the bands', () => {
    const ageMultipliers = { '65-plus': 1, '35-44': 1, '25-34': 1, '45-54': 1, '55-64': 1, 'under-25': 2 };
    const { scenario } = parseScenario({ workforce: { terminationHazard: { ageMultipliers } } });
    expect(Object.keys(scenario.workforce.terminationHazard.ageMultipliers)).toEqual(
      defaults.bands.age.map(({ id }) => id),
    );
  });
});

const ageBands = (...bounds: readonly (readonly [number, number | null])[]) => ({
  bands: { age: bounds.map(([min, max], index) => ({ id: `b${index}`, label: 'x', min, max })) },
});
const levels = (...numbers: readonly number[]) => ({
  jobLevels: numbers.map((level) => ({ level, name: 'L', minPay: 1, maxPay: 2, rangeGrowthRate: 0 })),
});
const hazard = (settings: object) => ({ workforce: { terminationHazard: settings } });
const retirement = (table: object) => ({ workforce: { retirement: { table } } });
const { ageMultipliers } = defaults.workforce.terminationHazard;

describe('refusals', () => {
  it.each<[object, string]>([
    // simulation
    [
      { simulation: { startYear: 2026, endYear: 2025 } },
      'simulation.endYear: 2025 is before the start year 2026',
    ],
    [
      { simulation: { endYear: 2055 } },
      'simulation.endYear: the horizon has 31 years; at most 30 are possible',
    ],
    [
      { simulation: { startYear: 1999, endYear: 2002 } },
      'simulation.startYear: 1999 is below the minimum, 2000',
    ],
    [{ simulation: { randomSeed: 1.5 } }, 'simulation.randomSeed: must be a whole number, not 1.5'],
    [
      { simulation: { randomSeed: 2 ** 53 } },
      'simulation.randomSeed: 9007199254740992 is above the maximum, 9007199254740991',
    ],
    [
      { simulation: { flowMode: 'both' } },
      'simulation.flowMode: must be one of "exact", "stochastic", not "both"',
    ],
    [{ simulation: null }, 'simulation: must be an object, not null'],
    [{ name: ' ' }, 'name: must not be blank'],
    // bands
    [ageBands([0, 30], [31, null]), 'bands.age[1].min: leaves a gap from 30 to 31'],
    [ageBands([0, 30], [29, null]), 'bands.age[1].min: overlaps the band before it, which ends at 30'],
    [ageBands([1, null]), 'bands.age[0].min: the first band must start at 0, not 1'],
    [ageBands([0, 30]), 'bands.age[0].max: must be null, because the last band has no upper end'],
    [ageBands([0, null], [30, null]), 'bands.age[1].min: follows a band that is open at the top'],
    [ageBands([0, 0], [0, null]), 'bands.age[0].max: must be above min, 0'],
    [ageBands(), 'bands.age: needs at least 1 entry'],
    [
      { bands: { tenure: [0, 5].map((min) => ({ id: 'x', label: 'x', min, max: min === 0 ? 5 : null })) } },
      'bands.tenure[1].id: "x" is used twice',
    ],
    [
      { bands: { tenure: [{ id: 'a.b', label: 'x', min: 0, max: null }] } },
      'bands.tenure[0].id: must be letters, digits, "-" and "_"',
    ],
    // levels
    [levels(1, 3), 'jobLevels[1].level: levels are numbered 1, 2, 3 … in order: 2 is expected here, not 3'],
    [levels(2), 'jobLevels[0].level: levels are numbered 1, 2, 3 … in order: 1 is expected here, not 2'],
    [levels(), 'jobLevels: needs at least 1 entry'],
    [
      { jobLevels: [{ ...defaults.jobLevels[0], maxPay: 56_000 }] },
      'jobLevels[0].maxPay: must be above minPay, 56000',
    ],
    [
      { jobLevels: [{ ...defaults.jobLevels[0], minPay: 0 }] },
      'jobLevels[0].minPay: 0 is below the minimum, 0.01',
    ],
    [
      { jobLevels: [{ ...defaults.jobLevels[0], minPay: 56_000.001 }] },
      'jobLevels[0].minPay: has more than two decimals',
    ],
    [
      { jobLevels: [{ level: 1, name: 'L', minPay: 1, maxPay: 2 }] },
      'jobLevels[0].rangeGrowthRate: is missing',
    ],
    // rates
    [
      { workforce: { experiencedTerminationRate: 12 } },
      'workforce.experiencedTerminationRate: 12 is above the maximum, 1',
    ],
    [
      { workforce: { experiencedTerminationRate: { 2026: 1.2 } } },
      'workforce.experiencedTerminationRate.2026: 1.2 is above the maximum, 1',
    ],
    [
      { workforce: { newHireTerminationRate: -0.1 } },
      'workforce.newHireTerminationRate: -0.1 is below the minimum, 0',
    ],
    [
      { workforce: { experiencedTerminationRate: { next: 0.1 } } },
      'workforce.experiencedTerminationRate.next: is not a year',
    ],
    [
      { workforce: { experiencedTerminationRate: {} } },
      'workforce.experiencedTerminationRate: needs at least one year',
    ],
    [
      { compensation: { cola: { rate: '2 %' } } },
      'compensation.cola.rate: must be a number or an object, not "2 %"',
    ],
    // tables
    [
      hazard({ ageMultipliers: { ...ageMultipliers, '65-pus': 1 } }),
      'workforce.terminationHazard.ageMultipliers.65-pus: there is no age band "65-pus"; the nearest is "65-plus"',
    ],
    [
      hazard({ ageMultipliers: { 'under-25': 1 } }),
      'workforce.terminationHazard.ageMultipliers: has no value for age band 25-34, 35-44, 45-54, 55-64, 65-plus',
    ],
    [
      hazard({ levelMultipliers: { one: 1 } }),
      'workforce.terminationHazard.levelMultipliers.one: is not a level number',
    ],
    [
      hazard({ levelMultipliers: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 26 } }),
      'workforce.terminationHazard.levelMultipliers.5: 26 is above the maximum, 25',
    ],
    [
      { compensation: { promotion: { byFromLevel: { 6: 0.1 } } } },
      'compensation.promotion.byFromLevel.6: there is no job level "6"; the highest is "5"',
    ],
    [
      { workforce: { reduction: { levels: [1, 9] } } },
      'workforce.reduction.levels[1]: there is no job level "9"; the highest is "5"',
    ],
    [
      { compensation: { market: [{ year: 2026, date: '07-01', levels: [], rate: 0.1 }] } },
      'compensation.market[0].levels: needs at least 1 entry',
    ],
    [
      { compensation: { market: [{ year: 2026, date: '07-01', levels: [7], rate: 0.1 }] } },
      'compensation.market[0].levels[0]: there is no job level "7"; the highest is "5"',
    ],
    // weights
    [
      hazard({ reasonShares: { voluntary: 0, involuntary: 0, disability: 0, death: 0 } }),
      'workforce.terminationHazard.reasonShares: needs at least one weight above 0',
    ],
    [
      hazard({ dateProfile: 'even' }),
      'workforce.terminationHazard.dateProfile: must be "uniform" or a list, not "even"',
    ],
    [hazard({ dateProfile: [1] }), 'workforce.terminationHazard.dateProfile: needs exactly 12 entries'],
    [
      hazard({ dateProfile: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1] }),
      'workforce.terminationHazard.dateProfile[11]: -1 is below the minimum, 0',
    ],
    [
      { hiring: { startDateProfile: new Array<number>(12).fill(0) } },
      'hiring.startDateProfile: needs at least one weight above 0',
    ],
    [{ hiring: { levelMix: { 1: 0 } } }, 'hiring.levelMix: needs at least one weight above 0'],
    [
      { hiring: { levelMix: { 1: 1, 8: 1 } } },
      'hiring.levelMix.8: there is no job level "8"; the highest is "5"',
    ],
    [{ hiring: { departmentMix: {} } }, 'hiring.departmentMix: needs at least one weight above 0'],
    [
      { hiring: { departmentMix: { Sales: 1, 'R & D': -1 } } },
      'hiring.departmentMix["R & D"]: -1 is below the minimum, 0',
    ],
    [
      { compensation: { merit: { byLevelWeights: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } } } },
      'compensation.merit.byLevelWeights: needs at least one weight above 0',
    ],
    [
      { hiring: { ageDistribution: [{ min: 30, max: 30, weight: 1 }] } },
      'hiring.ageDistribution[0].max: must be above min, 30',
    ],
    [
      { hiring: { ageDistribution: [{ min: 13, max: 30, weight: 1 }] } },
      'hiring.ageDistribution[0].min: 13 is below the minimum, 14',
    ],
    [
      { hiring: { startDateProfile: new Array<number>(12).fill(1e-9) } },
      'hiring.startDateProfile: needs at least one weight above 0',
    ],
    [{ hiring: { partTimeHours: 20.125 } }, 'hiring.partTimeHours: has more than two decimals'],
    // retirement
    [retirement({ ages: [55, 60, 62, 65, 67, 66] }), 'workforce.retirement.table.ages: must be ascending'],
    [retirement({ service: [1, 5, 10] }), 'workforce.retirement.table.service: must start at 0'],
    [retirement({ rates: [[0, 0, 0]] }), 'workforce.retirement.table.rates: has 1 rows for 6 ages'],
    [
      retirement({ ages: [60], rates: [[0, 0]] }),
      'workforce.retirement.table.rates[0]: has 2 values for 3 service columns',
    ],
    [
      retirement({ ages: [60], rates: [[0, 0, 2]] }),
      'workforce.retirement.table.rates[0][2]: 2 is above the maximum, 1',
    ],
    // dates and timings
    [
      { workforce: { reduction: { effectiveDate: '02-29' } } },
      'workforce.reduction.effectiveDate: does not exist in every year',
    ],
    [
      { workforce: { reduction: { effectiveDate: '04-31' } } },
      'workforce.reduction.effectiveDate: is not a month and day of the form MM-DD',
    ],
    [
      { compensation: { cola: { effectiveDate: '1-1' } } },
      'compensation.cola.effectiveDate: is not a month and day of the form MM-DD',
    ],
    [
      { workforce: { reduction: { minWeeks: 5, maxWeeks: 4 } } },
      'workforce.reduction.maxWeeks: is below minWeeks, 5',
    ],
    [
      { compensation: { promotion: { timing: { kind: 'anniversary' } } } },
      'compensation.promotion.timing.kind: must be one of "fixed", "monthly", not "anniversary"',
    ],
    [
      { compensation: { merit: { timing: { kind: 'monthly' } } } },
      'compensation.merit.timing.weights: is missing',
    ],
    // plan
    [
      { planTimeline: [{ fromYear: 2025, designId: 'standrad' }] },
      'planTimeline[0].designId: there is no plan design "standrad"; the nearest is "standard"',
    ],
    [
      { planTimeline: [2026, 2026].map((fromYear) => ({ fromYear, designId: 'standard' })) },
      'planTimeline[1].fromYear: must be after 2026, the year of the entry before it',
    ],
    [designs({}, { id: 'standard' }), 'planDesigns[1].id: "standard" is used twice'],
    [{ planDesigns: [{ id: 'standard' }] }, 'planDesigns[0].name: is missing'],
    [
      designs({ autoEnrollment: { optOut: { ageFactors: [1, 2] } } }),
      'planDesigns[0].autoEnrollment.optOut.ageFactors: has 2 entries for 4 age segments',
    ],
    [
      designs({
        deferral: {
          defaultRates: [
            [0, 0],
            [0, 0, 0, 0],
            [0, 0, 0, 0],
            [0, 0, 0, 0],
          ],
        },
      }),
      'planDesigns[0].deferral.defaultRates[0]: has 2 entries for 4 income segments',
    ],
    [
      designs({ deferral: { maximumRate: 0 } }),
      'planDesigns[0].deferral.maximumRate: is below minimumRate, 0.01',
    ],
    [
      designs({ voluntaryEnrollment: { proactive: { windowStartDay: 40 } } }),
      'planDesigns[0].voluntaryEnrollment.proactive.windowEndDay: must be above windowStartDay, 40',
    ],
    [
      designs({ voluntaryEnrollment: { atEntry: { levelFactors: [{ 2: 1 }] } } }),
      'planDesigns[0].voluntaryEnrollment.atEntry.levelFactors[0]: the first bound must be 1',
    ],
    [
      designs({ voluntaryEnrollment: { atEntry: { levelFactors: [{ 1: 1 }, { 3: 1, 4: 1 }] } } }),
      'planDesigns[0].voluntaryEnrollment.atEntry.levelFactors[1]: must have exactly one entry',
    ],
    [
      designs({ voluntaryEnrollment: { yearOverYear: { tenureFactors: [{ 0: 1 }, { 5: 1 }, { 2: 1 }] } } }),
      'planDesigns[0].voluntaryEnrollment.yearOverYear.tenureFactors[2]: bounds must be ascending',
    ],
    [
      designs({
        match: {
          tiers: [
            { min: 0, max: 0.03, rate: 1 },
            { min: 0.04, max: 0.05, rate: 1 },
          ],
        },
      }),
      'planDesigns[0].match.tiers[1].min: must continue the tier before it, which ends at 0.03',
    ],
    [
      designs({ match: { tiers: [{ min: 0.05, max: 0.05, rate: 1 }] } }),
      'planDesigns[0].match.tiers[0].max: must be above min, 0.05',
    ],
    [
      designs({ match: { type: 'banded' } }),
      'planDesigns[0].match.type: must be one of "none", "tiered", "gradedByService", "tenureGraded", "pointsBased", not "banded"',
    ],
    [
      designs({ core: { type: 'ageBanded', bands: [{ min: 0, max: 40, rate: 0.1 }] } }),
      'planDesigns[0].core.bands[0].max: must be null, because the last band has no upper end',
    ],
    [
      designs({ core: { integration: { levelMode: 'fixedDollars' } } }),
      'planDesigns[0].core.integration.levelValue: must be above 0 for level fixedDollars',
    ],
    [
      designs({ core: { integration: { levelMode: 'percentOfWageBase', levelValue: 80 } } }),
      'planDesigns[0].core.integration.levelValue: must be a fraction, at most 1',
    ],
    [
      designs({ vesting: { match: 'cliff4' } }),
      'planDesigns[0].vesting.match: must be "immediate", "cliff1", "cliff2", "cliff3", "graded3", "graded4", "graded5", "graded6" or a list, not "cliff4"',
    ],
    [
      designs({ vesting: { core: [0, 50, 40] } }),
      'planDesigns[0].vesting.core: must not fall from one year to the next',
    ],
    [
      designs({ autoEnrollment: { hireDateCutoff: '2025-02-30' } }),
      'planDesigns[0].autoEnrollment.hireDateCutoff: is not a date of the form yyyy-MM-dd',
    ],
    [
      designs({ eligibility: { excludedClasses: [{ field: 'level', values: [9] }] } }),
      'planDesigns[0].eligibility.excludedClasses[0].values[0]: must be the number of a job level for level',
    ],
    [
      designs({ eligibility: { excludedClasses: [{ field: 'unionMember', values: ['yes'] }] } }),
      'planDesigns[0].eligibility.excludedClasses[0].values[0]: must be true or false for unionMember',
    ],
    [
      designs({ eligibility: { excludedClasses: [{ field: 'flsaStatus', values: ['x'] }] } }),
      'planDesigns[0].eligibility.excludedClasses[0].values[0]: must be "exempt" or "nonexempt" for flsaStatus',
    ],
    [
      designs({ eligibility: { excludedClasses: [{ field: 'location', values: [1] }] } }),
      'planDesigns[0].eligibility.excludedClasses[0].values[0]: must be text for location',
    ],
    [{ limits: { overrides: { 2026: { catchUp: 0 } } } }, 'limits.overrides.2026.catchUp: must be above 0'],
  ])('%j', (document, item) => {
    const error = refusal(document);
    expect(error.items).toEqual([item]);
    expect(error.detail).toBe(item);
    expect(error.code).toBe('SCENARIO_INVALID');
  });

  it.each<[object, string]>([
    [
      { workforce: { targetGrowht: 0.1 } },
      'workforce.targetGrowht: there is no setting of this name; the nearest is workforce.targetGrowthRate',
    ],
    [
      { targetGrowthRate: 0.1 },
      'targetGrowthRate: there is no setting of this name; the nearest is workforce.targetGrowthRate',
    ],
    [{ zzz: 1 }, 'zzz: there is no setting of this name; the nearest is name'],
    [
      designs({ match: { tier: [] } }),
      'planDesigns[0].match.tier: there is no setting of this name; the nearest is planDesigns[0].match.tiers',
    ],
    [
      { limits: { overrides: { 2026: { catchup: 1, wageBas: 2 } } } },
      'limits.overrides.2026.catchup: there is no setting of this name; the nearest is limits.overrides.2026.catchUp',
    ],
    [
      { hiring: { ageDistribution: [{ min: 20, max: 30, wieght: 1, weight: 1 }] } },
      'hiring.ageDistribution[0].wieght: there is no setting of this name; the nearest is hiring.ageDistribution[0].weight',
    ],
  ])('W-28 an unknown key names the nearest known one: %j', (document, item) => {
    const error = refusal(document);
    expect(error.code).toBe('SCENARIO_UNKNOWN_KEY');
    expect(error.items[0]).toBe(item);
  });

  it('W-31 a new-hire termination rate above 99 % and a growth beyond ±100 % have codes of their own', () => {
    expect(refusal({ workforce: { newHireTerminationRate: 0.991 } })).toMatchObject({
      code: 'NEW_HIRE_RATE_TOO_HIGH',
      place: { setting: 'workforce.newHireTerminationRate' },
    });
    expect(refusal({ workforce: { newHireTerminationRate: { 2026: 1 } } }).code).toBe(
      'NEW_HIRE_RATE_TOO_HIGH',
    );
    expect(refusal({ workforce: { targetGrowthRate: 1.01 } }).code).toBe('GROWTH_OUT_OF_RANGE');
    expect(refusal({ workforce: { targetGrowthRate: { 2027: -1.01 } } }).code).toBe('GROWTH_OUT_OF_RANGE');
  });

  it('all findings are listed, of whatever kind', () => {
    const error = refusal({
      simulation: { endYear: 2020 },
      bands: { age: [{ id: 'all', label: 'all', min: 5, max: null }] },
      workforce: { experiencedTerminationRate: 2, targetGrowthRate: 3 },
      compensaton: {},
    });
    expect(error).toMatchObject({
      code: 'SCENARIO_INVALID',
      place: { setting: 'compensaton' },
      items: [
        'compensaton: there is no setting of this name; the nearest is compensation',
        'simulation.endYear: 2020 is before the start year 2025',
        'bands.age[0].min: the first band must start at 0, not 5',
        'workforce.targetGrowthRate: 3 is above the maximum, 1',
        'workforce.experiencedTerminationRate: 2 is above the maximum, 1',
      ],
    });
    expect(error.detail).toMatch(/^compensaton: .* \(and 4 more\)$/);
  });

  it('the file is named', () => {
    expect(() => parseScenario({ zzz: 1 }, 'a.planalign')).toThrow(
      expect.objectContaining({ place: { file: 'a.planalign', setting: 'zzz' } }),
    );
  });

  it('any value in place of any section is accepted or refused, never a crash', () => {
    const paths = Object.entries(defaults).flatMap(([section, value]) =>
      typeof value === 'object' ? Object.keys(value).map((key) => [section, key] as const) : [],
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), ([section, key], value) => {
        try {
          parseScenario({
            [section]: Array.isArray(defaults[section as 'jobLevels']) ? [value] : { [key]: value },
          });
        } catch (error) {
          expect(error).toBeInstanceOf(PlanAlignError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('warnings', () => {
  it('W-2 a rate or factor with more than 6 decimals is used rounded', () => {
    expect(
      warningsOf({
        workforce: { targetGrowthRate: { 2025: 0.1234567 }, experiencedTerminationRate: 0.123456 },
        hiring: { pay: { percentileByLevel: { 1: 0.25, 2: 0.3333333, 3: 0.35, 4: 0.4, 5: 0.45 } } },
      }),
    ).toEqual([
      {
        code: 'RATE_DECIMALS',
        setting: 'workforce.targetGrowthRate.2025',
        message: '0.1234567 has more than 6 decimals; 0.123457 is used',
      },
      {
        code: 'RATE_DECIMALS',
        setting: 'hiring.pay.percentileByLevel.2',
        message: '0.3333333 has more than 6 decimals; 0.333333 is used',
      },
    ]);
    expect(warningsOf(designs({ match: { tiers: [{ min: 0, max: 0.0333333, rate: 1 }] } }))).toMatchObject([
      { setting: 'planDesigns[0].match.tiers[0].max' },
    ]);
  });

  it.each([
    [2023, 2026, 'no plan design is in force in 2023–2024'],
    [2024, 2026, 'no plan design is in force in 2024'],
    [2020, 2022, 'no plan design is in force in 2020–2022'],
  ])('P-23 %d–%d: years before the first design are named', (startYear, endYear, message) => {
    expect(warningsOf({ simulation: { startYear, endYear } })).toEqual([
      { code: 'PLAN_NOT_IN_FORCE', setting: 'planTimeline', message },
    ]);
  });

  it('P-23 a study without any plan is possible', () => {
    expect(warningsOf({ planDesigns: [], planTimeline: [] })).toMatchObject([{ code: 'PLAN_NOT_IN_FORCE' }]);
  });
});

describe('text', () => {
  it('reads a scenario from text', () => {
    expect(
      parseScenario(parseDocumentText('{"simulation": {"endYear": 2026}}')).scenario.simulation.endYear,
    ).toBe(2026);
  });

  it('says where the text is not JSON', () => {
    expect(() => parseScenario(parseDocumentText('{\n  "name": "a",\n}', 'a.planalign'))).toThrow(
      expect.objectContaining({
        code: 'SCENARIO_NOT_JSON',
        detail: 'Line 3, column 1: a key in double quotes is expected.',
        place: { file: 'a.planalign' },
      }),
    );
  });

  it('refuses a newer version before looking at anything else', () => {
    expect(() => parseScenario(parseDocumentText('{"schemaVersion": 99, "future": true}'))).toThrow(
      expect.objectContaining({ code: 'SCENARIO_TOO_NEW' }),
    );
  });
});
