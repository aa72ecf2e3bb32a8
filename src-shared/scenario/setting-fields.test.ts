import { describe, expect, it } from 'vitest';
import { settingFields } from './setting-fields.ts';

const paths = settingFields().map(({ path }) => path);

describe('settingFields', () => {
  it('W-28 has every path of the parameter table', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        'simulation.startYear',
        'simulation.endYear',
        'simulation.randomSeed',
        'simulation.flowMode',
        'bands.age[].min',
        'bands.tenure[].max',
        'jobLevels[].rangeGrowthRate',
        'workforce.targetGrowthRate',
        'workforce.experiencedTerminationRate',
        'workforce.newHireTerminationRate',
        'workforce.terminationHazard.ageMultipliers',
        'workforce.terminationHazard.tenureMultipliers',
        'workforce.terminationHazard.levelMultipliers',
        'workforce.terminationHazard.reasonShares.voluntary',
        'workforce.terminationHazard.dateProfile',
        'workforce.retirement.enabled',
        'workforce.retirement.table.rates',
        'workforce.promotionHazard.annualRate',
        'workforce.promotionHazard.minMonthsInLevel',
        'workforce.reduction.effectiveDate',
        'workforce.reduction.selection',
        'workforce.reduction.departments',
        'workforce.reduction.levels',
        'workforce.reduction.severanceWeeksPerYear',
        'hiring.ageDistribution',
        'hiring.levelMix',
        'hiring.departmentMix',
        'hiring.startDateProfile',
        'hiring.partTimeShare',
        'hiring.pay.percentileByLevel',
        'hiring.pay.marketAdjustmentByLevel',
        'hiring.pay.noiseStdDev',
        'compensation.cola.rate',
        'compensation.promotion.byFromLevel',
        'compensation.promotion.timing.weights',
        'compensation.merit.budget',
        'compensation.merit.timing.kind',
        'compensation.market',
      ]),
    );
  });

  it('P-118 has the settings of the plan tables, those of every type of formula', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        'segments.behaviourAge',
        'limits.overrides',
        'planDesigns[].match.tiers',
        'planDesigns[].match.bands',
        'planDesigns[].core.rate',
        'planDesigns[].core.bands',
        'planDesigns[].testing.priorYear.nhceAdp',
        'planTimeline',
      ]),
    );
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('P-7 every setting is documented: title, description, and a rule unless it is a label', () => {
    const undocumented = settingFields().filter(
      ({ title, description, rule, influencesResults }) =>
        title === '' ||
        !/[.]$/.test(description) ||
        (influencesResults && !/^[WP]-\d+(, [WP]-\d+)*$/.test(rule)),
    );
    expect(undocumented).toEqual([]);
  });

  it('says what cannot influence a result', () => {
    const labels = settingFields().filter(({ influencesResults }) => !influencesResults);
    expect(labels.map(({ path }) => path)).toEqual([
      'schemaVersion',
      'name',
      'description',
      'bands.age[].label',
      'bands.tenure[].label',
      'planDesigns[].name',
    ]);
  });

  it('W-2 rates and money say their unit', () => {
    const units = new Map(settingFields().map(({ path, unit }) => [path, unit]));
    expect(units.get('workforce.targetGrowthRate')).toBe('fraction');
    expect(units.get('jobLevels[].minPay')).toBe('dollars');
    expect(units.get('planDesigns[].autoEnrollment.sweepDate')).toBe('month and day');
  });
});
