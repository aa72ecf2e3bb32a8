import { expect, it } from 'vitest';
import type { GridTotals } from '../../src-shared/api/results.ts';
import { openApplication, openWindow } from '../../src-main/application/testing/open-application.ts';
import { conditionsInView, CONDITIONS_VIEW } from '../../src-renderer/state/drill.ts';
import type { Place } from '../../src-renderer/state/navigation.ts';
import { deferralBins } from '../../src-renderer/pages/results/pay-charts.ts';
import {
  bridgeCell,
  deferralBin,
  deferralsOf,
  employerMoneyOf,
  growthPart,
  hiresOf,
  leaversPlace,
  participantsOf,
  peopleAtClose,
} from '../../src-renderer/pages/results/overview-drills.ts';
import {
  headcountBridges,
  leaverReasons,
  leaversOf,
} from '../../src-renderer/pages/results/overview-figures.ts';
import { isOneOf } from '../../src-renderer/state/drill.ts';

it.each([
  ['grows', 0.03],
  ['shrinks by a reduction in force', -0.25],
])(
  'a workforce that %s: every figure of the overview leads to as many rows, and as much money, as it says',
  async (_, targetGrowthRate) => {
    const { api } = openWindow(await openApplication());
    const { censusId } = await api.censuses.sample();
    const scenario = {
      name: 'Drill',
      simulation: { startYear: 2025, endYear: 2026 },
      workforce: { targetGrowthRate },
    };
    const { jobId } = await api.runs.start({ name: 'Drill', scenario, documentId: null, censusId });
    const { runId } = await api.runs.follow({ jobId }, () => undefined);
    if (runId === null) throw new Error('the run failed');
    const [{ years, plan }, overview] = await Promise.all([
      api.runs.result({ runId }),
      api.results.overview({ runId }),
    ]);
    const behind = (place: Place | null): Promise<GridTotals> => {
      if (place === null) throw new Error('leads nowhere');
      const conditions = [...conditionsInView(place.view[CONDITIONS_VIEW] ?? null)];
      const relation = place.pageId === 'people' ? 'snapshot' : 'events';
      return api.results.totals({ runId, relation, conditions, sort: [] });
    };
    const rows = async (place: Place | null): Promise<number> => (await behind(place)).rows;

    expect(leaverReasons(overview).includes('reduction')).toBe(targetGrowthRate < 0);
    const bridges = headcountBridges(years, overview);
    const reasons = leaverReasons(overview);
    for (const [index, bridge] of bridges.entries()) {
      const figures = [bridge.opening, bridge.hires, ...bridge.leavers, bridge.closing];
      for (const [row, figure] of figures.entries())
        if (figure > 0) expect(await rows(bridgeCell(runId, bridges, reasons, row, index + 1))).toBe(figure);
    }
    const total = (of: (year: (typeof years)[number]) => number): number =>
      years.reduce((sum, year) => sum + of(year), 0);
    expect(await rows(hiresOf(runId, null))).toBe(total(({ hires }) => hires));
    expect(await rows(leaversPlace(runId, null))).toBe(total(leaversOf));
    for (const { year, closingPayrollCents, closing } of years) {
      const staff = await behind(peopleAtClose(runId, year));
      expect(staff.rows).toBe(closing);
      expect(staff.sums['annualPay']).toBe(closingPayrollCents);
      const bins = deferralBins(overview, year);
      for (const [bin, { people }] of bins.entries())
        expect(await rows(deferralBin(runId, year, bin, bins.length - 1)), bins[bin]?.label).toBe(people);
      for (const { label, people } of overview.byAge.filter((group) => group.year === year))
        expect(await rows(peopleAtClose(runId, year, isOneOf('ageBand', label)))).toBe(people);
      for (const part of ['COLA', 'Merit', 'Promotions'])
        expect(await rows(growthPart(runId, year, part)), part).toBeGreaterThan(0);
    }
    for (const year of plan) {
      expect(await rows(participantsOf(runId, year.year))).toBe(year.participants);
      const sum = async (place: Place): Promise<number | null | undefined> =>
        (await behind(place)).sums['amount'];
      expect(await sum(deferralsOf(runId, year.year))).toBe(year.baseCents + year.catchUpCents);
      expect(await sum(employerMoneyOf(runId, year.year, 'match'))).toBe(year.matchCents + year.trueUpCents);
      expect(await sum(employerMoneyOf(runId, year.year, 'core'))).toBe(
        year.coreCents + year.coreExcessCents + year.reallocatedCents,
      );
    }
  },
  60_000,
);
