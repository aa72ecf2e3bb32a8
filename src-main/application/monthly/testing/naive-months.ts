import { z } from 'zod';
import type { MonthlyDimension, MonthlyMeasure } from '../../../../src-shared/api/monthly.ts';
import { daysInMonth, daysInYear, parseIsoDate, toDay } from '../../../../src-shared/dates.ts';
import type { Workspace } from '../../../store/workspace.ts';

/**
 * The months of a run as a person with a calculator would work them out: from the public relations, person by person and
 * day by day, in whole numbers of any size. It shares nothing with the SQL of the cube.
 */

const dollars = z
  .string()
  .nullable()
  .transform((text) => BigInt((text ?? '0').replace('.', '')));
const optionalDollars = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : BigInt(text.replace('.', ''))));
const day = z.string().transform((text): number => parseIsoDate(text) ?? NaN);
const optionalDay = z
  .string()
  .nullable()
  .transform((text): number | null => (text === null ? null : (parseIsoDate(text) ?? NaN)));
const text = z
  .string()
  .nullable()
  .transform((value) => (value === null ? '(none)' : value === '' ? '(empty)' : value));

const stateRow = z.object({
  id: z.string(),
  year: z.number(),
  hired: day,
  left: optionalDay,
  department: text,
  location: text,
  costCentre: text,
  jobTitle: text,
  level: z.number(),
  openingPay: optionalDollars,
  earned: dollars,
  planPay: dollars,
  countedPay: dollars,
  entered: optionalDay,
  rate: z.number().nullable(),
  deferral: dollars,
  match: dollars,
  trueUp: dollars,
  core: dollars,
  coreExcess: dollars,
});
type State = z.output<typeof stateRow>;

const eventRow = z.object({
  id: z.string(),
  year: z.number(),
  type: z.string(),
  category: z.string(),
  date: day,
  level: z.number().nullable(),
  fromLevel: z.number().nullable(),
  toLevel: z.number().nullable(),
  pay: optionalDollars,
  newPay: optionalDollars,
  severance: dollars,
  rate: z.number().nullable(),
  newRate: z.number().nullable(),
});
type Event = z.output<typeof eventRow>;

/** One person at one end of a month: where the level changes in it, the two differ. */
export interface PersonMonth {
  /** From the January of the first year. */
  readonly month: number;
  readonly dimensions: Readonly<Record<MonthlyDimension, string>>;
  readonly counted: Partial<Record<MonthlyMeasure, bigint>>;
  /** The money of the plan by the month in which the ledger posts it. */
  readonly posted: Partial<Record<MonthlyMeasure, bigint>>;
}

const half = (numerator: bigint, divisor: bigint): bigint => (2n * numerator + divisor) / (2n * divisor);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const LEAVERS: Readonly<Record<string, MonthlyMeasure>> = {
  experienced: 'leaversExperienced',
  priorYearHire: 'leaversPriorYearHire',
  newHire: 'leaversNewHire',
  reduction: 'leaversReduction',
  scheduled: 'leaversScheduled',
};

/** Every person in every month of a run in which there is something to count. */
export async function naiveMonths(workspace: Workspace, runId: string): Promise<readonly PersonMonth[]> {
  const states = z.array(stateRow).parse(
    await workspace.read(
      `SELECT employee_id AS id, simulation_year AS year, hire_date AS hired, termination_date AS "left", department,
         location, cost_centre AS "costCentre", job_title AS "jobTitle", job_level AS level,
         opening_compensation AS "openingPay", prorated_compensation AS earned, plan_pay AS "planPay",
         capped_plan_pay AS "countedPay", plan_entry_date AS entered, deferral_rate_ppm AS rate,
         base_deferral + catch_up_deferral AS deferral, match_contribution AS match, match_true_up AS "trueUp",
         core_contribution AS core, core_excess_contribution AS "coreExcess"
       FROM fct_workforce_snapshot WHERE run_id = $1 ORDER BY id, year`,
      [runId],
    ),
  );
  const events = z.array(eventRow).parse(
    await workspace.read(
      `SELECT employee_id AS id, simulation_year AS year, event_type AS type, event_category AS category,
         effective_date AS date, event_payload.level, event_payload.from_level AS "fromLevel",
         event_payload.to_level AS "toLevel", event_payload.annual_pay AS pay, event_payload.new_pay AS "newPay",
         event_payload.severance, event_payload.rate_ppm AS rate, event_payload.new_rate_ppm AS "newRate"
       FROM fct_yearly_events WHERE run_id = $1 ORDER BY id, event_sequence`,
      [runId],
    ),
  );
  const opening = z.array(z.object({ id: z.string(), rate: z.number() })).parse(
    await workspace.read(
      `SELECT p.employee_id AS id, o.deferral_rate_ppm AS rate FROM opening_plan o
         JOIN run_person p ON p.run_key = o.run_key AND p.person = o.person
         JOIN run r ON r.run_key = o.run_key WHERE r.run_id = $1`,
      [runId],
    ),
  );
  const first = Math.min(...states.map(({ year }) => year));
  const byPerson = new Map<string, Event[]>();
  for (const event of events) {
    const key = `${event.id} ${event.year}`;
    byPerson.set(key, [...(byPerson.get(key) ?? []), event]);
  }
  const levels = await levelNames(workspace, runId);
  const rates = new Map(opening.map(({ id, rate }) => [id, rate]));
  const months: PersonMonth[] = [];
  for (const state of states) {
    const own = byPerson.get(`${state.id} ${state.year}`) ?? [];
    months.push(...personYear(state, own, rates.get(state.id) ?? 0, (state.year - first) * 12, levels));
    rates.set(state.id, state.rate ?? 0);
  }
  return months;
}

async function levelNames(workspace: Workspace, runId: string): Promise<(level: number) => string> {
  const rows = z
    .array(z.object({ level: z.number(), name: z.string() }))
    .parse(
      await workspace.read(
        'SELECT DISTINCT job_level AS level, job_level_name AS name FROM fct_workforce_snapshot WHERE run_id = $1',
        [runId],
      ),
    );
  const names = new Map(rows.map(({ level, name }) => [level, name]));
  return (level) => names.get(level) ?? '(none)';
}

function personYear(
  state: State,
  events: readonly Event[],
  openingRate: number,
  firstMonth: number,
  levelName: (level: number) => string,
): readonly PersonMonth[] {
  const { year } = state;
  const days = BigInt(daysInYear(year));
  const lastDay = state.left ?? toDay(year, 12, 31);
  const hire = events.find(({ type }) => type === 'HIRE');
  const promotions = events.filter(({ type }) => type === 'PROMOTION');
  const ordinary = events.find(
    ({ type, category }) => type === 'DC_PLAN_ELIGIBILITY' && category === 'entered',
  );
  const planDay = state.planPay === state.earned ? 0 : (ordinary?.date ?? state.entered ?? 0);
  let pay = state.openingPay ?? 0n;
  let level = hire?.level ?? promotions[0]?.fromLevel ?? state.level;
  let rate = openingRate;
  const total = { paid: 0n, inPlan: 0n, requested: 0n };
  let before = { paid: 0n, deferred: 0n, match: 0n, core: 0n, coreExcess: 0n };
  const ends = Array.from({ length: 12 }, (_, month) => toDay(year, month + 1, daysInMonth(year, month + 1)));
  const cumulated = ends.map((end, month) => {
    const levelAtStart = level;
    for (let today = toDay(year, month + 1, 1) as number; today <= end; today += 1) {
      for (const event of events.filter(({ date }) => date === today)) {
        pay = event.type === 'HIRE' ? (event.pay ?? pay) : (event.newPay ?? pay);
        level = event.toLevel ?? level;
      }
      for (const event of events) {
        const starts = ['optOut', 'withdrawal'].includes(event.category) ? event.date + 1 : event.date;
        if (starts !== today) continue;
        if (event.type === 'DC_PLAN_ENROLLMENT') rate = event.rate ?? rate;
        if (event.type === 'DC_PLAN_DEFERRAL_CHANGE') rate = event.newRate ?? rate;
      }
      if (today < state.hired || today > lastDay) continue;
      total.paid += pay;
      if (today >= planDay) total.inPlan += pay;
      if (state.entered !== null && today >= state.entered) total.requested += pay * BigInt(rate);
    }
    return { ...total, level, levelAtStart };
  });
  const lastMonth = ends.findIndex((end) => lastDay <= end);
  const inPlan = least(half(cumulated[11]?.inPlan ?? 0n, days), state.countedPay);
  return cumulated.flatMap(({ paid, inPlan: planned, requested, level: held, levelAtStart }, month) => {
    const start = toDay(year, month + 1, 1);
    const end = ends[month] ?? lastDay;
    const isIn = (date: number | null): boolean => date !== null && date >= start && date <= end;
    const deferred =
      month >= lastMonth ? state.deferral : least(half(requested, days * 1_000_000n), state.deferral);
    const share = (amount: bigint, part: bigint, whole: bigint): bigint =>
      month >= lastMonth ? amount : whole === 0n ? 0n : half(amount * part, whole);
    const counted = least(half(planned, days), state.countedPay);
    const now = {
      paid: half(paid, days),
      deferred,
      match: share(state.match, deferred, state.deferral),
      core: share(state.core, counted, inPlan),
      coreExcess: share(state.coreExcess, counted, inPlan),
    };
    const own = {
      payroll: now.paid - before.paid,
      deferrals: now.deferred - before.deferred,
      match: now.match - before.match,
      core: now.core - before.core,
      coreExcess: now.coreExcess - before.coreExcess,
      trueUp: month === lastMonth ? state.trueUp : 0n,
    };
    before = now;
    const leaving = events.find(({ type, date }) => type === 'TERMINATION' && isIn(date));
    const isOpening = state.openingPay !== null || (hire !== undefined && hire.date < start);
    const posted = (amount: bigint): bigint => (month === lastMonth ? amount : 0n);
    const flag = (is: boolean): bigint => (is ? 1n : 0n);
    const at = (levelThere: number): PersonMonth['dimensions'] => ({
      department: state.department,
      location: state.location,
      costCentre: state.costCentre,
      jobTitle: state.jobTitle,
      level: levelName(levelThere),
      origin: state.id.startsWith('NH-') ? 'Hired in the simulation' : 'In the census',
    });
    const moves = BigInt(promotions.filter(({ date }) => isIn(date)).length);
    const atStart: PersonMonth = {
      month: firstMonth + month,
      dimensions: at(levelAtStart),
      counted: { opening: flag(isOpening && lastDay >= start), movedOut: moves },
      posted: {},
    };
    const atEnd: PersonMonth = {
      month: firstMonth + month,
      dimensions: at(held),
      counted: {
        ...own,
        planCost: own.match + own.core + own.coreExcess + own.trueUp,
        closing: flag((isOpening || isIn(state.hired)) && (state.left === null || state.left > end)),
        hires: flag(hire !== undefined && isIn(hire.date)),
        movedIn: moves,
        leavers: flag(leaving !== undefined),
        ...(leaving === undefined ? {} : { [LEAVERS[leaving.category] ?? 'leavers']: 1n }),
        severance: leaving?.severance ?? 0n,
      },
      posted: {
        deferrals: posted(state.deferral),
        match: posted(state.match),
        core: posted(state.core),
        coreExcess: posted(state.coreExcess),
        trueUp: posted(state.trueUp),
        planCost: posted(state.match + state.core + state.coreExcess + state.trueUp),
      },
    };
    return [atStart, atEnd];
  });
}
