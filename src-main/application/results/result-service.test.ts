import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GridCondition, GridSelection, GridValues } from '../../../src-shared/api/results.ts';
import { formatIsoDate } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import { eventfulStudy } from '../../store/testing/simulated-study.ts';
import { storeStudy } from '../../store/testing/stored-run.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import type { Workspace } from '../../store/workspace.ts';
import { ResultReader } from './result-service.ts';
import { ReadableRuns } from './run-dictionary.ts';

const study = eventfulStudy(400);

interface Stored {
  readonly workspace: Workspace;
  readonly reader: ResultReader;
  readonly events: GridSelection;
  readonly people: GridSelection;
}

async function stored(): Promise<Stored> {
  const workspace = await temporaryWorkspace();
  const { runId } = await storeStudy(workspace, study);
  const selection = { runId, conditions: [], sort: [] };
  return {
    workspace,
    reader: new ResultReader(workspace, new ReadableRuns(workspace)),
    events: { ...selection, relation: 'events' },
    people: { ...selection, relation: 'snapshot' },
  };
}

const textAt = (values: GridValues | undefined, row: number): string | null =>
  values !== undefined && 'codes' in values ? (values.texts[values.codes[row] ?? -1] ?? null) : null;
const numberAt = (values: GridValues | undefined, row: number): number =>
  values !== undefined && 'numbers' in values ? (values.numbers[row] ?? NaN) : NaN;

/** Person, date and number of every row of a page of events. */
const NAMING = ['employeeId', 'date', 'sequence'];
const named = (columns: readonly GridValues[], rows: number): readonly string[] =>
  Array.from({ length: rows }, (_, row) =>
    [
      textAt(columns[0], row),
      formatIsoDate(numberAt(columns[1], row) as Day),
      numberAt(columns[2], row),
    ].join(' '),
  );

async function allNames(reader: ResultReader, selection: GridSelection): Promise<readonly string[]> {
  const names: string[] = [];
  for (let start = 0, total = 1; start < total; start += 500) {
    const page = await reader.page({ ...selection, columns: NAMING, start, limit: 500 });
    names.push(...named(page.columns, page.rows));
    total = page.totalRows;
  }
  return names;
}

const oneText = z.array(z.object({ name: z.string() }));
const oneCount = z.array(z.object({ n: z.coerce.number() }));

async function namesBy(workspace: Workspace, order: string): Promise<readonly string[]> {
  const rows = await workspace.read(
    `SELECT concat_ws(' ', employee_id, effective_date, event_sequence) AS name FROM fct_yearly_events ORDER BY ${order}`,
  );
  return oneText.parse(rows).map(({ name }) => name);
}

describe('the order of a grid', () => {
  it('is that of the log without a sort, page for page', async () => {
    const { workspace, reader, events } = await stored();
    expect(await allNames(reader, events)).toEqual(
      await namesBy(workspace, 'simulation_year, employee_id, event_sequence'),
    );
  });

  it('is the same for the rows that are sorted out first and for the whole order', async () => {
    const { workspace, reader, events } = await stored();
    const sort = [
      { column: 'date', descending: true },
      { column: 'employeeId', descending: true },
      { column: 'sequence', descending: false },
    ];
    const expected = await namesBy(workspace, 'effective_date DESC, employee_id DESC, event_sequence');
    expect(expected.length).toBeGreaterThan(3_000);
    const sorted = { ...events, sort };
    const first = await reader.page({ ...sorted, columns: NAMING, start: 1_400, limit: 100 });
    expect(named(first.columns, first.rows)).toEqual(expected.slice(1_400, 1_500));
    // Beyond the first rows the whole order is made; then the first rows come from it.
    const names = await allNames(reader, sorted);
    expect(names).toEqual(expected);
    expect(await allNames(reader, sorted)).toEqual(expected);
  });

  it('is the same when rows are read on and on, for a file', async () => {
    const { reader, people } = await stored();
    const selection: GridSelection = {
      ...people,
      conditions: [{ kind: 'number', column: 'annualPay', operator: 'greaterThan', value: 9_000_000 }],
      sort: [{ column: 'location', descending: true }],
    };
    const columns = ['employeeId', 'year', 'location', 'terminationDate'];
    const page = await reader.page({ ...selection, columns, start: 0, limit: 1_000 });
    const read: unknown[] = [];
    for await (const { rows, columns: values } of reader.pages(selection, columns))
      for (let row = 0; row < rows; row += 1)
        read.push([
          textAt(values[0], row),
          numberAt(values[1], row),
          textAt(values[2], row),
          numberAt(values[3], row),
        ]);
    expect(page.rows).toBe(page.totalRows);
    expect(read).toEqual(
      Array.from({ length: page.rows }, (_, row) => [
        textAt(page.columns[0], row),
        numberAt(page.columns[1], row),
        textAt(page.columns[2], row),
        numberAt(page.columns[3], row),
      ]),
    );
  });
});

const CONDITIONS: readonly [string, 'events' | 'people', GridCondition, string][] = [
  [
    'a value of a list',
    'people',
    { kind: 'oneOf', column: 'location', values: ['Berlin'] },
    `location = 'Berlin'`,
  ],
  [
    'a value of a list or none',
    'people',
    { kind: 'oneOf', column: 'location', values: ['Berlin', null] },
    `location = 'Berlin' OR location IS NULL`,
  ],
  [
    'years by name',
    'events',
    { kind: 'oneOf', column: 'year', values: ['2025', '2027'] },
    'simulation_year IN (2025, 2027)',
  ],
  ['yes', 'people', { kind: 'oneOf', column: 'union', values: ['1'] }, 'union_member'],
  [
    'another text, or none',
    'people',
    { kind: 'text', column: 'location', operator: 'notEqual', value: 'berlin' },
    `location IS DISTINCT FROM 'Berlin'`,
  ],
  [
    'another number, or none',
    'events',
    { kind: 'number', column: 'fromLevel', operator: 'notEqual', value: 1 },
    'event_payload.from_level IS DISTINCT FROM 1',
  ],
  [
    'another department, or no department at all',
    'events',
    { kind: 'text', column: 'department', operator: 'notContains', value: 'r&d' },
    `event_payload.department IS NULL OR event_payload.department <> 'R&D'`,
  ],
  [
    'a level that only some events have',
    'events',
    { kind: 'oneOf', column: 'fromLevel', values: ['1', null] },
    'event_payload.from_level IS NULL OR event_payload.from_level = 1',
  ],
  ['nothing', 'events', { kind: 'oneOf', column: 'type', values: [] }, 'false'],
];

describe('the conditions of a grid', () => {
  it('hold for the rows that SQL over the public views says', async () => {
    const { workspace, reader, ...selections } = await stored();
    for (const [name, relation, condition, sql] of CONDITIONS) {
      const view = relation === 'events' ? 'fct_yearly_events' : 'fct_workforce_snapshot';
      const [expected] = oneCount.parse(
        await workspace.read(`SELECT count(*) AS n FROM ${view} WHERE ${sql}`),
      );
      const selection = { ...selections[relation], conditions: [condition] };
      expect((await reader.totals(selection)).rows, name).toBe(expected?.n);
      const page = await reader.page({ ...selection, columns: ['year'], start: 0, limit: 1 });
      expect(page.totalRows, name).toBe(expected?.n);
    }
  });

  it('hold together, where some tables have nothing to say to one of them', async () => {
    const { workspace, reader, events } = await stored();
    const conditions: GridCondition[] = [
      { kind: 'number', column: 'year', operator: 'equals', value: 2026 },
      { kind: 'number', column: 'previousPay', operator: 'greaterThan', value: 0 },
      { kind: 'oneOf', column: 'type', values: ['RAISE', 'PROMOTION'] },
    ];
    const [expected] = oneCount.parse(
      await workspace.read(
        `SELECT count(*) AS n FROM fct_yearly_events
         WHERE simulation_year = 2026 AND event_type IN ('RAISE', 'PROMOTION')`,
      ),
    );
    expect((await reader.totals({ ...events, conditions })).rows).toBe(expected?.n);
  });

  it('are refused where they cannot be meant', async () => {
    const { reader, people } = await stored();
    const conditions: GridCondition[] = [
      { kind: 'oneOf', column: 'annualPay', values: ['1'] },
      { kind: 'oneOf', column: 'year', values: ['soon'] },
      { kind: 'number', column: 'department', operator: 'equals', value: 1 },
    ];
    for (const condition of conditions)
      await expect(reader.totals({ ...people, conditions: [condition] })).rejects.toMatchObject({
        code: 'CALL_INVALID',
      });
    await expect(reader.values({ ...people, column: 'annualPay' })).rejects.toMatchObject({
      code: 'CALL_INVALID',
    });
  });
});

it('counts the rows of every value under the other conditions', async () => {
  const { workspace, reader, people, events } = await stored();
  const rows = z.array(z.object({ value: z.string().nullable(), n: z.coerce.number() })).parse(
    await workspace.read(
      `SELECT location AS value, count(*) AS n FROM fct_workforce_snapshot WHERE simulation_year = 2026
         GROUP BY location ORDER BY n DESC`,
    ),
  );
  const inYear: GridCondition = { kind: 'number', column: 'year', operator: 'equals', value: 2026 };
  expect(await reader.values({ ...people, conditions: [inYear], column: 'location' })).toEqual(
    rows.map(({ value, n }) => ({ value, rows: n })),
  );
  const types = await reader.values({ ...events, column: 'type' });
  const { rows: all } = await reader.totals(events);
  expect(types.reduce((sum, { rows: n }) => sum + n, 0)).toBe(all);
});
