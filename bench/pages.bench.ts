import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { PlanAlignApi } from '../src-shared/api/api.ts';
import type { GridSelection } from '../src-shared/api/results.ts';
import { connectLink } from '../src-shared/rpc/connect.ts';
import { socketPipe } from '../src-shared/rpc/pipes.ts';

/**
 * What a page waits for: the calls that it makes, over the WebSocket of the browser host, from the question to the
 * decoded answer. First one reader looks at every page several times, then ten at once look at different pages. The
 * first answer, of which later ones may remember something, is reported by itself. Prints one JSON line for each page.
 * Usage: pages.bench COMMAND-LINE-BUNDLE WORKSPACE, where the workspace holds two runs of one census.
 */
const [program, workspace] = process.argv.slice(2);
if (program === undefined || workspace === undefined) throw new Error('usage: pages.bench BUNDLE WORKSPACE');

const REPETITIONS = 15;
const READERS = 10;
const PAGES_A_READER = 12;

const server = spawn(
  process.execPath,
  [program, 'serve', '--workspace', workspace, '--readers', String(READERS + 1), '--json'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
// Whatever goes wrong here, the server goes too.
process.once('exit', () => server.kill('SIGTERM'));
const [printed] = (await once(server.stdout, 'data')) as [Buffer];
const { readers } = JSON.parse(printed.toString()) as { readonly readers: string };
const { origin } = new URL(readers);

async function reader(): Promise<PlanAlignApi> {
  const entered = await fetch(readers);
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  await once(socket, 'open');
  return connectLink<PlanAlignApi>(socketPipe(socket)).api;
}

const first = await reader();
const runs = (await first.runs.list()).filter(({ status }) => status === 'complete');
const [run, other] = runs;
if (run === undefined || other === undefined) throw new Error('the workspace needs two complete runs');
const { runId, endYear } = run;
const pair = { baseId: other.runId, otherId: runId };

const columnsOf = async (relation: GridSelection['relation']): Promise<string[]> =>
  (await first.results.columns({ runId, relation })).slice(0, 14).map(({ name }) => name);
const [eventColumns, peopleColumns] = await Promise.all([columnsOf('events'), columnsOf('snapshot')]);
const everything = { runId, relation: 'events' as const, conditions: [], sort: [] };
const { rows: eventRows } = await first.results.totals(everything);
const people = await first.results.page({
  runId,
  relation: 'snapshot',
  conditions: [],
  sort: [],
  columns: ['employeeId'],
  start: 0,
  limit: 1_000,
});
const [ids] = people.columns;
if (ids === undefined || !('codes' in ids)) throw new Error('people have no ids');

/** Numbers that look random and are the same every time. */
let state = 1;
const random = (below: number): number => {
  state = (state * 48_271) % 2_147_483_647;
  return state % below;
};

type Page = (api: PlanAlignApi) => Promise<unknown>;
const PAGES: Readonly<Record<string, Page>> = {
  overview: (api) => Promise.all([api.runs.result({ runId }), api.results.overview({ runId })]),
  'events, any place': (api) =>
    api.results.page({ ...everything, columns: eventColumns, start: random(eventRows - 200), limit: 200 }),
  'people, sorted': (api) =>
    api.results.page({
      runId,
      relation: 'snapshot',
      conditions: [],
      sort: [{ column: peopleColumns[random(peopleColumns.length)] ?? 'employeeId', descending: true }],
      columns: peopleColumns,
      start: 0,
      limit: 200,
    }),
  'events, filtered': (api) =>
    api.results.page({
      ...everything,
      conditions: [
        { kind: 'oneOf', column: 'type', values: ['TERMINATION'] },
        { kind: 'number', column: 'year', operator: 'equals', value: endYear - random(3) },
      ],
      columns: eventColumns,
      start: 0,
      limit: 200,
    }),
  'person, found': (api) => api.persons.search({ runId, text: `Sales L${1 + random(3)}` }),
  'person, history': (api) =>
    api.persons.history({ runId, employeeId: ids.texts[ids.codes[random(1_000)] ?? 0] ?? '' }),
  monthly: (api) =>
    api.monthly.pivot({
      runId,
      groups: [random(2) === 0 ? 'department' : 'location'],
      filters: [],
      measures: ['opening', 'hires', 'leavers', 'closing', 'payroll', 'planCost'],
      basis: 'earned',
    }),
  plan: (api) =>
    Promise.all([
      api.planResults.years({ runId, cohort: 'all' }),
      api.planResults.detail({
        runId,
        year: endYear - random(3),
        cohort: 'all',
        grouping: 'age',
      }),
    ]),
  compliance: (api) => api.compliance.year({ runId, year: endYear - random(3) }),
  validation: (api) => api.validation.report({ runId }),
  compare: (api) => api.comparisons.read({ runIds: [pair.baseId, pair.otherId] }),
  'compare, bridge': (api) =>
    api.differences.bridge({
      ...pair,
      measure: 'planCost',
      year: endYear - random(3),
      grouping: 'department',
    }),
  'compare, winners': (api) =>
    api.differences.changes({ ...pair, measure: 'total', year: endYear - random(3), tolerance: 100 }),
};

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

async function timed(page: Page, api: PlanAlignApi): Promise<number> {
  const start = performance.now();
  await page(api);
  return performance.now() - start;
}

const print = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const round = (ms: number): number => Math.round(ms * 10) / 10;

for (const [name, page] of Object.entries(PAGES)) {
  const firstMs = await timed(page, first);
  const later: number[] = [];
  for (let time = 0; time < REPETITIONS; time++) later.push(await timed(page, first));
  print({
    page: name,
    firstMs: round(firstMs),
    p50Ms: round(quantile(later, 0.5)),
    p95Ms: round(quantile(later, 0.95)),
  });
}

const names = Object.keys(PAGES);
const together = await Promise.all(
  Array.from({ length: READERS }, async (_, index) => {
    const api = await reader();
    const times: number[] = [];
    for (let step = 0; step < PAGES_A_READER; step++) {
      const page = PAGES[names[(index * 5 + step) % names.length] ?? ''];
      if (page !== undefined) times.push(await timed(page, api));
    }
    return times;
  }),
);
const all = together.flat();
print({ page: 'ten readers at once', p50Ms: round(quantile(all, 0.5)), p95Ms: round(quantile(all, 0.95)) });
server.kill('SIGTERM');
await once(server, 'close');
process.exit(0);
