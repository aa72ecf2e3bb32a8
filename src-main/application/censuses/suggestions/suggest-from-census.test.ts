import { describe, expect, it } from 'vitest';
import type { CensusSuggestion } from '../../../../src-shared/api/censuses.ts';
import { toDay, yearOf } from '../../../../src-shared/dates.ts';
import { isJsonObject, isList, valueAt } from '../../../../src-shared/scenario/json-value.ts';
import { parseScenario } from '../../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day } from '../../../../src-shared/units.ts';
import { resourcePath } from '../../../resource-folder.ts';
import { importCensus } from '../../../services/census/import-census.ts';
import { syntheticCensus } from '../../../store/testing/synthetic-census.ts';
import { suggestFromCensus } from './suggest-from-census.ts';

const scenarioOf = (changes: object): Scenario => parseScenario(changes).scenario;
const beginning = (startYear: number): Scenario =>
  scenarioOf({ simulation: { startYear, endYear: startYear + 4 } });

const { columns: sampleCensus } = await importCensus({
  path: resourcePath('sample-census.csv'),
  startYear: 2026,
  endYear: 2030,
  acceptInferred: true,
});

function replaced(value: unknown, [step, ...rest]: readonly (string | number)[], next: unknown): unknown {
  if (step === undefined) return next;
  if (isList(value))
    return value.map((element, index) => (index === step ? replaced(element, rest, next) : element));
  return isJsonObject(value) ? { ...value, [step]: replaced(value[step], rest, next) } : value;
}

/** The scenario with a suggestion applied, as the editor does it; throws when it has findings. */
const applied = (scenario: Scenario, { settings }: CensusSuggestion): Scenario =>
  scenarioOf(
    settings.reduce<object>((document, { path, value }) => {
      const next = replaced(document, path, value);
      return isJsonObject(next) ? next : {};
    }, scenario),
  );

const named = (suggestions: readonly CensusSuggestion[], id: string): CensusSuggestion => {
  const found = suggestions.find((suggestion) => suggestion.id === id);
  if (found === undefined) throw new Error(`no suggestion ${id}`);
  return found;
};

describe.each([2025, 2026])('suggestions of the sample for a start in %i', (startYear) => {
  it('leave a scenario without findings, one by one and all together, and are in force afterwards', () => {
    let all = beginning(startYear);
    for (const { id } of suggestFromCensus(sampleCensus, all)) {
      const alone = beginning(startYear);
      const suggestion = named(suggestFromCensus(sampleCensus, alone), id);
      if (suggestion.shortfall === null) {
        const after = named(suggestFromCensus(sampleCensus, applied(alone, suggestion)), id);
        expect(after.isInForce, id).toBe(true);
        expect(suggestion.sample, id).toBeGreaterThanOrEqual(suggestion.minimum);
        for (const { path } of suggestion.settings) expect(valueAt(alone, path), id).toBeDefined();
      } else expect(suggestion.settings).toEqual([]);
      all = applied(all, named(suggestFromCensus(sampleCensus, all), id));
    }
    expect(named(suggestFromCensus(sampleCensus, all), 'pay-ranges').isInForce).toBe(true);
  });

  it('are the same whenever they are asked for', () => {
    expect(suggestFromCensus(sampleCensus, beginning(startYear))).toEqual(
      suggestFromCensus(sampleCensus, beginning(startYear)),
    );
  });
});

describe('what the sample supports', () => {
  const suggestions = suggestFromCensus(sampleCensus, beginning(2026));

  it('counts the hires of three calendar years before the start (W-43, W-46)', () => {
    const { hireDay } = sampleCensus;
    const hires = [...hireDay].filter((day) => {
      const year = yearOf(day as Day);
      return year >= 2023 && year <= 2025;
    });
    expect(named(suggestions, 'start-months').sample).toBe(hires.length);
    expect(named(suggestions, 'hire-ages')).toMatchObject({ sampleOf: 'people hired in 2023–2025' });
  });

  it('holds nine of ten people of a level within its suggested range (W-27)', () => {
    const full = (row: number): number => {
      const hours = sampleCensus.scheduledHoursHundredths[row] ?? 0;
      const pay = sampleCensus.annualPayCents[row] ?? 0;
      return hours > 0 && hours < 4_000 ? (pay * 4_000) / hours : pay;
    };
    const ranges = valueAt(named(suggestions, 'pay-ranges').settings, [0, 'value']);
    const start = toDay(2026, 1, 1);
    const rows = Array.from({ length: sampleCensus.rowCount }, (_, row) => row).filter((row) => {
      const end = sampleCensus.terminationDay[row] ?? NO_DAY;
      const level = sampleCensus.level.values[sampleCensus.level.codes[row] ?? -1];
      return level === '1' && (sampleCensus.hireDay[row] ?? 0) < start && (end === NO_DAY || end >= start);
    });
    const least = Number(valueAt(ranges, [0, 'minPay'])) * 100;
    const most = Number(valueAt(ranges, [0, 'maxPay'])) * 100;
    const inside = rows.filter((row) => full(row) >= least && full(row) <= most).length;
    expect(inside / rows.length).toBeGreaterThanOrEqual(0.9);
    expect(inside / rows.length).toBeLessThan(0.95);
  });

  it('weighs hires to shares that sum to one (W-44, W-46)', () => {
    for (const id of ['hire-ages', 'hire-levels', 'start-months']) {
      const { figures } = named(suggestions, id);
      expect(figures.reduce((sum, { after: [share = 0] }) => sum + share, 0)).toBeCloseTo(1, 2);
    }
  });

  it('finds the base rate of opting out that explains those who opted out (P-40)', () => {
    const flat = beginning(2026);
    const design = flat.planDesigns[0];
    if (design === undefined) throw new Error('the default scenario has a plan');
    const { optOut } = design.autoEnrollment;
    const neutral: Scenario = {
      ...flat,
      planDesigns: [
        {
          ...design,
          autoEnrollment: {
            ...design.autoEnrollment,
            optOut: {
              ...optOut,
              ageFactors: optOut.ageFactors.map(() => 1),
              incomeFactors: optOut.incomeFactors.map(() => 1),
            },
          },
        },
      ],
    };
    const found = named(suggestFromCensus(sampleCensus, neutral), 'opt-out');
    const percent = Number(/^([\d.]+)% of them/.exec(found.reason)?.[1]);
    expect(found.figures[0]?.after[0]).toBeCloseTo(percent / 100, 3);
    expect(percent).toBeGreaterThan(0);
  });
});

describe('what a census cannot support', () => {
  const few = (rows: number): readonly CensusSuggestion[] =>
    suggestFromCensus(syntheticCensus(rows), beginning(2025));

  it('says how many people are missing, and changes nothing', () => {
    for (const { shortfall, settings, isInForce } of few(5)) {
      expect(shortfall).toMatch(/people|level|tell|marks/);
      expect(settings).toEqual([]);
      expect(isInForce).toBe(false);
    }
  });

  it('does not take a handful of termination dates for turnover (W-31)', () => {
    // The sample has no termination dates before 2025.
    const { sample, shortfall } = named(suggestFromCensus(sampleCensus, beginning(2025)), 'turnover');
    expect({ sample, shortfall }).toEqual({
      sample: 0,
      shortfall: 'It needs at least 30 people; the census has 0.',
    });
  });

  it('does not take leavers of a few months for the leavers of a year (W-31)', () => {
    const end = sampleCensus.terminationDay.map((day) => (day >= toDay(2025, 6, 1) ? day : NO_DAY));
    const found = named(
      suggestFromCensus({ ...sampleCensus, terminationDay: end }, beginning(2026)),
      'turnover',
    );
    expect(found.shortfall).toMatch(/^The termination dates lie in \d months of 2025 only/);
  });

  it('has nothing to say of a plan that is not there', () => {
    const ids = suggestFromCensus(sampleCensus, { ...beginning(2026), planTimeline: [] }).map(({ id }) => id);
    expect(ids).not.toContain('opt-out');
  });
});

describe('turnover (W-31, W-33)', () => {
  it('is leavers over the people at risk, experienced and new hires apart', () => {
    const { figures, sample } = named(suggestFromCensus(sampleCensus, beginning(2026)), 'turnover');
    const count = (isNew: boolean, isLeaver: boolean): number =>
      sampleCensus.hireDay.reduce((sum, hire, row) => {
        const end = sampleCensus.terminationDay[row] ?? NO_DAY;
        if (sampleCensus.inactiveWithoutDate[row] === 1 || hire >= toDay(2026, 1, 1)) return sum;
        const leaves = end !== NO_DAY && end < toDay(2026, 1, 1);
        return sum + (hire >= toDay(2024, 1, 1) === isNew && (leaves || !isLeaver) ? 1 : 0);
      }, 0);
    expect(sample).toBe(count(false, true) + count(true, true));
    expect(figures.flatMap(({ after }) => after)).toEqual([
      Number((count(false, true) / count(false, false)).toFixed(3)),
      Number((count(true, true) / count(true, false)).toFixed(3)),
    ]);
  });
});
