import { expect, it } from 'vitest';
import type { GridColumn, GridKind } from '../../src-shared/api/results.ts';
import { toDay } from '../../src-shared/dates.ts';
import { copiedCells } from './clipboard.ts';

const column = (name: string, kind: GridKind): GridColumn => ({
  name,
  title: name.toUpperCase(),
  kind,
  description: '',
  choices: [],
  isSummable: false,
  hasFewValues: false,
  isLookedUp: false,
});
const columns = [
  column('type', 'choice'),
  column('pay', 'money'),
  column('rate', 'rate'),
  column('day', 'date'),
];
const rows = [
  { type: 'DC_PLAN_ENROLLMENT', pay: 123_456_789, rate: 35_000, day: toDay(2026, 3, 1) },
  { type: '=HYPERLINK("x")', pay: null, rate: 0, day: null },
];

it('copies numbers, dates and codes as text between tabs, and leaves formulas texts', () => {
  expect(copiedCells('events', columns, rows, true).text).toBe(
    ['TYPE\tPAY\tRATE\tDAY', 'Plan enrolment\t1234567.89\t0.035\t2026-03-01', `'=HYPERLINK("x")\t\t0\t`].join(
      '\r\n',
    ),
  );
  const spread = [{ type: 'a\tb\nc', pay: -5, rate: null, day: null }];
  expect(copiedCells('events', columns, spread, false).text).toBe('a b c\t-0.05\t\t');
});

it('copies a table in which numbers stay numbers', () => {
  expect(copiedCells('events', columns, rows, false).html).toBe(
    '<table xmlns:x="urn:schemas-microsoft-com:office:excel">' +
      '<tr><td x:str>Plan enrolment</td><td x:num="1234567.89">1234567.89</td>' +
      '<td x:num="0.035">0.035</td><td>2026-03-01</td></tr>' +
      `<tr><td x:str>'=HYPERLINK(&quot;x&quot;)</td><td></td><td x:num="0">0</td><td></td></tr></table>`,
  );
});
