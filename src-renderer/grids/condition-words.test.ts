import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GridColumn, GridCondition, GridKind } from '../../src-shared/api/results.ts';
import { toDay } from '../../src-shared/dates.ts';
import { setLocale } from '../components/format.ts';
import { conditionWords } from './condition-words.ts';

beforeEach(() => {
  setLocale('en-US');
});
afterEach(() => {
  setLocale(null);
});

const column = (kind: GridKind, title: string, name = 'c'): GridColumn => ({
  name,
  title,
  kind,
  description: '',
  choices: [],
  isSummable: false,
  hasFewValues: false,
  isLookedUp: false,
});
const number = (operator: 'equals' | 'lessThan' | 'greaterThanOrEqual', value: number): GridCondition => ({
  kind: 'number',
  column: 'c',
  operator,
  value,
});
const oneOf = (...values: (string | null)[]): GridCondition => ({ kind: 'oneOf', column: 'c', values });

it.each<[string, GridColumn, GridCondition]>([
  ['Year is 2027', column('integer', 'Year'), number('equals', 2027)],
  ['Department is Legal', column('choice', 'Department'), oneOf('Legal')],
  ['Department is Legal, Sales or Blank', column('choice', 'Department'), oneOf('Legal', 'Sales', null)],
  ['Department is one of 4 values', column('choice', 'Department'), oneOf('A', 'B', 'C', 'D')],
  ['Event is Plan enrolment', column('choice', 'Event', 'type'), oneOf('DC_PLAN_ENROLLMENT')],
  ['Annual pay is at least $50,000', column('money', 'Annual pay'), number('greaterThanOrEqual', 5_000_000)],
  ['Annual pay is below $1,234.56', column('money', 'Annual pay'), number('lessThan', 123_456)],
  ['Rate is 3.5%', column('rate', 'Rate'), number('equals', 35_000)],
  ['Rate is 3.125%', column('rate', 'Rate'), number('equals', 31_250)],
  ['Hired is before 2025-03-01', column('date', 'Hired'), number('lessThan', toDay(2025, 3, 1))],
  ['HCE is yes', column('yesNo', 'HCE'), number('equals', 1)],
  ['Left is not blank', column('date', 'Left'), { kind: 'blank', column: 'c', isBlank: false }],
  ['Age is from 20 to 30', column('integer', 'Age'), { kind: 'between', column: 'c', from: 20, to: 30 }],
  [
    'Employee starts with E10',
    column('text', 'Employee'),
    { kind: 'text', column: 'c', operator: 'startsWith', value: 'E10' },
  ],
])('says "%s"', (sentence, about, condition) => {
  expect(conditionWords('events', about, condition)).toBe(sentence);
});
