import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PersonService } from '../../../src-shared/api/persons.ts';
import { parseIsoDate, toDay } from '../../../src-shared/dates.ts';
import { EVENT_FIELDS, type PersonEvent } from '../../../src-shared/person/event-fields.ts';
import { ruleIdsOf } from '../../../src-shared/person/event-rules.ts';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { stateOn } from '../../../src-shared/person/state.ts';
import { workingOf } from '../../../src-shared/person/workings.ts';
import { defaultScenario } from '../../../src-worker/testing/scenarios.ts';
import { company } from '../../../src-worker/testing/synthetic-census.ts';
import { eventfulStudy, simulateInMemory } from '../../store/testing/simulated-study.ts';
import { storeStudy } from '../../store/testing/stored-run.ts';
import { Workspace } from '../../store/workspace.ts';
import { ReadableRuns } from '../results/run-dictionary.ts';
import { personService } from './person-service.ts';

const [design] = defaultScenario.planDesigns;
if (design === undefined) throw new Error('the default scenario has a plan');

/** The default plan with a return, so that accounts grow, and a richer match from the second year on. */
const growing = {
  ...defaultScenario,
  simulation: { ...defaultScenario.simulation, endYear: 2027 },
  planDesigns: [
    { ...design, forfeitures: { ...design.forfeitures, assumedAnnualReturn: 0.053 } },
    {
      ...design,
      id: 'richer',
      name: 'Richer',
      match: { ...design.match, type: 'tiered' as const, tiers: [{ min: 0, max: 0.08, rate: 1 }] },
      forfeitures: { ...design.forfeitures, assumedAnnualReturn: -0.021 },
    },
  ],
  planTimeline: [
    { fromYear: 2024, designId: design.id },
    { fromYear: 2026, designId: 'richer' },
  ],
};

interface Study {
  readonly runId: string;
  readonly persons: PersonService;
  readonly workspace: Workspace;
}

const studies: Record<'eventful' | 'growing', Study[]> = { eventful: [], growing: [] };
let folder = '';
let workspace: Workspace | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'planalign-person-'));
  const opened = await Workspace.open(join(folder, 'w.duckdb'), { create: true, memoryLimitMb: 512 });
  workspace = opened;
  const persons = personService({ workspace: opened, runs: new ReadableRuns(opened) });
  const eventful = await storeStudy(opened, eventfulStudy(100));
  studies.eventful.push({ runId: eventful.runId, persons, workspace: opened });
  const grown = await storeStudy(opened, simulateInMemory(growing, company(70)));
  studies.growing.push({ runId: grown.runId, persons, workspace: opened });
});
afterAll(async () => {
  await workspace?.close();
  rmSync(folder, { recursive: true, force: true });
});

const studyOf = (name: keyof typeof studies): Study => {
  const [study] = studies[name];
  if (study === undefined) throw new Error('the study is not stored');
  return study;
};

const idRow = z.object({ employee_id: z.string() });
async function idsOf({ workspace: store, runId }: Study): Promise<readonly string[]> {
  const rows = await store.read(
    'SELECT DISTINCT employee_id FROM fct_workforce_snapshot WHERE run_id = $1 ORDER BY employee_id',
    [runId],
  );
  return z
    .array(idRow)
    .parse(rows)
    .map(({ employee_id: id }) => id);
}

/** Histories that were read before: the same are looked at from several sides. */
const known = new Map<string, PersonHistory>();
async function historyOf({ persons, runId }: Study, employeeId: string): Promise<PersonHistory> {
  const key = `${runId} ${employeeId}`;
  const history = known.get(key) ?? (await persons.history({ runId, employeeId }));
  if (history === null) throw new Error(`${employeeId} is not in the run`);
  known.set(key, history);
  return history;
}

const stored = z.looseObject({ simulation_year: z.number(), employee_id: z.string() });

/** A row of the public view in the terms of the fold. */
const cents = (amount: unknown): number => Math.round(Number(amount) * 100);
const day = (date: unknown): number | null => (typeof date === 'string' ? parseIsoDate(date) : null);

const STATUS_OF = (isHired: boolean, isLeft: boolean): string =>
  isHired
    ? isLeft
      ? 'newHireTermination'
      : 'newHireActive'
    : isLeft
      ? 'experiencedTermination'
      : 'continuousActive';

describe.each(['eventful', 'growing'] as const)('everyone of the %s study', (name) => {
  it('stands on 31 December of every year as the stored row says (W-53, PINV-30)', async () => {
    const study = studyOf(name);
    const rows = z
      .array(stored)
      .parse(
        await study.workspace.read('SELECT * FROM fct_workforce_snapshot WHERE run_id = $1', [study.runId]),
      );
    expect(rows.length).toBeGreaterThan(200);
    for (const row of rows) {
      const { employee_id: id, simulation_year: year } = row;
      const history = await historyOf(study, id);
      const state = stateOn(history, toDay(year, 12, 31));
      if (state?.plan === null || state === null) throw new Error(`${id} has no state in ${year}`);
      const { plan } = state;
      expect({
        id,
        year,
        birth: state.birthDay,
        hired: state.hireDay,
        left: state.terminationDay,
        reason: state.terminationReason,
        status: STATUS_OF(state.hireDay >= toDay(year, 1, 1), state.standing === 'left'),
        department: state.department,
        location: state.location,
        costCentre: state.costCentre,
        jobTitle: state.jobTitle,
        level: state.level,
        levelSince: state.levelSinceDay,
        hours: state.scheduledHours,
        flsa: state.flsaStatus,
        union: state.unionMember,
        pay: state.annualPay,
        paid: state.paidThisYear,
        tenure: state.tenure,
        entry: plan.entryDay,
        basis: plan.entryBasis,
        planStatus: plan.status,
        enrolled: plan.enrollmentDay,
        source: plan.enrollmentSource,
        rate: plan.deferralRate,
        roth: plan.rothShare,
        escalations: plan.escalationCount,
        optOut: plan.optOutDay,
        vested: [plan.vestedMatch, plan.vestedCore],
        accounts: [plan.balanceDeferral, plan.balanceMatch, plan.balanceCore],
      }).toEqual({
        id,
        year,
        birth: day(row['birth_date']),
        hired: day(row['hire_date']),
        left: day(row['termination_date']),
        reason: row['termination_reason'],
        status: row['detailed_status'],
        department: row['department'],
        location: row['location'],
        costCentre: row['cost_centre'],
        jobTitle: row['job_title'],
        level: row['job_level'],
        levelSince: day(row['level_since']),
        hours: Number(row['scheduled_hours_per_week']),
        flsa: row['flsa_status'],
        union: row['union_member'],
        pay: cents(row['annual_compensation']),
        paid: cents(row['prorated_compensation']),
        tenure: row['tenure_years'],
        entry: day(row['plan_entry_date']),
        basis: row['plan_entry_basis'],
        planStatus: row['plan_status'],
        enrolled: day(row['enrollment_date']),
        source: row['enrollment_source'],
        rate: row['deferral_rate_ppm'],
        roth: row['roth_share_ppm'],
        escalations: row['escalation_count'],
        optOut: day(row['opt_out_date']),
        vested: [row['vested_match_ppm'], row['vested_core_ppm']],
        accounts: [cents(row['balance_deferral']), cents(row['balance_match']), cents(row['balance_core'])],
      });
    }
  }, 60_000);

  it('has every event of the public log, in its order and with its amounts (W-60, W-61)', async () => {
    const study = studyOf(name);
    const rows = await study.workspace.read(
      `SELECT employee_id, event_type, event_category, event_sequence, CAST(effective_date AS VARCHAR) AS date,
         CAST(event_payload.amount * 100 AS DOUBLE) AS amount
       FROM fct_yearly_events WHERE run_id = $1 ORDER BY employee_id, event_sequence`,
      [study.runId],
    );
    const listed: unknown[] = [];
    for (const id of await idsOf(study)) {
      for (const event of (await historyOf(study, id)).events)
        listed.push({
          employee_id: id,
          event_type: event.type,
          event_category: event.category,
          event_sequence: event.sequence,
          date: event.day,
          amount: 'amount' in event.payload ? event.payload.amount : null,
        });
    }
    const due = z
      .array(z.looseObject({ date: z.string() }))
      .parse(rows)
      .map((row) => ({ ...row, date: parseIsoDate(row.date) }));
    expect(listed).toEqual(due);
  }, 60_000);
});

it('reads every field of every type of event somewhere', async () => {
  const seen = new Set<string>();
  for (const name of ['eventful', 'growing'] as const) {
    const study = studyOf(name);
    for (const id of await idsOf(study))
      for (const { type, payload } of (await historyOf(study, id)).events)
        for (const [field, value] of Object.entries(payload))
          if (value !== null) seen.add(`${type}.${field}`);
  }
  const fields = Object.entries(EVENT_FIELDS).flatMap(([type, of]) =>
    Object.keys(of).map((field) => `${type}.${field}`),
  );
  // A small company has nobody who is barred, held back by a limit, paid by bands or ranked.
  const rare = [
    'DC_PLAN_ELIGIBILITY.barredReason',
    'DC_PLAN_ELIGIBILITY.probability',
    'DC_PLAN_ELIGIBILITY.draw',
    'DC_PLAN_DEFERRAL_CHANGE.limitApplied',
    'DC_PLAN_CONTRIBUTION.band',
    'HCE_STATUS.payRank',
    'HIRE.partTimeDraw',
  ];
  expect(fields.filter((field) => !seen.has(field) && !rare.includes(field))).toEqual([]);
}, 60_000);

it('works out matches, deferrals, raises and forfeitures again to the cent', async () => {
  const study = studyOf('growing');
  const worked = new Map<string, { done: number; of: number }>();
  for (const id of await idsOf(study)) {
    const history = await historyOf(study, id);
    for (const event of history.events) {
      const key = `${event.type} ${event.category}`;
      const count = worked.get(key) ?? { done: 0, of: 0 };
      const working = workingOf(history, event);
      worked.set(key, { done: count.done + (working === null ? 0 : 1), of: count.of + 1 });
    }
  }
  const isAll = (event: Pick<PersonEvent, 'type' | 'category'>): boolean => {
    const count = worked.get(`${event.type} ${event.category}`);
    return count !== undefined && count.of > 0 && count.done === count.of;
  };
  expect(isAll({ type: 'RAISE', category: 'cola' })).toBe(true);
  expect(isAll({ type: 'RAISE', category: 'merit' })).toBe(true);
  expect(isAll({ type: 'PROMOTION', category: 'standard' })).toBe(true);
  expect(isAll({ type: 'DC_PLAN_CONTRIBUTION', category: 'core' })).toBe(true);
  expect(isAll({ type: 'DC_PLAN_CONTRIBUTION', category: 'match' })).toBe(true);
  expect(isAll({ type: 'DC_PLAN_FORFEITURE', category: 'match' })).toBe(true);
  const deferrals = worked.get('DC_PLAN_CONTRIBUTION deferralPreTax');
  // Those that a limit cut have no working.
  expect(deferrals?.done).toBeGreaterThan(0.9 * (deferrals?.of ?? Infinity));
}, 60_000);

it('gives as the first rule of an event of the plan the one that the public log gives (P-129)', async () => {
  const study = studyOf('eventful');
  const rows = await study.workspace.read(
    `SELECT employee_id, event_sequence, event_payload.rule_id AS rule FROM fct_yearly_events
     WHERE run_id = $1 AND event_payload.rule_id IS NOT NULL`,
    [study.runId],
  );
  const ruled = z
    .array(z.object({ employee_id: z.string(), event_sequence: z.number(), rule: z.string() }))
    .parse(rows);
  expect(ruled.length).toBeGreaterThan(500);
  for (const { employee_id: id, event_sequence: sequence, rule } of ruled) {
    const event = (await historyOf(study, id)).events[sequence - 1];
    if (event === undefined) throw new Error(`${id} has no event ${sequence}`);
    expect([id, sequence, ruleIdsOf(event)[0]]).toEqual([id, sequence, rule]);
  }
}, 60_000);

describe('a search', () => {
  const foundRow = z.object({ id: z.string() });
  /** People by their last row in the public view, in the order of the run. */
  const due = async ({ workspace: store, runId }: Study, where: string): Promise<readonly string[]> => {
    const rows = await store.read(
      `SELECT employee_id AS id FROM fct_workforce_snapshot WHERE run_id = $1
       QUALIFY row_number() OVER (PARTITION BY employee_id ORDER BY simulation_year DESC) = 1 AND (${where})
       ORDER BY starts_with(employee_id, 'NH-'), employee_id`,
      [runId],
    );
    return z
      .array(foundRow)
      .parse(rows)
      .map(({ id }) => id);
  };

  it.each([
    ['r&d l2', `department = 'R&D' AND job_level = 2`],
    ['level 1', 'job_level = 1'],
    ['NH-2026', `employee_id LIKE 'NH-2026%'`],
    ['opération manager', `department LIKE 'Opération%' AND job_level_name ILIKE '%manager%'`],
    ['', 'true'],
    ['nobody at all', 'false'],
  ])('for “%s” finds the people of the last rows', async (text, where) => {
    const study = studyOf('eventful');
    const { people, total } = await study.persons.search({ runId: study.runId, text });
    const ids = await due(study, where);
    expect(people.map(({ employeeId }) => employeeId)).toEqual(ids.slice(0, 50));
    expect(total).toBe(ids.length);
  });

  it('puts the very id first, and ids that begin with the text before others', async () => {
    const study = studyOf('growing');
    const [, second = ''] = await idsOf(study);
    const { people } = await study.persons.search({ runId: study.runId, text: second.toLowerCase() });
    expect(people[0]?.employeeId).toBe(second);
  });
});

it('knows nobody of another id, and no run of another', async () => {
  const { persons, runId } = studyOf('growing');
  expect(await persons.history({ runId, employeeId: 'nobody' })).toBeNull();
  await expect(persons.history({ runId: 'none', employeeId: 'nobody' })).rejects.toMatchObject({
    code: 'RUN_UNKNOWN',
  });
});
