import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  BRIDGE_MEASURES,
  GROUPINGS,
  type Bridge,
  type BridgeMeasure,
  type ChangeMeasure,
} from '../../../src-shared/api/differences.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { Cents } from '../../../src-shared/units.ts';
import {
  comparabilityOf,
  summariseChanges,
  type Presence,
} from '../../../src-worker/plan/comparison/winners-and-losers.ts';
import { eventfulStudy } from '../../store/testing/simulated-study.ts';
import { storeStudy } from '../../store/testing/stored-run.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import type { Workspace } from '../../store/workspace.ts';
import { ReadableRuns } from '../results/run-dictionary.ts';
import { Differences } from './difference-service.ts';

const PEOPLE = 260;
const YEARS = [2025, 2026, 2027];

const withDesign =
  (change: (design: Scenario['planDesigns'][number]) => Scenario['planDesigns'][number]) =>
  (scenario: Scenario): Scenario => ({ ...scenario, planDesigns: scenario.planDesigns.map(change) });

/** Everybody keeps the rate they have: only the formula differs. */
const steady = withDesign((design) => ({
  ...design,
  matchResponse: { ...design.matchResponse, enabled: false },
}));
const richer = (scenario: Scenario): Scenario =>
  withDesign((design) => ({
    ...design,
    match: { ...design.match, type: 'tiered', tiers: [{ min: 0, max: 0.08, rate: 0.75 }] },
  }))(steady(scenario));
const paidMore = (scenario: Scenario): Scenario => ({
  ...steady(scenario),
  compensation: { ...scenario.compensation, cola: { ...scenario.compensation.cola, rate: 0.05 } },
});
const grown = (scenario: Scenario): Scenario => ({
  ...scenario,
  workforce: { ...scenario.workforce, targetGrowthRate: 0.2, experiencedTerminationRate: 0.2 },
});
/** Another formula by service, paid by paycheck with a true-up, other automatic enrolment: nothing is left as it was. */
const other = (scenario: Scenario): Scenario =>
  withDesign((design) => ({
    ...design,
    autoEnrollment: { ...design.autoEnrollment, enabled: false },
    match: {
      ...design.match,
      type: 'gradedByService',
      frequency: 'perPayPeriodWithTrueUp',
      capPercentOfPay: 0.04,
      bands: [
        { min: 0, max: 3, rate: 0.25, maxDeferral: 0.06 },
        { min: 3, max: null, rate: 0.9, maxDeferral: 0.06 },
      ],
    },
  }))(grown(scenario));

async function studied(...changes: ((scenario: Scenario) => Scenario)[]): Promise<{
  readonly workspace: Workspace;
  readonly differences: Differences;
  readonly runs: readonly string[];
}> {
  const workspace = await temporaryWorkspace();
  const runs: string[] = [];
  for (const change of changes) runs.push((await storeStudy(workspace, eventfulStudy(PEOPLE, change))).runId);
  return { workspace, differences: new Differences(workspace, new ReadableRuns(workspace)), runs };
}

async function figures<Row>(workspace: Workspace, schema: z.ZodType<Row>, sql: string): Promise<Row[]> {
  return z.array(schema).parse(await workspace.read(sql));
}
const oneNumber = async (workspace: Workspace, sql: string): Promise<number> =>
  (await figures(workspace, z.object({ n: z.coerce.number() }), sql))[0]?.n ?? NaN;

const amountOf = ({ drivers }: Bridge, id: string): number =>
  drivers.find((driver) => driver.id === id)?.amount ?? NaN;

describe('bridges', () => {
  it('add up to the stored rows by driver, year and every group, whatever differs', async () => {
    const { workspace, differences, runs } = await studied(steady, richer, paidMore, grown, other);
    const [baseId = ''] = runs;
    const closing: Readonly<Record<BridgeMeasure, (runId: string, year: number) => string>> = {
      headcount: (runId, year) =>
        `SELECT count(*) AS n FROM fct_workforce_snapshot WHERE run_id = '${runId}' AND simulation_year = ${year}
         AND termination_date IS NULL`,
      payroll: (runId, year) =>
        `SELECT sum(annual_compensation) * 100 AS n FROM fct_workforce_snapshot WHERE run_id = '${runId}'
         AND simulation_year = ${year} AND termination_date IS NULL`,
      planCost: (runId, year) =>
        `SELECT (SELECT sum(match_contribution + match_true_up + core_contribution + core_excess_contribution) * 100
           FROM fct_workforce_snapshot WHERE run_id = '${runId}' AND simulation_year = ${year})
         - (SELECT pool_applied_cents FROM run_year_plan p JOIN run r USING (run_key)
           WHERE r.run_id = '${runId}' AND p.simulation_year = ${year}) AS n`,
    };
    for (const otherId of runs)
      for (const measure of BRIDGE_MEASURES)
        for (const year of YEARS)
          for (const grouping of [null, ...GROUPINGS]) {
            const bridge = await differences.bridge({ baseId, otherId, measure, year, grouping });
            const where = `${runs.indexOf(otherId)} ${measure} ${year} ${String(grouping)}`;
            expect(bridge.addsUp, where).toBe(true);
            if (grouping === null) {
              expect(bridge.base, where).toBe(await oneNumber(workspace, closing[measure](baseId, year)));
              expect(bridge.other, where).toBe(await oneNumber(workspace, closing[measure](otherId, year)));
            } else expect(bridge.byGroup.length, where).toBeGreaterThan(1);
            expect(bridge.base + bridge.amounts.reduce((sum, each) => sum + each, 0), where).toBe(
              bridge.other,
            );
          }
  }, 120_000);

  it('of headcount and payroll are made of the events of both runs', async () => {
    const { workspace, differences, runs } = await studied(steady, grown);
    const [baseId = '', otherId = ''] = runs;
    const events = async (runId: string, where: string): Promise<number> =>
      oneNumber(
        workspace,
        `SELECT count(*) AS n FROM fct_yearly_events WHERE run_id = '${runId}' AND ${where}`,
      );
    const headcount = await differences.bridge({
      baseId,
      otherId,
      measure: 'headcount',
      year: 2027,
      grouping: null,
    });
    const left = (reason: string): string =>
      `event_type = 'TERMINATION' AND event_payload.reason = '${reason}' AND event_category <> 'reduction' AND employee_id NOT IN
       (SELECT employee_id FROM fct_yearly_events h WHERE h.run_id = fct_yearly_events.run_id AND h.event_type = 'HIRE'
        AND h.simulation_year = fct_yearly_events.simulation_year)`;
    for (const [id, where] of [
      ['hires', "event_type = 'HIRE'"],
      ['voluntary', left('voluntary')],
      ['retirement', left('retirement')],
      ['reduction', "event_type = 'TERMINATION' AND event_category = 'reduction'"],
    ] as const) {
      const driver = headcount.drivers.find((each) => each.id === id);
      expect(driver?.base, id).toBe(await events(baseId, where));
      expect(driver?.other, id).toBe(await events(otherId, where));
    }
    expect(headcount.drivers.find(({ id }) => id === 'reduction')?.base).toBeGreaterThan(0);

    const payroll = await differences.bridge({
      baseId,
      otherId,
      measure: 'payroll',
      year: 2027,
      grouping: 'location',
    });
    const raises = async (runId: string, kind: string): Promise<number> =>
      oneNumber(
        workspace,
        `SELECT sum(event_payload.amount) * 100 AS n FROM fct_yearly_events e JOIN fct_workforce_snapshot s
         USING (run_id, employee_id, simulation_year) WHERE e.run_id = '${runId}' AND event_type = 'RAISE'
         AND event_category = '${kind}' AND s.termination_date IS NULL`,
      );
    for (const kind of ['cola', 'merit', 'market'] as const) {
      const driver = payroll.drivers.find(({ id }) => id === kind);
      expect(driver?.base, kind).toBe(await raises(baseId, kind));
      expect(driver?.other, kind).toBe(await raises(otherId, kind));
    }
    const average = Math.round(payroll.base / headcount.base);
    expect(amountOf(payroll, 'volume')).toBe((headcount.other - headcount.base) * average);
  }, 60_000);

  it('of the cost of the plan blame the formula for another formula, and pay for other pay', async () => {
    const { differences, runs } = await studied(steady, richer, paidMore);
    const [baseId = '', otherId = '', paidId = ''] = runs;
    const cost = { measure: 'planCost', year: 2027, grouping: null } as const;
    const formula = await differences.bridge({ baseId, otherId, ...cost });
    expect(formula.identity).toBe('identical');
    expect(amountOf(formula, 'formula')).toBeGreaterThan(0);
    for (const id of ['onlyInBase', 'onlyInOther', 'simulatedHires', 'eligibility', 'pay', 'core'] as const)
      expect(amountOf(formula, id), id).toBe(0);
    // What is not the formula of the year is section 16, and nobody is cut by it here.
    expect(amountOf(formula, 'otherMatch')).toBe(0);

    const pay = await differences.bridge({ baseId, otherId: paidId, ...cost });
    expect(pay.identity).toBe('workforce');
    expect(amountOf(pay, 'pay')).toBeGreaterThan(0);
    expect(amountOf(pay, 'formula')).toBe(0);
    expect(amountOf(pay, 'simulatedHires')).not.toBe(0);

    const { total, people, totalRows } = await differences.costPeople({
      baseId,
      otherId,
      year: 2027,
      driver: 'formula',
      start: 0,
      limit: 1_000,
    });
    expect(total).toBe(amountOf(formula, 'formula'));
    expect(people.length).toBe(totalRows);
    expect(people.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);

    const all = await differences.bridge({ baseId, otherId, ...cost, year: null });
    expect(all.addsUp).toBe(true);
    expect(all.byYear.map(({ year }) => year)).toEqual(YEARS);
  }, 60_000);
});

const snapshotRow = z.object({
  id: z.string(),
  employed: z.boolean(),
  total: z.coerce.number(),
  match: z.coerce.number(),
  core: z.coerce.number(),
  vested: z.coerce.number(),
  pay: z.coerce.number(),
});
type SnapshotRow = z.output<typeof snapshotRow>;

/** What a run has of each person at the end of the last of some years, the money of all of them added. */
async function peopleOf(
  workspace: Workspace,
  runId: string,
  years: readonly number[],
): Promise<ReadonlyMap<string, SnapshotRow>> {
  const rows = await figures(
    workspace,
    snapshotRow,
    `SELECT employee_id AS id, bool_or(simulation_year = ${years.at(-1) ?? 0} AND termination_date IS NULL) AS employed,
       sum(match_contribution + match_true_up + core_contribution + core_excess_contribution + reallocated_forfeitures) * 100 AS total,
       sum(match_contribution + match_true_up) * 100 AS match,
       sum(core_contribution + core_excess_contribution + reallocated_forfeitures) * 100 AS core,
       sum(round((match_contribution + match_true_up) * 100 * vested_match_ppm / 1000000)
         + round((core_contribution + core_excess_contribution + reallocated_forfeitures) * 100 * vested_core_ppm / 1000000)) AS vested,
       sum(prorated_compensation) * 100 AS pay
     FROM fct_workforce_snapshot WHERE run_id = '${runId}' AND simulation_year IN (${years.join(', ')}) GROUP BY 1 ORDER BY 1`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the pure calculator makes of two runs (P-122 to P-124). */
async function expected(
  workspace: Workspace,
  [baseId, otherId]: readonly [string, string],
  years: readonly number[],
  measure: ChangeMeasure,
  tolerance: number,
  areAlike: boolean,
) {
  const [a, b] = [await peopleOf(workspace, baseId, years), await peopleOf(workspace, otherId, years)];
  // People who left before the years asked for are known by their events.
  const everA = await peopleOf(
    workspace,
    baseId,
    YEARS.filter((year) => year <= (years.at(-1) ?? 0)),
  );
  const everB = await peopleOf(
    workspace,
    otherId,
    YEARS.filter((year) => year <= (years.at(-1) ?? 0)),
  );
  const presence = (now: typeof a, ever: typeof a, id: string): Presence =>
    now.get(id)?.employed === true ? 'employed' : ever.has(id) ? 'left' : 'absent';
  const excluded = { onlyInBase: 0, onlyInOther: 0, terminatedInOne: 0, notComparable: 0 };
  const compared: string[] = [];
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const isSimulated = id.startsWith('NH-');
    const [inA, inB] = [presence(a, everA, id), presence(b, everB, id)];
    // Of runs that are not alike, each has hires of its own, whatever they are called.
    const sides: readonly (readonly [Presence, Presence])[] =
      isSimulated && !areAlike
        ? [
            [inA, 'absent'],
            ['absent', inB],
          ]
        : [[inA, inB]];
    for (const [here, there] of sides) {
      const cause = comparabilityOf(here, there, isSimulated, areAlike);
      if (cause === 'compared') compared.push(id);
      else if (cause === 'onlyInA') excluded.onlyInBase += 1;
      else if (cause === 'onlyInB') excluded.onlyInOther += 1;
      else if (cause !== 'outside') excluded[cause] += 1;
    }
  }
  const column = (people: typeof a, of: 'pay' | ChangeMeasure): Float64Array =>
    Float64Array.from(compared, (id) => people.get(id)?.[of] ?? 0);
  const { largest, ...everybody } = summariseChanges(
    { before: column(a, measure), after: column(b, measure), pay: column(a, 'pay') },
    Uint32Array.from(compared.keys()),
    tolerance as Cents,
  );
  return { everybody, excluded, largest: largest.map((index) => compared[index]) };
}

describe('winners and losers', () => {
  it('P-122 to P-124 are those of the pure calculator, in a year and cumulatively, for every measure', async () => {
    const { workspace, differences, runs } = await studied(steady, richer, other);
    const [baseId = '', richerId = '', otherId = ''] = runs;
    for (const [partner, areAlike] of [
      [richerId, true],
      [otherId, false],
    ] as const)
      for (const measure of ['total', 'match', 'core', 'vested'] as const)
        for (const [year, years] of [
          [2026, [2026]],
          [null, YEARS],
        ] as const)
          for (const tolerance of [0, 100, 100_000]) {
            const request = { baseId, otherId: partner, measure, year, tolerance };
            const report = await differences.changes(request);
            const pure = await expected(workspace, [baseId, partner], years, measure, tolerance, areAlike);
            expect(report.everybody, JSON.stringify(request)).toEqual(pure.everybody);
            expect(report.excluded, JSON.stringify(request)).toEqual(pure.excluded);
            expect(report.identity).toBe(areAlike ? 'identical' : 'workforce');
            const { count, winners, losers, neutral } = report.everybody;
            const left = Object.values(report.excluded).reduce((sum, each) => sum + each, 0);
            // PINV-27
            expect(winners + losers + neutral + left).toBe(report.employed.either);
            for (const groups of [
              ...Object.values(report.groups),
              report.bins.map((bin) => ({ count: bin.people })),
            ])
              expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(count);
            const list = await differences.changedPeople({
              ...request,
              search: '',
              class: null,
              group: null,
              sort: 'size',
              start: 0,
              limit: 50,
            });
            expect(list.totalRows).toBe(count);
            expect(
              list.people.filter(({ change }) => change !== 0).map(({ employeeId }) => employeeId),
            ).toEqual(pure.largest);
          }
  }, 120_000);

  it('PINV-27 swapping the runs swaps winners and losers', async () => {
    const { differences, runs } = await studied(steady, other);
    const [baseId = '', otherId = ''] = runs;
    for (const year of [...YEARS, null]) {
      const there = await differences.changes({ baseId, otherId, measure: 'total', year, tolerance: 100 });
      const back = await differences.changes({
        baseId: otherId,
        otherId: baseId,
        measure: 'total',
        year,
        tolerance: 100,
      });
      expect([there.everybody.winners, there.everybody.losers, there.everybody.neutral]).toEqual([
        back.everybody.losers,
        back.everybody.winners,
        back.everybody.neutral,
      ]);
      expect(there.employed.either).toBe(back.employed.either);
      expect(there.excluded.onlyInBase).toBe(back.excluded.onlyInOther);
      expect(there.excluded.terminatedInOne).toBe(back.excluded.terminatedInOne);
    }
  }, 60_000);

  it('can be listed page by page, searched, and narrowed to a class and a group', async () => {
    const { differences, runs } = await studied(steady, richer);
    const [baseId = '', otherId = ''] = runs;
    const request = { baseId, otherId, measure: 'total', year: null, tolerance: 100 } as const;
    const all = { ...request, search: '', class: null, group: null, sort: 'size' } as const;
    const report = await differences.changes(request);
    const first = await differences.changedPeople({ ...all, start: 0, limit: 10 });
    const next = await differences.changedPeople({ ...all, start: 10, limit: 10 });
    const both = await differences.changedPeople({ ...all, start: 0, limit: 20 });
    expect([...first.people, ...next.people]).toEqual(both.people);
    const winners = await differences.changedPeople({ ...all, class: 'winner', start: 0, limit: 1 });
    expect(winners.totalRows).toBe(report.everybody.winners);
    for (const [grouping, groups] of Object.entries(report.groups))
      for (const { key, count } of groups) {
        const group = {
          grouping: z.enum(['ageBand', 'tenureBand', 'level', 'payQuartile', 'hce']).parse(grouping),
          key,
        };
        const listed = await differences.changedPeople({ ...all, group, start: 0, limit: 1 });
        expect(listed.totalRows).toBe(count);
      }
    const [somebody] = first.people;
    const search = (somebody?.employeeId ?? '').slice(1).toLowerCase();
    const found = await differences.changedPeople({ ...all, search, start: 0, limit: 10 });
    expect(found.people).toContainEqual(somebody);
    const beyond = await differences.changedPeople({ ...all, start: 100_000, limit: 10 });
    expect(beyond).toEqual({ start: 100_000, totalRows: report.everybody.count, people: [] });
  }, 60_000);

  it('P-123 compare people of different censuses by their ids', async () => {
    const workspace = await temporaryWorkspace();
    const { runId: baseId } = await storeStudy(workspace, eventfulStudy(PEOPLE, steady));
    const { runId: otherId } = await storeStudy(workspace, eventfulStudy(PEOPLE - 40, richer));
    const differences = new Differences(workspace, new ReadableRuns(workspace));
    const report = await differences.changes({ baseId, otherId, measure: 'total', year: 2026, tolerance: 0 });
    const pure = await expected(workspace, [baseId, otherId], [2026], 'total', 0, false);
    expect(report.everybody).toEqual(pure.everybody);
    expect(report.excluded).toEqual(pure.excluded);
    expect(report.excluded.onlyInBase).toBeGreaterThan(0);
    for (const measure of BRIDGE_MEASURES)
      for (const grouping of [null, ...GROUPINGS]) {
        const bridge = await differences.bridge({ baseId, otherId, measure, year: 2027, grouping });
        expect(bridge.addsUp, `${measure} ${String(grouping)}`).toBe(true);
      }
  }, 60_000);

  it('refuse a year that one of the runs does not have', async () => {
    const { differences, runs } = await studied(steady);
    const [baseId = ''] = runs;
    await expect(
      differences.changes({ baseId, otherId: baseId, measure: 'total', year: 2030, tolerance: 0 }),
    ).rejects.toMatchObject({ code: 'NO_COMMON_YEAR' });
    await expect(
      differences.bridge({ baseId, otherId: baseId, measure: 'headcount', year: null, grouping: null }),
    ).rejects.toMatchObject({ code: 'CALL_INVALID' });
  }, 60_000);
});
