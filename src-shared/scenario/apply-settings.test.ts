import { describe, expect, it } from 'vitest';
import variants from '../../resources/default-variants.json' with { type: 'json' };
import { applySettings, parseAssignment } from './apply-settings.ts';
import { valueAt } from './json-value.ts';

const apply = (document: object, ...assignments: readonly string[]) =>
  applySettings(document, assignments.map(parseAssignment));

describe('parseAssignment', () => {
  it('splits at the first "="', () => {
    expect(parseAssignment('name=a=b')).toEqual({ path: 'name', text: 'a=b' });
    expect(parseAssignment('description=')).toEqual({ path: 'description', text: '' });
  });

  it.each(['name', '=1', ''])('"%s" is refused', (argument) => {
    expect(() => parseAssignment(argument)).toThrow(expect.objectContaining({ code: 'ARGUMENTS_INVALID' }));
  });
});

describe('applySettings', () => {
  it.each<[string, readonly (string | number)[], unknown]>([
    ['workforce.targetGrowthRate=0.05', ['workforce', 'targetGrowthRate'], 0.05],
    ['workforce.targetGrowthRate={"2025": 0.1}', ['workforce', 'targetGrowthRate'], { 2025: 0.1 }],
    ['workforce.targetGrowthRate.2027=0.1', ['workforce', 'targetGrowthRate'], { 2025: 0.03, 2027: 0.1 }],
    ['simulation.flowMode=stochastic', ['simulation', 'flowMode'], 'stochastic'],
    ['workforce.reduction.effectiveDate=07-31', ['workforce', 'reduction', 'effectiveDate'], '07-31'],
    ['workforce.reduction.departments=["Sales"]', ['workforce', 'reduction', 'departments'], ['Sales']],
    ['workforce.retirement.enabled=false', ['workforce', 'retirement', 'enabled'], false],
    ['workforce.retirement.table.rates[0][2]=0.5', ['workforce', 'retirement', 'table', 'rates', 0, 2], 0.5],
    ['workforce.retirement.table.rates.0.2=0.5', ['workforce', 'retirement', 'table', 'rates', 0, 2], 0.5],
    ['jobLevels.2.maxPay=125000', ['jobLevels', 1, 'maxPay'], 125_000],
    ['jobLevels[2].maxPay=165000', ['jobLevels', 2, 'maxPay'], 165_000],
    ['bands.age.25-34.label=Young', ['bands', 'age', 1, 'label'], 'Young'],
    ['hiring.levelMix.1=3', ['hiring', 'levelMix'], { 1: 3 }],
    ['hiring.departmentMix["R.&D"]=3', ['hiring', 'departmentMix'], { 'R.&D': 3 }],
    ['hiring.pay.percentileByLevel.5=0.5', ['hiring', 'pay', 'percentileByLevel', '5'], 0.5],
    ['hiring.startDateProfile.0=2', ['hiring', 'startDateProfile', 0], 2],
    [
      'compensation.market.0={"year":2026,"date":"07-01","rate":0.1}',
      ['compensation', 'market', 0, 'rate'],
      0.1,
    ],
    ['planDesigns.standard.match.dollarCap=500', ['planDesigns', 0, 'match', 'dollarCap'], 500],
    ['planDesigns.0.match.dollarCap=500', ['planDesigns', 0, 'match', 'dollarCap'], 500],
    ['planDesigns[0].deferral.hceMaximumRate=0.08', ['planDesigns', 0, 'deferral', 'hceMaximumRate'], 0.08],
    [
      'planDesigns.0.autoEnrollment.hireDateCutoff=2025-06-01',
      ['planDesigns', 0, 'autoEnrollment', 'hireDateCutoff'],
      '2025-06-01',
    ],
    [
      'planDesigns.0.autoEnrollment.hireDateCutoff=null',
      ['planDesigns', 0, 'autoEnrollment', 'hireDateCutoff'],
      null,
    ],
    ['limits.overrides.2026.catchUp=8500', ['limits', 'overrides'], { 2026: { catchUp: 8_500 } }],
    ['name=2025', ['name'], '2025'],
    ['name="2025"', ['name'], '2025'],
    ['description=', ['description'], ''],
  ])('%s', (assignment, path, value) => {
    const { scenario } = apply({}, assignment);
    expect(valueAt(scenario, path)).toEqual(value);
  });

  it('settings that only make sense together are checked together', () => {
    const { scenario } = apply({}, 'simulation.startYear=2030', 'simulation.endYear=2034');
    expect(scenario.simulation).toMatchObject({ startYear: 2030, endYear: 2034 });
  });

  it('an object is merged into the present one, not into the default', () => {
    const document = { workforce: { reduction: { minWeeks: 4, selection: 'lastIn' } } };
    const { scenario } = apply(document, 'workforce.reduction={"maxWeeks": 30}');
    expect(scenario.workforce.reduction).toMatchObject({ minWeeks: 4, maxWeeks: 30, selection: 'lastIn' });
  });

  it('P-65 another type of match takes the defaults of its type and keeps the common terms, without a warning', () => {
    const document = {
      planDesigns: [{ id: 'standard', name: 'A', match: { type: 'gradedByService', dollarCap: 900 } }],
    };
    const { scenario, warnings } = apply(document, 'planDesigns.0.match.type=pointsBased');
    expect(scenario.planDesigns[0]?.match).toMatchObject({
      type: 'pointsBased',
      dollarCap: 900,
      bands: variants.match.pointsBased.bands,
    });
    expect(warnings).toEqual([]);
    const { scenario: tiered } = apply(
      document,
      'planDesigns.0.match.type=tiered',
      'planDesigns.0.match.tiers[0].rate=2',
    );
    expect(tiered.planDesigns[0]?.match).toMatchObject({ tiers: [{ rate: 2 }, { rate: 0.5 }] });
  });

  it('a timing may be replaced as a whole', () => {
    const { scenario } = apply({}, 'compensation.merit.timing={"kind": "anniversary"}');
    expect(scenario.compensation.merit.timing).toEqual({ kind: 'anniversary' });
  });

  it('the given document stays as it was', () => {
    const document = { workforce: { targetGrowthRate: 0.01 } };
    apply(document, 'workforce.targetGrowthRate=0.02');
    expect(document).toEqual({ workforce: { targetGrowthRate: 0.01 } });
  });

  it.each<[string, string, string]>([
    [
      'workforce.targetGrowthrat=0.05',
      'SCENARIO_UNKNOWN_KEY',
      'workforce.targetGrowthrat: there is no setting of this name; the nearest is workforce.targetGrowthRate',
    ],
    [
      'bands.age.25-35.label=x',
      'SCENARIO_UNKNOWN_KEY',
      'bands.age.25-35: there is no setting of this name; the nearest is bands.age.25-34',
    ],
    [
      'jobLevels.0.minPay=1',
      'SCENARIO_UNKNOWN_KEY',
      'jobLevels.0: there is no setting of this name; the nearest is jobLevels.1',
    ],
    [
      'compensation.market.1={}',
      'SCENARIO_UNKNOWN_KEY',
      'compensation.market.1: there is no setting of this name',
    ],
    [
      'limits.overrides.2026.catchup=1',
      'SCENARIO_UNKNOWN_KEY',
      'limits.overrides.2026.catchup: there is no setting of this name; the nearest is limits.overrides.2026.catchUp',
    ],
    [
      'planDesigns.0.match.tier=[]',
      'SCENARIO_UNKNOWN_KEY',
      'planDesigns.0.match.tier: there is no setting of this name; the nearest is planDesigns.0.match.tiers',
    ],
    [
      'simulation.endYear.x=1',
      'SCENARIO_UNKNOWN_KEY',
      'simulation.endYear.x: there is no setting of this name',
    ],
    ['simulation..endYear=1', 'SCENARIO_UNKNOWN_KEY', '["simulation..endYear"]: is not a setting path'],
    [
      'planDesigns.0.match.bands=[]',
      'SCENARIO_INVALID',
      'planDesigns.0.match.bands: is a setting of type gradedByService, tenureGraded, pointsBased only; set the type first',
    ],
    ['simulation.endYear=2020', 'SCENARIO_INVALID', 'simulation.endYear: 2020 is before the start year 2025'],
    [
      'workforce.targetGrowthRate=2',
      'GROWTH_OUT_OF_RANGE',
      'workforce.targetGrowthRate: 2 is above the maximum, 1',
    ],
    [
      'workforce.targetGrowthRate=5 %',
      'SCENARIO_INVALID',
      'workforce.targetGrowthRate: must be a number or an object, not "5 %"',
    ],
    [
      'workforce.reduction={"minWeek": 1}',
      'SCENARIO_UNKNOWN_KEY',
      'workforce.reduction.minWeek: there is no setting of this name; the nearest is workforce.reduction.minWeeks',
    ],
  ])('%s is refused', (assignment, code, item) => {
    expect(() => apply({}, assignment)).toThrow(expect.objectContaining({ code, items: [item] }));
  });

  it('what is wrong with the document itself is reported with the file', () => {
    expect(() => applySettings({ nam: 'x' }, [], 'a.planalign')).toThrow(
      expect.objectContaining({
        code: 'SCENARIO_UNKNOWN_KEY',
        place: { file: 'a.planalign', setting: 'nam' },
      }),
    );
  });
});
