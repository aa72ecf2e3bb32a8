import { valueAt, type JsonObject } from '../../../../src-shared/scenario/json-value.ts';
import type { SettingPath } from '../../../state/delta.ts';
import { departmentNames } from '../../../state/study.ts';
import { tableRows } from './table-shape.ts';

const FIRST_SCHEDULE = [0, 20, 40, 60, 80, 100];

/** What own values begin with where a word stood before: all alike, so that nothing jumps. */
export function firstTable(document: JsonObject, path: SettingPath): unknown {
  const name = path.at(-1);
  if (path.at(-2) === 'vesting') return FIRST_SCHEDULE;
  if (name === 'levelMix')
    return Object.fromEntries(tableRows(document, ['hiring', 'levelMix']).map(({ key }) => [key, 1]));
  if (name === 'departmentMix')
    return Object.fromEntries(departmentNames().map((department) => [department, 1]));
  return valueAt(document, ['hiring', 'startDateProfile']) ?? Array.from({ length: 12 }, () => 1);
}
