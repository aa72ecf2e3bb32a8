import type { TestSelection } from '../../../src-shared/api/compliance.ts';
import {
  columnsOfTest,
  numberOf,
  codeOf,
  type PersonColumn,
  type PersonOfTest,
} from '../../../src-shared/compliance-columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { FileSink } from '../../files/atomic-write.ts';
import type { ComplianceReader } from '../compliance/compliance-service.ts';
import { csvText } from './grid-csv.ts';

const PEOPLE_AT_A_TIME = 10_000;

/** A number in the unit that people use: dollars, percent. */
const AS_CELL: Readonly<Record<PersonColumn['kind'], (value: number) => string>> = {
  text: String,
  integer: String,
  yesNo: (flag) => (flag === 0 ? 'no' : 'yes'),
  money: (cents) => (cents / 100).toFixed(2),
  basisPoints: (points) => (points / 100).toFixed(2),
};

function cellOf({ test, part }: TestSelection, { name, kind }: PersonColumn, person: PersonOfTest): string {
  if (kind === 'text') return csvText(codeOf(test, part, name, person));
  const value = numberOf(name, person);
  return value === null ? '' : AS_CELL[kind](value);
}

/**
 * Writes the people of a test as CSV, with every column that the test has.
 * @throws PlanAlignError RUN_UNKNOWN; CANCELLED soon after `signal` is aborted.
 */
export async function writeTestPeopleCsv(
  reader: ComplianceReader,
  selection: TestSelection,
  sink: FileSink,
  signal: AbortSignal,
): Promise<void> {
  const columns = columnsOfTest(selection.test, true);
  const title = ({ title: text, kind }: PersonColumn): string =>
    csvText(kind === 'basisPoints' ? `${text} %` : text);
  await sink.write(`\uFEFF${columns.map(title).join(',')}\r\n`);
  for await (const people of reader.allPeople(selection, PEOPLE_AT_A_TIME)) {
    if (signal.aborted) throw new PlanAlignError('CANCELLED', '');
    const lines = people.map((person) =>
      columns.map((column) => cellOf(selection, column, person)).join(','),
    );
    await sink.write(`${lines.join('\r\n')}\r\n`);
  }
}
