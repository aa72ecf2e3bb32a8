import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparedTest } from '../../../src-shared/api/comparisons.ts';
import { setLocale } from '../../components/format.ts';
import { runningColumns, yearColumns } from './compared.ts';
import { differenceCell, valueCell } from './metric-text.ts';
import { COST_GROUPS, METRIC_GROUPS, metricOf, occurring } from './metrics.ts';
import { planOf, yearOf } from './testing/compared-run.ts';

beforeAll(() => {
  setLocale('en-US');
});
afterAll(() => {
  setLocale(null);
});

const [first, second, together] = yearColumns([2025, 2026]);
if (first === undefined || second === undefined || together === undefined) throw new Error('no columns');

const base = [yearOf(2025), yearOf(2026)];
const plan = planOf({ netCashCents: 345_000, participants: 66, participantRatePpm: 66 * 70_000 });
const other = [yearOf(2025, { plan, hires: 25, closing: 115 }), yearOf(2026, { plan, hires: 20 })];

const difference = (metricId: string, column = first): readonly [string, string] => {
  const { text, share } = differenceCell(metricOf(metricId), base, other, column, 'short');
  return [text, share];
};

describe('differences from the base', () => {
  it('have a sign and their share of the base; none is a dash', () => {
    expect(difference('hires')).toEqual(['+5', '+25.0%']);
    expect(difference('hires', second)).toEqual(['–', '']);
    expect(difference('netCash')).toEqual(['+$450.00', '+15.0%']);
    expect(difference('participation')).toEqual(['+7.5 pt', '']);
    expect(difference('deferralRate')).toEqual(['+0.5 pt', '']);
  });

  it('add up over the years where the figure is a flow, and are of the sums where it is a rate', () => {
    expect(difference('netCash', together)).toEqual(['+$900.00', '+15.0%']);
    expect(difference('costShare', together)).toEqual(['+0.5 pt', '']);
    expect(difference('closing', together)).toEqual(['n/a', '']);
    const [, running] = runningColumns([2025, 2026]);
    expect(running?.title).toBe('2025–2026');
    if (running !== undefined) expect(difference('hires', running)).toEqual(['+5', '+12.5%']);
  });

  it('are not there where one of the runs has no plan', () => {
    const none = [yearOf(2025, { plan: null })];
    const cell = differenceCell(metricOf('netCash'), base, none, first, 'short');
    expect(cell).toMatchObject({ text: 'n/a', isMissing: true });
    expect(cell.detail).toContain('no plan');
  });

  it('of partial figures carry a mark (P-85)', () => {
    const partial = [yearOf(2025, { plan: planOf({ partial: true, netCashCents: 330_000 }) })];
    expect(differenceCell(metricOf('netCash'), base, partial, first, 'short').text).toBe('+$300.00*');
    expect(valueCell(metricOf('netCash'), partial, first, 'exact').text).toBe('$3,300*');
    expect(valueCell(metricOf('match'), partial, first, 'exact').text).toBe('$2,050');
  });
});

describe('growth', () => {
  it('compounds over the years', () => {
    expect(metricOf('averageGrowth').together(base)).toBeCloseTo(1.03 * 1.03 - 1, 12);
  });
});

describe('tests of the plan', () => {
  const test = (result: string, hceBasisPoints: number, group: ComparedTest['group']): ComparedTest => ({
    test: 'adp',
    group,
    result,
    nhceBasisPoints: 500,
    hceBasisPoints,
    limitPpm: 70_000,
  });
  const passing = [yearOf(2025, { plan: planOf({ tests: [test('pass', 640, 'everyone')] }) })];
  const failing = [
    yearOf(2025, {
      plan: planOf({
        tests: [test('pass', 600, 'otherwiseExcludable'), test('fail', 750, 'notOtherwiseExcludable')],
      }),
    }),
  ];

  it('say their verdict and how far from the limit; the worst group decides (P-92, P-111)', () => {
    const adp = metricOf('adp');
    expect(valueCell(adp, passing, first, 'short')).toMatchObject({ text: 'Pass', share: '+0.6 pt' });
    expect(valueCell(adp, failing, first, 'short')).toMatchObject({ text: 'Fail', share: '−0.5 pt' });
    expect(differenceCell(adp, passing, failing, first, 'short')).toMatchObject({
      text: 'Pass → Fail',
      share: '−1.1 pt',
    });
    expect(differenceCell(adp, passing, passing, first, 'short').text).toBe('–');
  });

  it('are not there where the run was not tested', () => {
    expect(valueCell(metricOf('adp'), base, first, 'short').text).toBe('n/a');
  });
});

describe('the table', () => {
  it('leaves out what never occurs', () => {
    const ids = occurring(METRIC_GROUPS, base).flatMap(({ metrics }) =>
      metrics.map(({ metricId }) => metricId),
    );
    expect(ids).toContain('leavers.newHire');
    expect(ids).not.toContain('leavers.reduction');
    expect(ids).not.toContain('adp');
  });

  it('adds pay, severance and plan to what employment costs', () => {
    const total = COST_GROUPS.at(-1)?.metrics[0];
    expect(total?.of(yearOf(2025, { severanceCents: 7_000 }))).toBe(10_000_000 + 7_000 + 300_000);
  });
});
