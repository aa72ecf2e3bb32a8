import { expect, it } from 'vitest';
import type { MonthlyDimension, MonthlyMeasure } from '../../src-shared/api/monthly.ts';
import type { GridTotals } from '../../src-shared/api/results.ts';
import { openApplication, openWindow } from '../../src-main/application/testing/open-application.ts';
import { COST_GROUPS, METRIC_GROUPS } from '../../src-renderer/pages/compare/metrics.ts';
import { groupDriverPlace } from '../../src-renderer/pages/compare/differences/bridge-drill.ts';
import { fiscalYears } from '../../src-renderer/pages/monthly/fiscal-periods.ts';
import { layoutOf } from '../../src-renderer/pages/monthly/layout.ts';
import { monthlyDrill } from '../../src-renderer/pages/monthly/monthly-drills.ts';
import { Numbers } from '../../src-renderer/pages/monthly/pivot-table.ts';
import { FIGURE_WORDS } from '../../src-renderer/pages/validation/check-matrix.ts';
import { tiePlace } from '../../src-renderer/pages/validation/tie-drills.ts';
import { conditionsInView, CONDITIONS_VIEW } from '../../src-renderer/state/drill.ts';
import type { Place } from '../../src-renderer/state/navigation.ts';

const GRID_PAGES: readonly string[] = ['people', 'events'];

it('figures of comparisons, months, of validation and of bridges lead to as many rows, and as much money, as they say', async () => {
  const { api } = openWindow(await openApplication());
  const { censusId } = await api.censuses.sample();
  const run = async (name: string, targetGrowthRate: number): Promise<string> => {
    const scenario = {
      name,
      simulation: { startYear: 2025, endYear: 2026 },
      workforce: { targetGrowthRate },
    };
    const { jobId } = await api.runs.start({ name, scenario, documentId: null, censusId });
    const { runId } = await api.runs.follow({ jobId }, () => undefined);
    if (runId === null) throw new Error('the run failed');
    return runId;
  };
  const shrinking = await run('Shrinking', -0.25);
  const growing = await run('Growing', 0.05);
  const behind = (runId: string, place: Place): Promise<GridTotals> =>
    api.results.totals({
      runId,
      relation: place.pageId === 'people' ? 'snapshot' : 'events',
      conditions: [...conditionsInView(place.view[CONDITIONS_VIEW] ?? null)],
      sort: [],
    });

  async function numbersBy(dimension: MonthlyDimension, measures: readonly MonthlyMeasure[]) {
    const runId = shrinking;
    const info = await api.monthly.prepare({ runId }, () => undefined);
    const answer = await api.monthly.pivot({
      runId,
      groups: [dimension],
      filters: [],
      measures: [...measures],
      basis: 'earned',
    });
    const numbers = new Numbers(answer, [dimension], measures);
    const shown = { runId, startYear: info.startYear, layout: layoutOf({}, 1), numbers };
    const groups = answer.groups.map(([text = '']) => text);
    return { groups, years: fiscalYears(info, 1), numbers, shown };
  }

  const severanceByDepartment = async (): Promise<void> => {
    const { groups, years, numbers, shown } = await numbersBy('department', ['severance']);
    let sum = 0;
    for (const period of years)
      for (const text of groups) {
        const spot = { texts: { department: text }, figure: 'severance', period } as const;
        const place = monthlyDrill(shown, spot);
        if (place === null) expect(numbers.at(spot), text).toBe(0);
        else {
          const { sums } = await behind(shrinking, place);
          expect(sums['severance'], text).toBe(numbers.at(spot));
          sum += sums['severance'] ?? 0;
        }
      }
    expect(sum).toBeGreaterThan(0);
  };

  const promotionsByLevel = async (): Promise<void> => {
    const { groups, years, numbers, shown } = await numbersBy('level', ['movedIn', 'movedOut']);
    let sum = 0;
    for (const period of years)
      for (const text of groups)
        for (const figure of ['movedIn', 'movedOut'] as const) {
          const spot = { texts: { level: text }, figure, period };
          const place = monthlyDrill(shown, spot);
          if (place === null) expect(numbers.at(spot), text).toBe(0);
          else {
            const { rows } = await behind(shrinking, place);
            expect(rows, `${figure} ${text}`).toBe(numbers.at(spot));
            sum += rows;
          }
        }
    expect(sum).toBeGreaterThan(0);
  };

  const tiesOfValidation = async (): Promise<void> => {
    const { ties } = await api.validation.report({ runId: shrinking });
    const columns = {
      payroll: 'earnedPay',
      deferrals: 'deferral',
      catchUp: 'catchUp',
      match: 'match',
      trueUp: 'trueUp',
      core: 'core',
      coreExcess: 'coreExcess',
      forfeitures: 'forfeited',
    } as const;
    let checked = 0;
    for (const { year, figure, ...kept } of ties)
      for (const source of ['events', 'people'] as const) {
        const value = kept[source];
        const place = tiePlace(shrinking, year, figure, source);
        if (value === null || value === 0 || place === null) continue;
        const { rows, sums } = await behind(shrinking, place);
        const column =
          source === 'events' ? 'amount' : Object.entries(columns).find(([name]) => name === figure)?.[1];
        const found = FIGURE_WORDS[figure].isPeople ? rows : sums[column ?? ''];
        expect(found, `${figure} of ${year} from ${source}`).toBe(value);
        checked += 1;
      }
    expect(checked).toBeGreaterThan(20);
  };

  const peopleOfDrivers = async (grouping: 'department' | 'location'): Promise<void> => {
    const bridge = await api.differences.bridge({
      baseId: shrinking,
      otherId: growing,
      measure: 'headcount',
      year: 2026,
      grouping,
    });
    let checked = 0;
    for (const { label, amounts } of bridge.byGroup)
      for (const [index, { id }] of bridge.drivers.entries()) {
        const rowsOf = async (runId: string): Promise<number | null> => {
          const place = groupDriverPlace(runId, id, grouping, label, 2025, 2026);
          return place === null ? null : (await behind(runId, place)).rows;
        };
        const [base, other] = [await rowsOf(shrinking), await rowsOf(growing)];
        if (base === null || other === null) {
          expect(id).toBe('moves');
          continue;
        }
        const isAdding = id === 'opening' || id === 'hires';
        expect(isAdding ? other - base : base - other, `${id} in ${label}`).toBe(amounts[index]);
        checked += Math.abs(amounts[index] ?? 0);
      }
    expect(checked).toBeGreaterThan(100);
  };

  const figuresOfComparison = async (): Promise<void> => {
    const { runs } = await api.comparisons.read({ runIds: [shrinking, growing] });
    const metrics = [...METRIC_GROUPS, ...COST_GROUPS].flatMap((group) => group.metrics);
    const summed = new Map([
      ['payroll', 'annualPay'],
      ['payEarned', 'earnedPay'],
    ]);
    let checked = 0;
    for (const { runId, years } of runs)
      for (const metric of metrics) {
        if (metric.kind !== 'people' && metric.kind !== 'money') continue;
        const figures = [
          ...years.map((year) => [year.year, metric.of(year)] as const),
          [null, metric.together(years)] as const,
        ];
        for (const [year, figure] of figures) {
          const place = metric.place(runId, year);
          // A mean has no sum; what is worked out from several figures leads to where that is done.
          if (figure === null || metric.metricId === 'averagePay' || !GRID_PAGES.includes(place.pageId))
            continue;
          const { rows, sums } = await behind(runId, place);
          const found =
            metric.kind === 'people' ? rows : (sums[summed.get(metric.metricId) ?? 'amount'] ?? 0);
          expect(found, `${metric.title} in ${String(year)}`).toBe(figure);
          checked += 1;
        }
      }
    expect(checked).toBeGreaterThan(50);
  };

  await figuresOfComparison();
  await severanceByDepartment();
  await promotionsByLevel();
  await tiesOfValidation();
  await peopleOfDrivers('department');
  await peopleOfDrivers('location');
}, 180_000);
