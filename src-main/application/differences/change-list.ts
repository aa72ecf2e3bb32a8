import { z } from 'zod';
import type {
  ChangedPeople,
  ChangedPerson,
  ChangeListRequest,
  CostPeople,
  CostPeopleRequest,
} from '../../../src-shared/api/differences.ts';
import type { FileSink } from '../../files/atomic-write.ts';
import type { Workspace } from '../../store/workspace.ts';
import { csvText } from '../exports/grid-csv.ts';
import { listSql } from './change-sql.ts';
import { groupName } from './groups.ts';
import { pairTerms } from './plan-cost.ts';
import { effectSql, PERSON_DRIVERS } from './plan-cost-sql.ts';
import { commonYear, type RunPair } from './run-pair.ts';

const personRow = z.object({
  employee_id: z.string(),
  base_money: z.number(),
  other_money: z.number(),
  change: z.number(),
  pay: z.number(),
  age_band: z.number(),
  tenure_band: z.number(),
  level: z.number(),
  is_hce: z.boolean(),
});

const asPerson = (pair: RunPair, row: z.output<typeof personRow>): ChangedPerson => ({
  employeeId: row.employee_id,
  base: row.base_money,
  other: row.other_money,
  change: row.change,
  pay: row.pay,
  ageBand: groupName(pair.base, 'age_band', row.age_band),
  tenureBand: groupName(pair.base, 'tenure_band', row.tenure_band),
  level: groupName(pair.base, 'level', row.level),
  isHce: row.is_hce,
});

const COLUMNS = `p.employee_id, l.base_money, l.other_money, l.change, l.pay, l.age_band, l.tenure_band, l.level, l.is_hce`;
const countRow = z.object({ n: z.number() });

/** A page of the people compared, in the order asked for. */
export async function changedPeople(
  workspace: Workspace,
  pair: RunPair,
  request: ChangeListRequest,
): Promise<ChangedPeople> {
  const { definitions, order } = listSql(pair, request);
  const { start, limit } = request;
  const search = request.search.trim().toLowerCase();
  const rows = await workspace.read(
    `${definitions}, shown AS (SELECT * FROM listed ORDER BY ${order} LIMIT ${limit} OFFSET ${start})
     SELECT ${COLUMNS}, n FROM (SELECT CAST(count(*) AS INTEGER) AS n FROM listed) LEFT JOIN shown l ON true
     LEFT JOIN run_person p ON p.run_key = ${pair.base.key} AND p.person = l.base_person ORDER BY ${order}`,
    [search],
  );
  // A page beyond the last one has no people; how many there are it says all the same.
  const totalRows = z.array(countRow).parse(rows)[0]?.n ?? 0;
  const people = rows.flatMap((row) => personRow.safeParse(row).data ?? []);
  return { start, totalRows, people: people.map((row) => asPerson(pair, row)) };
}

const dollars = (cents: number): string => (cents / 100).toFixed(2);

/** Everybody of a list as CSV, in its order. @throws PlanAlignError CANCELLED soon after `signal` is aborted. */
export async function writeChanges(
  workspace: Workspace,
  pair: RunPair,
  request: Omit<ChangeListRequest, 'start' | 'limit'>,
  sink: FileSink,
  signal: AbortSignal,
): Promise<void> {
  const { definitions, order } = listSql(pair, request);
  const names = [pair.base.record.name, pair.other.record.name];
  const titles = [
    'Employee',
    ...names,
    'Change',
    'Pay',
    'Age band',
    'Tenure band',
    'Level',
    'Highly compensated',
  ];
  await sink.write(`\uFEFF${titles.map(csvText).join(',')}\r\n`);
  const statement = `${definitions} SELECT ${COLUMNS} FROM listed l
    JOIN run_person p ON p.run_key = ${pair.base.key} AND p.person = l.base_person ORDER BY ${order}`;
  const search = request.search.trim().toLowerCase();
  for await (const chunk of workspace.stream(statement, [search])) {
    signal.throwIfAborted();
    const lines = chunk.getRows().map((values) => {
      const [employee_id, base_money, other_money, change, pay, age_band, tenure_band, level, is_hce] =
        values;
      const person = asPerson(
        pair,
        personRow.parse({
          employee_id,
          base_money,
          other_money,
          change,
          pay,
          age_band,
          tenure_band,
          level,
          is_hce,
        }),
      );
      return [
        csvText(person.employeeId),
        dollars(person.base),
        dollars(person.other),
        dollars(person.change),
        dollars(person.pay),
        csvText(person.ageBand),
        csvText(person.tenureBand),
        csvText(person.level),
        person.isHce ? 'yes' : 'no',
      ].join(',');
    });
    await sink.write(`${lines.join('\r\n')}\r\n`);
  }
}

const costRow = z.object({
  employee_id: z.string(),
  base_gross: z.number().nullable(),
  other_gross: z.number().nullable(),
  amount: z.number(),
  n: z.number(),
  total: z.number(),
});

/** The people behind a driver of the cost of the plan. */
export async function costPeople(
  workspace: Workspace,
  pair: RunPair,
  { year, driver, start, limit }: CostPeopleRequest,
): Promise<CostPeople> {
  const column = PERSON_DRIVERS.find((name) => name === driver);
  if (column === undefined) return { start, totalRows: 0, total: 0, people: [] };
  const shown = commonYear(pair, year);
  const effects = effectSql(pair, pair.identity(shown), shown, pairTerms(pair, shown), 'CAST(0 AS INTEGER)');
  const rows = await workspace.read(
    `WITH ${effects}, listed AS MATERIALIZED (SELECT base_person, other_person, base_gross, other_gross, "${column}" AS amount
       FROM effect WHERE "${column}" <> 0),
     shown AS (SELECT * FROM listed ORDER BY abs(amount) DESC, base_person, other_person LIMIT ${limit} OFFSET ${start})
     SELECT p.employee_id, l.base_gross, l.other_gross, l.amount, (SELECT CAST(count(*) AS INTEGER) FROM listed) AS n,
       (SELECT sum(amount) FROM listed) AS total
     FROM shown l JOIN run_person p ON p.run_key = CASE WHEN l.base_person IS NULL THEN ${pair.other.key} ELSE ${pair.base.key} END
       AND p.person = coalesce(l.base_person, l.other_person)
     ORDER BY abs(l.amount) DESC, l.base_person, l.other_person`,
  );
  const found = z.array(costRow).parse(rows);
  return {
    start,
    totalRows: found[0]?.n ?? 0,
    total: found[0]?.total ?? 0,
    people: found.map(({ employee_id, base_gross, other_gross, amount }) => ({
      employeeId: employee_id,
      base: base_gross,
      other: other_gross,
      amount,
    })),
  };
}
