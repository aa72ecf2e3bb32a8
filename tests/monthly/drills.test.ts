import { expect, it } from 'vitest';
import type { MonthlyDimension, MonthlyMeasure } from '../../src-shared/api/monthly.ts';
import { MonthlyReader } from '../../src-main/application/monthly/monthly-service.ts';
import { ResultReader } from '../../src-main/application/results/result-service.ts';
import { ReadableRuns } from '../../src-main/application/results/run-dictionary.ts';
import { eventfulStudy } from '../../src-main/store/testing/simulated-study.ts';
import { storeStudy } from '../../src-main/store/testing/stored-run.ts';
import { temporaryWorkspace } from '../../src-main/store/testing/temporary-workspace.ts';
import { DEFAULT_FIGURES, FIGURES } from '../../src-renderer/pages/monthly/figures.ts';
import { periods } from '../../src-renderer/pages/monthly/fiscal-periods.ts';
import { layoutOf } from '../../src-renderer/pages/monthly/layout.ts';
import { monthlyDrill } from '../../src-renderer/pages/monthly/monthly-drills.ts';
import { neededFigures, Numbers } from '../../src-renderer/pages/monthly/pivot-table.ts';
import { conditionsInView, CONDITIONS_VIEW } from '../../src-renderer/state/drill.ts';

const YEARS = { startYear: 2025, endYear: 2027 };
const FIGURES_SHOWN: readonly MonthlyMeasure[] = [
  ...DEFAULT_FIGURES,
  'leaversReduction',
  'leaversScheduled',
  'movedIn',
  'match',
  'core',
  'deferrals',
];

it('a number of the monthly view opens a list of just what it counts', async () => {
  const workspace = await temporaryWorkspace();
  const { runId } = await storeStudy(workspace, eventfulStudy(120));
  const runs = new ReadableRuns(workspace);
  const monthly = new MonthlyReader({ workspace, runs });
  const results = new ResultReader(workspace, runs);
  const opened = new Map<string, number>();
  for (const groups of [
    [],
    ['department'],
    ['level'],
    ['location'],
  ] as const satisfies MonthlyDimension[][]) {
    const layout = layoutOf({ basis: 'posted', figures: FIGURES_SHOWN.join(','), rows: groups.join(',') }, 7);
    const measures = [...neededFigures(layout)];
    const answer = await monthly.pivot({
      runId,
      groups: [...groups],
      filters: [],
      measures,
      basis: 'posted',
    });
    const numbers = new Numbers(answer, groups, measures);
    const shown = periods(YEARS, 7, 'month', null).filter(({ first }) => first % 4 < 3);
    const [dimension] = groups;
    const texts =
      dimension === undefined
        ? [{}]
        : numbers
            .textsOf(dimension, {})
            .slice(0, 2)
            .map((text) => ({ [dimension]: text }));
    for (const own of texts)
      for (const figure of measures)
        for (const period of shown) {
          const spot = { texts: own, figure, period };
          const place = monthlyDrill({ runId, startYear: YEARS.startYear, layout, numbers }, spot);
          if (place === null) continue;
          const conditions = [...conditionsInView(place.view[CONDITIONS_VIEW] ?? null)];
          expect(conditions.length).toBeGreaterThan(0);
          const relation = place.pageId === 'events' ? 'events' : 'snapshot';
          const totals = await results.totals({ runId, relation, conditions, sort: [] });
          const what = `${figure} of ${period.label} ${JSON.stringify(own)}: ${JSON.stringify(conditions)}`;
          const value = numbers.at(spot);
          if (FIGURES[figure].unit === 'people') expect(totals.rows, what).toBe(value);
          else if (relation === 'events') expect(totals.sums['amount'], what).toBe(value);
          else expect(totals.rows, what).toBeGreaterThan(0);
          opened.set(figure, (opened.get(figure) ?? 0) + 1);
        }
  }
  expect([...opened.keys()].sort()).toEqual([...new Set([...FIGURES_SHOWN, 'movedOut'])].sort());
}, 120_000);
